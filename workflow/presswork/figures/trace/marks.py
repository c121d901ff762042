"""Finds a row of a figure by its number or by the values in its columns."""

import difflib
from collections.abc import Mapping
from datetime import date
from numbers import Integral
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.figures.plotted_rows import describe_rows

LISTED = 5


def choose_mark(figure: str, rows: pl.DataFrame, mark: int | Mapping[str, Any]) -> int:
    """Return the number of the row that `mark` names, from 1: the number itself, or the row with the given values.

    Raises PressworkError, with the nearest marks, if no row or more than one fits.
    """
    if isinstance(mark, Mapping):
        return _choose_by_values(figure, rows, mark)
    if isinstance(mark, Integral) and 1 <= mark <= rows.height:
        return int(mark)
    expected = f"1 to {rows.height}, or values such as {name_mark(figure, rows, 1)}" if rows.height else "no mark"
    raise PressworkError(f"The figure '{figure}' has no row with this number.", found=mark, expected=expected)


def name_mark(figure: str, rows: pl.DataFrame, number: int) -> dict[str, Any]:
    """Return the values that identify a row: as few columns as tell all rows apart, texts and days before numbers."""
    table = describe_rows(figure, rows.drop("mark"))
    texts = [column.name for column in table.columns if column.type in ("string", "date") and column.name != "interval"]
    shown = list(dict.fromkeys((*texts, *table.key))) or [column.name for column in table.columns]
    for name in reversed(tuple(shown)):
        others = [each for each in shown if each != name]
        if others and rows.select(others).is_unique().all():
            shown = others
    named = rows.select(shown).row(number - 1, named=True)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in named.items()}


def _choose_by_values(figure: str, rows: pl.DataFrame, mark: Mapping[str, Any]) -> int:
    unknown = [name for name in mark if name not in rows.columns]
    if unknown or not mark:
        raise PressworkError(
            f"The figure '{figure}' has no column of this name.",
            found=", ".join(unknown) or "a mark without columns",
            expected=", ".join(name for name in rows.columns if name != "mark"),
        )
    fits = rows.filter([_equals(rows[name], value) for name, value in mark.items()])["mark"].to_list()
    if len(fits) == 1:
        return int(fits[0])
    near = fits[:LISTED] if fits else _find_nearest(rows, mark)
    more = f" and {len(fits) - LISTED} more" if len(fits) > LISTED else ""
    listed = "; ".join(f"{number}: {name_mark(figure, rows, number)}" for number in near) + more
    problem = f"fits {len(fits)} rows" if fits else "fits no row"
    raise PressworkError(
        f"The mark {problem} of the figure '{figure}'.",
        found=dict(mark),
        expected=f"{'one of' if fits else 'perhaps'} {listed}" if near else "a figure with at least one row",
        remedy="give more columns, or the number of the row" if fits else "give one of these marks, or its number",
    )


def _equals(values: pl.Series, value: Any) -> pl.Expr:
    """Return the condition that a column has this value; dates may be given as text."""
    column = pl.col(values.name)
    if value is None:
        return column.is_null()
    if values.dtype.is_numeric() and isinstance(value, int | float):
        return column.cast(pl.Float64) == float(value)
    return column.cast(pl.String) == (value.isoformat() if isinstance(value, date) else str(value))


def _find_nearest(rows: pl.DataFrame, mark: Mapping[str, Any]) -> list[int]:
    """Return the rows whose values are most similar to those of the mark, in its columns."""
    wanted = [str(value).lower() for value in mark.values()]

    def compare(row: tuple[Any, ...]) -> float:
        cells = (str(cell).lower() for cell in row)
        return sum(difflib.SequenceMatcher(None, *pair).ratio() for pair in zip(wanted, cells, strict=True))

    closeness = [-compare(row) for row in rows.select(*mark).iter_rows()]
    return sorted(range(1, rows.height + 1), key=lambda number: (closeness[number - 1], number))[:LISTED]
