"""Which topic splits into which as their number grows."""

from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import join, percent
from presswork.figures.drawing.topic_names import (
    count_articles,
    explain_no_topics,
    name_topics,
    say_topics,
    tell_articles,
    tell_names,
    tell_shown,
)
from presswork.figures.trace.build import trace_whole

SIZES = 4
LEAST = 0.1
BAR = 0.12
# So far of the way to the next column bands hardly bend.
START = 0.2
GAP = 0.012
ROW_MM = 4.2
FRAME_MM = 18
LEAST_MM = 45
LABEL_SHARE = 0.4
# Of each number of topics the bars of its topics: top and height.
Bars = dict[int, dict[int, tuple[float, float]]]


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
    names = name_topics(labels)
    shown = min(n_topics, k, int((style.HIGHEST_MM - FRAME_MM) // ROW_MM))
    kept = keep_topics(rows, k, shown)
    bars = arrange(rows, kept)
    bands = _list_bands(rows, bars)
    beside = {
        topic: ", ".join(terms.split(", ")[:2])
        for topic, terms in candidates.filter(k=max(bars, default=0)).select("topic", "terms").iter_rows()
    }
    return CaptionedFigure(
        name="topics_hierarchy",
        figure=_draw(bars, bands, names, beside, choice, width_mm)
        if rows.height
        else style.draw_sentence("No splits of topics", f"{count_articles(choice)}.", width_mm),
        rows=rows,
        caption=_describe_rows(bars, shown, labels, choice),
        alt_text=f"Bars in columns for {join([str(size) for size in bars])} {say_topics(choice)}, linked by bands of "
        "the words that they share."
        if bars
        else f"A sentence instead of a plot: {explain_no_topics(choice)}",
        method="Each model divides the occurrences of a term in an article among its topics by p(topic | term, "
        "article); a band is the share of all words that two models give to two topics.",
        sources=(),
        marks=_locate_bands(bands),
    )


def choose_rows(hierarchy: pl.DataFrame, k: int) -> pl.DataFrame:
    """Return the links between the numbers shown: up to the chosen one, or from it where it is the smallest."""
    below = hierarchy.filter(pl.col("next_k") <= k)
    if below.is_empty():
        return hierarchy.filter(pl.col("k") == k).sort("k", "topic", "next_topic")
    sizes = below["k"].unique().sort()[-(SIZES - 1) :]
    return below.filter(pl.col("k").is_in(sizes.implode())).sort("k", "topic", "next_topic")


def keep_topics(rows: pl.DataFrame, k: int, shown: int) -> dict[int, list[int]]:
    """Return the topics shown of each number: the first of the chosen one, and those that bands link to them."""
    if rows.is_empty():
        return {}
    heights = measure_bars(rows)
    wide = rows.filter(_is_wide(rows, heights))
    kept = {k: list(range(1, shown + 1))}
    ahead = rows["k"][0] == k
    sizes = [rows["next_k"][0]] if ahead else rows["k"].unique().sort(descending=True).to_list()
    own, other, column = ("next_topic", "topic", "next_k") if ahead else ("topic", "next_topic", "k")
    last = k
    for size in sizes:
        linked = wide.filter(pl.col(column) == size, pl.col(other).is_in(kept[last]))
        if linked.is_empty():
            break
        kept[size] = linked[own].unique().sort().to_list()
        last = size
    return dict(sorted(kept.items()))


def measure_bars(rows: pl.DataFrame) -> dict[tuple[int, int], float]:
    """Return the share of the words of each topic, by number of topics and topic."""
    left = rows.group_by("k", "topic").agg(pl.col("words").sum())
    right = rows.group_by(k="next_k", topic="next_topic").agg(pl.col("words").sum())
    return {(k, topic): words for k, topic, words in pl.concat([right, left]).iter_rows()}


def _is_wide(rows: pl.DataFrame, heights: dict[tuple[int, int], float]) -> pl.Series:
    """Return which links are a tenth or more of one of their topics."""
    links = rows.select("k", "topic", "next_k", "next_topic", "words").iter_rows()
    wide = [words >= LEAST * min(heights[k, one], heights[more, other]) for k, one, more, other, words in links]
    return pl.Series(wide, dtype=pl.Boolean)


def arrange(rows: pl.DataFrame, kept: dict[int, list[int]]) -> Bars:
    """Return for each number of topics the top and height of each topic's bar, from the top.

    The first column is in the order of size; each next one in the order of the mean place its words come from.
    """
    if rows.is_empty():
        return {}
    heights = measure_bars(rows)
    columns = {size: {topic: heights[size, topic] for topic in topics} for size, topics in kept.items()}
    height = max(sum(column.values()) + GAP * len(column) for column in columns.values())
    bars: Bars = {}
    for size, column in columns.items():
        if not bars:
            order = sorted(column, key=lambda topic: (-round(column[topic], 6), topic))
        else:
            place = _find_origins(rows, size, bars)
            order = sorted(column, key=lambda topic: (place.get(topic, height), topic))
        gap = (height - sum(column.values())) / len(column)
        tops = np.cumsum([gap / 2, *(column[topic] + gap for topic in order)])
        bars[size] = {topic: (float(top), column[topic]) for topic, top in zip(order, tops, strict=False)}
    return bars


def _find_origins(rows: pl.DataFrame, size: int, bars: Bars) -> dict[int, float]:
    """Return the mean place from which the words of each topic come, out of the bars shown to the left."""
    last = max(bars)
    places = {topic: top + share / 2 for topic, (top, share) in bars[last].items()}
    links = rows.filter(pl.col("next_k") == size, pl.col("topic").is_in(list(places)))
    middle = pl.col("topic").replace_strict(places, return_dtype=pl.Float64)
    mean = (middle * pl.col("words")).sum() / pl.col("words").sum()
    return dict(links.group_by("next_topic").agg(mean.round(6)).iter_rows())


def _list_bands(rows: pl.DataFrame, bars: Bars) -> pl.DataFrame:
    """Return for each row the column that its band starts in, its tops at both ends and height; null if not drawn."""
    bands = {}
    wide = _is_wide(rows, measure_bars(rows))
    for place, (size, larger) in enumerate(pairwise(bars)):
        left, right = ({topic: top for topic, (top, _) in bars[each].items()} for each in (size, larger))
        order = {topic: number for number, topic in enumerate(right)}
        links = rows.with_row_index("row").filter(pl.col("k") == size).select("row", "topic", "next_topic", "words")
        drawn = [link for link in links.iter_rows() if link[1] in left and link[2] in right]
        for row, topic, other, words in sorted(drawn, key=lambda link: (left[link[1]], order[link[2]])):
            if wide[row]:
                bands[row] = (place, left[topic], right[other], words)
            left[topic] += words
            right[other] += words
    schema = {"place": pl.Int64, "start": pl.Float64, "end": pl.Float64, "height": pl.Float64}
    return pl.DataFrame([bands.get(row, (None,) * 4) for row in range(rows.height)], schema, orient="row")


def _describe_rows(bars: Bars, shown: int, labels: pl.DataFrame, choice: dict[str, Any]) -> str:
    sample = tell_articles(choice)
    if not bars:
        return f"{sample}. {explain_no_topics(choice)}"
    k, noun = choice["k"], say_topics(choice)
    grows = f"to {k}" if max(bars) == k else f"from {k} to {max(bars)}"
    named = "go by their top terms" if max(bars) > k else "have no names"
    told = [
        f"How {noun} split as their number grows {grows}. {sample}.{tell_shown(shown, labels, choice)}",
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
    height = min(max(ROW_MM * rows, LEAST_MM), style.HIGHEST_MM - FRAME_MM)
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
        share = LABEL_SHARE * (0.9 if is_first else 1)
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
    """Write the names of a column's topics beside it, no closer to each other than letters are high."""
    end = axes.get_ylim()[0]
    ticks = style.spread_labels([top + share / 2 for top, share in column.values()], end / max(len(column), 10), end)
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
    return PathPatch(Path(points, codes), facecolor=style.LIGHT, edgecolor="white", linewidth=0.3)


def trace_topics_hierarchy(unit_rows: pl.DataFrame) -> pl.DataFrame:
    """Return the articles fitted to: a band is a share of all their words."""
    return trace_whole(unit_rows["article_id"], "article fitted to: a band is a share of the words of all of them")
