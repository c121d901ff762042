"""CSV and TSV: a header and a row for each record."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from presswork.corpus.reading.encoding import detect_encoding
from presswork.corpus.reading.formats.record import (
    MAX_RECORD_CHARACTERS,
    Record,
    Rejected,
    build_record,
    map_columns,
    reject_without_text,
)
from presswork.corpus.reading.formats.streams import CHUNK, put_back

DELIMITERS = ",\t;"


def read_csv_table(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield a record for each row, or why the row gives none; holds one row at a time.

    Cells are divided by what the header has most of: comma, tab or semicolon.
    """
    head = stream.read(CHUNK)
    try:
        encoding = detect_encoding(head, len(head) < CHUNK)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "export the table as CSV in UTF-8")
        return
    with io.TextIOWrapper(put_back(head, stream), encoding, newline="") as text:
        try:
            yield from _read_table(text, columns, encoding)
        except UnicodeDecodeError as error:
            yield Rejected(None, "mixed encodings", f"no {encoding} further on: {error.reason}", "export it in UTF-8")


def _read_table(text: io.TextIOWrapper, columns: Mapping[str, str], encoding: str) -> Iterator[Record | Rejected]:
    # Other libraries in the process may have set another limit.
    csv.field_size_limit(MAX_RECORD_CHARACTERS)
    # A line without an end is cut, so that it cannot fill the memory; the parser then finds the cell too long.
    lines = iter(lambda: text.readline(MAX_RECORD_CHARACTERS + 1), "")
    first = next(lines, "")
    rows = csv.reader(chain([first], lines), delimiter=max(DELIMITERS, key=first.count))
    try:
        names = next(rows, [])
        fields = map_columns(names, columns)
        if "text" in fields:
            yield from _read_rows(rows, names, fields, encoding)
        else:
            yield reject_without_text(names)
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
