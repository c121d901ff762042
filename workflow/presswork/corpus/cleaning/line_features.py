"""Measures the lines of pages: the look of each line and of the lines around it.

A line's surroundings are the looks of its neighbours, the density of prose above and below, and how far the line is
from the indent where the prose stands. Text without any indent (a plain file, a paste from a browser) has the value
zero there. Many pages are measured at once, one row a line: `page` numbers the rows' pages from 0, in order.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from presswork.corpus.cleaning.line_look import KINDS, LOOK, Words, measure_line
from presswork.statistics.arrays import Places

FURNITURE = KINDS[1:10]
NEAR = ("words", "function", "furniture", "capitals")
STEPS = (-2, -1, 1, 2)
WINDOWS = (2, 5, 12)
SURROUNDINGS = (
    "furniture", "clutter_above", "clutter_below", "prose_above", "prose_below", "indent_prose", "indent_offset",
    "step_in", "since_prose", "until_prose", "page_clutter", "page_prose_share", "page_median", "since_comment",
    "since_related", "since_share", "overlap",
    *(f"{name}{step:+d}" for step in STEPS for name in NEAR),
    *(f"{name}_{side}_{width}" for width in WINDOWS for name in ("prose", "furniture") for side in ("above", "below")),
    "same_indent_above", "same_indent_below",
)  # fmt: skip
FEATURES = (*LOOK, *SURROUNDINGS)
AT = {name: column for column, name in enumerate(LOOK)}

SENTENCE_ENDS = (1, 2, 3)
PROSE_WORDS = 12
HEADING_WORDS = 6
HEADING_SHARE = 0.3
CLUTTER_SHARE = 0.25
CONTENT_LETTERS = 6
MAX_GAP = 6
FAR = 60


@dataclass(frozen=True)
class Rows:
    """The rows of a batch of pages: the page of each row, ascending."""

    page: Places

    @cached_property
    def first(self) -> Places:
        """The first row of each row's page."""
        return np.searchsorted(self.page, self.page)

    @cached_property
    def last(self) -> Places:
        """The last row of each row's page."""
        return np.searchsorted(self.page, self.page, side="right") - 1

    @cached_property
    def size(self) -> Places:
        """The number of rows of each row's page."""
        return self.last - self.first + 1

    def reversed(self) -> "Rows":
        """The same rows from the last to the first."""
        return Rows(self.page[-1] - self.page[::-1])

    def total(self, values: np.ndarray) -> np.ndarray:
        """Return for each row the sum of whole numbers over its page."""
        totals: np.ndarray = np.bincount(self.page, values)[self.page]
        return totals

    def running(self, values: np.ndarray) -> np.ndarray:
        """Return the running sum of whole numbers within each page."""
        sums = np.cumsum(values, dtype=np.float64)
        within: np.ndarray = sums - (sums - values)[self.first]
        return within

    def shift(self, values: np.ndarray, step: int, beyond: float) -> np.ndarray:
        """Return the value of the row `step` rows further down, `beyond` outside the page."""
        place = np.arange(len(values)) + step
        inside = (place >= self.first) & (place <= self.last)
        return np.where(inside, values[np.where(inside, place, 0)], beyond)

    def median(self, values: np.ndarray) -> np.ndarray:
        """Return for each row the median over its page."""
        ordered = values[np.lexsort((values, self.page))].astype(np.float64)
        middle: np.ndarray = ordered[self.first + (self.size - 1) // 2] + ordered[self.first + self.size // 2]
        return middle / 2


def measure_pages(pages: Sequence[Sequence[str]], words: Words) -> tuple[list[int], NDArray[np.float32]]:
    """Return how many lines of each page are not blank, and the features of these: one row a line, as FEATURES.

    Takes all lines of a page, blank ones and indents included. A row does not depend on the other pages.
    """
    visible = [[place for place, line in enumerate(lines) if line and not line.isspace()] for lines in pages]
    counts = [len(places) for places in visible]
    if not any(counts):
        return counts, np.zeros((0, len(FEATURES)), dtype=np.float32)
    rows = Rows(np.repeat(np.arange(len(pages)), counts))
    raw = [lines[place] for lines, places in zip(pages, visible, strict=True) for place in places]
    stripped = [line.strip() for line in raw]
    seen = {text: measure_line(text, words) for text in set(stripped)}
    look = np.array([seen[text][0] for text in stripped], dtype=np.float32)
    repeats = Counter(zip(rows.page.tolist(), stripped, strict=True))
    look[:, AT["repeats"]] = [repeats[key] for key in zip(rows.page.tolist(), stripped, strict=True)]
    gaps = [gap for lines, places in zip(pages, visible, strict=True) for gap in _measure_gaps(places, len(lines))]
    look[:, AT["gap_before"]], look[:, AT["gap_after"]] = np.array(gaps).T
    indent = np.array([len(line) - len(line.lstrip()) for line in raw])
    surroundings = measure_surroundings(rows, look, indent, [seen[text][1] for text in stripped])
    return counts, np.column_stack([look, *surroundings]).astype(np.float32)


def _measure_gaps(places: list[int], count: int) -> list[tuple[int, int]]:
    """Return the blank lines before and after each line that is not blank, at most MAX_GAP."""
    return list(pairwise(min(after - before - 1, MAX_GAP) for before, after in pairwise([-1, *places, count])))


def measure_surroundings(
    rows: Rows, look: np.ndarray, indent: np.ndarray, vocabularies: list[set[str]]
) -> list[np.ndarray]:
    """Return the columns SURROUNDINGS: what the other lines of its page say about each line."""
    column = {name: look[:, place] for name, place in AT.items()}
    column["furniture"] = look[:, AT["share"] : AT["month"]].sum(axis=1)
    words, furniture = column["words"], column["furniture"]
    prose = find_prose(words, column["end"])
    total = np.maximum(rows.total(prose), 1)
    above = rows.running(prose) - prose
    heading = words <= HEADING_WORDS
    clutter_here = heading & (furniture > CLUTTER_SHARE)
    clutter, all_clutter = rows.running(clutter_here), rows.total(clutter_here)
    group, at_indent, offset = find_indents(rows, indent, prose)
    surroundings = [
        furniture, clutter, all_clutter - clutter, above / total, (total - above - prose) / total, at_indent / total,
        offset, indent - np.where(rows.first == np.arange(len(indent)), indent, np.roll(indent, 1)),
        count_since(rows, prose > 0), count_since(rows.reversed(), prose[::-1] > 0)[::-1],
        all_clutter / rows.size, total / rows.total(words), rows.median(words),
        *(count_since(rows, heading & (column[kind] > HEADING_SHARE)) for kind in ("comment", "related", "share")),
        measure_overlap(rows, vocabularies, prose > 0),
    ]  # fmt: skip
    surroundings.extend(rows.shift(column[name], step, -1) for step in STEPS for name in NEAR)
    sides = [average_sides(rows, values) for values in (np.minimum(prose, FAR), furniture)]
    surroundings.extend(side for width in WINDOWS for each in sides for side in each[width])
    return [*surroundings, *find_same_indent(group, words)]


def find_prose(words: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the words of each line that reads as prose (long and closed like a sentence, or very long), else zero."""
    closed = np.isin(end, SENTENCE_ENDS)
    return np.where((words >= PROSE_WORDS) & (closed | (words >= 2 * PROSE_WORDS)), words, 0)


def find_indents(rows: Rows, indent: Places, prose: np.ndarray) -> tuple[Places, np.ndarray, Places]:
    """Return each line's group of equal indent within its page, the prose of the group, and the offset in characters.

    The offset is from the indent that has most prose on the page, the smallest of these.
    """
    keys, first, group = np.unique(rows.page * (int(indent.max()) + 1) + indent, return_index=True, return_inverse=True)
    sums = np.bincount(group, prose)
    best = np.lexsort((keys, -sums, rows.page[first]))
    main = indent[first[best[np.searchsorted(rows.page[first[best]], rows.page)]]]
    return group, sums[group], indent - main


def count_since(rows: Rows, marks: np.ndarray) -> np.ndarray:
    """Return how many lines above each line the nearest marked line of its page is, at most FAR."""
    position = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, position, -FAR))
    before = np.concatenate([[-FAR], last[:-1]])
    distance: np.ndarray = np.where(before >= rows.first, np.minimum(position - before, FAR), FAR)
    return distance


def measure_overlap(rows: Rows, vocabularies: list[set[str]], is_prose: np.ndarray) -> np.ndarray:
    """Return the share of a line's long words that another prose line of the page has too, -1 if it has none."""
    overlap: list[float] = []
    for first, end in _find_ranges(rows):
        long_words = [[word for word in types if len(word) >= CONTENT_LETTERS] for types in vocabularies[first:end]]
        counts = is_prose[first:end].tolist()
        spread = Counter(word for types, count in zip(long_words, counts, strict=True) if count for word in types)
        overlap += [
            sum([spread[word] > count for word in types]) / len(types) if types else -1
            for types, count in zip(long_words, counts, strict=True)
        ]
    return np.array(overlap)


def _find_ranges(rows: Rows) -> list[tuple[int, int]]:
    starts = np.unique(rows.first)
    return list(zip(starts.tolist(), [*starts[1:].tolist(), len(rows.page)], strict=True))


def average_sides(rows: Rows, values: np.ndarray) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """Return for each of WINDOWS the means of so many lines above and below; lines beyond the page count as zero."""
    values = values.astype(np.float64)
    above = below = np.zeros(len(values))
    means = {}
    # Added line by line, not as differences of one running sum: a page must not feel the pages before it.
    for step in range(1, max(WINDOWS) + 1):
        above, below = above + rows.shift(values, -step, 0), below + rows.shift(values, step, 0)
        if step in WINDOWS:
            means[step] = above / step, below / step
    return means


def find_same_indent(group: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of the nearest line above and below in the same group, -1 if there is none."""
    order = np.argsort(group, kind="stable")
    same = group[order[1:]] == group[order[:-1]]
    above, below = np.full(len(words), -1.0), np.full(len(words), -1.0)
    above[order[1:]] = np.where(same, words[order[:-1]], -1)
    below[order[:-1]] = np.where(same, words[order[1:]], -1)
    return above, below
