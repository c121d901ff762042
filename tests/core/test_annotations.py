"""A person's tables are read as spreadsheets save them, or refused with file, line and remedy."""

import pytest

from presswork.core.annotations import Form, read_rows
from presswork.core.errors import PressworkError

LABELS = Form("annotations/labels.csv", ("topic", "label"), ("note",))
OPEN = Form("annotations/variants.csv", ("variant", "canonical"))
PHRASES = Form("annotations/phrases.csv", ("phrase",))


@pytest.mark.parametrize(
    "table",
    [
        "topic,label\n1,War\n2,Sport\n",
        "\ufefftopic;label\r\n1;War\r\n2;Sport\r\n",
        "Topic\tLABEL\n1\tWar\n2\tSport\n",
        '"topic", label ,,\n\n 1, "War",,\n,,,\n"2",Sport\n',
        "label,topic\rWar,1\rSport,2\r",
    ],
    ids=["commas", "Excel in Europe", "tabs", "blanks and empty cells", "old line ends"],
)
def test_a_table_is_read_as_spreadsheets_save_it(table):
    rows = [(row.cells["topic"], row.cells["label"]) for row in read_rows(table, LABELS)]
    assert rows == [("1", "War"), ("2", "Sport")]


def test_a_quoted_cell_holds_commas_quotation_marks_and_line_breaks_and_a_line_is_where_the_row_starts():
    table = 'topic,label\n\n1,"War, ""hybrid""\nand not"\n2,Sport; 5" guns\n'
    rows = [(row.line, row.cells["label"]) for row in read_rows(table, LABELS)]
    assert rows == [(3, 'War, "hybrid"\nand not'), (5, 'Sport; 5" guns')]


def test_a_semicolon_or_comma_in_a_list_of_one_column_parts_nothing_else():
    assert [row.cells for row in read_rows("phrase\nwar; peace\n", PHRASES)] == [{"phrase": "war; peace"}]
    assert [row.cells for row in read_rows('phrase;note\n"war, peace";a, b\n', PHRASES)] == [
        {"phrase": "war, peace", "note": "a, b"}
    ]


def test_what_stands_behind_a_column_that_is_not_read_is_a_note():
    (row,) = read_rows("variant,canonical,why\na,b,c,d\n", OPEN)
    assert row.cells == {"variant": "a", "canonical": "b", "why": "c"}
    (row,) = read_rows("topic,label,note\n1,War\n", LABELS)
    assert row.cells == {"topic": "1", "label": "War", "note": ""}


def test_a_table_without_rows_has_none():
    assert read_rows("topic,label\n", LABELS) == []


@pytest.mark.parametrize(
    ("table", "form", "told"),
    [
        ("", LABELS, ["has no header", "expected: topic, label, note"]),
        (",\n", LABELS, ["has no header"]),
        ("variant,note\na,b\n", OPEN, ["lacks a column", "field:    canonical", "found:    variant, note"]),
        ("a,b\n1,War\n", LABELS, ["lacks a column", "field:    topic, label"]),
        ("variant,canonical\ta\n", OPEN, ["lacks a column", "the first line of the file"]),
        ("topic,label,Topic\n1,War,2\n", LABELS, ["has a column twice", "field:    topic"]),
        ("topic,label,colour\n1,War,red\n", LABELS, ["a column that it cannot have", "field:    colour"]),
        ("topic,label\n1,War\n2,\n", LABELS, ["line 3: a cell is empty: label", "a value for topic and label"]),
        ("variant,canonical\na,b, c\n", OPEN, ["line 2: 3 cells", "2, as in the header row", "quotation marks around"]),
        ("phrase,,\nAir Force, US\n", PHRASES, ["line 2: 2 cells"]),
        ('topic,label\n1,"War\n2,Sport\n', LABELS, ["line 2: unexpected end of data", "quotation marks"]),
        ('topic,label\n1,"War" and peace\n', LABELS, ["line 2: ", "correct the quotation marks"]),
        ("topic,label\n1,W\0a\0r\0\n", LABELS, ["line 2: a NUL character", "UTF-8"]),
    ],
)
def test_a_wrong_table_is_an_error_with_file_found_expected_and_remedy(table, form, told):
    with pytest.raises(PressworkError) as caught:
        read_rows(table, form)
    for part in (*told, f"file:     {form.file}", "found:", "expected:", "remedy:"):
        assert part in str(caught.value)
