"""Workbooks of Excel before 2007 are measured before they are read, since the library holds all of their sheets."""

import io
import os
import struct

import pytest

from presswork.corpus.reading.formats.tables import workbook_limits
from presswork.corpus.reading.formats.tables.old_workbook import list_cells
from presswork.corpus.reading.formats.tables.spreadsheet import mute_panics, read_spreadsheet
from presswork.corpus.reading.records import read_records
from workbooks import make_old_book, make_xls, spell_record

ROWS = [("Title", "Text", "Newspaper"), ("A bridge", "The bridge was closed.", "The Paper")]


def test_damaged_bytes_of_a_workbook_of_excel_97_never_raise():
    data = bytearray(make_xls(ROWS))
    for place in range(1024, len(data), 7):
        damaged = data[:place] + struct.pack("<H", 0xFFFF) + data[place + 2 :]
        list(read_spreadsheet(io.BytesIO(bytes(damaged)), {}))


def make_old(*records):
    """A workbook of Excel 97 of these records, given as their numbers and the values and format of their data."""
    return make_old_book(b"".join(spell_record(number, struct.pack(*data)) for number, *data in records))


BEGIN = (0x809, "<HHHHII", 0x600, 16, 0, 0, 0, 0)
LAST_CELL = (0x203, "<HHHd", 65_535, 254, 0, 1.0)


@pytest.mark.parametrize(
    "data",
    [
        make_old(*[BEGIN, LAST_CELL] * 9),
        make_old(BEGIN, (0x200, "<IIHHH", 0, 1 << 31, 0, 256, 0)),
        make_old(BEGIN, (0xFC, "<IIHB9000s", 1, 1, 9000, 0, b"a" * 9000), *[(0xFD, "<HHHI", 0, 0, 0, 0)] * 20),
        make_xls(ROWS).replace(struct.pack("<I", 3), struct.pack("<I", 2), 1),
    ],
    ids=["far cells", "stated size", "one text for all cells", "endless chain"],
)
def test_a_workbook_of_excel_97_too_large_for_memory_is_rejected_before_it_is_read(tmp_path, monkeypatch, data):
    monkeypatch.setattr(workbook_limits, "MAX_BYTES", 150_000)
    monkeypatch.setattr("python_calamine.CalamineWorkbook", None)
    (tmp_path / "a.xls").write_bytes(data)
    (rejected,) = read_records(tmp_path / "a.xls", {})
    assert rejected.reason in ("too large", "broken spreadsheet")


def test_shared_texts_of_excel_97_are_measured_over_several_records():
    first = struct.pack("<IIHBHI", 2, 2, 5, 0x0D, 1, 2) + "abc".encode("utf-16-le")
    rest = b"\0" + b"de" + b"rrrr" + b"xx" + struct.pack("<HB", 3, 0) + b"fgh"
    cells = b"".join(spell_record(0xFD, struct.pack("<HHHI", 0, place, 0, place)) for place in range(3))
    book = spell_record(0xFC, first) + spell_record(0x3C, rest) + spell_record(0x809, b"") + cells
    assert list(list_cells(book)) == [(0, 0, 0), (1, 1, 5), (1, 2, 3), (1, 3, 5)]


def test_lines_of_a_library_that_panics_stay_off_the_terminal(capfd):
    with mute_panics():
        os.write(2, b"thread panicked\n")
    os.write(2, b"seen\n")
    assert capfd.readouterr().err == "seen\n"
