"""Prevalence in figures: intervals over articles and fits, or over articles alone where refits do not agree."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes

from presswork.core.reasons import PLURAL, explain
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import join

# More topics than these are counted; the picture shows which they are.
NAMED = 8
GIVEN = "given the model"
METHOD = (
    "Intervals given the model: linearised, the articles of a day (story) taken as one. Over fits, too: plus the "
    "variance of the same articles' mean over refits to resampled days (stories), each from another start, for topics "
    "on which refits agree. Symmetric in the log odds, Student's t."
)
SOURCES = (
    "Wolter, K. (2007). Introduction to Variance Estimation, chapter 6.",
    "Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 6.",
)


def draw_interval(axes: Axes, place: float, row: dict[str, Any], markersize: float) -> None:
    """Draw a row of a table of prevalence: thick over articles alone, thin over fits, too, and open without these."""
    known = row["low"] is not None
    colour = style.BLUE if known else style.GREY
    axes.hlines(place, 0, row["prevalence"], color=style.LIGHT, linewidth=0.8)
    if known:
        axes.hlines(place, row["low"], row["high"], color=colour, linewidth=0.8)
    if row["model_low"] is not None:
        axes.hlines(place, row["model_low"], row["model_high"], color=colour, linewidth=2.0)
    axes.plot(row["prevalence"], place, "o", color=colour, markersize=markersize, mfc=colour if known else "white")


def describe_intervals(rows: pl.DataFrame) -> str:
    """Return what the lines of `draw_interval` are, and for which topics there is none over fits, with the reason."""
    bounded, missing = rows.drop_nulls("model_low"), explain_missing(rows)
    if bounded.is_empty():
        return f"No intervals: {missing}."
    lines = f"Thick lines: 95% intervals over {PLURAL[bounded['resampled'][0]]}, {GIVEN}."
    thin = " Thin lines: over fits, too." if rows["low"].null_count() < rows.height else ""
    return f"{lines}{thin}" + (f" Open: no interval over fits, since {missing}." if missing else "")


def describe_bands(rows: pl.DataFrame) -> str:
    """Return what the bands are, and for which topics there is none over fits, with the reason."""
    bounded = rows.drop_nulls("model_low")
    if bounded.is_empty():
        return "No bands: a period has too few articles or days."
    missing, sampled = explain_missing(bounded), PLURAL[bounded["resampled"][0]]
    if bounded["low"].null_count() == bounded.height:
        told = f"Bands: 95% intervals over {sampled}, {GIVEN}. Open: none over fits, since {missing}."
    else:
        why = f" Open: no interval over fits, since {missing}." if missing else ""
        told = f"Dark bands: 95% intervals over {sampled}, {GIVEN}; pale: over fits, too.{why}"
    alone = rows.filter(pl.col("model_low").is_null(), pl.col("prevalence").is_not_null()).height
    few = " Without band: too few articles or days." if alone else ""
    return f"{told} Bands are cut at twice the highest value.{few}"


def explain_missing(rows: pl.DataFrame) -> str:
    """Return why rows have no interval over fits, and of which topics they are, or of how many, unless of all."""
    missing = rows.filter(pl.col("low").is_null())
    told: dict[str, list[int]] = {}
    for row in missing.sort("topic").iter_rows(named=True):
        told.setdefault(explain(row["interval"], row), []).append(row["topic"])
    everything = rows["topic"].n_unique()
    named = {reason: list(dict.fromkeys(topics)) for reason, topics in told.items()}
    return "; ".join(
        reason if len(topics) == everything else f"{reason} ({_name_topics(topics)})"
        for reason, topics in named.items()
    )


def _name_topics(topics: list[int]) -> str:
    if len(topics) > NAMED:
        return f"{len(topics)} topics"
    return f"{'topic' if len(topics) == 1 else 'topics'} {join(list(map(str, topics)))}"
