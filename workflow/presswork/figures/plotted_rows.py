"""The plotted rows of a figure, also of one that no table schema names: one that was drawn in a notebook."""

from pathlib import Path

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.schema import Column, Table, find_tables
from presswork.core.tables import read_table


def describe_rows(name: str, rows: pl.DataFrame) -> Table:
    """Return the schema of a figure's plotted rows."""
    return find_tables().get(f"figure_{name}") or infer_table(name, rows)[0]


def read_rows(path: Path) -> pl.DataFrame:
    """Return the plotted rows of a figure from its CSV; where no schema names their types, as the cells read."""
    table = find_tables().get(f"figure_{path.stem}")
    if not table:
        table, _ = infer_table(path.stem, pl.read_csv(path, infer_schema_length=None, try_parse_dates=True, glob=False))
    return read_table(path, table)


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
