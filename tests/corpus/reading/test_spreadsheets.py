"""Sheets with a column of texts become records; other sheets, passwords and cut texts are told."""

import io
import struct
from datetime import date, datetime

import pytest

from presswork.corpus.fields.date_columns import read_day
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.formats.tables import workbook_limits
from presswork.corpus.reading.formats.tables.spreadsheet import read_spreadsheet
from presswork.corpus.reading.records import read_records
from workbooks import make_ods, make_xls, make_xlsx, spell_calc_cell, wrap_stream

HEADER = ("Title", "Text", "Date", "Newspaper")
ROWS = [
    HEADER,
    ("A bridge", "The bridge was closed.\n\nIt will open in May.", date(2022, 3, 1), "The Paper"),
    ("A ferry", "The ferry was sold.", date(2022, 3, 2), "The Paper"),
]
TEXTS = ["A bridge\n\nThe bridge was closed.\n\nIt will open in May.", "A ferry\n\nThe ferry was sold."]


def read(data, columns=None):
    found = list(read_spreadsheet(io.BytesIO(data), columns or {}))
    return [each for each in found if isinstance(each, Record)], [each for each in found if isinstance(each, Notice)]


def list_given(data, field):
    return [record.given.get(field) for record in read(data)[0]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", make_xlsx({"Articles": ROWS})),
        ("a.xls", make_xls(ROWS)),
        ("a.ods", make_ods({"Articles": ROWS})),
        ("a.csv", make_xlsx({"Articles": ROWS})),
        ("a", make_xls(ROWS)),
    ],
)
def test_each_row_of_a_workbook_is_an_article_whatever_its_name(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    records = list(read_records(tmp_path / name, {}))
    assert [record.text for record in records] == TEXTS
    assert [record.record for record in records] == [0, 1]
    assert records[0].given == {"title": "A bridge", "published": "2022-03-01", "outlet": "The Paper"}


def test_a_text_table_named_as_a_workbook_is_read_as_a_table(tmp_path):
    (tmp_path / "a.xls").write_text("title\ttext\tdate\nA bridge\tThe bridge was closed.\t2022-03-01\n")
    (record,) = read_records(tmp_path / "a.xls", {})
    assert record.text == "A bridge\n\nThe bridge was closed."


@pytest.mark.parametrize("make", [make_xlsx, make_ods])
def test_all_sheets_with_texts_are_read_and_their_rows_numbered_on(make):
    data = make({"Empty": [], "2021": ROWS[:2], "Codes": [("code", "meaning"), (1, "war")], "2022": [HEADER, ROWS[2]]})
    records, notices = read(data)
    assert [(record.record, record.text) for record in records] == list(enumerate(TEXTS))
    assert [(each.reason, each.detail) for each in notices] == [
        ("sheet not read", "no column of sheet 'Codes' holds texts")
    ]
    assert not isinstance(notices[0], Rejected)


@pytest.mark.parametrize("make", [make_xlsx, make_ods])
def test_a_hidden_sheet_is_not_read_and_told(make):
    records, (notice,) = read(make({"Articles": ROWS, "Excluded": ROWS}, hidden=["Excluded"]))
    assert len(records) == 2
    assert (notice.detail, isinstance(notice, Rejected)) == ("sheet 'Excluded' is hidden", False)
    records, (notice,) = read(make({"Note": [("made by us",)], "Articles": ROWS}, hidden=["Articles"]))
    assert (records, isinstance(notice, Rejected)) == ([], True)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2022, 3, 1), "2022-03-01"),
        (datetime(2022, 3, 1, 23, 30), "2022-03-01"),
        (44621, "2022-03-01"),
        (44621.75, "2022-03-01"),
        ("2022-03-01", "2022-03-01"),
        ("1.3.2022", "2022-03-01"),
    ],
)
@pytest.mark.parametrize("make", [lambda rows: make_xlsx({"A": rows}), lambda rows: make_ods({"A": rows}), make_xls])
def test_days_are_read_as_dates_serial_numbers_and_text(make, value, day):
    (given,) = list_given(make([("text", "date"), ("The bridge was closed.", value)]), "published")
    assert str(read_day(given)[0]) == day


def test_booleans_whole_numbers_and_errors_are_values_or_missing():
    rows = '<row r="2"><c r="A2" t="inlineStr"><is><t>One.</t></is></c><c r="B2" t="e"><v>#DIV/0!</v></c></row>'
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="str"><v>title</v></c></row>'
    assert read(make_xlsx({"A": header + rows}))[0][0].given == {}
    records, _ = read(make_xlsx({"A": [("text", "id", "section"), ("One.", 7.0, True)]}))
    assert records[0].given == {"id": "7", "group": "true"}


def test_a_formula_gives_its_value():
    assert list_given(make_xlsx({"A": [("text", "outlet"), ("One.", '=UPPER("daily")|DAILY')]}), "outlet") == ["DAILY"]


def test_the_header_stands_below_titles_and_blank_rows_and_the_table_anywhere():
    above = [("Export of 1 March 2022",), ("Search: bridge", "", "Results: 2"), ()]
    moved = [("", "", *row) for row in [(), *above, *ROWS]]
    for make in (make_xlsx, make_ods):
        assert [record.text for record in read(make({"A": moved}))[0]] == TEXTS


@pytest.mark.parametrize("top", [("Text", "Source", "", "Coding"), ("Article", "Source", "", "Tone")])
def test_a_header_of_two_rows_is_read_by_its_lower_names(top):
    rows = [top, ("", "Newspaper", "Date", "Tone"), ("The bridge was closed.", "The Paper", date(2022, 3, 1), 2)]
    (record,), _ = read(make_xlsx({"A": rows}, merged=["A1:A2", "B1:C1"]))
    assert record.text == "The bridge was closed."
    assert record.given == {"outlet": "The Paper", "published": "2022-03-01"}


def test_names_of_columns_merged_with_empty_ones_are_names_where_there_are_no_others():
    rows = [("Title", "Text", "", "Date"), ("A bridge", "The bridge was closed.", "", "2022-03-01")]
    (record,), _ = read(make_xlsx({"A": rows}, merged=["B1:C1", "B2:C2"]))
    assert record.given == {"title": "A bridge", "published": "2022-03-01"}


def test_a_value_merged_over_rows_holds_for_each_but_a_text_is_one_article():
    rows = [
        ("Newspaper", "Text", "Date"),
        ("The Paper", "One.", 44621),
        ("", "Two.", 44622),
        ("The Post", "Three.", 44623),
    ]
    data = make_xlsx({"A": [*rows, ("", "", 44624)]}, merged=["A2:A3", "A4:A5", "B4:B5"])
    records, (rejected,) = read(data)
    assert [(record.text, record.given["outlet"]) for record in records] == [
        ("One.", "The Paper"),
        ("Two.", "The Paper"),
        ("Three.", "The Post"),
    ]
    assert (rejected.record, rejected.reason) == (3, "no text")


@pytest.mark.parametrize(
    ("text", "is_told"), [("a" * 32_766 + ".", True), ("😀" + "a" * 32_765, True), ("a" * 32_766, False)]
)
def test_a_text_as_long_as_a_cell_of_excel_can_be_is_told(text, is_told):
    (record,), _ = read(make_xlsx({"A": [("text",), (text,)]}))
    assert [each.reason for each in record.notices] == ["truncated article"] * is_told


def test_a_workbook_with_a_password_says_so():
    locked = wrap_stream("EncryptedPackage", b"\x01" * 5000)
    mark = '<manifest:encryption-data manifest:checksum="x"/>'
    old = make_xls(ROWS)
    # The record of a password stands below the first one.
    place = 1536 + 20
    with_password = old[:place] + struct.pack("<HH", 0x2F, 54) + b"\x01" * 54 + old[place + 58 :]
    for data in (locked, with_password, make_ods({"A": ROWS}, manifest=mark)):
        assert [each.reason for each in read(data)[1]] == ["encrypted"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a"])
def test_an_encrypted_file_is_recognised_by_its_content(tmp_path, name):
    (tmp_path / name).write_bytes(wrap_stream("EncryptedPackage", b"\x01" * 5000))
    (rejected,) = read_records(tmp_path / name, {})
    assert "password" in rejected.detail


@pytest.mark.parametrize(
    "data",
    [
        make_xlsx({"A": ROWS})[:-200],
        make_xlsx({"A": "<row><c r="}),
        make_ods({"A": "<table:table-row>"}),
        make_xls(ROWS)[:1500],
        b"PK\x03\x04xl/",
        b"no workbook",
        b"",
    ],
)
def test_a_broken_workbook_is_rejected(tmp_path, data):
    (tmp_path / "a.xlsx").write_bytes(data)
    found = list(read_records(tmp_path / "a.xlsx", {}))
    assert [(type(each), bool(each.detail and each.remedy)) for each in found] == [(Rejected, True)]


def test_an_old_word_document_is_no_workbook(tmp_path):
    (tmp_path / "a.doc").write_bytes(wrap_stream("WordDocument", b"\x01" * 5000))
    (tmp_path / "a.xls").write_bytes(wrap_stream("WordDocument", b"\x01" * 5000))
    for name in ("a.doc", "a.xls"):
        assert [each.reason for each in read_records(tmp_path / name, {})] == ["unsupported format"]


MILLION = 1_048_576
FAR = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="{0}"><c r="XFD{0}"><v>1</v></c></row>'
CALC_ROWS = '<table:table-row table:number-rows-repeated="{0}"><table:table-cell table:number-columns-repeated="{1}"{2}'
CALC_TEXT = ' office:value-type="string"><text:p>text</text:p></table:table-cell></table:table-row>'
SHARED = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_000))


def test_rows_without_values_to_the_end_of_a_sheet_cost_nothing():
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"></c></row>' for row in (9, MILLION))
    header = '<row r="1"><c r="A1" t="str"><v>text</v></c></row><row r="2"><c r="A2" t="str"><v>One.</v></c></row>'
    assert [record.text for record in read(make_xlsx({"A": header + blank}))[0]] == ["One."]
    table = "".join(f"<table:table-row>{spell_calc_cell(text)}</table:table-row>" for text in ("text", "One."))
    rest = CALC_ROWS.format(MILLION - 2, 16_384, "/></table:table-row>")
    assert [record.text for record in read(make_ods({"A": table + rest}))[0]] == ["One."]


@pytest.mark.parametrize(
    "data",
    [
        make_xlsx({"A": FAR.format(MILLION)}),
        make_xlsx({"A": SHARED}, shared=f"<si><t>{'a' * 32_000}</t></si>"),
        make_ods({"A": CALC_ROWS.format(MILLION, 16_384, CALC_TEXT)}),
        make_ods({"A": CALC_ROWS.format(MILLION, 9, CALC_TEXT.replace(">text<", f">{'a' * 300}<"))}),
    ],
    ids=["far cell", "one text for all cells", "repeated cells", "repeated rows"],
)
def test_a_workbook_too_large_for_memory_is_rejected_before_it_is_read(tmp_path, data):
    (tmp_path / "a.xlsx").write_bytes(data)
    (rejected,) = read_records(tmp_path / "a.xlsx", {})
    assert rejected.reason == "too large"


def test_the_sheets_of_one_workbook_are_measured_each(monkeypatch):
    monkeypatch.setattr(workbook_limits, "MAX_CELLS", 12)
    for make in (make_xlsx, make_ods):
        assert len(read(make({"A": ROWS, "B": ROWS}))[0]) == 4


def test_a_sheet_of_addresses_is_rejected_as_such():
    rows = [("title", "url"), ("A bridge", "https://paper.example/1"), ("A ferry", "https://paper.example/2")]
    _, (rejected,) = read(make_xlsx({"A": rows}))
    assert rejected.reason == "web addresses only"
    assert "2 web addresses and no text" in rejected.detail


def test_a_workbook_without_values_has_no_records(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(make_xlsx({"A": [], "B": [()]}))
    assert [each.reason for each in read_records(tmp_path / "a.xlsx", {})] == ["empty"]


def test_a_binary_workbook_is_refused(tmp_path):
    data = make_xlsx({"A": ROWS}).replace(b"xl/workbook.xml", b"xl/workbook.bin")
    (tmp_path / "a.xlsb").write_bytes(data)
    assert [each.reason for each in read_records(tmp_path / "a.xlsb", {})] == ["unsupported format"]
