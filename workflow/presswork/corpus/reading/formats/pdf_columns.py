"""Finds pages of a PDF whose lines run across columns: the text of each line then continues in another column."""

from collections import Counter
from itertools import groupby

# A piece of text as a page shows it: x and y of its start in points, and its length in bytes.
Piece = tuple[float, float, int]
MIN_LINES = 5
MIN_SHARE = 0.4
MIN_LENGTH = 8
# A column is wider than this many points; pieces that start within so many points of each other start together.
MIN_WIDTH, SAME = 100, 3


def mixes_columns(pieces: list[Piece]) -> bool:
    """Return whether many lines of a page, as they are read, have a second part that starts at the same place."""
    shown = [piece for piece in pieces if piece[2]]
    lines = [list(line) for _, line in groupby(shown, key=lambda piece: round(piece[1]))]
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update({round(x / SAME) for number, (x, _, _) in enumerate(line) if _starts_column(line, number)})
    most = max(starts.values(), default=0)
    return most >= max(MIN_LINES, MIN_SHARE * len(lines))


def _starts_column(line: list[Piece], number: int) -> bool:
    """Return whether a piece may start a second column: far from the start of its line, with text on each side."""
    is_far = line[number][0] - line[0][0] > MIN_WIDTH
    return is_far and all(sum(length for _, _, length in part) >= MIN_LENGTH for part in (line[:number], line[number:]))
