"""Sheets of workbooks: each sheet with a column of texts is a table, and each of its rows a record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import chain, islice
from typing import Any

from presswork.corpus.reading.formats.record import Notice, Record, Rejected, build_record, map_columns
from presswork.corpus.reading.formats.tables.addresses import Addresses
from presswork.corpus.reading.formats.tables.csv_table import tell_repeated
from presswork.corpus.reading.formats.tables.headers import ROWS_ABOVE, Range, Row, find_fullest, find_header

SET_COLUMNS = "if it holds articles, name its columns, or set corpus.columns"
UNHIDE = "if its articles belong to the corpus, show the sheet in a spreadsheet program and save the file"


class Sheet:
    """A sheet: its names of columns, and which of them hold which fields.

    `ranges` are the merged cells, counted from the first row and column of `rows`.
    """

    def __init__(
        self, name: str, is_visible: bool, rows: Iterator[Row], ranges: Sequence[Range], columns: Mapping[str, str]
    ) -> None:
        self.name, self.is_visible, self.rows, self.ranges = name, is_visible, rows, ranges
        self.head = list(islice(self.rows, ROWS_ABOVE + 1))
        filled = list(_fill(self.head, self.ranges))
        self.header = find_header(filled, self.ranges, columns)
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
        names = find_fullest(self.head)
        addresses = Addresses()
        for row in chain(self.head, self.rows):
            addresses.read(zip(chain(names, iter(str, None)), row, strict=False))
        return addresses.reject(names)


def read_sheets(sheets: Iterable[Sheet | Rejected]) -> Iterator[Record | Notice]:
    """Yield a record for each row of the visible sheets that have a column of texts, or why the row gives none.

    Records are numbered through all sheets. Sheets that are not read are told, or rejected if no other is read.
    """
    number, has_table = 0, False
    left_out: list[Sheet] = []
    for sheet in sheets:
        if isinstance(sheet, Rejected):
            yield sheet
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


def _spell_day(cell: object) -> object:
    """Return a day without a time as a day."""
    return cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell
