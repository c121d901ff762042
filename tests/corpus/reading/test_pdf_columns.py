"""A page of a PDF whose lines run across columns is told; columns in order, words, and tables of figures are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.corpus.reading.formats.pdf_columns import mixes_columns

ROWS = range(700, 620, -10)
LEFT = [(60, y, 21) for y in ROWS]
RIGHT = [(320, y, 20) for y in ROWS]


def test_lines_across_columns_are_found():
    assert mixes_columns([piece for row in zip(LEFT, RIGHT) for piece in row])


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        LEFT,
        [*LEFT, *RIGHT],
        [(60 + 41 * word + y % 37, y, 5) for y in ROWS for word in range(9)],
        [each for y in ROWS for each in ((60, y, 5), (320, y, 6))],
    ],
    ids=["empty", "one column", "in order", "words", "figures"],
)
def test_other_pages_are_in_order(pieces):
    assert not mixes_columns(pieces)


@given(st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.integers(0, 99))))
def test_any_pieces_are_judged(pieces):
    assert mixes_columns(pieces) in (True, False)
