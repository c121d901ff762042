"""Reads the head of an article from Factiva without codes.

Its lines are the section, the headline, the author, the number of words, the day, the time, the outlet, its code, the
edition, the page, the language and the claim of copyright. Only headline, words, day, outlet and language are always
there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.fields.language_codes import find_code
from presswork.corpus.reading.exports.export import UnknownLayoutError
from presswork.corpus.reading.exports.factiva.page import name_by_class
from presswork.corpus.reading.exports.labelled import find_blocks, is_day, mark_day
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut

# 1,234 words in the languages of the interface.
WORDS = (
    r"\d{1,6}(?:[.,\u00a0\u202f ]\d{3}){0,3}\s?(?:words?|Wörter|Wort|mots?|palabras?|parole|parola|woorden|woord|字)"
)
LENGTH = re.compile(WORDS, re.IGNORECASE)
# In a list of headlines: The Lake Post, 08:00 PM, 4 May 2021, 22 words, (English).
LISTED = re.compile(rf"(?P<outlet>[^,]+),.*, (?P<length>{WORDS})(?:,.*)?", re.IGNORECASE)
TIME = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?", re.IGNORECASE)
SOURCE_CODE = re.compile(r"[A-Z0-9]{1,12}")
PAGE = re.compile(
    r"(?:(?:p|pg|page|seite|s)\.?\s?)?[A-Z]{0,4}[-.]?\d{1,4}[A-Z]?(?:\s?[,;/&–-]\s?[A-Z]{0,4}\d{1,4})*", re.I
)
COPYRIGHT = re.compile(
    r"(?:Copyright|\(c\)|©).*|.*(?:All rights reserved|Alle Rechte vorbehalten|Tous droits réservés"
    r"|(?:Todos los|Reservados todos los) derechos|Tutti i diritti riservati|Alle rechten voorbehouden).*",
    re.IGNORECASE,
)
CLAIM_ENDS = re.compile(r"(?:.{0,80}\s)?(?:reserved|vorbehalten|réservés|reservados|riservati|voorbehouden)\.?", re.I)
# A claim in other words: Lake Post 2021.
YEAR_LAST = re.compile(r"(?:\S+\s+){1,5}(?:19|20)\d\d\.?")
# What the pages of a PDF have above or below their text; some PDFs lose the blanks between words.
FOOTER = re.compile(
    r"(?:(?:Page|Seite|Página|Pagina)\s*\d+\s*(?:of|von|sur|de|di|van)\s*\d+)?"
    r"\s*(?:(?:©|\(c\))\s*(?:19|20)\d\d\s*Factiva,\s*Inc\b.*)?"
)
BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door)\s+\S.*", re.IGNORECASE)
# Names of two to four words with capital letters each, or one such word.
WORD = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
NAME = rf"{WORD}(?:\s+(?:(?:de|von|van|der|la|le|du|di|da)\s+)?{WORD}){{1,3}}"
JOINT = r"(?:\s*[,;/&]\s*|\s+(?:and|und|et|y|e|en)\s+)"
NAMES = re.compile(rf"{NAME}(?:{JOINT}{NAME}){{0,5}}(?:{JOINT}{WORD})?|{WORD}")
JOINED = re.compile(JOINT)
HEAD_LINES = 10
MAX_CHARACTERS = 300
MAX_SECTION_WORDS = 3
CAPITAL_SHARE = 0.6
MAX_ABOVE = 8
MIN_REPEATED = 8
COVER = frozenset(("Factiva", "Dow Jones Factiva", "Dow Jones", "Factiva RTF Display Format"))


def has_length(line: Line) -> bool:
    """Return whether a line gives the length of an article, alone or with outlet and day in a list of headlines."""
    return len(line.text) < MAX_CHARACTERS and bool(LENGTH.fullmatch(line.text) or LISTED.fullmatch(line.text))


def is_words(line: Line) -> bool:
    """Return whether a line gives the length of an article and nothing else."""
    return bool(LENGTH.fullmatch(line.text))


def mark_plain(text: str, lines: Sequence[Line], is_first: bool, elements: Sequence[Element]) -> list[Cut]:
    """Return the marks of an article without codes, up to its last line; raises UnknownLayoutError.

    What stands above the headline of the first article is the cover of the export: it has no marks. `elements` are
    those of a page whose classes name headline and author.
    """
    shown = [line for line in lines if not FOOTER.fullmatch(line.text)]
    marks = [*_mark_head(text, shown, is_first, elements)]
    start = min(mark.start for mark in marks)
    footers = (_mark(line, "page footer") for line in lines if line.start > start and FOOTER.fullmatch(line.text))
    return sorted([*marks, *footers], key=lambda mark: mark.start)


def _mark_head(text: str, lines: Sequence[Line], is_first: bool, elements: Sequence[Element]) -> list[Cut]:
    lengths = [number for number, line in enumerate(lines) if is_words(line)]
    if not lengths:
        return _mark_listed(lines, is_first)
    dated = [number for number in lengths if is_day(lines[number + 1])]
    if not dated:
        raise UnknownLayoutError(lines[lengths[0]].start, "the day below the number of words")
    if len(dated) > 1:
        raise UnknownLayoutError(lines[dated[1]].start, "the number of the document above another article")
    starts = find_blocks(text, lines)
    named = name_by_class(lines[: dated[0]], elements)
    above = [
        _mark(lines[number], f"{field or 'line'} above the length", field) for number, field in named.items()
    ] or _mark_above(lines, starts, dated[0], is_first)
    return [*above, *_mark_below(lines, starts, dated[0])]


def _mark_above(lines: Sequence[Line], starts: set[int], length: int, is_first: bool) -> Iterator[Cut]:
    """Yield the marks of the lines above the length: section, headline and author."""
    above = _drop_cover(lines, starts, length) if is_first else [*range(length)]
    if not above or len(above) > MAX_ABOVE:
        raise UnknownLayoutError(lines[length].start, "the headline above the number of words")
    width = max(len(line.text) for line in lines)
    again = _find_repeated(lines, above)
    above = [number for number in above if number not in again]
    fields = dict(zip(above, _name_above([lines[number].text for number in above], width), strict=True))
    for number in range(min(above), length):
        rule = "headline without blanks" if number in again else f"{fields.get(number, 'line')} above the length"
        yield _mark(lines[number], rule, fields.get(number))


def _find_repeated(lines: Sequence[Line], above: Sequence[int]) -> list[int]:
    """Return the lines that are part of those above them, without blanks: some PDFs have the headline so, again."""
    letters = ["".join(filter(str.isalnum, lines[number].text)).casefold() for number in above]
    return [
        number
        for place, number in enumerate(above)
        if place and len(letters[place]) > MIN_REPEATED and " " not in lines[number].text
        if letters[place] in "".join(letters[:place])
    ]


def _drop_cover(lines: Sequence[Line], starts: set[int], length: int) -> list[int]:
    """Return the lines above the length without those of the cover.

    The cover ends with a known line, with a list of headlines, the first of which comes again, or with a blank line.
    """
    known = max((number + 1 for number in range(length) if lines[number].text in COVER), default=0)
    seen: set[str] = set()
    repeated = 0
    for number in range(length):
        repeated = number if lines[number].text in seen else repeated
        seen.add(lines[number].text)
    top = max(known, repeated)
    blocks = sorted(number for number in starts if top < number < length)
    if length not in starts and blocks:
        top = blocks[-1]
    elif blocks and len(blocks) > 1 and _is_byline(lines[blocks[-1]].text):
        top = blocks[-2]
    elif blocks and not _is_byline(lines[blocks[-1]].text):
        top = blocks[-1]
    return [*range(top, length)]


def _name_above(texts: Sequence[str], width: int) -> list[str | None]:
    """Return the fields of the lines above the length: the headline is the first of them, or stands below a section.

    `width` is the length of the longest line of the article.
    """
    fields: list[str | None] = ["title"] * len(texts)
    last = len(texts) - 1
    if last > 0 and _ends_with_byline(texts, width):
        fields[last], last = "byline", last - 1
    if last > 0 and len(texts[0].split()) <= MAX_SECTION_WORDS < len(texts[1].split()):
        fields[0] = "section"
    return fields


def _ends_with_byline(texts: Sequence[str], width: int) -> bool:
    """Return whether the last line names authors, and is no headline or end of one with capital letters."""
    *_, above, last = texts
    if BYLINE.fullmatch(last) or not _is_byline(last):
        return bool(BYLINE.fullmatch(last))
    words = above.split()
    is_broken = 2 * len(above) >= width and sum(word[0].isupper() for word in words) >= CAPITAL_SHARE * len(words)
    is_headline = len(texts) == 2 and len(words) <= MAX_SECTION_WORDS < len(last.split()) and not JOINED.search(last)
    return not (is_broken or is_headline)


def _is_byline(text: str) -> bool:
    return len(text) < MAX_CHARACTERS and bool(BYLINE.fullmatch(text) or NAMES.fullmatch(text))


def _mark_below(lines: Sequence[Line], starts: set[int], length: int) -> list[Cut]:
    """Return the marks of what stands above the text from the length on."""
    marks = [_mark(lines[length], "length", "length")]
    day = length + 1
    marks += mark_day(lines[day], lines[day].start, "day below the length")
    outlet = day + 1
    if TIME.fullmatch(lines[outlet].text):
        marks.append(_mark(lines[outlet], "time"))
        outlet += 1
    language = _find_language(lines, outlet)
    marks.append(_mark(lines[outlet], "outlet below the day", "outlet"))
    marks += _mark_details(lines[outlet + 1 : language])
    marks.append(_mark(lines[language], "language above the text", "language"))
    body = language + 1
    while body < len(lines) - 1 and _is_copyright(lines, starts, body, body == language + 1):
        marks.append(_mark(lines[body], "copyright"))
        body += 1
    return marks


def _find_language(lines: Sequence[Line], outlet: int) -> int:
    """Return the line with the language: known by name, or directly above the claim of copyright."""
    below = range(outlet + 1, min(outlet + HEAD_LINES, len(lines) - 1))
    named = next((number for number in below if _is_language(lines[number].text)), None)
    claim = next((number - 1 for number in below if COPYRIGHT.fullmatch(lines[number].text)), outlet)
    if named is None and claim == outlet:
        raise UnknownLayoutError(lines[outlet].start, "a language and a claim of copyright below the outlet")
    return claim if named is None else named


def _mark_details(lines: Sequence[Line]) -> Iterator[Cut]:
    """Yield the marks of the lines between outlet and language: a code, the edition, and the page, which is last."""
    page = max((number for number, line in enumerate(lines) if PAGE.fullmatch(line.text)), default=-1)
    for number, line in enumerate(lines):
        is_code = number == 0 and SOURCE_CODE.fullmatch(line.text) and not line.text.isdigit()
        if is_code:
            yield _mark(line, "code of the outlet")
        else:
            yield _mark(line, "page below the outlet", "page") if number == page else _mark(line, "edition")


def _is_language(name: str) -> bool:
    """Return whether a line is the name of a language, such as Deutsch or Chinese (Simplified)."""
    first = re.split(r"\s*[(-]", name)[0]
    return len(first) > 2 and find_code(first) is not None


def _is_copyright(lines: Sequence[Line], starts: set[int], number: int, is_first: bool) -> bool:
    """Return whether a line below the language claims copyright, or ends the claim in the line above it.

    A claim in other words ends with a year, or is alone between the language and a blank line.
    """
    line = lines[number]
    if not is_first:
        above = lines[number - 1].text
        return bool(CLAIM_ENDS.fullmatch(line.text)) and not (CLAIM_ENDS.fullmatch(above) or above.endswith("."))
    if COPYRIGHT.fullmatch(line.text) or (YEAR_LAST.fullmatch(line.text) and not find_dates(line.text)):
        return True
    return number not in starts and number + 1 in starts


def _mark_listed(lines: Sequence[Line], is_first: bool) -> list[Cut]:
    """Return the marks of an entry in a list of headlines: it has no text, at most its beginning."""
    place = next((number for number, line in enumerate(lines) if number and has_length(line)), None)
    found = LISTED.fullmatch(lines[place].text) if place else None
    dated = find_dates(found[0]) if found else []
    if not place or not found or not dated:
        raise UnknownLayoutError(lines[0].start, "the codes HD and PD, or the number of words below a headline")
    start, rule = lines[place].start, "line of a list of headlines"
    ends = [0, found.end("outlet"), dated[0].start, dated[0].end, *found.span("length"), len(found[0])]
    fields = ("outlet", None, "published", None, "length", None)
    if ends != sorted(ends):
        raise UnknownLayoutError(start, "outlet, day and length in this order")
    marks = [] if is_first else [_mark(line, "above a headline") for line in lines[: place - 1]]
    marks.append(_mark(lines[place - 1], "headline in a list of headlines", "title"))
    for (first, last), field in zip(pairwise(ends), fields, strict=True):
        marks += [Cut(start + first, start + last, rule, field)] if first < last else []
    return [*marks, *(_mark(line, "beginning in a list of headlines") for line in lines[place + 1 : -1])]


def _mark(line: Line, rule: str, field: str | None = None) -> Cut:
    return Cut(line.start, line.end, rule, field)
