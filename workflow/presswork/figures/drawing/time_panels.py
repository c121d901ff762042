"""A panel of values over time: a line with its band, broken at gaps."""

from collections.abc import Callable
from datetime import timedelta

import polars as pl
from matplotlib.axes import Axes

from presswork.figures.drawing.style import SERIES, SMALL, set_ticks

NAMES = ("raw", "standardised")
# Bounds, of which a table has the first or both; the narrower band is drawn over the wider one, and so is darker.
BANDS = (("low", "high"), ("model_low", "model_high"))
# So many periods can have a dot each.
FEW = 60


def draw_periods(axes: Axes, rows: pl.DataFrame, column: str, label: Callable[[float], str]) -> None:
    """Draw the series of a column by `start`, with its bounds; a period alone is a dot, and each of a few is.

    Dots are open where a series has the second bounds alone. `label` says how a value is written on the axis.
    """
    bands = [band for band in BANDS if band[0] in rows.columns]
    axes.set_ylim(0, max(_find_top(rows, column, high) for _, high in bands))
    for series, look in zip(NAMES, SERIES, strict=False):
        points = rows.filter(pl.col("series") == series).sort("start")
        if points.is_empty():
            continue
        days = points["start"].to_list()
        known = points.with_columns(pl.col(pl.Float64).fill_null(float("nan")))
        value, dots = known[column], _find_dots(known[column])
        if len(bands) > 1:
            # Where the wider band is missing, the narrower one takes its place, and so has its own shade.
            known = known.with_columns(
                pl.when(pl.col(wide).is_nan()).then(pl.col(narrow)).otherwise(pl.col(wide)).alias(wide)
                for wide, narrow in zip(*BANDS, strict=True)
            )
        for low, high in bands:
            axes.fill_between(days, known[low], known[high], color=look["color"], alpha=0.2, linewidth=0)
            ends = known[low][dots], known[high][dots]
            axes.vlines([days[dot] for dot in dots], *ends, color=look["color"], linewidth=0.5)
        is_open = len(bands) > 1 and points["low"].is_null().all()
        face = "white" if is_open else look["color"]
        axes.plot(days, value, **look, markersize=2, markevery=dots, linewidth=0.9, markerfacecolor=face)
    _label_ends(axes, rows)
    set_ticks(axes.yaxis)
    axes.yaxis.set_major_formatter(lambda value, _: label(value))
    axes.tick_params(labelsize=SMALL)


def locate_periods(rows: pl.DataFrame, panel: str, column: str) -> pl.DataFrame:
    """Return the marks of rows in the order of their panels: the values of a column by `start`."""
    return rows.select(panel=pl.col(panel).rle_id(), x=pl.col("start").to_physical(), y=column)


def _find_dots(value: pl.Series) -> list[int]:
    """Return the places that get a dot: all of a few; of many, those between two gaps, which no line shows."""
    if len(value) <= FEW:
        return list(range(len(value)))
    is_gap = [True, *value.is_nan(), True]
    return [place for place in range(len(value)) if is_gap[place] and is_gap[place + 2] and not is_gap[place + 1]]


def describe_series(rows: pl.DataFrame, column: str) -> str:
    """Return what the lines are, for the small print."""
    both = rows.filter(pl.col("series") == "standardised")
    if both.is_empty():
        return "Blue: raw."
    if both[column].null_count() == both.height:
        return "Blue: raw; never at the corpus's mix of outlets, since in no period has each an article."
    return "Blue, round: raw; orange, square: at the corpus's mix of outlets, blank where an outlet has no article."


def _label_ends(axes: Axes, rows: pl.DataFrame) -> None:
    """Name the first and the last period, each within the panel."""
    starts = rows["start"].sort().to_list()
    # Two days side by side are wider than a narrow panel.
    form = "%Y-%m" if rows["unit"][0] == "month" else "%Y\n%m-%d"
    axes.set_xticks([starts[0], starts[-1]], [starts[0].strftime(form), starts[-1].strftime(form)])
    margin = max(starts[-1] - starts[0], timedelta(1)) * 0.04
    axes.set_xlim(starts[0] - margin, starts[-1] + margin)
    first, last = axes.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")


def _find_top(rows: pl.DataFrame, column: str, high: str) -> float:
    """Return the end of the axis: all values, and bands up to twice the highest value."""
    value = rows.select(pl.col(column).max()).item() or 1.0
    bound = rows.select(pl.col(high).max()).item() or 0.0
    return 1.05 * max(value, min(bound, 2 * value))
