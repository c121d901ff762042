"""CSV and TSV: a header and a row for each record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from presswork.corpus.reading.encoding import SETTLE, UNSTATED, Stated
from presswork.corpus.reading.formats.recognise import SEPARATOR, find_delimiter
from presswork.corpus.reading.formats.record import (
    Notice,
    Record,
    Rejected,
    build_record,
    map_columns,
    reject_without_text,
)
from presswork.corpus.reading.formats.tables.csv_rows import Row, read_rows
from presswork.corpus.reading.formats.text_lines import TextLines

# Rows by which the way of writing quotes within cells is found.
TRIED = 200


def read_csv_table(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED
) -> Iterator[Record | Notice]:
    """Yield a record for each row, or why the row gives none; holds one row at a time.

    A first line such as `sep=;` says what divides the cells; else it is the comma, tab, semicolon or bar with which
    most columns of the header are known.
    """
    lines = TextLines(stream, stated)
    try:
        yield from _read_table(lines, columns)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "export the table as CSV in UTF-8; if it is text, " + SETTLE)
    yield from lines.list_notices()


def _read_table(source: TextLines, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    lines = iter(source)
    first = next(lines, "").lstrip("\ufeff")
    said = SEPARATOR.match(first)
    n_read = 1
    if said:
        first, n_read = next(lines, ""), 2
    delimiter = said[1] if said else find_delimiter(first, columns)
    rows = read_rows(chain([first], lines), delimiter, n_read)
    header = next(rows, None)
    names = [name.strip() for name in header.cells] if header and header.cells else []
    fields = map_columns(names, columns)
    if "text" not in fields:
        yield reject_without_text(names)
        return
    yield from tell_repeated(names)
    for number, row in enumerate(row for row in rows if row.cells or row.problem):
        yield from _read_row(row, number, names, fields, source.decoder.encoding)


def tell_repeated(names: list[str]) -> Iterator[Notice]:
    """Yield the notice of column names that a table has more than once, if there are any."""
    counts = Counter(map(str.lower, names))
    repeated = sorted(name for name in dict.fromkeys(names) if name and counts[name.lower()] > 1)
    if repeated:
        detail = f"repeated column names: {', '.join(repeated)}; the first with a value was used"
        yield Notice(None, "repeated column", detail, "give each column its own name")


def _read_row(
    row: Row, number: int, names: list[str], fields: Mapping[str, str], encoding: str
) -> Iterator[Record | Notice]:
    if row.problem and not row.cells:
        yield Rejected(number, "broken CSV", row.problem, "export the table as CSV again")
        return
    if row.problem:
        yield Notice(
            number, "odd quotes", row.problem, "double the quotation marks within cells, or export the table again"
        )
    if len(row.cells) != len(names):
        detail = f"line {row.line}: {len(row.cells)} cells under {len(names)} columns"
        yield Rejected(
            number, "ragged row", detail, "quote cells that contain separators, quotation marks or line breaks"
        )
        return
    values: dict[str, str] = {}
    for name, cell in zip(names, row.cells, strict=True):
        values[name] = values.get(name) or cell
    yield build_record(values, fields, number, encoding)
