"""XLSX, XLS and ODS: each sheet with a column of texts is a table, and each of its rows a record."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, build_record, map_columns
from presswork.corpus.reading.formats.streams import open_seekable
from presswork.corpus.reading.formats.tables.addresses import Addresses
from presswork.corpus.reading.formats.tables.csv_table import tell_repeated
from presswork.corpus.reading.formats.tables.workbook_limits import find_obstacle

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LIBRARY = "python-calamine"
# Above the header there may be so many rows, such as the name of a search.
ROWS_ABOVE = 20
SET_COLUMNS = "if it holds articles, name its columns, or set corpus.columns"
UNHIDE = "if its articles belong to the corpus, show the sheet in a spreadsheet program and save the file"
# The first and the last cell of a range, as (row, column) from the first cell with a value.
Range = tuple[tuple[int, int], tuple[int, int]]
Row = Sequence[Any]


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
        book = CalamineWorkbook.from_filelike(seekable)
        # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except BaseException as error:
        yield _reject(error, "spreadsheet")
        return
    yield from _read_sheets(book, columns)


def _reject(error: BaseException, kind: str) -> Rejected:
    """Return the rejection for what the library raised; its panics are not of the class Exception."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return reject_broken(LIBRARY, kind, RuntimeError(str(error)) if not isinstance(error, Exception) else error)


def _read_sheets(book: "CalamineWorkbook", columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    number, has_table = 0, False
    left_out: list[_Sheet] = []
    for place, described in enumerate(book.sheets_metadata):
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            is_visible = described.visible == SheetVisibleEnum.Visible
            sheet = _Sheet(described.name, is_visible, book.get_sheet_by_index(place), columns)
        except BaseException as error:
            yield _reject(error, f"sheet '{described.name}'")
            continue
        if not sheet.is_visible or "text" not in sheet.fields:
            left_out += [sheet] if sheet.head else []
            continue
        has_table = True
        yield from tell_repeated(sheet.names)
        for row in sheet.read_rows():
            yield build_record(row, sheet.fields, number, "utf-8")
            number += 1
    if has_table:
        yield from (each.tell_left_out() for each in left_out)
    elif left_out:
        # What a person sees goes first.
        yield max(left_out, key=lambda each: each.is_visible).reject()


class _Sheet:
    """A sheet: its names of columns, and which of them hold which fields."""

    def __init__(self, name: str, is_visible: bool, sheet: "CalamineSheet", columns: Mapping[str, str]) -> None:
        self.name, self.is_visible = name, is_visible
        # The library yields the rows above the first value, too, but not the columns before it.
        self.rows = islice(sheet.iter_rows(), (sheet.start or (0, 0))[0], None)
        self.ranges = _list_merged(sheet)
        self.head = list(islice(self.rows, ROWS_ABOVE + 1))
        filled = list(_fill(self.head, self.ranges))
        self.header = _find_header(filled, self.ranges, columns)
        self.names = [] if self.header is None else [str(cell).strip() for cell in filled[self.header]]
        self.fields = map_columns(self.names, columns)

    def read_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the values of each row below the header that has any, by their columns."""
        text = self.names.index(self.fields["text"])
        rows = _fill(chain(self.head, self.rows), self.ranges, text)
        for row in islice(rows, (self.header or 0) + 1, None):
            if any(cell != "" for cell in row):
                values: dict[str, Any] = {}
                for name, cell in zip(self.names, row, strict=False):
                    values[name] = values.get(name) or _spell_day(cell)
                yield values

    def tell_left_out(self) -> Notice:
        """Return the notice that the sheet is not read."""
        if self.is_visible:
            return Notice(None, "sheet not read", f"no column of sheet '{self.name}' holds texts", SET_COLUMNS)
        return Notice(None, "sheet not read", f"sheet '{self.name}' is hidden", UNHIDE)

    def reject(self) -> Rejected:
        """Return the rejection of a workbook whose only table this may be."""
        if not self.is_visible and "text" in self.fields:
            return Rejected(None, "hidden sheet", f"only the hidden sheet '{self.name}' holds texts", UNHIDE)
        addresses = Addresses()
        for row in chain(self.head, self.rows):
            addresses.read(row)
        names = max(self.head, key=lambda row: sum(cell != "" for cell in row))
        return addresses.reject([str(cell).strip() for cell in names if cell != ""])


def _list_merged(sheet: "CalamineSheet") -> list[Range]:
    """Return the merged ranges of a sheet, counted from its first cell with a value."""
    (top, left) = sheet.start or (0, 0)
    return [
        ((first[0] - top, first[1] - left), (last[0] - top, last[1] - left))
        for first, last in sheet.merged_cell_ranges or ()
    ]


def _fill(rows: Iterable[Row], ranges: Sequence[Range], left: int | None = None) -> Iterator[Row]:
    """Yield rows with the value of cells merged below each other in each row, but for the column `left`.

    The text of an article in several rows would become several articles.
    """
    lasts = {first: last[0] for first, last in ranges if first[1] == last[1] != left}
    if not lasts:
        yield from rows
        return
    held: dict[int, tuple[Any, int]] = {}
    for number, row in enumerate(rows):
        held |= {place: (cell, lasts[number, place]) for place, cell in enumerate(row) if (number, place) in lasts}
        yield [held[place][0] if number <= held.get(place, ("", -1))[1] else cell for place, cell in enumerate(row)]


def _find_header(rows: Sequence[Row], ranges: Sequence[Range], columns: Mapping[str, str]) -> int | None:
    """Return which of the first rows names a column of texts, and most other columns.

    Cells merged side by side are headings of several columns, unless no other row names columns.
    """
    wide = {first for first, last in ranges if last[1] > first[1]}
    for headings in (wide, set[tuple[int, int]]()):
        counts = [
            _count_fields(row, {place for at, place in headings if at == number}, columns)
            for number, row in enumerate(rows)
        ]
        if any(counts):
            return counts.index(max(counts))
    return None


def _count_fields(row: Row, headings: Container[int], columns: Mapping[str, str]) -> int:
    """Return how many fields a row names, 0 if it names no column of texts or could be a row of values."""
    cells = (cell.strip() for place, cell in enumerate(row) if isinstance(cell, str) and place not in headings)
    names = [cell for cell in cells if cell]
    fields = map_columns(names, columns)
    return len(fields) if "text" in fields and (len(fields) > 1 or len(names) == 1) else 0


def _spell_day(cell: object) -> object:
    """Return a day without a time as a day."""
    return cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell
