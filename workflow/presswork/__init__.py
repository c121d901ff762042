"""Presswork: from a folder of news articles to figures that can be cited, rebuilt and proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.explorer.results import Results
    from presswork.figures.plate import Plate, save_figure

__all__ = ["Plate", "open_results", "save_figure"]
__version__ = "0.1.0"


def open_results(path: str | Path = "results") -> Results:
    """Return the results of a run, its tables by stage: `open_results().terms.frequency`.

    Raises PressworkError where the folder holds no results.
    """
    from presswork.explorer.notebook_display import prepare_notebook
    from presswork.explorer.results import Results

    prepare_notebook()
    return Results(path)


def __getattr__(name: str) -> Any:
    """Return `Plate` or `save_figure`; matplotlib is imported only where a figure is drawn."""
    if name not in ("Plate", "save_figure"):
        raise AttributeError(f"module 'presswork' has no attribute '{name}'")
    from presswork.figures import plate

    return getattr(plate, name)
