"""Runs the code that saved a figure again, on its own, and returns the figure and the files that it read."""

import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import presswork
from presswork.core.errors import PressworkError
from presswork.explorer.results import Results
from presswork.figures.captioned_figure import CaptionedFigure


@dataclass(frozen=True)
class Replayed:
    """A figure drawn by code, and the results that the code opened."""

    captioned: CaptionedFigure
    results: Results


class _SavedError(Exception):
    """Stops the code at the point where it saves the figure."""


def replay_code(cells: Sequence[str], name: str, folder: Path | None = None) -> Replayed:
    """Run cells one after another until they save the figure with this name.

    `folder` replaces the results folder that they open. Raises PressworkError if a cell fails, if no figure with this
    name is saved, or if the cells do not open exactly one results folder.
    """
    opened: list[Results] = []
    captioned_figures: list[CaptionedFigure] = []

    def open_results(path: str | Path = "results") -> Results:
        opened.append(Results(folder or path))
        return opened[-1]

    def save_figure(captioned: CaptionedFigure, name_given: str, *_arguments: Any, **_named: Any) -> None:
        if name_given == name:
            captioned_figures.append(replace(captioned, name=name))
            raise _SavedError

    with _replaced(open_results=open_results, save_figure=save_figure), contextlib.redirect_stdout(io.StringIO()):
        _run(cells, {"__name__": "__main__", "display": lambda *_things, **_options: None})
    if not captioned_figures:
        raise PressworkError("The code of the figure does not save a figure with this name.", found=name)
    if len({results.path.resolve() for results in opened}) != 1:
        raise PressworkError(
            "A figure is saved with the tables of one results folder.", found=f"code that opens {len(opened)}"
        )
    return Replayed(captioned_figures[0], opened[0])


def _run(cells: Sequence[str], names: dict[str, Any]) -> None:
    for cell in cells:
        try:
            exec(compile(cell, "<cell>", "exec"), names)
        except _SavedError:
            return
        except PressworkError:
            raise
        except Exception as error:
            raise PressworkError(
                "The code of the figure does not run on its own.",
                found=f"{type(error).__name__}: {error}",
                expected=f"code that runs in a fresh kernel:\n{cell}",
                remedy="restart the kernel, run the notebook from the top, and save again",
            ) from None


@contextlib.contextmanager
def _replaced(**functions: Any) -> Iterator[None]:
    """Replace functions of `presswork` while the code runs."""
    kept = {name: getattr(presswork, name) for name in functions}
    for name, function in functions.items():
        setattr(presswork, name, function)
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(presswork, name, function)
