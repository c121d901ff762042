"""Prevalence in figures: intervals over articles and refits, or over articles alone where refits disagree."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes

from presswork.core.reasons import PLURAL, explain
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import ONE_ARTICLE
from presswork.figures.drawing.topic_names import list_topics

OF_ARTICLES = (
    " Intervals with the model taken as fixed: linearised, the articles of a day (story) taken as one, symmetric in "
    "the log odds, Student's t."
)
OF_REFITS = (
    " Other intervals add the variance of the same articles' mean over refits to resampled days (stories), each from "
    "another start, for topics on which refits agree."
)
SOURCES = (
    "Wolter, K. (2007). Introduction to Variance Estimation, chapter 6.",
    "Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 6.",
)
DASHES = (0, (2, 1))
# An interval over refits, too, or the one of the model taken as fixed: what a row has.
BOUNDED = pl.col("low").is_not_null()
FIXED = pl.col("low").is_null() & pl.col("model_low").is_not_null()


def draw_interval(axes: Axes, place: float, row: dict[str, Any], markersize: float) -> None:
    """Draw a row of a table of prevalence: its 95% CI, dashed if the model is taken as fixed; open if it has none."""
    axes.hlines(place, 0, row["prevalence"], color=style.LIGHT, linewidth=0.8)
    if row["low"] is not None:
        axes.hlines(place, row["low"], row["high"], color=style.BLUE, linewidth=1.2)
    elif row["model_low"] is not None:
        axes.hlines(place, row["model_low"], row["model_high"], color=style.BLUE, linewidth=1.2, linestyle=DASHES)
    face = style.BLUE if row["model_low"] is not None else "white"
    axes.plot(row["prevalence"], place, "o", color=style.BLUE, markersize=markersize, markerfacecolor=face)


def find_end() -> pl.Expr:
    """Return where on the axis what is drawn of a row ends."""
    return pl.max_horizontal("prevalence", pl.coalesce("high", "model_high"))


def describe_method(rows: pl.DataFrame) -> str:
    """Return how the intervals were made that these rows have; nothing if there are none."""
    return OF_ARTICLES * (rows["model_low"].count() > 0) + OF_REFITS * (rows["low"].count() > 0)


def note_intervals(rows: pl.DataFrame, shape: str = "Lines") -> str:
    """Return for the small print what the lines (bands) of a figure are; nothing if there are none."""
    bounded, fixed = rows.filter(BOUNDED), rows.filter(FIXED)
    if bounded.is_empty():
        return "" if fixed.is_empty() else f" {shape}: 95% CI, model taken as fixed."
    return f" {shape}: 95% CI{'' if fixed.is_empty() else '; dashed: model taken as fixed'}."


def describe_intervals(rows: pl.DataFrame, shape: str = "lines") -> str:
    """Return for the caption what the lines (bands) of a figure are, and why some rows have none."""
    bounded, fixed = rows.filter(BOUNDED), rows.filter(FIXED)
    bare = rows.filter(pl.col("model_low").is_null(), pl.col("prevalence").is_not_null())
    if "no_sample" in rows["interval"]:
        return ONE_ARTICLE
    parts = []
    if bounded.height:
        parts.append(f"Solid {shape}: 95% CI over {_name_sampled(bounded)} and refits of the model.")
    if fixed.height:
        parts.append(
            f"Dashed {shape}: 95% CI over {_name_sampled(fixed)} alone, with the model taken as fixed "
            f"({_explain(fixed, rows)})."
        )
    if bare.height:
        bare_look = "Open marks" if shape == "lines" else "Elsewhere"
        parts.append(f"{bare_look}: no 95% CI ({_explain(bare, rows)}).")
    return " ".join(parts)


def _name_sampled(rows: pl.DataFrame) -> str:
    return PLURAL[rows["resampled"][0]]


def _explain(missing: pl.DataFrame, rows: pl.DataFrame) -> str:
    """Return why rows have no interval over refits, and which topics they are of, or how many, unless of all."""
    told: dict[str, list[int]] = {}
    for row in missing.sort("topic").iter_rows(named=True):
        # The numbers of a period differ from those of the next.
        told.setdefault(explain(row["interval"], row).split(" (")[0], []).append(row["topic"])
    reasons = {reason: list(dict.fromkeys(topics)) for reason, topics in told.items()}
    return "; ".join(
        reason if len(topics) == rows["topic"].n_unique() else f"{reason}: {list_topics(topics)}"
        for reason, topics in reasons.items()
    )
