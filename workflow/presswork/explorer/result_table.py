"""A table of the results: a Polars data frame that is read when it is used, with help on its columns."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.schema import Table
from presswork.core.tables import scan_rows

Find = Callable[[], list[Path]]
SHOWN = 5
HEADER = ("column", "type", "unit", "meaning")


class ResultTable(pl.DataFrame):
    """A table of the results, with its columns as help. It is a Polars data frame, read when it is first used.

    `select`, `filter` and `head` read no more than they need; `lazy` starts a longer query that does so.
    """

    def __new__(cls, *given: Any) -> Any:
        """Return a table; for Polars, which passes no arguments when it derives a frame from one, a plain frame."""
        return super().__new__(cls if given else pl.DataFrame)

    def __init__(self, name: str, table: Table, find: Find, left_out: str = "") -> None:
        self._name, self._table, self._find, self._left_out = name, table, find, left_out
        self.is_read = False
        self.__doc__ = explain_table(name, table)

    def __getattr__(self, name: str) -> Any:
        """Read the table when an attribute of a frame with data is used."""
        # Notebooks and `copy` look for methods with such names.
        if self.is_read or name.startswith("__") or name.endswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        super().__init__(self.lazy().collect())
        self.is_read = True
        return getattr(self, name)

    def lazy(self) -> pl.LazyFrame:
        """Return the table as a query that reads only what it needs; without rows if the corpus does not support it.

        Raises PressworkError if the table has not been made yet.
        """
        if self._left_out:
            return self._table.schema.to_frame(eager=False)
        return pl.concat([scan_rows(path, self._table) for path in self._find()])

    def select(self, *columns: Any, **named: Any) -> pl.DataFrame:
        """Return these columns, without reading the others."""
        return self.lazy().select(*columns, **named).collect()

    def filter(self, *conditions: Any, **named: Any) -> pl.DataFrame:
        """Return the rows that meet all conditions."""
        return self.lazy().filter(*conditions, **named).collect()

    def head(self, n: int = 5) -> pl.DataFrame:
        """Return the first rows, without reading the others."""
        return self.lazy().head(n).collect()

    @property
    def meaning(self) -> pl.DataFrame:
        """The columns of the table: name, type, unit, and meaning, including codes."""
        return pl.DataFrame(list_columns(self._table), HEADER, orient="row")

    def __dir__(self) -> list[str]:
        return sorted({"meaning", *dir(pl.DataFrame)})

    def __str__(self) -> str:
        if self._left_out:
            return self._left_out
        return f"{self._describe()}\n{self.head(SHOWN)}"

    def __repr__(self) -> str:
        try:
            return str(self)
        except PressworkError as error:
            return str(error)

    def _describe(self) -> str:
        rows = self.lazy().select(pl.len()).collect().item()
        return f"{self._name}: {rows:,} rows, each {self._table.row}; {len(self._table.columns)} columns"

    def _repr_html_(self, *, _from_series: bool = False) -> str | None:  # type: ignore[override]
        if self._left_out:
            return None  # what is told then is text
        try:
            described, first = self._describe(), self.head(SHOWN)._repr_html_()
        except PressworkError:
            return None  # what is told then is text
        cells = (map(escape, row) for row in list_columns(self._table))
        rows = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in cells)
        head = f"<tr><th>{'</th><th>'.join(HEADER)}</th></tr>"
        return (
            f"<p>{escape(described)}</p>{first}"
            f"<details><summary>what the columns mean</summary><table>{head}{rows}</table></details>"
        )


def list_columns(table: Table) -> list[tuple[str, str, str, str]]:
    """Return name, type, unit and meaning of each column."""
    return [
        (each.name, each.type + (", may be empty" if each.nullable else ""), each.unit, each.explanation)
        for each in table.columns
    ]


def explain_table(name: str, table: Table) -> str:
    """Return the help of a table: what a row is, and its columns."""
    columns = list_columns(table)
    lines = [f"{name} ({'; '.join(filter(None, (kind, unit)))}): {meaning}" for name, kind, unit, meaning in columns]
    return "\n".join([f"{name}: a row is {table.row}.", "", *lines])
