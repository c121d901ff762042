"""Which topic splits into which as their number grows."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from presswork.core.limits import HIGHEST_MM
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import join, percent
from presswork.figures.drawing.topic_names import (
    count_articles,
    name_topics,
    say_topics,
    tell_articles,
    tell_names,
    tell_shown,
)
from presswork.figures.drawing.topic_splits import (
    GAP,
    LEAST,
    Bars,
    arrange,
    choose_rows,
    keep_topics,
    list_bands,
)
from presswork.figures.no_topics import draw_no_topics
from presswork.figures.trace.build import trace_whole

BAR = 0.12
# So far of the way to the next column bands hardly bend.
START = 0.2
ROW_MM = 4.2
FRAME_MM = 18
LEAST_MM = 45
LABEL_SHARE = 0.4
NARROW_MM = 80


@figure_options
def draw_topics_hierarchy(
    hierarchy: pl.DataFrame,
    candidates: pl.DataFrame,
    labels: pl.DataFrame,
    choice: dict[str, Any],
    n_topics: int,
    width_mm: float,
) -> CaptionedFigure:
    """Return topics as bars in a column for each number, with bands of words from one to the next.

    The columns are the chosen number and smaller ones; if it is the smallest that was tried, the next larger one. At
    most `n_topics` of the chosen model are shown, no more than fit a page, and of other models those they share bands
    with.
    """
    k = choice["k"] or 0
    rows = choose_rows(hierarchy, k)
    noun, unit = say_topics(choice), choice["unit"]
    method = (
        f"Each model divides the occurrences of a term in each {unit} among its {noun} by p(topic | term, {unit}); a "
        "band is the share of all words that two models give to two of these."
    )
    if rows.is_empty():
        return draw_no_topics("topics_hierarchy", rows, choice, width_mm, method)
    names = name_topics(labels)
    shown = min(n_topics, k, int((HIGHEST_MM - FRAME_MM) // ROW_MM))
    kept = keep_topics(rows, k, shown)
    bars = arrange(rows, kept)
    bands = list_bands(rows, bars)
    beside = {
        topic: ", ".join(terms.split(", ")[:2])
        for topic, terms in candidates.filter(k=max(bars)).select("topic", "terms").iter_rows()
    }
    return CaptionedFigure(
        name="topics_hierarchy",
        figure=_draw(bars, bands, names, beside, choice, width_mm),
        rows=rows,
        caption=_describe_rows(bars, shown, labels, choice),
        alt_text=f"Bars in columns for {join([str(size) for size in bars])} {noun}, linked by bands of the words that "
        "they share.",
        method=method,
        marks=_locate_bands(bands),
    )


def _describe_rows(bars: Bars, shown: int, labels: pl.DataFrame, choice: dict[str, Any]) -> str:
    k, noun = choice["k"], say_topics(choice)
    grows = f"to {k}" if max(bars) == k else f"from {k} to {max(bars)}"
    named = "go by their top terms" if max(bars) > k else "have no names"
    told = [
        f"How {noun} split as their number grows {grows}. {tell_articles(choice)}.{tell_shown(shown, labels, choice)}",
        "Height: share of the words.",
        f"Bands: words that two {noun} share, where they are {percent(LEAST)} or more of either.",
        f"Of other models, only {noun} with a band to these are shown." if shown < k else "",
        f"Blue: the {noun} reported; those of other models {named}.",
        f"Each model divides the words by its own estimate of p(topic | term, {choice['unit']}).",
        "One fit of each model is shown, without intervals: another fit may split otherwise.",
        tell_names(labels, choice, shown).strip(),
    ]
    return " ".join(filter(None, told))


def _draw(
    bars: Bars,
    bands: pl.DataFrame,
    names: dict[int, str],
    beside: dict[int, str],
    choice: dict[str, Any],
    width_mm: float,
) -> Figure:
    sizes, k = list(bars), choice["k"]
    rows = max(len(column) for column in bars.values())
    height = min(max(ROW_MM * rows, LEAST_MM), HIGHEST_MM - FRAME_MM)
    end = max(top + share for column in bars.values() for top, share in column.values()) + GAP / 2
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + height)
        for place, size in enumerate(sizes):
            colour = style.BLUE if size == k else style.GREY
            for top, share in bars[size].values():
                axes.add_patch(Rectangle((place - BAR / 2, top), BAR, share, color=colour, linewidth=0))
        for place, *band in bands.sort("place", "start", "end").drop_nulls().iter_rows():
            axes.add_patch(_make_band((place + BAR / 2, place + 1 - BAR / 2), *band))
        axes.set_xlim(-BAR / 2, len(sizes) - 1 + BAR / 2)
        axes.set_ylim(end, 0)
        is_first = len(sizes) > 1 and sizes[0] == k
        share = LABEL_SHARE * ((0.8 if width_mm < NARROW_MM else 0.9) if is_first else 1)
        _name_bars(axes, bars[k], names, share * width_mm, is_first)
        if is_first:
            other = axes.twinx()
            other.set_ylim(end, 0)
            _name_bars(other, bars[sizes[-1]], beside, share * width_mm, False)
            other.spines[:].set_visible(False)
        axes.set_xticks(range(len(sizes)), [str(size) for size in sizes])
        axes.set_xlabel(f"number of {say_topics(choice)}", loc="left")
        axes.tick_params(length=0)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        return style.finish_figure(figure, f"{count_articles(choice)}. Height: share of the words.", width_mm)


def _name_bars(
    axes: Axes, column: dict[int, tuple[float, float]], names: dict[int, str], width_mm: float, at_left: bool
) -> None:
    """Write the names of a column's topics beside their bars."""
    ticks = [top + share / 2 for top, share in column.values()]
    if not at_left:
        axes.yaxis.tick_right()
    axes.set_yticks(ticks, [style.fit_label(names.get(topic, str(topic)), width_mm) for topic in column])
    axes.tick_params(length=0)


def _locate_bands(bands: pl.DataFrame) -> pl.DataFrame:
    """Return the marks of bands: where they start, before they cross."""
    x = pl.col("place") + BAR / 2
    return bands.select(panel=0, x=x, x_to=x + START, y="start", y_to=pl.col("start") + pl.col("height"))


def _make_band(ends: tuple[float, float], start: float, end: float, height: float) -> PathPatch:
    (x, far), middle = ends, sum(ends) / 2
    curve = [Path.CURVE4] * 3
    points = [
        (x, start), (middle, start), (middle, end), (far, end),
        (far, end + height), (middle, end + height), (middle, start + height), (x, start + height), (x, start),
    ]  # fmt: skip
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), facecolor=style.GREY, alpha=0.25, linewidth=0)


def trace_topics_hierarchy(unit_rows: pl.DataFrame) -> pl.DataFrame:
    """Return the articles fitted to: a band is a share of all their words."""
    return trace_whole(unit_rows["article_id"], "article fitted to: a band is a share of the words of all of them")
