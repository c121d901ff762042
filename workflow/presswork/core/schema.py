"""The schemas of tables: what stands in each, with types, units and meanings.

Planning a run needs schemas alone, so this loads no package.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# The folder of what only the workflow reads.
WORK = "work/"
STAGES = ("corpus", "tokens", "terms", "topics", "figures")
# Each type of a column, and Polars' name for it.
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
    """A column: its name, its type, what it means, its unit, and whether it may be empty.

    The type is a key of `TYPES`, or `cuts`: a list of spans with their rules.
    Where `codes` are given, the cells hold these, and what each stands for is said once.
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
            return pl.List(pl.Struct({"start": pl.Int64(), "end": pl.Int64(), "rule": pl.String()}))
        dtype: pl.DataType = getattr(pl, TYPES[self.type])()
        return dtype

    @property
    def explanation(self) -> str:
        """What the column means, with what each of its codes stands for."""
        return ". ".join([self.meaning, *(f"`{code}`: {statement}" for code, statement in self.codes.items())])


@dataclass(frozen=True)
class Table:
    """A table: its name, its path below the results folder, what a row is, its sort key, and its columns.

    A table that may have no rows lies in the folder `work`, and `none` says what it means that there are none.
    """

    name: str
    path: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    none: str = ""

    @property
    def shown(self) -> str:
        """Where readers find the table: its path or, if it may have no rows, that of the copy that is made if it does.

        See `presswork.core.shown_tables`.
        """
        return self.path.removeprefix(WORK) if self.none else self.path

    @property
    def stage(self) -> str:
        """The stage that the table belongs to; an empty text where it belongs to the run as a whole."""
        folder, slash, _ = self.path.removeprefix(WORK).partition("/")
        return folder if slash else ""

    @property
    def schema(self) -> "pl.Schema":
        """Names and types of the columns, as Polars has them."""
        import polars as pl

        return pl.Schema({column.name: column.dtype for column in self.columns})


def define_table(path: str, row: str, key: tuple[str, ...], *columns: Column, name: str = "", none: str = "") -> Table:
    """Return the table at a path below the results folder, by default named after its file, or its folder of shards."""
    place = PurePosixPath(path)
    return Table(name or (place.parent.name if "{" in place.name else place.stem), path, row, key, columns, none)


def find_tables() -> dict[str, Table]:
    """Return every table of every stage by name; each stage lists its own in its `tables` module."""
    modules = [importlib.import_module(f"presswork.{stage}.tables") for stage in STAGES]
    return {table.name: table for module in modules for table in module.TABLES}
