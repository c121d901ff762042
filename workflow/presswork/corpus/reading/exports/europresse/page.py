"""Europresse and Eureka in HTML: classes of elements say where outlet, day, headline, byline and text stand."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.europresse.lines import (
    BYLINE,
    NUMBER,
    NUMBERED,
    TITLE,
    find_tail,
    is_name,
    mark_header,
    mark_outlet,
    mark_tail,
    mark_text,
)
from presswork.corpus.reading.exports.export import Article, Export, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import fill_gaps, find_blocks, is_day, read_words
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut

SIGN = "DocPublicationName"
HEADER = "DocHeader"
TITLES = ("titreArticleVisu", "TitreArticleVisu", "titreArticle")
AUTHOR = "docAuthors"
# The class of lines around the headline: below it, the byline is one.
LINE_BELOW = "sm-margin-bottomNews"
TEXTS = ("DocText", "docOcurrContainer")
# Other outlets with the same article.
ALSO = "apd-wrapper"
CLASSES = frozenset((HEADER, *TITLES, AUTHOR, LINE_BELOW, *TEXTS, ALSO))
NO_TITLE = "an element of the class titreArticleVisu below the outlet"


def divide_europresse_page(text: str, elements: Sequence[Element]) -> Export:
    """Return the articles of an export from Europresse in HTML; raises UnknownLayoutError."""
    lines = split_lines(text)
    starts = [line.start for line in lines]
    groups = list(_group_elements(text, elements))
    edges = [*(group[0].start for group in groups), len(text)]
    articles = []
    for group, end in zip(groups, edges[1:], strict=True):
        own = lines[bisect_left(starts, group[0].start) : bisect_left(starts, end)]
        articles.append(_read_article(text, group, [*own[:-1], *(_clip(line, end) for line in own[-1:])]))
    n_stated = sum(bool(NUMBER.fullmatch(line.text)) for line in lines)
    return Export(tuple(articles), n_stated or None)


def _clip(line: Line, end: int) -> Line:
    """Return a line up to the outlet of the next article, which may stand on it."""
    core = line.text[: end - line.start].rstrip()
    return Line(line.start, line.start + len(core), core)


def _group_elements(text: str, elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Yield the elements of each article: an outlet begins it unless the one before has no headline yet."""
    group: list[Element] = []
    is_titled = False
    for element in elements:
        if element.name == SIGN and is_titled:
            yield group
            group, is_titled = [], False
        elif element.name == SIGN and group and NUMBER.search(text, group[-1].end, element.start):
            raise UnknownLayoutError(group[0].start, NO_TITLE)
        if group or element.name == SIGN:
            group.append(element)
            is_titled = is_titled or element.name in TITLES
    yield group


def _read_article(text: str, group: Sequence[Element], lines: Sequence[Line]) -> Article:
    outlet = group[0]
    titles = [each for name in TITLES for each in group if each.name == name and each.start >= outlet.end]
    if not titles:
        raise UnknownLayoutError(outlet.start, NO_TITLE)
    title = titles[0]
    marks = [
        *_mark_above(text, group, lines, title.start),
        Cut(title.start, title.end, TITLE, "title"),
        *_mark_below(text, group, [line for line in lines if line.start >= title.end]),
    ]
    return Article(outlet.start, max(title.end, lines[-1].end if lines else 0), tuple(marks), read_words(text, marks))


def _mark_above(text: str, group: Sequence[Element], lines: Sequence[Line], end: int) -> list[Cut]:
    """Return the marks of outlet, header and overlines; the headline begins at `end`."""
    outlet = group[0]
    headers = [(each.start, each.end) for each in group if each.name == HEADER]
    above = [(line.start, line.end) for line in lines if line.end <= end and not headers and is_day(line)]
    spans = [span for span in headers or above if outlet.end <= span[0] and span[1] <= end]
    marks = mark_outlet(text, outlet.start, outlet.end)
    below = outlet.end
    if spans:
        below = spans[-1][1] if headers else spans[0][1]
        marks += [
            *fill_gaps(text, outlet.end, spans[0][0], [], "above an article"),
            *mark_header(text, spans[0][0], below),
        ]
    also = _mark_also(group, below, end)
    return [*marks, *fill_gaps(text, below, end, also, "overline")]


def _mark_below(text: str, group: Sequence[Element], lines: Sequence[Line]) -> list[Cut]:
    """Return the marks of bylines, of what Europresse adds to the text, and of what is below it."""
    if not lines:
        return []
    texts = [each for each in group if each.name in TEXTS and each.start >= lines[0].start]
    floor = max((each.end for each in texts), default=0)
    # In a page whose elements are not closed, the last one holds the number, too.
    if any(line.start < floor and NUMBERED.fullmatch(line.text) for line in lines):
        floor = 0
    tail = find_tail(lines, floor)
    end = lines[tail - 1].end if tail else lines[0].start
    known = [*_mark_bylines(text, group, lines[:tail], texts), *_mark_also(group, lines[0].start, end)]
    marks: list[Cut] = []
    for mark in sorted([*known, *mark_text(lines[:tail])], key=lambda each: (each.start, -each.end)):
        if not marks or mark.start >= marks[-1].end:
            marks.append(mark)
    return [*marks, *mark_tail(text, lines[tail:])]


def _mark_also(group: Sequence[Element], start: int, end: int) -> list[Cut]:
    """Return the marks of lists of other outlets between two places."""
    marks: list[Cut] = []
    for each in group:
        if each.name == ALSO and max(start, marks[-1].end if marks else 0) <= each.start and each.end <= end:
            marks.append(Cut(each.start, each.end, "other outlets with this article"))
    return marks


def _mark_bylines(text: str, group: Sequence[Element], lines: Sequence[Line], texts: Sequence[Element]) -> list[Cut]:
    """Return the marks of bylines: by their class, else by the last line above the text that looks like names."""
    if not lines:
        return []
    start, end = lines[0].start, min((each.start for each in texts), default=lines[-1].end)
    named = [each for each in group if each.name == AUTHOR and start <= each.start and each.end <= lines[-1].end]
    named = (
        named or [each for each in group if each.name == LINE_BELOW and start <= each.start and each.end <= end][-1:]
    )
    if named:
        return [Cut(each.start, each.end, BYLINE, "byline") for each in named]
    above = [line for line in lines if line.end <= end]
    if texts:
        return [Cut(line.start, line.end, BYLINE, "byline") for line in above[-1:] if is_name(line, 1)]
    # In the old layout, a blank line divides the byline from the text.
    is_parted = len(above) > 1 and 1 in find_blocks(text, above[:2])
    return [Cut(line.start, line.end, BYLINE, "byline") for line in above[:is_parted] if is_name(line)]
