"""Runs the code that saved a figure again, by itself, and returns the figure with the files that it read."""

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
    """A figure that code has drawn, and the results that it opened."""

    captioned: CaptionedFigure
    results: Results


class _SavedError(Exception):
    """Ends the code where it saves the figure."""


def replay_code(cells: Sequence[str], name: str, folder: Path | None = None) -> Replayed:
    """Run cells one after the other up to where they save the figure of this name.

    `folder` takes the place of the results folder that they open. Raises PressworkError where they fail, save no
    figure of this name, or open no results or several.
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
        raise PressworkError("The code of the figure saves no figure of this name.", found=name)
    if len({results.path.resolve() for results in opened}) != 1:
        raise PressworkError(
            "A figure is saved with the tables of one results folder.", found=f"{len(opened)} that the code opens"
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
                "The code of the figure does not run by itself.",
                found=f"{type(error).__name__}: {error}",
                expected=f"that this runs in a fresh kernel:\n{cell}",
                remedy="restart the kernel, run the notebook from the top, and save again",
            ) from None


@contextlib.contextmanager
def _replaced(**functions: Any) -> Iterator[None]:
    """Let code that runs meanwhile find these under their names in `presswork`."""
    kept = {name: getattr(presswork, name) for name in functions}
    for name, function in functions.items():
        setattr(presswork, name, function)
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(presswork, name, function)
