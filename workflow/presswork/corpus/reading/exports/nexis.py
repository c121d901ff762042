"""Nexis Uni, Lexis+ and LexisNexis Academic: labels above and below the text of each article.

Older exports put `1 of 3 DOCUMENTS` above each article, then outlet, day and headline. Newer ones put headline, outlet
and day above the labels, the line Body above the text and `End of Document` below it; their file may begin with a cover
page and a list of results.
"""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import (
    find_blocks,
    find_labels,
    is_day,
    mark_day,
    mark_labelled,
    read_words,
)
from presswork.corpus.reading.formats.record import Cut

DATABASE = "Nexis"
NUMBERED = re.compile(
    r"(\d{1,6}) (?:of|von|sur|de|di|van) (\d{1,6}) (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)",
    re.IGNORECASE,
)
END = re.compile(
    r"End of Document|Ende des Dokuments|Fin du document|Fin del documento|Fine del documento|Einde van document",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?:Documents|Dokumente|Documentos|Documenti|Documenten) \((\d{1,6})\)", re.IGNORECASE)
RESULT = re.compile(r"\d{1,6}\. (.+)")
COPYRIGHT = re.compile(
    r"(?:Copyright|Copy|©|\(c\))(?!\w).*(?:19|20)\d\d.*"
    r"|(?:All Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés|Todos los derechos reservados).*",
    re.IGNORECASE,
)


def is_nexis(text: str) -> bool:
    """Return whether a text has the marks of an export from Nexis."""
    lines = split_lines(text)
    if not any(NUMBERED.fullmatch(line.text) or END.fullmatch(line.text) for line in lines):
        return False
    return any(found.label.field == "length" for found in find_labels(lines, DATABASE).values())


def divide_nexis(text: str) -> Export:
    """Return the articles of an export from Nexis; raises UnknownLayoutError."""
    lines = split_lines(text)
    numbered = [number for number, line in enumerate(lines) if NUMBERED.fullmatch(line.text)]
    if numbered:
        bounds = zip(numbered, [*numbered[1:], len(lines)], strict=True)
        return Export(
            tuple(_read_article(text, lines[first:last]) for first, last in bounds), _read_stated(lines, numbered)
        )
    ends = [number + 1 for number, line in enumerate(lines) if END.fullmatch(line.text)]
    start = _find_first(lines[: ends[0]])
    articles = tuple(
        _read_article(text, lines[first:last]) for first, last in zip([start, *ends[:-1]], ends, strict=True)
    )
    cover = [line.text for line in lines[:start]]
    stated = next((int(found[1]) for each in cover if (found := LISTED.fullmatch(each))), None)
    return Export(articles, stated, tuple(found[1] for each in cover if (found := RESULT.fullmatch(each))))


def _read_stated(lines: Sequence[Line], numbered: Sequence[int]) -> int | None:
    """Return how many documents the export states if it begins with the first of them; else it is one of several."""
    numbers = [NUMBERED.fullmatch(lines[number].text) for number in numbered]
    first = numbers[0]
    return int(first[2]) if first and first[1] == "1" else None


def _find_first(lines: Sequence[Line]) -> int:
    """Return the line at which the first article begins, below the cover page and the list of results."""
    listed = [number for number, line in enumerate(lines) if LISTED.fullmatch(line.text)]
    if not listed:
        return 0
    results = [number for number, line in enumerate(lines) if RESULT.fullmatch(line.text)]
    last = max((number for number in results if number > listed[0]), default=listed[0])
    day = next((number for number in range(last + 1, len(lines)) if is_day(lines[number])), None)
    if day is None or day - 2 <= last:
        raise UnknownLayoutError(
            lines[last].start, "headline, outlet and day of the first article below the list of results"
        )
    return day - 2


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    found = find_labels(lines, DATABASE)
    first = min(found, default=None)
    if first is None:
        raise UnknownLayoutError(lines[0].start, "a label such as LENGTH, or the line Body")
    marks = [*_mark_head(text, lines[:first]), *mark_labelled(text, lines, found, first, COPYRIGHT)]
    return Article(lines[0].start, lines[-1].end, tuple(marks), read_words(text, marks))


def _mark_head(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Return the marks of what stands above the labels: the number, outlet, day and headline."""
    free = [line for line in lines if not (NUMBERED.fullmatch(line.text) or COPYRIGHT.fullmatch(line.text))]
    day = next((number for number, line in enumerate(free) if is_day(line)), 0)
    if day == 0:
        raise UnknownLayoutError((free or lines)[0].start if lines else 0, "the outlet and the day above the labels")
    is_numbered = len(free) < len(lines) and any(NUMBERED.fullmatch(line.text) for line in lines)
    starts = find_blocks(text, free)
    # What stands directly below the day is the edition.
    below = next((number for number in range(day + 1, len(free)) if number in starts), len(free))
    titles = free[below:] if is_numbered else free[: day - 1]
    marks: list[Cut] = []
    for line in lines:
        if line == free[day]:
            marks += mark_day(line, line.start, "day above an article")
        elif line == free[day - 1]:
            marks.append(Cut(line.start, line.end, "outlet above an article", "outlet"))
        elif line in titles:
            marks.append(Cut(line.start, line.end, "headline above an article", "title"))
        else:
            marks.append(Cut(line.start, line.end, "above an article"))
    return marks


NEXIS = Layout(DATABASE, is_nexis, divide_nexis)
