"""Nexis Uni, Lexis+ and LexisNexis Academic: labels above and below the text of each article.

Older exports put `1 of 3 DOCUMENTS` above each article, then outlet, day and headline. Newer ones put headline, outlet and
day above it, the line Body above its text, and `End of Document` below it; the file may begin with a cover page and a
list of results.
"""

import re
from collections.abc import Iterator, Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import Labelled, find_label, group_blocks, load_labels, read_number
from presswork.corpus.reading.formats.record import Cut

DATABASE = "Nexis"
OF = r"(?:of|von|sur|de|di|van)"
NOUN = r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)"
NUMBERED = re.compile(rf"(\d{{1,6}}) {OF} (\d{{1,6}}) {NOUN}", re.IGNORECASE)
END = re.compile(
    r"End of Document|Ende des Dokuments|Fin du document|Fin del documento|Fine del documento", re.IGNORECASE
)
LISTED = re.compile(r"(?:Documents|Dokumente|Documentos|Documenti|Documenten) \((\d{1,6})\)", re.IGNORECASE)
RESULT = re.compile(r"\d{1,6}\. (.+)")
BODY = re.compile(r"Body|Volltext|Text|Corps|Cuerpo|Corpo", re.IGNORECASE)
COPYRIGHT = re.compile(
    r"(?:Copyright|©|\(c\))(?!\w).*|(?:All Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés).*",
    re.IGNORECASE,
)
LENGTH = "LENGTH"


def is_nexis(text: str) -> bool:
    """Return whether a text has the marks of an export from Nexis."""
    lines = split_lines(text)
    labels = load_labels(DATABASE)
    labelled = any((found := find_label(line, labels)) and found.label.field == "length" for line in lines)
    return labelled and any(NUMBERED.fullmatch(line.text) or END.fullmatch(line.text) for line in lines)


def divide_nexis(text: str) -> Export:
    """Return the articles of an export from Nexis; raises UnknownLayoutError."""
    lines = split_lines(text)
    numbered = [number for number, line in enumerate(lines) if NUMBERED.fullmatch(line.text)]
    ends = [number for number, line in enumerate(lines) if END.fullmatch(line.text)]
    if numbered:
        bounds = list(zip(numbered, [*numbered[1:], len(lines)], strict=True))
        stated = _read_stated(lines, numbered)
    else:
        start = _find_cover(lines, ends)
        bounds = list(zip([start, *(end + 1 for end in ends[:-1])], [end + 1 for end in ends], strict=True))
        stated = next((int(found[1]) for line in lines[:start] if (found := LISTED.fullmatch(line.text))), None)
    articles = tuple(_read_article(text, lines[first:last]) for first, last in bounds)
    listed = [] if numbered else [found[1] for line in lines[: bounds[0][0]] if (found := RESULT.fullmatch(line.text))]
    return Export(articles, stated, tuple(listed))


def _read_stated(lines: Sequence[Line], numbered: Sequence[int]) -> int | None:
    """Return how many documents the export states, if it begins with the first of them; else it is a part."""
    found = [NUMBERED.fullmatch(lines[number].text) for number in numbered]
    first, last = (found[0], found[-1])
    return int(last[2]) if first and last and int(first[1]) == 1 else None


def _find_cover(lines: Sequence[Line], ends: Sequence[int]) -> int:
    """Return the line after the cover page and the list of results: where the first article begins."""
    listed = [number for number in range(ends[0]) if LISTED.fullmatch(lines[number].text)]
    if not listed:
        return 0
    results = [number for number in range(listed[0], ends[0]) if RESULT.fullmatch(lines[number].text)]
    days = [number for number in range(results[-1], ends[0]) if _is_day(lines[number])] if results else []
    if not days:
        raise UnknownLayoutError(lines[listed[0]].start, "a list of results, and a day above the first article")
    # Headline and outlet stand above the day.
    return days[0] - 2


def _is_day(line: Line) -> bool:
    return len(line.text) < 80 and bool(find_dates(line.text))


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    """Return an article, given its lines from the first to the last."""
    labels = load_labels(DATABASE)
    found = {number: each for number, line in enumerate(lines) if (each := find_label(line, labels))}
    first = next(
        (number for number in range(len(lines)) if number in found or BODY.fullmatch(lines[number].text)), None
    )
    if first is None:
        raise UnknownLayoutError(lines[0].start, "a label such as LENGTH, or the line Body")
    marks = [*_read_head(text, lines[:first])]
    body = _find_body(text, lines, found, first)
    tail = next((number for number in range(body, len(lines)) if _ends(lines[number], found.get(number))), len(lines))
    marks += [*_read_labelled(lines, found, range(first, body)), *_read_labelled(lines, found, range(tail, len(lines)))]
    n_words = next(
        (read_number(text[each.value : each.end]) for each in found.values() if each.label.field == "length"), None
    )
    return Article(lines[0].start, lines[-1].end, tuple(marks), n_words)


def _find_body(text: str, lines: Sequence[Line], found: dict[int, Labelled], first: int) -> int:
    """Return the first line of the running text: below the line Body, else below the last label and its block."""
    for number in range(first, len(lines)):
        if BODY.fullmatch(lines[number].text):
            return number + 1
    number = first
    for block in group_blocks(text, lines[first:]):
        label = found.get(number)
        if label is None or label.label.is_tail:
            break
        number += len(block)
    return number


def _ends(line: Line, found: Labelled | None) -> bool:
    return bool(found and found.label.is_tail) or bool(COPYRIGHT.fullmatch(line.text) or END.fullmatch(line.text))


def _read_labelled(lines: Sequence[Line], found: dict[int, Labelled], places: range) -> Iterator[Cut]:
    """Yield the marks of labelled lines and of what goes on below them."""
    label: Labelled | None = None
    for place in places:
        line = lines[place]
        if place in found:
            label = found[place]
            yield from label.mark()
        elif COPYRIGHT.fullmatch(line.text):
            yield Cut(line.start, line.end, "copyright")
        elif BODY.fullmatch(line.text) or END.fullmatch(line.text):
            yield Cut(line.start, line.end, "mark of an export")
        elif label and not label.label.is_tail:
            yield Cut(line.start, line.end, f"{label.label.name} label", label.label.field)
        else:
            yield Cut(line.start, line.end, f"{label.label.name} label" if label else "copyright")


def _read_head(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """Yield the marks of what stands above the labels: the number, the outlet, the day and the headline."""
    free = [line for line in lines if not NUMBERED.fullmatch(line.text) and not COPYRIGHT.fullmatch(line.text)]
    day = next((number for number, line in enumerate(free) if _is_day(line)), None)
    if day is None or day == 0:
        raise UnknownLayoutError((free or lines)[0].start, "outlet and day above the labels")
    is_numbered = any(NUMBERED.fullmatch(line.text) for line in lines)
    names = {id(free[day - 1]): "outlet"}
    names |= {id(line): "title" for line in (free[day + 1 :] if is_numbered else free[: day - 1])}
    for line in lines:
        if NUMBERED.fullmatch(line.text):
            yield Cut(line.start, line.end, "number of documents")
        elif COPYRIGHT.fullmatch(line.text):
            yield Cut(line.start, line.end, "copyright")
        elif line is free[day]:
            yield from _mark_day(line)
        elif id(line) in names:
            yield Cut(line.start, line.end, f"{names[id(line)]} of an export", names[id(line)])
        else:
            yield Cut(line.start, line.end, "above the article")


def _mark_day(line: Line) -> Iterator[Cut]:
    dated = find_dates(line.text)[0]
    start, end = line.start + dated.start, line.start + dated.end
    if start > line.start:
        yield Cut(line.start, start, "day of an export")
    yield Cut(start, end, "day of an export", "published")
    if end < line.end:
        yield Cut(end, line.end, "day of an export")


NEXIS = Layout(DATABASE, is_nexis, divide_nexis)
