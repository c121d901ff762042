"""What stands above the labels of an article from Nexis: headline, outlet, day, edition and claims of copyright."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.export import UnknownLayoutError
from presswork.corpus.reading.exports.labelled import count_breaks, find_blocks, mark_day
from presswork.corpus.reading.formats.record import Cut

RULE = "above an article"
COPYRIGHT = re.compile(r"(?:Copyright|COPYRIGHT|Copy|©|\([cC]\))\W{0,3}(?:\([cC]\)|©)?\W{0,3}(?:19|20)\d\d\b.*")
RIGHTS = re.compile(
    r"(?:(?:All )?Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés|Todos los derechos reservados"
    r"|Tutti i diritti riservati|Alle rechten voorbehouden).*",
    re.IGNORECASE,
)
# Above a headline, the year may stand further on: Copyright The Lake Post Ltd 2021.
CLAIM = re.compile(r"(?:Copyright|COPYRIGHT|©|\([cC]\))(?!\w).*(?:19|20)\d\d.*")
CLAIM_LINES = 3
# Lines that belong to no field, such as the link to a scanned page.
ADDED = re.compile(
    r"(?:\[\])?\s?(?i:Link (?:to|zum|zur|vers|al|naar) .{0,30})|Distributed by .+|Return to List|SHOW: .+|\[\]"
)
CORRECTED = re.compile(r"(?P<before>.*?)(?:\s{1,3}[-\N{EN DASH}]\s{1,3})?(?P<note>Correction Appended)", re.IGNORECASE)
UNTITLED = re.compile(r"No Headline In Original", re.IGNORECASE)
EDITION = re.compile(r".*\b(?:Edition|Éditions?|Ausgabe|Edición|Edizione|Editie)\b.*", re.IGNORECASE)
OUTLET_EDITION = re.compile(
    r"(?P<outlet>.{1,120}?)\s{1,3}[-\N{EN DASH}]\s{1,3}(?P<edition>[^-\N{EN DASH}]{0,40}\bEdition)", re.IGNORECASE
)
# What stands below the day: the time, or a weekday.
TIME = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?\b.{0,40}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch|sonnabend|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://\S+")
# A magazine may give only a month, a season or a year.
YEAR = re.compile(r"(?:\S+ ){0,3}(?:\S*/)?(?:19|20)\d\d")
MAX_DAY = 120
MAX_YEAR = 40
MAX_UNREAD_WORDS = 60
BLANK_ABOVE_TEXT = 2
AUTHOR = re.compile(r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*(?: |$)){2,6}")
BLANKS = re.compile(r"[^\S\r\n]{2}")
INDENTED = re.compile(r"\s*[\r\n][^\S\r\n]{2}")


def is_day(line: Line) -> bool:
    """Return whether a line has a date, with no more than a weekday before it."""
    dated = find_dates(line.text) if len(line.text) < MAX_DAY else []
    before = line.text[: dated[0].start].strip() if dated else ""
    return bool(dated) and len(before.split()) < 2 and ":" not in before


def _is_year(line: Line) -> bool:
    return len(line.text) < MAX_YEAR and bool(YEAR.fullmatch(line.text))


def mark_head(text: str, lines: Sequence[Line], is_numbered: bool, is_titled: bool) -> list[Cut]:
    """Return the marks of the lines above the labels; raises UnknownLayoutError where they are too many to be a head.

    In a numbered article, outlet and day stand above the headline, else below it. If `is_titled`, a label gives the
    headline.
    """
    claims = _find_claims(lines)
    address = _find_address(text, lines)
    free = [
        line
        for line in lines
        if not (line in claims or line in address or ADDED.fullmatch(line.text) or _is_note(line))
    ]
    if not is_numbered and claims:
        free = [line for line in free if line.start < min(claims).start]
    roles = _name_numbered(text, free, is_titled) if is_numbered else _name_new(free)
    roles |= dict.fromkeys(address, "url")
    unread = [line for line in lines if line not in roles and line not in claims]
    if sum(len(line.text.split()) for line in unread) > MAX_UNREAD_WORDS:
        raise UnknownLayoutError(unread[0].start, "headline, outlet and day above the labels")
    marks: list[Cut] = []
    for line in lines:
        rule = "copyright" if line in claims else "correction note" if _is_note(line) else RULE
        marks += _mark_line(line, roles[line]) if line in roles else [Cut(line.start, line.end, rule)]
    return marks


def is_outlet_first(lines: Sequence[Line]) -> bool:
    """Return whether lines are the head of an older export: an outlet, the day, and a headline below it."""
    claims = _find_claims(lines)
    free = [line for line in lines if line not in claims]
    return len(free) > 2 and is_day(free[1])


def _is_note(line: Line) -> bool:
    found = CORRECTED.fullmatch(line.text)
    return bool(found and not found["before"])


def count_claims(lines: Sequence[Line]) -> int:
    """Return how many lines at the end claim copyright, links below them included."""
    claims = _find_claims(lines, (COPYRIGHT, RIGHTS, ADDED))
    return next((count for count, line in enumerate(reversed(lines)) if line not in claims), len(lines))


def _find_claims(lines: Sequence[Line], patterns: Sequence[re.Pattern[str]] = (COPYRIGHT, CLAIM, RIGHTS)) -> set[Line]:
    """Return the lines that claim copyright, and those between a claim and the words All Rights Reserved."""
    numbers = [n for n, line in enumerate(lines) if any(each.fullmatch(line.text) for each in patterns)]
    found = set(numbers)
    for number, following in pairwise(numbers):
        if following - number <= CLAIM_LINES and RIGHTS.fullmatch(lines[following].text):
            found.update(range(number, following))
    return {lines[number] for number in found}


def is_empty(lines: Sequence[Line]) -> bool:
    """Return whether lines below the number of a document only claim copyright: the database had no more of it."""
    return len(lines) == len(_find_claims(lines))


def find_text(text: str, lines: Sequence[Line]) -> int | None:
    """Return the line at which the text begins, two blank lines below the day, where all labels stand below the text.

    None if few lines stand there, as a headline does, unless the headline stands above the day.
    """
    day = next((number for number in range(1, len(lines)) if is_day(lines[number])), len(lines))
    gaps = ((n, count_breaks(text[lines[n - 1].end : lines[n].start])) for n in range(day + 1, len(lines)))
    start = next((n for n, gap in gaps if gap > BLANK_ABOVE_TEXT), len(lines))
    is_titled = _is_centred(text, lines[0]) and not all(_is_centred(text, line) for line in lines[:day])
    n_words = sum(len(line.text.split()) for line in lines[start:])
    return start if n_words > (0 if is_titled else MAX_UNREAD_WORDS) else None


def _find_address(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the address of an article on the web, which may be too long for one line."""
    starts = find_blocks(text, lines)
    first = next((number for number, line in enumerate(lines) if ADDRESS.fullmatch(line.text)), len(lines))
    last = first + 1
    while last < len(lines) and last not in starts and " " not in lines[last].text:
        last += 1
    return list(lines[first:last])


def _is_centred(text: str, line: Line) -> bool:
    return line.start > 1 and BLANKS.fullmatch(text, line.start - 2, line.start) is not None


def _name_centred(text: str, free: Sequence[Line], is_titled: bool) -> dict[Line, str]:
    """Return which line is which field, where all but headline and author is centred; nothing where this is not so."""
    starts = find_blocks(text, free)
    blocks = [list(free[a:b]) for a, b in pairwise([*sorted(starts), len(free)])]
    is_centred = [any(_is_centred(text, line) for line in block) for block in blocks]
    centred = [line for block, each in zip(blocks, is_centred, strict=True) if each for line in block]
    days = [n for n in range(1, len(centred)) if is_day(centred[n])] or [
        n for n, _ in enumerate(centred) if n and _is_year(_)
    ]
    if not days or (len(blocks) < 2 and not is_titled) or INDENTED.match(text, free[-1].end):
        return {}
    outlet = next(block for block in blocks if centred[0] in block)
    roles = dict.fromkeys((line for line in outlet if line.start < centred[days[0]].start), "outlet")
    roles[centred[days[0]]] = "published"
    left = [block for block, each in zip(blocks, is_centred, strict=True) if not each]
    for number, block in enumerate([] if is_titled else left):
        is_author = number > 0 and len(block) == 1 and AUTHOR.fullmatch(block[0].text)
        roles |= dict.fromkeys(block, "byline" if is_author else "title")
    return roles


def _name_numbered(text: str, free: Sequence[Line], is_titled: bool) -> dict[Line, str]:
    """Return which line is which field, where the outlet stands above the day."""
    if roles := _name_centred(text, free, is_titled):
        return roles
    day = next((number for number in range(1, len(free)) if is_day(free[number])), None)
    if day is None and len(free) > 1 and _is_year(free[1]):
        day = 1
    if day is None:
        return _name_incomplete(free, is_titled)
    below = _find_below(text, free, day)
    roles = {free[day]: "published"}
    if below < len(free) or is_titled or day == 1:
        roles[free[day - 1]] = "outlet"
        return roles if is_titled else roles | dict.fromkeys(free[below:], "title")
    # In some exports, the headline stands between outlet and day.
    return roles | {free[0]: "outlet"} | dict.fromkeys(free[1:day], "title")


def _name_incomplete(free: Sequence[Line], is_titled: bool) -> dict[Line, str]:
    """Return which line is which field, where either the outlet or the day stands first."""
    roles = {line: "published" if is_day(line) else "outlet" for line in free[:1]}
    return roles if is_titled else roles | dict.fromkeys(free[1:], "title")


def _find_below(text: str, free: Sequence[Line], day: int) -> int:
    """Return the first line of the headline below the day and the lines of the edition."""
    starts = find_blocks(text, free)
    block = next((number for number in range(day + 1, len(free)) if number in starts), None)
    if block is not None:
        return block
    below = day + 1
    while below < len(free) and (
        EDITION.fullmatch(free[below].text) or TIME.fullmatch(free[below].text) or free[below - 1].text.endswith(";")
    ):
        below += 1
    return below


def _name_new(free: Sequence[Line]) -> dict[Line, str]:
    """Return which line is which field, where headline, outlet and day follow each other."""
    days = [number for number in range(1, len(free)) if is_day(free[number])]
    if not days and len(free) > 2 and _is_year(free[-1]):
        days = [len(free) - 1]
    end = days[-1] if days else len(free)
    above = list(free[:end])
    roles = {free[end]: "published"} if days else {}
    # A blog stands in brackets between outlet and day.
    if len(above) > 2 and above[-1].text.startswith("(") and above[-1].text.endswith(")"):
        del above[-1]
    if len(above) > 1:
        roles[above.pop()] = "outlet"
    half = len(above) // 2
    if half and [line.text for line in above[:half]] == [line.text for line in above[half:]]:
        above = above[half:]
    return roles | dict.fromkeys(above, "title")


def _mark_line(line: Line, field: str) -> Iterator[Cut]:
    if field == "published" and find_dates(line.text):
        yield from mark_day(line, line.start, "day above an article")
    elif field == "published":
        yield Cut(line.start, line.end, "day above an article", field)
    elif field == "outlet":
        found = OUTLET_EDITION.fullmatch(line.text)
        yield from _split(line, found.end("outlet") if found else len(line.text), "outlet above an article", field)
    elif field in ("url", "byline"):
        yield Cut(line.start, line.end, RULE, field)
    elif UNTITLED.fullmatch(line.text):
        yield Cut(line.start, line.end, "missing headline")
    else:
        found = CORRECTED.fullmatch(line.text)
        yield from _split(line, found.end("before") if found else len(line.text), "headline above an article", field)


def _split(line: Line, length: int, rule: str, field: str) -> Iterator[Cut]:
    """Yield the mark of a value of some length, and of the rest of its line."""
    yield Cut(line.start, line.start + length, rule, field)
    if line.start + length < line.end:
        yield Cut(line.start + length, line.end, RULE)
