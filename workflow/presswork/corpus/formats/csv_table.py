"""CSV: a header and a row for each record."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from presswork.corpus.encoding import decode
from presswork.corpus.formats.record import Record, Rejected, build_record, map_columns, reject_without_text

csv.field_size_limit(1 << 30)


def read_csv_table(path: Path, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield a record for each row, or why the row gives none."""
    try:
        text, encoding = decode(path.read_bytes())
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "export the table as CSV in UTF-8")
        return
    rows = csv.reader(io.StringIO(text, newline=""))
    names = next(rows, [])
    fields = map_columns(names, columns)
    if "text" not in fields:
        yield reject_without_text(names)
        return
    try:
        yield from _read_rows(rows, names, fields, encoding)
    except csv.Error as error:
        yield Rejected(None, "broken CSV", f"line {rows.line_num}: {error}", "export the table as CSV again")


def _read_rows(
    rows: Iterator[list[str]], names: list[str], fields: Mapping[str, str], encoding: str
) -> Iterator[Record | Rejected]:
    for number, cells in enumerate(rows):
        if not cells:
            continue
        if len(cells) != len(names):
            detail = f"{len(cells)} cells under {len(names)} columns"
            yield Rejected(number, "ragged row", detail, "quote cells that hold commas, quotes or line ends")
        else:
            yield build_record(dict(zip(names, cells, strict=True)), fields, number, encoding)
