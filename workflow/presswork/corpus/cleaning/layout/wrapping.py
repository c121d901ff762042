"""Finds line breaks within paragraphs, in text that a program wrapped.

Such a program fills each line until the next word does not fit. The lines of a wrapped text therefore reveal
one width, and a line with room for the next word ends its paragraph. Text from PDF files has lines of uneven
length: there, a line continues if no sentence ends and the next line begins with a lower-case letter. The lines of a
list or a menu do neither of these.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from presswork.corpus.cleaning.lines import UNSPACED, is_closed

MIN_CHARACTERS = 20
MIN_SHARE = 0.3
MIN_REGULAR = 0.8
MIN_CONTINUED = 0.15
FULL = 0.8
UNCLOSED_FULL = 0.6
MIN_UNCASED = 3
MIN_UNCASED_SHARE = 0.6
MIN_SURE = 8
LONGER = 1.2
MIN_INDENTED = 3
HEAD_ROWS = 14
MARKS = re.compile(r"[^\S\n]*(?:>[^\S\n]?)+")
BULLET = re.compile(r"[-*•·‣▪o+]\s")
NUMBERED = re.compile(r"\d\d?[.)]\s")
LABEL = re.compile(r"[A-Z][\w-]*(?: [\w-]+)?:(?:\s|$)")
OPENING = "\"'“‘„‚«»‹›([{"

Measure = Callable[[str], int]


def count_bytes(text: str) -> int:
    """Return the length of a text in UTF-8 bytes, which some programs count."""
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


MEASURES = (len, count_bytes)


class Row(NamedTuple):
    """A line that is not blank, with its place.

    `text` is its visible text, which starts at `start` and ends at `end`, `line` the whole of it; it starts behind its
    marks of quoted mail at `unmarked`, `depth` is their number, and `after` is where the next line starts; `gap` is the
    number of blank lines above.
    """

    text: str
    line: str
    unmarked: int
    start: int
    after: int
    depth: int
    gap: int

    @property
    def end(self) -> int:
        """Where the visible text ends."""
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        """The number of blanks before the text."""
        return self.start - self.unmarked

    @property
    def width(self) -> int:
        """The number of characters, indent included."""
        return self.start - self.unmarked + len(self.text)


def read_rows(text: str) -> tuple[list[Row], list[tuple[int, int]]]:
    """Return the rows of a text, and where quotation marks of e-mail stand, those of blank lines included."""
    lines = text.splitlines(keepends=True)
    is_mail = ">" in text and sum(line.startswith(">") for line in lines) > 1
    rows: list[Row] = []
    marks: list[tuple[int, int]] = []
    at = gap = 0
    for line, bare in zip(lines, text.splitlines(), strict=True):
        found = MARKS.match(line) if is_mail else None
        behind = found.end() if found else 0
        if found:
            marks.append((at, at + behind))
        visible = line[behind:].strip()
        if visible:
            depth = found[0].count(">") if found else 0
            start = at + line.index(visible[0], behind)
            rows.append(Row(visible, bare, at + behind, start, at + len(line), depth, gap))
            gap = 0
        # A form feed behind a line end is a new page, not a blank line.
        elif line != "\f":
            gap += 1
        at += len(line)
    return rows, marks


class Pair(NamedTuple):
    """Two lines without a blank line between: the place of the first, its width, and with how much more it is full.

    `goes_on` says whether the sentence continues: the first line ends none, and the second begins in lower case.
    """

    place: int
    width: int
    room: int
    goes_on: bool
    closed: bool

    def fits(self, width: int) -> bool:
        """Return whether a program that wraps at this width would break here."""
        return self.width <= width < self.width + self.room


@dataclass(frozen=True)
class Wrapping:
    """How a text is wrapped: the widths of lines that are full, of those that end no sentence and of others.

    `is_sure` means that enough lines show the width to take every full line as wrapped, even in a list or menu.
    """

    least_open: float
    least_closed: float
    most: int
    is_regular: bool
    is_sure: bool

    def fills(self, pair: Pair) -> bool:
        """Return whether the first line of a pair is full."""
        if self.is_regular:
            return pair.fits(self.most)
        return (self.least_closed if pair.closed else self.least_open) <= pair.width <= self.most


def find_joined(rows: Sequence[Row], is_heading: Callable[[str], bool]) -> set[int]:
    """Return the indices of the rows that the next row continues."""
    every = list(_pair_rows(rows))
    pairs = every if all(pair.goes_on for pair in every) else [each for each in every if each.width >= MIN_CHARACTERS]
    in_bytes = [_measure_bytes(rows, pair) for pair in pairs]
    pairs = pairs if in_bytes == pairs else max(pairs, in_bytes, key=_count_fitting)
    wrapping = _find_wrapping(rows, pairs) if pairs else None
    if wrapping is None:
        return set()
    joined: set[int] = set()
    runs = _find_runs([pair for pair in pairs if pair.goes_on or wrapping.fills(pair)])
    for run in runs:
        first, last = run[0].place, run[-1].place + 1
        is_block = (first == 0 or rows[first].gap > 0) and (last + 1 == len(rows) or rows[last + 1].gap > 0)
        is_text = any(pair.goes_on for pair in run) or is_closed(rows[last].text)
        if wrapping.is_sure or is_block or first == 0 or is_text:
            joined |= {pair.place for pair in run}
    return joined - set(_find_headings(rows, joined, is_heading))


def _count_fitting(pairs: Sequence[Pair]) -> int:
    width = _find_width(pairs)
    return sum(pair.fits(width) for pair in pairs)


def _measure_bytes(rows: Sequence[Row], pair: Pair) -> Pair:
    """Return a pair measured in UTF-8, as some programs do."""
    row, below = rows[pair.place], rows[pair.place + 1]
    if row.text.isascii() and below.text.isascii():
        return pair
    return pair._replace(width=row.indent + count_bytes(row.text), room=_measure_room(below.text, count_bytes))


def _measure_room(text: str, measure: Measure) -> int:
    """Return the room at which the first word of a line would not have been moved there."""
    if UNSPACED.match(text):
        return 2 * measure(text[:2])
    return measure(text.split(" ", 1)[0]) + 2


def _pair_rows(rows: Sequence[Row]) -> Iterator[Pair]:
    margin = _find_margin(rows)
    for place in range(len(rows) - 1):
        row, below = rows[place], rows[place + 1]
        if below.gap or row.depth != below.depth or below.indent > margin or _begins_item(row, below):
            continue
        # A deeper indent begins a paragraph, but for the second line of an item. One blank may be the second of two.
        if below.indent > row.indent + 1 and not (BULLET.match(row.text) or NUMBERED.match(row.text)):
            continue
        closed = is_closed(row.text)
        goes_on = not closed and row.text[-1] != ":" and below.text.lstrip(OPENING)[:1].islower()
        yield Pair(place, row.width, _measure_room(below.text, len), goes_on, closed)


def _find_margin(rows: Sequence[Row]) -> float:
    """Return the deepest indent of a line that begins no paragraph, where paragraphs begin with an indent."""
    less = [below.indent for row, below in pairwise(rows) if not below.gap and below.indent < row.indent]
    return max(less) + 1 if len(less) >= MIN_INDENTED else math.inf


def _begins_item(row: Row, below: Row) -> bool:
    """Return whether a row begins an item of a list; a number behind an open sentence is one of the sentence."""
    if BULLET.match(below.text):
        return True
    is_open = not (is_closed(row.text) or row.text.endswith(":") or NUMBERED.match(row.text))
    return bool(NUMBERED.match(below.text)) and not is_open


def _find_wrapping(rows: Sequence[Row], pairs: Sequence[Pair]) -> Wrapping | None:
    """Return how a text is wrapped, or None."""
    going = [pair for pair in pairs if pair.goes_on]
    width = _find_width(pairs)
    fitting = [pair for pair in pairs if pair.fits(width)]
    if len(fitting) > 1 and len(fitting) >= _count_longer(rows, width):
        regular = sum(pair.fits(width) for pair in going)
        is_cased = bool(going) or any(row.text[0].islower() for row in rows)
        enough = max(MIN_REGULAR * len(going), MIN_CONTINUED * len(fitting)) if is_cased else 0
        if regular >= enough and (is_cased or len(fitting) >= max(MIN_UNCASED, MIN_UNCASED_SHARE * len(pairs))):
            return Wrapping(width, width, width, True, len(fitting) >= MIN_SURE)
    if not going or len(going) < MIN_SHARE * len(pairs):
        return None
    longest = max(pair.width for pair in going)
    if _count_longer(rows, round(LONGER * longest)) > len(going):
        return None
    return Wrapping(UNCLOSED_FULL * longest, FULL * longest, longest, False, False)


def _count_longer(rows: Sequence[Row], width: int) -> int:
    """Return the number of lines that are longer although a space would have allowed a break."""
    return sum(row.width > width and " " in row.text[:width] for row in rows)


def _find_width(pairs: Sequence[Pair]) -> int:
    """Return the width at which most text is wrapped if it is wrapped at all, the smallest of equals."""
    steps: dict[int, int] = {}
    for pair in pairs:
        steps[pair.width] = steps.get(pair.width, 0) + pair.width
        steps[pair.width + pair.room] = steps.get(pair.width + pair.room, 0) - pair.width
    best = most = held = 0
    for width in sorted(steps):
        held += steps[width]
        if held > most:
            best, most = width, held
    return best


def _find_runs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return the pairs in groups of those that follow each other."""
    runs: list[list[Pair]] = []
    for pair in pairs:
        if runs and runs[-1][-1].place == pair.place - 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _find_headings(rows: Sequence[Row], joined: set[int], is_heading: Callable[[str], bool]) -> Iterator[int]:
    """Yield the joined rows above the text behind which a byline, a date or a label stands in a line of its own."""
    for place in range(min(HEAD_ROWS, len(rows) - 1)):
        if is_closed(rows[place].text):
            return
        below = rows[place + 1].text
        is_alone = place + 1 not in joined and not is_closed(below)
        if place in joined and is_alone and (LABEL.match(below) or is_heading(below)):
            yield place
