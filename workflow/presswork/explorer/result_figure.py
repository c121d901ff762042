"""A figure of the results: picture, caption, plotted rows and sidecar."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.explorer.result_table import ResultTable


class MissingFigure:
    """A figure that the corpus does not support: it only shows the reason."""

    def __init__(self, name: str, reason: PressworkError) -> None:
        self.name, self._reason = name, reason
        self.__doc__ = str(reason)

    def __repr__(self) -> str:
        return str(self._reason)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise self._reason


class ResultFigure:
    """A figure with its `sidecar`, `rows`, `caption`, `trace`, and the `path` of its PNG."""

    def __init__(self, folder: Path, name: str, rows: ResultTable | None) -> None:
        self.name, self.rows = name, rows
        self.path = folder / f"{name}.png"
        self.sidecar: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        self.__doc__ = f"{name}: {self.caption}\n\nMethod: {self.sidecar['method']}"

    @property
    def caption(self) -> str:
        """The caption of the figure."""
        return str(self.sidecar["caption"])

    def trace(self, mark: int | Mapping[str, Any]) -> pl.DataFrame:
        """Return the sentences or articles behind a mark, which is a row of `rows`; see `presswork.trace`."""
        from presswork.figures.trace.ask import trace

        return trace(self.path, mark)

    def __repr__(self) -> str:
        return f"figure {self.name}: {self.caption}"

    def _repr_html_(self) -> str:
        from presswork.explorer.views.pictures import show_picture

        return show_picture(self.path.read_bytes(), str(self.sidecar["alt_text"]), self.caption)
