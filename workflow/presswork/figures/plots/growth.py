"""Vocabulary growth: distinct terms and terms that occur once, by the words of growing parts of the corpus."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, describe_sample
from presswork.figures.trace.build import trace_whole

CURVES = (("types", "distinct terms", style.BLUE), ("hapaxes", "terms that\noccur once", style.ORANGE))
BY_TOKEN = "distinct terms\nif independent"
# From where the line to the dashed curve starts, and where it ends: shares of the width, and of the height.
LABEL_X, LABEL_Y, CURVE_X = 0.02, 1.06, 0.2
# Where a label lies: some points behind the right edge of the axes, at a value.
BEHIND: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "xytext": (3, 0), "textcoords": "offset points"}
# A line of a label needs so much of the height of the axes, which are at least so much of the figure's, in inches.
LINE_INCHES, AXES_SHARE = 0.12, 0.6


@figure_options
def draw_growth(growth: pl.DataFrame, matrix_rows: pl.DataFrame, width_mm: float) -> CaptionedFigure:
    """Return the expected curves of types and hapaxes with the band of orders, and that of words drawn one by one."""
    n_articles, n_words = matrix_rows["article_id"].n_unique(), int(matrix_rows["n_words"].sum())
    last = growth.row(-1, named=True)
    parts = "articles" if n_articles > 1 else "passages"
    sample = describe_sample(matrix_rows)
    if n_articles == 1:
        sample += f" in {count(matrix_rows.height, 'passage')}"
    types, hapaxes = round(last["types"]), round(last["hapaxes"])
    bands, dashed = "", ""
    if growth.height > 1:
        bands = "Bands: 95% of random orders."
        dashed = (
            " Dashed: distinct terms expected if words occurred independently of each other; they are more where words "
            "occur in bursts."
        )
    return CaptionedFigure(
        name="growth",
        figure=_draw(growth, f"{sample}. {bands}", width_mm),
        rows=growth,
        caption=f"Growth of the vocabulary: distinct terms ({types:,} in all) and terms that occur once ({hapaxes:,}), "
        f"expected when {parts} are added in random order.{dashed} {sample}."
        + (f" {bands} They say nothing about a larger corpus." if bands else ""),
        alt_text=f"Curves that rise to {count(types, 'distinct term')} and "
        f"{count(hapaxes, 'term that occurs', 'terms that occur') if hapaxes else 'no term that occurs'} once after "
        f"{count(n_words, 'word')}.",
        method=f"Means over all orders by the hypergeometric distribution; bands from 200 random orders "
        f"of the {parts}; words drawn one by one by the binomial distribution.",
        sources=(
            "Baayen, R. H. (2001). Word Frequency Distributions.",
            "Ugland, K. I., Gray, J. S. & Ellingsen, K. E. (2003). Journal of Animal Ecology 72.",
        ),
        marks=growth.select(panel=0, x="words", y="hapaxes", y_to="types_by_token"),
    )


def _draw(growth: pl.DataFrame, note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure, axes = style.new_figure(width_mm)
        words = growth["words"]
        # A single part is a point, and a point is no line.
        marker = "o" if growth.height == 1 else ""
        for name, _, colour in CURVES:
            axes.fill_between(
                words, growth[f"{name}_low"], growth[f"{name}_high"], color=colour, alpha=0.22, linewidth=0
            )
            axes.plot(words, growth[name], color=colour, linewidth=1.4, marker=marker)
        _label_ends(axes, growth.row(-1, named=True), figure.get_figheight())
        if growth.height > 1:
            axes.plot(words, growth["types_by_token"], color=style.GREY, linewidth=0.9, linestyle="--")
            _label_dashed(axes, growth)
        axes.set_xlim(0, float(words[-1]) * 1.02)
        axes.set_ylim(0, float(growth["types_high"].max()) * 1.06)  # type: ignore[arg-type]
        style.set_ticks(axes.xaxis)
        style.set_ticks(axes.yaxis)
        axes.set_xlabel("words", loc="right")
        axes.set_ylabel("terms")
        return style.finish_figure(figure, note, width_mm)


def _label_ends(axes: Axes, last: dict[str, float], height: float) -> None:
    """Name both curves behind their ends; the lower name keeps clear of the upper one."""
    end = 1.06 * last["types_high"]
    line = end * LINE_INCHES / (AXES_SHARE * height)
    place = end + 1.5 * line
    for name, label, colour in CURVES:
        place = min(last[name], place - 2 * line)
        axes.annotate(label, (1, place), fontsize=style.SMALL, color=colour, va="center", **BEHIND)


def _label_dashed(axes: Axes, growth: pl.DataFrame) -> None:
    """Name the dashed curve in the corner above it, which a curve that bends downwards leaves empty, with a line."""
    near = growth.row((growth["words"] - CURVE_X * growth["words"][-1]).abs().arg_min(), named=True)
    axes.annotate(
        BY_TOKEN,
        (near["words"], near["types_by_token"]),
        xytext=(LABEL_X, LABEL_Y),
        textcoords="axes fraction",
        fontsize=style.SMALL,
        color=style.GREY,
        va="top",
        arrowprops={"arrowstyle": "-", "color": style.GREY, "linewidth": 0.5, "shrinkB": 0},
    )


def trace_growth(matrix_rows: pl.DataFrame) -> pl.DataFrame:
    """Return all articles: each point is a mean over parts of all of them."""
    return trace_whole(
        matrix_rows["article_id"], "counted article: the curves are means over all orders of all of them"
    )
