"""Rows of a table come out also where quotes are written wrongly, and no row is swallowed without a word."""

import csv
import io
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.corpus.reading.formats.tables.csv_rows import read_rows
from presswork.corpus.reading.formats.tables.csv_table import read_csv_table


def parse(text, delimiter=","):
    return list(read_rows(iter(io.StringIO(text, newline="")), delimiter))


CELLS = st.lists(st.lists(st.text('ab",;\\\n '), min_size=3, max_size=3), min_size=1, max_size=4)


@given(CELLS)
def test_rows_that_are_written_well_come_back(rows):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [row.cells for row in parse(buffer.getvalue())] == rows


def test_a_quote_that_is_never_closed_ends_with_its_line():
    _, bad, *others = parse('id,text\n1,"He spoke.\n2,She spoke.\n3,They spoke.\n')
    assert bad.cells == ["1", "He spoke."]
    assert bad.problem.startswith("line 2: a quotation mark is not closed")
    assert [(row.cells, row.problem) for row in others] == [(["2", "She spoke."], ""), (["3", "They spoke."], "")]


def test_a_quote_that_the_next_row_would_close_ends_with_its_line():
    _, bad, *others = parse('id,text\n1,"He spoke.\n2,"She spoke, twice."\n3,"They spoke."\n')
    assert bad.cells == ["1", "He spoke."]
    assert bad.problem
    assert [row.cells for row in others] == [["2", "She spoke, twice."], ["3", "They spoke."]]
    assert [row.line for row in others] == [3, 4]


def test_quotes_within_a_cell_that_are_not_doubled_belong_to_it():
    _, odd, last = parse(
        'id,text,day\n1,"He said "no, never" and left.\n\nThen "it" rained.",Monday\n2,"It rained.",Friday\n'
    )
    assert odd.cells == ["1", 'He said "no, never" and left.\n\nThen "it" rained.', "Monday"]
    assert "not doubled" in odd.problem
    assert (last.cells, last.line) == (["2", "It rained.", "Friday"], 5)


def test_quotes_are_escaped_by_backslashes_where_rows_fit_only_so():
    _, row, last = parse('id,text\n1,"He said \\"no\\", and\nleft."\n2,"C:\\new"\n')
    assert (row.cells, row.problem) == (["1", 'He said "no", and\nleft.'], "")
    assert last.cells == ["2", "C:\\new"]


def test_quotes_at_the_start_of_a_cell_without_quoting_stay():
    _, row, last = parse('id\ttext\n1\t"No" means no.\n2\tYes.\n', "\t")
    assert row.cells == ["1", '"No" means no.']
    assert last.cells == ["2", "Yes."]


def test_a_cell_over_lines_that_look_like_rows_is_told():
    _, row = parse('id,text,day\n1,"A,b\n2,c,d\n3,e,f\n4,g",h\n')
    assert len(row.cells) == 3
    assert "look like rows" in row.problem


def test_the_end_of_a_first_cell_is_no_row():
    _, row = parse('text,id,day\n"He came.\n\nShe left.",1,2\n')
    assert (len(row.cells), row.problem) == (3, "")


def test_paragraphs_with_as_many_commas_as_a_row_are_no_rows():
    _, row = parse('id,text,day\n1,"He came.\n\nShe came, saw, and left.",2\n')
    assert (len(row.cells), row.problem) == (3, "")


@given(st.text('a",\n\\;'), st.integers(1, 4))
def test_any_quotes_give_every_line_back(text, width):
    rows = parse(",".join("abcd"[:width]) + "\n" + text)
    kept = "".join(cell for row in rows for cell in row.cells)
    assert kept.count("a") == text.count("a") + 1
    assert [row.line for row in rows] == sorted(row.line for row in rows)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_cell_over_lines_with_odd_quotes_is_read_once(end):
    for text in (f'a{end}"{end};"a"', f'a,b{end}1,"he said{end}"so" to me"{end}2,b{end}'):
        assert "".join(cell for row in parse(text) for cell in row.cells).count("a") == text.count("a")


def test_a_row_with_odd_quotes_is_read_with_a_notice():
    notice, record, *rest = read_csv_table(io.BytesIO(b'id,text\n1,"He spoke.\n2,She spoke.\n'), {})
    assert (notice.reason, notice.record) == ("odd quotes", 0)
    assert [each.text for each in (record, *rest)] == ["He spoke.", "She spoke."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_row(end):
    rows = f"id,text{end}1,One.{end}2,Two.{end}".encode()
    assert [each.text for each in read_csv_table(io.BytesIO(rows), {})] == ["One.", "Two."]


@pytest.mark.parametrize("header", ['"title" of,text', '"a"b"c,text', '"title,text', '"a" "b";"c"d'])
def test_wrong_quotes_in_the_header_end_with_its_line(header):
    rows = list(islice(read_rows(iter([f"{header}\n", "One,Two\n"]), ","), 9))
    assert [row.line for row in rows] == [1, 2]
    assert rows[0].problem
