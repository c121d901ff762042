"""CSV and TSV: a header and a row for each record."""

import csv
import re
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
)
from presswork.corpus.reading.formats.tables.addresses import Addresses
from presswork.corpus.reading.formats.tables.csv_rows import Row, read_rows
from presswork.corpus.reading.formats.tables.headers import ROWS_ABOVE, count_fields
from presswork.corpus.reading.formats.text_lines import TextLines

# The header of a table is looked for in so many characters.
MAX_HEAD = 1 << 20
# A row of Trafilatura's CSV, which has no header: address, id, fingerprint and more, divided by tabs.
TRAFILATURA = re.compile(r"(?:https?://[^\t]+|null)\t[^\t]*\t(?:[0-9a-f]{16}|null)\t")
TRAFILATURA_NAMES = [
    *("url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype")
]


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
    first, lines, n_above = _skip_titles(next(lines, "").lstrip("\ufeff"), lines, columns)
    said = SEPARATOR.match(first)
    n_read = n_above + 1
    if said:
        first, n_read = next(lines, ""), n_read + 1
    is_trafilatura = TRAFILATURA.match(first) is not None
    delimiter = said[1] if said else "\t" if is_trafilatura else find_delimiter(first, columns)
    rows = read_rows(chain([first], lines), delimiter, n_read)
    header = None if is_trafilatura else next(rows, None)
    names = [name.strip() for name in header.cells] if header else TRAFILATURA_NAMES if is_trafilatura else []
    fields = map_columns(names, columns)
    if "text" not in fields:
        yield _reject_without_text(names, rows)
        return
    yield from tell_repeated(names)
    # Spreadsheet programs write rows without values as separators.
    for number, row in enumerate(row for row in rows if row.problem or any(map(str.strip, row.cells))):
        yield from _read_row(row, number, names, fields, source.decoder.encoding)


def _skip_titles(first: str, lines: Iterator[str], columns: Mapping[str, str]) -> tuple[str, Iterator[str], int]:
    """Return the header, the lines below it, and how many lines stand above it, such as the name of a sheet.

    The header is the first line unless that names no column of texts and one of the next does.
    """
    if SEPARATOR.match(first) or TRAFILATURA.match(first) or "text" in map_columns(_split(first, columns), columns):
        return first, lines, 0
    head = [first]
    while len(head) <= ROWS_ABOVE and sum(map(len, head)) < MAX_HEAD and (line := next(lines, "")):
        head.append(line)
    counts = [count_fields(_split(line, columns), (), columns) for line in head]
    n_cells = [len(list(filter(None, _split(line, columns)))) for line in head]
    fullest = n_cells.index(max(n_cells)) if n_cells[0] == 1 else 0
    place = counts.index(max(counts)) if max(counts) > 1 else fullest
    return head[place], chain(head[place + 1 :], lines), place


def _split(line: str, columns: Mapping[str, str]) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=find_delimiter(line, columns)), [])]
    # The line is the first of a cell, or longer than cells may be.
    except csv.Error:
        return []


def _reject_without_text(names: list[str], rows: Iterator[Row]) -> Rejected:
    addresses = Addresses()
    # Tables of GDELT have no header.
    if any(name.startswith("http") for name in names):
        addresses.read(zip(names, names, strict=True))
    for row in rows:
        addresses.read(zip(chain(names, iter(str, None)), row.cells, strict=False))
    return addresses.reject(names)


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
