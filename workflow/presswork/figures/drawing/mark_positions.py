"""Where on the drawn page the mark of each plotted row is."""

from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from presswork.core.errors import PressworkError

POINT = ("panel", "x", "y")


def locate_marks(figure: Figure, marks: pl.DataFrame, n_rows: int) -> list[str | None]:
    """Return left, top, width and height of each mark in percent of the drawn page, from the upper left; or null.

    Two decimals, a hundredth of a millimetre: the same on any machine. A mark beyond the page's edges has no place;
    where no marks are given, the list is empty. Raises PressworkError where there is not one for each row.
    """
    if marks.is_empty():
        return []
    if marks.height != n_rows or set(POINT) - set(marks.columns):
        raise PressworkError(
            "The marks of a figure are not those of its rows.",
            field="marks",
            found=f"{marks.height} with {', '.join(marks.columns)}",
            expected=f"{n_rows}, one for each row, with {', '.join(POINT)}",
        )
    return [_locate(figure, mark) for mark in marks.iter_rows(named=True)]


def _locate(figure: Figure, mark: dict[str, Any]) -> str | None:
    if None in (mark["panel"], mark["x"], mark["y"]):
        return None
    x_to, y_to = mark.get("x_to"), mark.get("y_to")
    ends = [[mark["x"], mark["y"]], [mark["x"] if x_to is None else x_to, mark["y"] if y_to is None else y_to]]
    to_page = figure.axes[mark["panel"]].transData + figure.transFigure.inverted()
    places = 100 * to_page.transform(np.array(ends, dtype=float))
    if not np.isfinite(places).all() or (places.max(axis=0) < 0).any() or (places.min(axis=0) > 100).any():
        return None
    (left, bottom), (right, top) = places.min(axis=0), places.max(axis=0)
    # Adding 0 makes minus nought nought.
    return " ".join(f"{round(value, 2) + 0:.2f}" for value in (left, 100 - top, right - left, top - bottom))
