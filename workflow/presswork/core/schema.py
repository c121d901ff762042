"""The schemas of tables: columns with types, units and meanings.

This module imports no package, because every run needs the schemas for planning.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# The folder of files that only the workflow reads.
WORK = "work/"
STAGES = ("corpus", "tokens", "terms", "topics", "figures")
# The types of columns, with Polars' names.
TYPES = {
    "string": "String",
    "integer": "Int64",
    "hash": "UInt64",
    "number": "Float64",
    "boolean": "Boolean",
    "date": "Date",
}


@dataclass(frozen=True)
class Column:
    """A column: name, type, meaning, unit, and whether cells may be empty.

    The type is a key of `TYPES`, or `cuts`: a list of spans with their rules. If there are `codes`, the cells contain
    these codes, each explained once.
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    nullable: bool = False
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def dtype(self) -> "pl.DataType":
        """The type of the column in Polars."""
        import polars as pl

        if self.type == "cuts":
            return pl.List(
                pl.Struct({"start": pl.Int64(), "end": pl.Int64(), "rule": pl.String(), "field": pl.String()})
            )
        dtype: pl.DataType = getattr(pl, TYPES[self.type])()
        return dtype

    @property
    def explanation(self) -> str:
        """The meaning of the column and of its codes."""
        return ". ".join([self.meaning, *(f"`{code}`: {statement}" for code, statement in self.codes.items())])


@dataclass(frozen=True)
class Table:
    """A table: its name, its path below the results folder, what a row is, its sort key, and its columns.

    A table that may be empty is kept in the folder `work`, and `none` says what it means if it has no rows.
    """

    name: str
    path: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    none: str = ""

    @property
    def shown(self) -> str:
        """Where readers find the table: its path or, if it may be empty, that of the copy made if it has rows.

        See `presswork.core.shown_tables`.
        """
        return self.path.removeprefix(WORK) if self.none else self.path

    @property
    def stage(self) -> str:
        """The stage of the table; empty if it belongs to the whole run."""
        folder, slash, _ = self.path.removeprefix(WORK).partition("/")
        return folder if slash else ""

    @property
    def schema(self) -> "pl.Schema":
        """Names and types of the columns, as Polars has them."""
        import polars as pl

        return pl.Schema({column.name: column.dtype for column in self.columns})


def define_table(path: str, row: str, key: tuple[str, ...], *columns: Column, name: str = "", none: str = "") -> Table:
    """Return the table at a path below the results folder, named by default after its file or folder of shards."""
    place = PurePosixPath(path)
    return Table(name or (place.parent.name if "{" in place.name else place.stem), path, row, key, columns, none)


def find_tables() -> dict[str, Table]:
    """Return all tables by name; each stage lists its own in its module `tables`."""
    modules = [importlib.import_module(f"presswork.{stage}.tables") for stage in STAGES]
    return {table.name: table for module in modules for table in module.TABLES}
