"""The results of a run as one object: `results.terms.frequency`, with help and clear words on what is not there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.tables import STAGES, Table, find_tables, read_table, scan_table


class Stage:
    """The tables of one stage, read when they are asked for: a data frame, or a lazy one for tables kept in shards."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder
        self._tables = {
            table.name: table
            for table in find_tables().values()
            if table.path.startswith(f"{name}/") and "{figure}" not in table.path
        }

    def __dir__(self) -> list[str]:
        return sorted([*self._tables, *self._documents()])

    def __repr__(self) -> str:
        return f"<{self._name}: {', '.join(dir(self))}>"

    def _documents(self) -> dict[str, Path]:
        return {path.stem: path for path in sorted((self._folder / self._name).glob("*.json"))}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        documents = self._documents()
        if name in documents:
            return json.loads(documents[name].read_text(encoding="utf-8"))
        if name not in self._tables:
            raise AttributeError(f"{self._name} has no '{name}'; it has {', '.join(dir(self))}")
        return self._read(self._tables[name])

    def _read(self, table: Table) -> pl.DataFrame | pl.LazyFrame:
        if "{shard}" in table.path:
            return self.scan(table.name)
        (path,) = self._find(table)
        return read_table(path, table)

    def scan(self, name: str) -> pl.LazyFrame:
        """Return a table in Parquet that is read only as far as it is used."""
        return pl.concat([scan_table(path) for path in self._find(self._tables[name])])

    def _find(self, table: Table) -> list[Path]:
        paths = [self._folder / place for place in self._places(table)]
        missing = next((path for path in paths if not path.is_file()), None)
        if missing:
            raise PressworkError(
                f"The table '{table.name}' has not been made yet.", file=missing, remedy=f"run: snakemake {self._name}"
            )
        return paths

    def _places(self, table: Table) -> list[str]:
        if "{shard}" not in table.path:
            return [table.path]
        index = self._folder / "corpus" / "shards.json"
        shards = json.loads(index.read_text(encoding="utf-8"))["shards"] if index.is_file() else ["*"]
        return [table.path.format(shard=shard) for shard in shards]

    def describe(self, name: str) -> pl.DataFrame:
        """Return the columns of a table: name, type, unit, and meaning with that of its codes."""
        rows = [(column.name, column.type, column.unit, column.explanation) for column in self._tables[name].columns]
        return pl.DataFrame(rows, ["name", "type", "unit", "meaning"], orient="row")


class Results:
    """All results of a run, by stage; `manifest` names every file with its digest.

    Raises PressworkError where the folder holds no results.
    """

    corpus: Stage
    tokens: Stage
    terms: Stage
    topics: Stage
    figures: Stage

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not (self.path / "corpus").is_dir():
            raise PressworkError(
                "There are no results in this folder.", file=self.path, remedy="run `make` first, or name the folder"
            )
        for stage in STAGES:
            setattr(self, stage, Stage(stage, self.path))

    @property
    def manifest(self) -> dict[str, Any]:
        """What the run was made from and the SHA-256 of each file."""
        document: dict[str, Any] = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        return document

    def figure(self, name: str) -> Path:
        """Return the path of a figure's PNG, for display."""
        return self.path / "figures" / f"{name}.png"

    def concordance(self, query: str, **options: Any) -> pl.DataFrame:
        """Return the occurrences of a word or phrase in their contexts; options are those of `find_concordance`."""
        from presswork.tokens.concordance import find_concordance

        records, articles = self.corpus.scan("records"), self.corpus.scan("articles")
        return find_concordance(self.tokens.tokens, self.tokens.vocabulary, records, articles, query, **options)

    def trace(self, figure: str, mark: int | Mapping[str, Any]) -> pl.DataFrame:
        """Return the articles and sentences behind a mark of a figure; see `presswork.trace`."""
        from presswork.figures.trace.ask import trace

        return trace(self.path / "figures" / figure, mark)

    def __repr__(self) -> str:
        return f"Results of {self.path.name}:\n" + "\n".join(
            f"  .{stage}  {getattr(self, stage)!r}" for stage in STAGES
        )
