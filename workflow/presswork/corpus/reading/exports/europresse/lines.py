"""Lines of an article from Europresse, in whichever format: outlet, header, byline, and what is below the text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.calendar import fold, weekdays
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.labelled import Labelled, fill_gaps, find_labels
from presswork.corpus.reading.formats.record import Cut

DATABASE = "Europresse"
# Such as news·20120503·LM·0q1503; Europresse numbers other documents as web, report and so on.
NUMBER = re.compile(r"\b[a-z]{3,12}[·•]\d{8}[·•]\w+[·•][\w·•.-]*\w")
NUMBERED = re.compile(r"(?:[^\W\d_][^:]{2,40}:\s*)?[a-z]{3,12}[·•]\d{4,8}(?:[·•]\S*)?")
CERTIFICATE = re.compile(
    r"(?:Ce certificat|Certificat|This certificate|Certificate)\b.*\b(?:émis|issued)\b.*"
    r"|Date d['’]émission\b.*|(?:Le présent document est protégé|(?:This|The present) document.{0,20} protected)\b.*",
    re.IGNORECASE,
)
# In some PDFs, the sign © is read as a bullet.
COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©]*\d{4}\b.*|•\s*\d{4}\b.*(?:droits réservés|rights reserved)\b.*", re.IGNORECASE
)
# How many lines the claim of copyright or the certificate may begin above the number of the document.
COPYRIGHT_LINES = 8
ISSUE = re.compile(r"\s*,\s*(?:no|n°|nº|vol|nr)\.?\s*\d.*", re.IGNORECASE | re.DOTALL)
PAGE = re.compile(r"(?<!\w)pp?\.\s*(?P<value>[^\s,•|]+(?:[,;-]\s?\d+\b(?!\s*(?:mots?|words?)))*)")
LENGTH = re.compile(r"(?<![\w.,])(?P<value>(?:\d{1,3}(?:[\s,.]\d{3})+|\d+)\s*(?:mots?|words?))(?!\w)")
TIME = re.compile(r"\d{1,2}\s?[:h]\s?\d\d(?::\d\d)?|(?:UTC|GMT)(?:\s*[+-]\d\d?:?\d*)?")
WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)[\s,.]*$")
ITEM = re.compile(r"[^,•|\t\n\r]*[^\W\d_][^,•|\t\n\r]*")
# Lines that Europresse adds to the text of an article, and to each page of a PDF.
FURNITURE = (
    (re.compile(r"Cet article est paru dans .{1,100}"), "place of publication"),
    (re.compile(r".{0,60}\bDocuments sauvegardés\b.{0,60}|Saved documents(?: by .{0,60})?"), "page header"),
)
HEADER, TITLE, BYLINE = "header above an article", "headline above an article", "byline above an article"
# In characters.
MAX_HEAD = 400
MAX_NAME_WORDS = 12
PARTICLES = "de du des da di la le van von der den et and y e avec with par by und en"
SMALL = frozenset(PARTICLES.split())
PREFIX = re.compile(r"[dl]['’]\w", re.IGNORECASE)


def mark_outlet(text: str, start: int, end: int) -> list[Cut]:
    """Return the marks of the outlet: its name in the first line, without the number of the issue."""
    line_end = start + len(text[start : min(end, start + MAX_HEAD)].split("\n", 1)[0].rstrip())
    issue = ISSUE.search(text, start, line_end)
    name_end = issue.start() if issue and issue.start() > start else line_end
    named = Cut(start, name_end, "outlet above an article", "outlet")
    return [named, *fill_gaps(text, name_end, end, [], "issue of the outlet")]


def mark_source(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Return the marks of the labelled lines on the outlet above an article, as PDFs have them."""
    labels = find_labels(lines, DATABASE)
    marks: list[Cut] = []
    rule, field = "above an article", None
    for place, line in enumerate(lines):
        start = line.start
        if own := labels.get(place):
            rule, field, start = f"{own.label.name} label", own.label.field, own.value
            marks.append(Cut(line.start, min(start, line.end), rule))
        if start < line.end and field == "outlet":
            marks += mark_outlet(text, start, line.end)
        elif start < line.end:
            marks.append(Cut(start, line.end, rule))
    return marks


def mark_header(text: str, start: int, end: int, outlet: str = "") -> list[Cut]:
    """Return the marks of a header such as `Culture, Tuesday 4 May 2021, p. 12`, whatever the order of its parts.

    A part that only repeats the outlet is cut.
    """
    head = text[start : min(end, start + MAX_HEAD)]
    marks: list[Cut] = []
    rest = head
    if dated := next(iter(find_dates(head)), None):
        marks.append(Cut(start + dated.start, start + dated.end, HEADER, "published"))
        rest = _blank(rest, _find_weekday(head, dated.start), dated.end)
    for pattern, field in ((PAGE, "page"), (LENGTH, "length"), (TIME, None)):
        for found in list(pattern.finditer(rest))[: 1 if field else None]:
            rest = _blank(rest, *found.span())
            if field:
                marks.append(Cut(start + found.start("value"), start + found.end("value"), HEADER, field))
    section = _find_section(rest, outlet)
    if section:
        marks.append(Cut(start + section[0], start + section[1], HEADER, "section"))
    marks.sort(key=lambda each: each.start)
    return list(fill_gaps(text, start, end, marks, HEADER))


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{'•' * (end - start)}{text[end:]}"


def _find_weekday(head: str, day: int) -> int:
    """Return where the name of a weekday directly before a date starts, else where the date does."""
    found = WEEKDAY_BEFORE.search(head, 0, day)
    return found.start() if found and fold(found[1]) in weekdays() else day


def _find_section(rest: str, outlet: str) -> tuple[int, int] | None:
    """Return where the section stands: the first part with letters, and those that only a comma divides from it."""
    parts = ((each, each[0].strip()) for each in ITEM.finditer(rest))
    items = [each for each, shown in parts if fold(shown) != fold(outlet) and not shown.endswith(":")]
    if not items:
        return None
    last = items[0]
    for item in items[1:]:
        if rest[last.end() : item.start()] != ",":
            break
        last = item
    whole = rest[items[0].start() : last.end()]
    start = items[0].start() + len(whole) - len(whole.lstrip(" -–"))
    return start, start + len(whole.strip(" -–"))


def is_name(line: Line, least: int = 2) -> bool:
    """Return whether a line looks like the names of authors: `least` or a few more words with capitals, no sentence."""
    words = re.findall(r"[^\s,;/]+", line.text)
    if not least <= len(words) <= MAX_NAME_WORDS or line.closes or ":" in line.text or re.search(r"\d", line.text):
        return False
    capitals = [word[0].isupper() for word in words if word.lower() not in SMALL and not PREFIX.match(word)]
    return bool(capitals) and all(capitals)


def mark_text(lines: Iterable[Line]) -> Iterator[Cut]:
    """Yield the marks of lines within the text that are no part of it."""
    for line in lines:
        rule = next((rule for pattern, rule in FURNITURE if pattern.fullmatch(line.text)), None)
        if rule:
            yield Cut(line.start, line.end, rule)


def find_tail(lines: Sequence[Line], floor: int) -> int:
    """Return the line below the text: a label, a claim of copyright, the document's number or its certificate.

    `floor` is where the text ends at the earliest.
    """
    below = [number for number, line in enumerate(lines) if line.start >= floor]
    first = below[0] if below else len(lines)
    starts = [number for number in below if NUMBERED.fullmatch(lines[number].text)] or [
        number for number in below if CERTIFICATE.fullmatch(lines[number].text)
    ]
    anchor = min(starts, default=len(lines))
    claimed = range(max(first, anchor - COPYRIGHT_LINES), anchor)
    claims = [number for number in claimed if _is_claim(lines[number].text)]
    labelled = [number for number in _find_tail_labels(lines) if number >= first]
    return min([anchor, *claims, *labelled])


def _is_claim(text: str) -> bool:
    return bool(COPYRIGHT.fullmatch(text) or CERTIFICATE.fullmatch(text))


def _find_tail_labels(lines: Sequence[Line]) -> dict[int, Labelled]:
    return {number: each for number, each in find_labels(lines, DATABASE).items() if each.label.reach == "tail"}


def mark_tail(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Return the marks of what is below the text; the last number of the document is the one that counts."""
    labels = _find_tail_labels(lines)
    numbers = {place: found.span() for place, line in enumerate(lines) if (found := NUMBER.search(line.text))}
    marks: list[Cut] = []
    rule = "below the article"
    for place, line in enumerate(lines):
        if place in labels:
            rule = f"{labels[place].label.name} label"
        elif NUMBERED.fullmatch(line.text):
            rule = "number of the document"
        elif CERTIFICATE.fullmatch(line.text):
            rule = "certificate"
        elif COPYRIGHT.fullmatch(line.text):
            rule = "copyright"
        if numbers and place == max(numbers):
            start, end = numbers[place]
            marks += fill_gaps(
                text, line.start, line.end, [Cut(line.start + start, line.start + end, rule, "id")], rule
            )
        else:
            marks.append(Cut(line.start, line.end, rule))
    return marks
