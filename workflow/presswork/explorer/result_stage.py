"""The results of one stage by name: its tables and JSON documents."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from presswork.core.analyses import find_left_out
from presswork.core.errors import PressworkError
from presswork.core.schema import WORK, Table, find_tables
from presswork.explorer.result_figure import MissingFigure, ResultFigure
from presswork.explorer.result_table import ResultTable


class Stage:
    """The tables of one stage, listed by tab completion. Each is read when it is used."""

    def __init__(self, name: str, folder: Path, read: set[Path]) -> None:
        self._name = name
        self._folder = folder
        self._read = read
        own = [table for table in find_tables().values() if table.stage == name]
        self._tables = {name_table(table): table for table in own if "{figure}" not in table.path}
        rows = [f"{key}: a row is {table.row}" for key, table in sorted(self._tables.items())]
        self.__doc__ = "\n".join([f"{name}: its tables.\n", *rows])

    def __dir__(self) -> list[str]:
        tables = {name: table for name, table in self._tables.items() if not table.shown.startswith(WORK)}
        made = {name for name, table in tables.items() if not explain_left_out(table.path, self._folder)}
        return sorted({*made, *self._documents()})

    def __repr__(self) -> str:
        return f"<{self._name}: {', '.join(dir(self))}>"

    def _documents(self) -> dict[str, Path]:
        return {path.stem: path for path in sorted((self._folder / self._name).glob("*.json"))}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._tables:
            table = self._tables[name]
            if told := explain_left_out(table.path, self._folder):
                return ResultTable(f"{self._name}.{name}", table, list, str(told))
            return ResultTable(f"{self._name}.{name}", table, partial(self._find, table))
        documents = self._documents()
        if name in documents:
            self._read.add(documents[name])
            return json.loads(documents[name].read_text(encoding="utf-8"))
        raise AttributeError(f"{self._name} has no '{name}'; it has {', '.join(dir(self))}")

    def _find(self, table: Table) -> list[Path]:
        paths = [self._folder / place for place in self._places(table)]
        missing = next((path for path in paths if not path.is_file()), None)
        if missing:
            raise explain_missing(missing, self._folder, self._name)
        self._read.update(paths)
        return paths

    def _places(self, table: Table) -> list[str]:
        if "{shard}" not in table.path:
            return [table.path]
        index = self._folder / "work/corpus/shards.json"
        shards = json.loads(index.read_text(encoding="utf-8"))["shards"] if index.is_file() else ["*"]
        return [table.path.format(shard=shard) for shard in shards]


class FigureStage(Stage):
    """The figures, each with its picture, rows and sidecar."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._documents():
            rows = super().__getattr__(name) if name in self._tables else None
            self._read.add(self._documents()[name])
            return ResultFigure(self._folder / self._name, name, rows)
        if name in self._tables:
            path = self._folder / self._name / f"{name}.json"
            if told := explain_left_out(f"{self._name}/{name}.json", self._folder):
                return MissingFigure(name, told)
            raise explain_missing(path, self._folder, self._name)
        return super().__getattr__(name)


def name_table(table: Table) -> str:
    """Return the name of a table within its stage: the name of its file, or of the folder of its shards."""
    path = Path(table.path)
    return path.parent.name if "{shard}" in table.path else path.stem


def explain_left_out(place: str, results: Path) -> PressworkError | None:
    """Return the error for a result that the corpus does not support, or None if it does."""
    path = results / "support.json"
    left_out = find_left_out(place, json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None
    if left_out is None:
        return None
    return PressworkError(f"This was not made: {place}", found=left_out.reason, remedy=left_out.remedy or None)


def explain_missing(path: Path, results: Path, target: str) -> PressworkError:
    """Return the error for a result that is missing, with the command that makes it."""
    own = "" if results.name == "results" else f" --config seeds=<folder of the articles> results={results.name}"
    return PressworkError(
        f"This has not been made yet: {path.relative_to(results).as_posix()}",
        file=path,
        remedy=f"in the folder of Presswork, run: .venv/bin/snakemake {target}{own}",
    )
