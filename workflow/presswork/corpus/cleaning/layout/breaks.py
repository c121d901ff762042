"""Replaces line ends within a paragraph by a space, or removes them if they divide a word."""

import re
from collections.abc import Callable, Iterator, Sequence

from presswork.corpus.cleaning.layout.divided_words import JoinWords
from presswork.corpus.cleaning.layout.edits import (
    DIVISION,
    INDENT,
    LINE_BREAK,
    QUOTE_MARK,
    SOFT_HYPHEN,
    WORD_BREAK,
    Edit,
)
from presswork.corpus.cleaning.layout.invisible import SOFT_HYPHEN_SIGN
from presswork.corpus.cleaning.layout.wrapping import MEASURES, Row, find_joined, read_rows
from presswork.corpus.cleaning.lines import UNSPACED

HYPHENS = "-‐‑¬\u00ad"
FIRST_PART = re.compile(r"((?:[^\W\d_]+[-‐‑])*[^\W\d_]+)([-‐‑¬\u00ad])$")
# From every letter of a longer one, the search would go on to its end.
LONGEST_WORD = 100
SECOND_PART = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
DASHED = re.compile(r"\w(?:[-‐‑]|--)$")
# "pre- and post-war" in languages with hyphens.
CONJUNCTIONS = "and or nor to und oder bis sowie bzw et ou y o e og och en of i lub"
SUSPENDED = frozenset(CONJUNCTIONS.split())
MIN_FOLDED = 3
FOLDED = 0.5


def find_breaks(text: str, join: JoinWords, is_heading: Callable[[str], bool]) -> list[Edit]:
    """Return the edits that join the wrapped lines of a text's paragraphs, in order."""
    rows, marks = read_rows(text)
    edits = [Edit(start, end, QUOTE_MARK) for start, end in marks]
    folded = find_folded(text, rows)
    for place in folded:
        edits += _cut_end(text, rows[place])
    joined = find_joined(rows, is_heading) | {place for place in range(len(rows) - 1) if _is_divided(rows, place)}
    for place in [] if folded else sorted(joined):
        edits += _break_line(text, rows[place], rows[place + 1], join)
    known = {edit.start for edit in edits}
    ends = [row.end - 1 for row in rows if row.text[-1] == SOFT_HYPHEN_SIGN and row.end - 1 not in known]
    edits += [Edit(end, end + 1, SOFT_HYPHEN) for end in ends]
    return sorted(edits, key=lambda edit: edit.start)


def _is_divided(rows: Sequence[Row], place: int) -> bool:
    """Return whether a line ends with part of a word and a hyphen, and the next line begins with the rest."""
    row, below = rows[place], rows[place + 1]
    may_be = row.text[-1] in HYPHENS and not below.gap and row.depth == below.depth and below.text[0].isalpha()
    return may_be and FIRST_PART.search(row.text[-LONGEST_WORD:]) is not None


def find_folded(text: str, rows: Sequence[Row]) -> list[int]:
    """Return the indices of the rows that a program cut at a fixed number of characters or bytes, even within words."""
    pairs = [place for place in range(len(rows) - 1) if not rows[place + 1].gap]
    if len(pairs) < MIN_FOLDED:
        return []
    measured = [[measure(row.line) for row in rows] for measure in MEASURES]
    sizes = max(measured, key=lambda sizes: sizes.count(max(sizes)))
    most = max(sizes)
    full = [place for place in pairs if sizes[place] == most]
    if len(full) < max(MIN_FOLDED, FOLDED * len(pairs)):
        return []
    # Where words stay whole, either every line end has a blank before it or none has one on either side.
    parted = [text[rows[place].end : rows[place + 1].start].strip("\r\n") != "" for place in full]
    return full if any(parted) and not all(parted) else []


def _break_line(text: str, row: Row, below: Row, join: JoinWords) -> Iterator[Edit]:
    """Yield the edits of the line end between two rows of a paragraph."""
    first = FIRST_PART.search(row.text[-LONGEST_WORD:]) if row.text[-1] in HYPHENS else None
    second = SECOND_PART.match(below.text)
    if first and second and first[2] in "¬\u00ad":
        yield Edit(row.end - 1, row.after, DIVISION)
    elif first and second and second[0].casefold() in SUSPENDED:
        yield from _show_blank(text, row)
    elif first and second and second[0][0].islower() and join.is_one_word(first[1], second[0]):
        yield Edit(row.end - 1, row.after, DIVISION)
    elif DASHED.search(row.text, max(0, len(row.text) - 3)) or (
        UNSPACED.match(row.text[-1]) and UNSPACED.match(below.text)
    ):
        yield Edit(row.end, row.after, WORD_BREAK)
    else:
        yield from _show_blank(text, row)
    if below.start > below.unmarked:
        yield Edit(below.unmarked, below.start, INDENT)


def _show_blank(text: str, row: Row) -> Iterator[Edit]:
    """Yield the edits that leave one character of a line end, to be shown as a space."""
    if row.after - 1 > row.end:
        yield Edit(row.end, row.after - 1, INDENT)
    yield Edit(row.after - 1, row.after, LINE_BREAK)


def _cut_end(text: str, row: Row) -> Iterator[Edit]:
    """Yield the edit that removes only a line end; the spaces around it belong to the text."""
    end = row.end + len(text[row.end : row.after].rstrip("\r\n"))
    if row.after > end:
        yield Edit(end, row.after, WORD_BREAK)
