"""Presswork: from a folder of news articles to figures that can be cited, rebuilt and proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from presswork.explorer.results import Results

__version__ = "0.1.0"


def open_results(path: str | Path = "results") -> Results:
    """Return the results of a run, its tables by stage: `open_results().terms.frequency`.

    Raises PressworkError where the folder holds no results.
    """
    from presswork.explorer.results import Results

    return Results(path)


def trace(figure: str | Path, mark: int | Mapping[str, Any]) -> pl.DataFrame:
    """Return the articles and sentences behind a mark of a figure: `trace("results/figures/top_terms.pdf", 0)`.

    See `presswork.figures.trace.ask.trace_mark` for what a mark is, for the columns, and for errors.
    """
    from presswork.figures.trace.ask import trace_mark

    return trace_mark(figure, mark)
