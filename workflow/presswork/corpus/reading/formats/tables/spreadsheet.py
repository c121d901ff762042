"""XLSX, XLS and ODS: each sheet with a column of texts is a table, and each of its rows a record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import (
    Notice,
    Record,
    Rejected,
    build_record,
    map_columns,
    reject_without_text,
)
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, Allowance, open_seekable
from presswork.corpus.reading.formats.tables.csv_table import tell_repeated

LIBRARY = "python-calamine"
# Above the header there may be so many rows, such as the name of a search.
ROWS_ABOVE = 20
# What a cell of Excel holds at most; a longer text was cut when it was written.
MAX_CELL = 32_767
CUT_OFF = "export the article again in a format without this limit, such as CSV"


def read_spreadsheet(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield a record for each row of the sheets that have a column of texts, or why the row gives none.

    Records are numbered through all sheets. Raises UnreadableError if the file is too large.
    """
    from python_calamine import CalamineWorkbook

    seekable = open_seekable(stream)
    try:
        book = CalamineWorkbook.from_filelike(seekable)
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken(LIBRARY, "spreadsheet", error)
        return
    allowance = Allowance(MAX_DOCUMENT_BYTES, MAX_DOCUMENT_BYTES)
    headers = [(name, rows, _find_header(rows, columns)) for name, rows in sheets]
    tables = [(name, rows, header) for name, rows, header in headers if header is not None]
    if not tables:
        found = next((rows for _, rows in sheets if any(map(any, rows))), [])
        if found:
            yield reject_without_text([str(cell) for cell in next(row for row in found if any(row))])
        return
    for name, rows, header in headers:
        if header is None and any(map(any, rows)):
            yield Notice(None, "sheet not read", f"no column of sheet '{name}' is the text", "name its columns")
    number = 0
    for _, rows, header in tables:
        names = [str(cell).strip() for cell in rows[header]]
        yield from tell_repeated(names)
        for row in rows[header + 1 :]:
            if any(cell != "" for cell in row):
                allowance.spend(sum(len(cell) for cell in row if isinstance(cell, str)))
                yield _read_row(row, number, names, columns)
                number += 1


def _find_header(rows: Sequence[Sequence[Any]], columns: Mapping[str, str]) -> int | None:
    """Return which of the first rows names a column of texts."""
    for number, row in enumerate(rows[:ROWS_ABOVE]):
        names = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
        fields = map_columns(names, columns)
        if "text" in fields and (len(fields) > 1 or len(names) == 1):
            return number
    return None


def _read_row(row: Sequence[Any], number: int, names: list[str], columns: Mapping[str, str]) -> Record | Rejected:
    values: dict[str, Any] = {}
    for name, cell in zip(names, row, strict=False):
        values[name] = values.get(name) or cell
    fields = map_columns(names, columns)
    record = build_record(values, fields, number, "utf-8")
    if isinstance(record, Record) and len(str(values[fields["text"]])) == MAX_CELL:
        detail = f"the text has exactly {MAX_CELL:,} characters, the most that a cell of Excel holds"
        record = replace(record, notices=(*record.notices, Notice(number, "text cut off", detail, CUT_OFF)))
    return record
