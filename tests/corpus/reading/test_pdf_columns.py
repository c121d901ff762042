"""A page of a PDF whose lines run across columns is told; columns in order, words, and tables of figures are not."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_formats import make_pdf

from presswork.corpus.reading.formats.pdf_columns import mixes_columns
from presswork.corpus.reading.formats.pdf_document import read_pdf_document

ROWS = range(700, 620, -10)
LEFT = [(60, y, "the ferry of the lake") for y in ROWS]
RIGHT = [(320, y, " was sold to a baker") for y in ROWS]


def test_lines_across_columns_are_found():
    assert mixes_columns([piece for row in zip(LEFT, RIGHT) for piece in row])


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        LEFT,
        [*LEFT, *RIGHT],
        [(60 + 41 * word + y % 37, y, "word ") for y in ROWS for word in range(9)],
        [each for y in ROWS for each in ((60, y, "Total"), (320, y, " 4,000"))],
    ],
    ids=["empty", "one column", "in order", "words", "figures"],
)
def test_other_pages_are_in_order(pieces):
    assert not mixes_columns(pieces)


@given(st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.text())))
def test_any_pieces_are_judged(pieces):
    assert mixes_columns(pieces) in (True, False)


def write_page(pieces):
    """A page with pieces of text at places: make_pdf's text operator is closed and opened again."""
    return make_pdf(") Tj ".join(f"1 0 0 1 {x} {y} Tm ({text}" for x, y, text in pieces).partition("(")[2])


def test_the_notice_of_a_document_names_the_page():
    pieces = [piece for row in zip(LEFT, RIGHT) for piece in row]
    for placed, details in ((pieces, ["lines of page 1 run across two columns"]), ([*LEFT, *RIGHT], [])):
        (record,) = read_pdf_document(io.BytesIO(write_page(placed)), {})
        assert [notice.detail for notice in record.notices] == details
