"""Presswork: from a folder of news articles to figures that can be cited, rebuilt and proven."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.explorer.results import Results
    from presswork.figures.captioned_figure import CaptionedFigure
    from presswork.figures.trace.ask import trace

__all__ = ["CaptionedFigure", "open_results", "save_figure", "trace"]
__version__ = "0.5.0"
# Imported only where they are used: matplotlib takes time.
LATER = {"CaptionedFigure": "figures.captioned_figure", "trace": "figures.trace.ask"}


def open_results(path: str | Path = "results") -> Results:
    """Return the results of a run, its tables by stage: `open_results().terms.frequency`.

    Raises PressworkError where the folder holds no results.
    """
    from presswork.explorer.notebook.display import prepare_notebook
    from presswork.explorer.results import Results

    prepare_notebook()
    return Results(path)


def save_figure(
    captioned: CaptionedFigure, name: str, folder: str | Path = "figures", notebook: str | None = None
) -> dict[str, Any]:
    """Save a figure of the running notebook with its proof, beside the notebook; return its sidecar.

    The cells that it needs run again by themselves, and what they draw is saved as PDF, SVG and PNG, with the rows and
    a sidecar that has these cells and the digests of the tables that they read. `make verify FIGURE=file` runs them
    again. Raises PressworkError outside a notebook, and if the cells draw another figure when run on their own.
    """
    from presswork.explorer.notebook import saved_figure as notebook_figure

    return notebook_figure.save_figure(captioned, name, folder, notebook)


def __getattr__(name: str) -> Any:
    """Return what LATER names."""
    if name not in LATER:
        raise AttributeError(f"module 'presswork' has no attribute '{name}'")
    return getattr(importlib.import_module(f"presswork.{LATER[name]}"), name)
