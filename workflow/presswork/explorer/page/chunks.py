"""Data of the page as classic scripts: browsers let a page from a local disk run scripts, but not read files."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

# Characters that a browser or an editor could read as markup, as a line end, or as a change of writing direction.
ESCAPED = {
    ord(sign): f"\\u{ord(sign):04x}" for sign in "<\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
}
CHUNK_CHARACTERS = 250_000


def write_script(name: str, value: Any) -> str:
    """Return a script that registers a value under a name."""
    return f"presswork.register({encode(name)},{encode(value)});\n"


def encode(value: Any) -> str:
    """Return a value as compact JSON that is also valid JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(ESCAPED)


def pack(items: Iterable[Any], most: int = 500) -> Iterator[list[Any]]:
    """Yield lists of items, each of about `CHUNK_CHARACTERS` characters as JSON and at most `most` items."""
    chunk: list[Any] = []
    size = 0
    for item in items:
        length = len(encode(item))
        if chunk and (size + length > CHUNK_CHARACTERS or len(chunk) == most):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += length
    if chunk:
        yield chunk


def frame(table: pl.DataFrame, columns: Iterable[str]) -> dict[str, Any]:
    """Return the rows of a table with some of its columns; days as text."""
    names = [name for name in columns if name in table.columns]
    chosen = table.select(names).with_columns(pl.col(pl.Date).cast(pl.String))
    return {"columns": names, "rows": [list(row) for row in chosen.iter_rows()]}


def frames_by(table: pl.DataFrame, key: str, columns: Iterable[str]) -> dict[Any, dict[str, Any]]:
    """Return the rows of each value of a column, as `frame` gives them."""
    names = list(columns)
    return {value: {"columns": names, "rows": rows} for value, rows in rows_by(table, key, names).items()}


def rows_by(table: pl.DataFrame, key: str, columns: Iterable[str]) -> dict[Any, list[list[Any]]]:
    """Return the rows of each value of a column, in the order of the table; days as text."""
    names = list(columns)
    chosen = table.select(pl.col(key).alias("key of the rows"), *names).with_columns(pl.col(pl.Date).cast(pl.String))
    found: dict[Any, list[list[Any]]] = {}
    for value, *row in chosen.iter_rows():
        found.setdefault(value, []).append(row)
    return found


class Codebook:
    """Numbers for recurring texts, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str | None) -> int | None:
        """Return the number of a text, or None for None."""
        return None if text is None else self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)
