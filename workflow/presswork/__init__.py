"""Presswork: from a folder of news articles to figures that can be cited, rebuilt and proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.explorer.results import Results

__version__ = "0.1.0"


def open_results(path: str | Path = "results") -> Results:
    """Return the results of a run, its tables by stage: `open_results().terms.frequency`.

    Raises PressworkError where the folder holds no results.
    """
    from presswork.explorer.notebook_display import prepare_notebook
    from presswork.explorer.results import Results

    prepare_notebook()
    return Results(path)
