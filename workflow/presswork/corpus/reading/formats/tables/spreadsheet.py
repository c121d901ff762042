"""XLSX, XLS and ODS: each sheet with a column of texts is a table, and each of its rows a record."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.formats.streams import open_seekable
from presswork.corpus.reading.formats.tables.headers import Range
from presswork.corpus.reading.formats.tables.sheets import Sheet, read_sheets
from presswork.corpus.reading.formats.tables.workbook_limits import find_obstacle

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LIBRARY = "python-calamine"


def read_spreadsheet(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield a record for each row of the visible sheets that have a column of texts, or why the row gives none.

    Records are numbered through all sheets. Raises UnreadableError if the file is too large.
    """
    from python_calamine import CalamineWorkbook

    seekable = open_seekable(stream)
    if obstacle := find_obstacle(seekable):
        yield obstacle
        return
    seekable.seek(0)
    try:
        with mute_panics():
            book = CalamineWorkbook.from_filelike(seekable)
        # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except BaseException as error:
        yield _reject(error, "spreadsheet")
        return
    yield from read_sheets(_list_sheets(book, columns))


@contextmanager
def mute_panics() -> Iterator[None]:
    """Keep off the error stream of the process what the library writes to it when it panics."""
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reject(error: BaseException, kind: str) -> Rejected:
    """Return the rejection for what the library raised; its panics are not of the class Exception."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return reject_broken(LIBRARY, kind, RuntimeError(str(error)) if not isinstance(error, Exception) else error)


def _list_sheets(book: "CalamineWorkbook", columns: Mapping[str, str]) -> Iterator[Sheet | Rejected]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for place, described in enumerate(book.sheets_metadata):
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            is_visible = described.visible == SheetVisibleEnum.Visible
            with mute_panics():
                sheet = book.get_sheet_by_index(place)
            # The library yields the rows above the first value, too, but not the columns before it.
            rows = islice(sheet.iter_rows(), (sheet.start or (0, 0))[0], None)
            found: Sheet | Rejected = Sheet(described.name, is_visible, rows, _list_merged(sheet), columns)
        except BaseException as error:
            found = _reject(error, f"sheet '{described.name}'")
        yield found


def _list_merged(sheet: "CalamineSheet") -> list[Range]:
    """Return the merged ranges of a sheet, counted from its first cell with a value."""
    (top, left) = sheet.start or (0, 0)
    return [
        ((first[0] - top, first[1] - left), (last[0] - top, last[1] - left))
        for first, last in sheet.merged_cell_ranges or ()
    ]
