"""Europresse and Eureka: outlet, day and headline above the text, copyright, number and certificate below it.

In HTML, classes of elements say what is what. In PDF, and in text copied from a page, the order of the lines does.
"""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import CLOSING, Line, split_lines
from presswork.corpus.reading.exports.europresse.lines import (
    BYLINE,
    CERTIFICATE,
    DATABASE,
    LENGTH,
    MAX_HEAD,
    NUMBER,
    NUMBERED,
    TITLE,
    find_tail,
    is_name,
    mark_header,
    mark_outlet,
    mark_source,
    mark_tail,
    mark_text,
)
from presswork.corpus.reading.exports.europresse.page import CLASSES, SIGN, divide_europresse_page
from presswork.corpus.reading.exports.export import Article, Export, Layout, PageLayout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import find_blocks, find_labels, is_day, read_words
from presswork.corpus.reading.formats.record import Cut

LABELLED_NUMBER = re.compile(rf"^[ \t]*[^\W\d_][^:\n]{{2,40}}:\s*{NUMBER.pattern}", re.MULTILINE)
BARE_NUMBER = re.compile(rf"^[ \t]*{NUMBER.pattern}[ \t]*$", re.MULTILINE)
CERTIFIED = re.compile(rf"^[ \t]*(?:{CERTIFICATE.pattern})", re.MULTILINE | re.IGNORECASE)
# How many lines may stand above the headline, above a day without labels, and between the day and the number of words.
HEAD_LINES, ABOVE_LINES, HEADER_LINES = 20, 6, 3
# Lines below the text with so many others between them belong to one article.
GAP_LINES = 2
# Overlines, headline and byline are so many lines at most, and an overline in small letters has so many words.
TITLE_LINES, MAX_TITLE_WORDS, OVERLINE_WORDS = 4, 40, 2
WORDS_LAST = re.compile(rf"{LENGTH.pattern}$")


def is_europresse(text: str) -> bool:
    """Return whether a text has the marks of an export from Europresse."""
    if LABELLED_NUMBER.search(text):
        return True
    return bool(BARE_NUMBER.search(text)) and bool(CERTIFIED.search(text) or _has_source(split_lines(text)))


def _has_source(lines: Sequence[Line]) -> bool:
    return any(each.label.field == "outlet" for each in find_labels(lines, DATABASE).values())


def divide_europresse(text: str) -> Export:
    """Return the articles of an export from Europresse without elements; raises UnknownLayoutError."""
    lines = split_lines(text)
    ends = _find_ends(lines)
    left = next((line for line in lines[ends[-1] if ends else 0 :] if line.is_paragraph), None)
    if left or not ends:
        place = left.start if left else 0
        raise UnknownLayoutError(place, "the number of the document below each article")
    bounds = zip([0, *ends[:-1]], ends, strict=True)
    return Export(tuple(_read_article(text, lines[first:last], first == 0) for first, last in bounds))


def _find_ends(lines: Sequence[Line]) -> list[int]:
    """Return where articles end: behind lines with the number of a document and its certificate."""
    groups: list[list[int]] = []
    for number, line in enumerate(lines):
        if NUMBERED.fullmatch(line.text) or CERTIFICATE.fullmatch(line.text):
            if groups and number - groups[-1][-1] <= GAP_LINES + 1:
                groups[-1].append(number)
            else:
                groups.append([number])
    numbered = (group for group in groups if any(NUMBER.search(lines[number].text) for number in group))
    return [_find_sentence_end(lines, group[-1]) + 1 for group in numbered]


def _find_sentence_end(lines: Sequence[Line], last: int) -> int:
    """Return the line at which the certificate in the line `last` ends: its sentences may run over several lines."""
    if NUMBERED.fullmatch(lines[last].text):
        return last
    end = min(last + GAP_LINES + 1, len(lines))
    return next((number for number in range(last, end) if lines[number].closes), last)


def _read_article(text: str, lines: Sequence[Line], is_first: bool) -> Article:
    top, day, has_source = _find_top(lines)
    above, lines = lines[:top], lines[top:]
    if not is_first and any(line.is_paragraph for line in above):
        raise UnknownLayoutError(above[0].start, "the outlet of the next article")
    # Above the first article are a cover page and a list of articles.
    marks = [] if is_first else [Cut(line.start, line.end, "above an article") for line in above]
    first, last = _find_header(lines, day) if has_source else (day, day)
    named = mark_source(text, lines[:first]) if has_source else mark_outlet(text, lines[0].start, lines[0].end)
    outlet = next((text[mark.start : mark.end] for mark in named if mark.field == "outlet"), "")
    marks += [*named, *mark_header(text, lines[first].start, lines[last].end, outlet)]
    rest = lines[last + 1 :]
    tail = find_tail(rest, 0)
    if tail == 0:
        raise UnknownLayoutError(lines[last].start, "a headline below outlet and day")
    head = _mark_head(text, rest[:tail])
    taken = {mark.start for mark in head}
    body = [*head, *mark_text(line for line in rest[:tail] if line.start not in taken)]
    marks += [*sorted(body, key=lambda each: each.start), *mark_tail(text, rest[tail:])]
    start = min(marks[0].start, lines[0].start)
    return Article(start, lines[-1].end, tuple(marks), read_words(text, marks))


def _find_top(lines: Sequence[Line]) -> tuple[int, int, bool]:
    """Return the line with the outlet, how far below it the day is, and whether labels describe the outlet."""
    labels = find_labels(lines, DATABASE)
    source = next((number for number, each in labels.items() if each.label.field == "outlet"), None)
    top = source or 0
    head = range(top, min(top + HEAD_LINES, len(lines)))
    day = next((number for number in head if is_day(lines[number])), None)
    if day is None or (source is None and not 0 < day <= ABOVE_LINES):
        raise UnknownLayoutError(lines[top].start, "outlet and day above the headline")
    return (day - 1, 1, False) if source is None else (top, day - top, True)


def _find_header(lines: Sequence[Line], day: int) -> tuple[int, int]:
    """Return the first and last line of the header: the day, and the number of words where it stands near the day."""
    near = range(max(1, day - HEADER_LINES), min(day + HEADER_LINES + 1, len(lines)))
    words = next((number for number in near if _ends_in_words(lines[number])), day)
    return min(day, words), max(day, words)


def _ends_in_words(line: Line) -> bool:
    return len(line.text) <= MAX_HEAD and bool(WORDS_LAST.search(line.text))


def _mark_head(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Return the marks of overlines, headline and byline, which are among the first lines below the header."""
    running = (number for number in range(1, min(len(lines), TITLE_LINES)) if _is_running(lines[number]))
    head = lines[: next(running, TITLE_LINES)]
    name = next((number for number in reversed(range(1, len(head))) if is_name(head[number])), None)
    parted = find_blocks(text, head)
    title, free = 0, head[:name]
    while title + 1 < len(free) and _is_overline(free[title], title + 1 in parted):
        title += 1
    marks = [Cut(line.start, line.end, "overline") for line in free[:title]]
    return [*marks, _mark(free[title], "title"), *([] if name is None else [_mark(head[name], "byline")])]


def _is_running(line: Line) -> bool:
    """Return whether a line ends as a sentence does and a headline does not."""
    return len(line.text.split()) > MAX_TITLE_WORDS or (line.closes and line.text.rstrip(CLOSING).endswith("."))


def _is_overline(line: Line, is_parted: bool) -> bool:
    return line.text.isupper() or (is_parted and len(line.text.split()) <= OVERLINE_WORDS)


def _mark(line: Line, field: str) -> Cut:
    return Cut(line.start, line.end, TITLE if field == "title" else BYLINE, field)


EUROPRESSE = Layout(
    DATABASE,
    is_europresse,
    divide_europresse,
    PageLayout(frozenset((SIGN,)), CLASSES, divide_europresse_page),
    words=("·", "•"),
)
