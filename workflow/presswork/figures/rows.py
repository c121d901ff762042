"""The plotted rows of a figure that no table schema names: one that was drawn in a notebook."""

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.tables import Column, Table


def infer_table(name: str, rows: pl.DataFrame) -> tuple[Table, pl.DataFrame]:
    """Return a schema for rows that keep their order, and the rows in its types.

    Raises PressworkError for a type that no CSV cell holds.
    """
    columns = tuple(Column(each, _name_type(each, kind), "", "", True) for each, kind in rows.schema.items())
    table = Table(f"figure_{name}", f"figures/{name}.csv", "a row of the figure", (), columns)
    return table, rows.cast(table.schema)


def _name_type(column: str, kind: pl.DataType) -> str:
    if kind in (pl.String, pl.Categorical, pl.Enum):
        return "string"
    if kind.is_integer():
        return "hash" if kind == pl.UInt64 else "integer"
    if kind.is_numeric():
        return "number"
    if kind == pl.Boolean:
        return "boolean"
    if kind == pl.Date:
        return "date"
    raise PressworkError(
        "The rows of a figure have a column that a CSV file cannot hold.",
        field=column,
        found=kind,
        expected="text, numbers, true or false, or days",
    )
