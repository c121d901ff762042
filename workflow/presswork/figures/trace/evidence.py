"""Arguments of the trace functions: the marks, the tables that they name, and the words of the articles."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import polars as pl

from presswork.core.schema import find_tables
from presswork.core.tables import read_table, scan_table
from presswork.figures.plotted_rows import read_rows


@dataclass(frozen=True)
class Marks:
    """The marks of a figure: its plotted rows, numbered from 1 in `mark`.

    `in_full` asks for every occurrence, even if a table of all of them would be as large as the corpus. `articles` are
    those that the figure itself names (see CaptionedFigure).
    """

    figure: str
    rows: pl.DataFrame
    in_full: bool = False
    articles: pl.DataFrame | None = None

    @classmethod
    def read_from(cls, path: Path) -> "Marks":
        """Return the marks of a figure, given the path of its plotted rows."""
        return cls.number(path.stem, read_rows(path))

    @classmethod
    def number(cls, figure: str, rows: pl.DataFrame, articles: pl.DataFrame | None = None) -> "Marks":
        """Return plotted rows as marks."""
        return cls(figure, rows.with_row_index("mark", offset=1).cast({"mark": pl.Int64}), articles=articles)


@dataclass(frozen=True)
class TableFile:
    """The file of a table, which is read only if a trace function names the table."""

    path: Path

    @classmethod
    def read_from(cls, path: Path) -> "TableFile":
        """Return the file, unread."""
        return cls(path)

    @property
    def name(self) -> str:
        """The name of the table, derived from the path of the file in the results folder."""
        named = (table.name for table in find_tables().values() if self.path.match(table.path.replace("{shard}", "*")))
        return next(named, self.path.stem)


def gather_arguments(
    function: Callable[..., Any], marks: Marks, files: Sequence[TableFile], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the arguments of a trace function, or the fields of a dataclass, by their names and annotations."""
    kinds = {name: kind for name, kind in get_type_hints(function).items() if name != "return"}
    given = {"marks": marks, "settings": settings, "layer": settings["terms"]["layer"]}
    by_name: dict[str, list[Path]] = {}
    for file in files:
        by_name.setdefault(file.name, []).append(file.path)
    arguments: dict[str, Any] = {}
    for name, kind in kinds.items():
        if name not in given and isinstance(kind, type) and is_dataclass(kind):
            arguments[name] = kind(**gather_arguments(kind, marks, files, settings))
        else:
            arguments[name] = given[name] if name in given else _read(name, kind, by_name.get(name, []))
    return arguments


def _read(name: str, kind: Any, paths: Sequence[Path]) -> Any:
    if get_origin(kind) in (list, Sequence):
        return [scan_table(path) for path in paths]
    (path,) = paths
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    return scan_table(path) if kind is pl.LazyFrame else read_table(path, find_tables()[name])
