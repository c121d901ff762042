"""Europresse and Eureka: outlet, day and headline above the text, copyright, number and certificate below it.

In HTML, classes of elements say what is what. In PDF, and in text copied from a page, the order of the lines does.
"""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.europresse_lines import (
    BYLINE,
    CERTIFICATE,
    DATABASE,
    LENGTH,
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
from presswork.corpus.reading.exports.europresse_page import CLASSES, SIGN, divide_europresse_page
from presswork.corpus.reading.exports.export import Article, Export, Layout, PageLayout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import find_labels, is_day, read_words
from presswork.corpus.reading.formats.record import Cut

LABELLED_NUMBER = re.compile(rf"^[ \t]*[^\W\d_][^:\n]{{2,40}}:\s*{NUMBER.pattern}", re.MULTILINE)
BARE_NUMBER = re.compile(rf"^[ \t]*{NUMBER.pattern}[ \t]*$", re.MULTILINE)
CERTIFIED = re.compile(rf"^[ \t]*(?:{CERTIFICATE.pattern})", re.MULTILINE | re.IGNORECASE)
# At most so many lines are above the headline, so many of them above the outlet and the day, and so many between those.
HEAD_LINES, ABOVE_LINES, HEADER_LINES = 20, 6, 3
# Lines below the text with so many others between them belong to one article.
GAP_LINES = 2
TITLE_LINES = 4
OVERLINE_WORDS = 2


def is_europresse(text: str) -> bool:
    """Return whether a text has the marks of an export from Europresse."""
    if "·" not in text and "•" not in text:
        return False
    return bool(LABELLED_NUMBER.search(text) or (BARE_NUMBER.search(text) and CERTIFIED.search(text)))


def divide_europresse(text: str) -> Export:
    """Return the articles of an export from Europresse without elements; raises UnknownLayoutError."""
    lines = split_lines(text)
    ends = _find_ends(lines)
    left = next((line for line in lines[ends[-1] if ends else 0 :] if line.is_paragraph), None)
    if left or not ends:
        place = left.start if left else 0
        raise UnknownLayoutError(place, "the number of the document below each article")
    return Export(
        tuple(_read_article(text, lines[first:last]) for first, last in zip([0, *ends[:-1]], ends, strict=True))
    )


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


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    labels = find_labels(lines, DATABASE)
    source = next((number for number, each in labels.items() if each.label.field == "outlet"), None)
    if source is not None:
        lines = lines[source:]
    day = next((number for number, line in enumerate(lines[:HEAD_LINES]) if is_day(line)), None)
    if day is None or (source is None and not 0 < day <= ABOVE_LINES):
        raise UnknownLayoutError(lines[0].start, "outlet and day above the headline")
    if source is None:
        lines, day = lines[day - 1 :], 1
    first, last = _find_header(lines, day)
    head = lines[0]
    above = mark_outlet(text, head.start, head.end) if source is None else mark_source(text, lines[:first])
    outlet = next((text[mark.start : mark.end] for mark in above if mark.field == "outlet"), "")
    marks = [*above, *mark_header(text, lines[first].start, lines[last].end, outlet)]
    rest = lines[last + 1 :]
    tail = find_tail(rest, 0)
    top = _mark_top(rest[:tail])
    taken = {mark.start for mark in top}
    body = [*top, *mark_text([line for line in rest[:tail] if line.start not in taken])]
    marks += [*sorted(body, key=lambda each: each.start), *mark_tail(text, rest[tail:])]
    return Article(lines[0].start, lines[-1].end, tuple(marks), read_words(text, marks))


def _find_header(lines: Sequence[Line], day: int) -> tuple[int, int]:
    """Return the first and last line of the header: the day, and the number of words where it stands near the day."""
    near = range(max(1, day - HEADER_LINES), min(day + HEADER_LINES + 1, len(lines)))
    words = next((number for number in near if LENGTH.search(lines[number].text) and not lines[number].closes), day)
    return min(day, words), max(day, words)


def _mark_top(lines: Sequence[Line]) -> list[Cut]:
    """Return the marks of overlines, headline and byline, which are among the lines above the first paragraph.

    Where many lines are short, as in a PDF, the first is the headline, and the second may be the byline.
    """
    paragraph = next((number for number, line in enumerate(lines) if line.is_paragraph), len(lines))
    head = lines[:paragraph]
    if not head:
        raise UnknownLayoutError(lines[0].start if lines else 0, "a headline below outlet and day")
    if len(head) > TITLE_LINES:
        return [_mark(head[0], "title"), *(_mark(line, "byline") for line in head[1:2] if is_name(line))]
    named = head[-1:] if len(head) > 1 and is_name(head[-1]) else []
    free = head[: len(head) - len(named)]
    is_over = [line.text.isupper() or len(line.text.split()) <= OVERLINE_WORDS for line in free[:-1]]
    over = is_over.index(False) if False in is_over else len(is_over)
    overlines = (Cut(line.start, line.end, "overline") for line in free[:over])
    return [*overlines, _mark(free[over], "title"), *(_mark(line, "byline") for line in named)]


def _mark(line: Line, field: str) -> Cut:
    return Cut(line.start, line.end, TITLE if field == "title" else BYLINE, field)


EUROPRESSE = Layout(
    DATABASE, is_europresse, divide_europresse, PageLayout(frozenset((SIGN,)), CLASSES, divide_europresse_page)
)
