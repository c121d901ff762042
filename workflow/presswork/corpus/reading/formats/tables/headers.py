"""Finds the row of a table that names its columns, which titles and blank rows may stand above."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from presswork.corpus.reading.formats.record import map_columns

# Above the header there may be so many rows, such as the name of a search.
ROWS_ABOVE = 20
# Names are short, and texts are long.
MAX_NAME = 60
MIN_TEXT = 100
# The first and the last cell of a range, as (row, column) from the first cell with a value.
Range = tuple[tuple[int, int], tuple[int, int]]
Row = Sequence[Any]


def find_header(rows: Sequence[Row], ranges: Sequence[Range], columns: Mapping[str, str]) -> int | None:
    """Return which of the first rows names a column of texts, and most other columns.

    Cells merged side by side are headings of several columns, unless no other row names columns. A row that names no
    other column that is known is the header if texts stand below the name.
    """
    wide = {first for first, last in ranges if last[1] > first[1]}
    for headings in (wide, set[tuple[int, int]]()):
        counts = [
            count_fields(row, {place for at, place in headings if at == number}, columns)
            for number, row in enumerate(rows)
        ]
        if any(counts):
            return counts.index(max(counts))
    return next((number for number in range(len(rows)) if _stands_above_texts(rows[number:], columns)), None)


def count_fields(row: Row, headings: Container[int], columns: Mapping[str, str]) -> int:
    """Return how many fields a row names, 0 if it names no column of texts or could be a row of values."""
    cells = (
        cell[: MAX_NAME + 1].strip()
        for place, cell in enumerate(row)
        if isinstance(cell, str) and place not in headings
    )
    names = [cell for cell in cells if cell]
    fields = map_columns(names, columns)
    return len(fields) if "text" in fields and (len(fields) > 1 or len(names) == 1) else 0


def _stands_above_texts(rows: Sequence[Row], columns: Mapping[str, str]) -> bool:
    names = [cell if isinstance(cell, str) else str(cell) for cell in rows[0]]
    name = map_columns(names, columns).get("text") if all(len(each) < MAX_NAME for each in names) else None
    if name is None:
        return False
    place = names.index(name)
    return any(len(str(row[place])) > MIN_TEXT for row in rows[1:] if place < len(row))


def find_fullest(rows: Sequence[Row]) -> list[str]:
    """Return the cells of the row that most looks like a header: the first with about as many cells as any."""
    filled = [[" ".join(str(cell).split()) for cell in row if cell != ""] for row in rows]
    most = max(map(len, filled), default=0)
    return next((cells for cells in filled if len(cells) >= max(1, most - 1)), [])
