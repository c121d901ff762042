"""Which topic splits into which as their number grows."""

from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import join
from presswork.figures.drawing.topic_names import explain_no_topics, name_topics, number_names, tell_articles
from presswork.figures.trace.build import trace_whole

SIZES = 5
LEAST = 0.1
BAR = 0.12
# So far of the way to the next column bands hardly bend.
START = 0.2
GAP = 0.012
ROW_MM = 4.2
FRAME_MM = 22
NARROWEST_MM = 45
LABEL_SHARE = 0.34


@figure_options
def draw_topics_hierarchy(
    hierarchy: pl.DataFrame, topics: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], width_mm: float
) -> CaptionedFigure:
    """Return the topics of each number tried up to the chosen one as bars, with bands of words from one to the next."""
    rows = choose_rows(hierarchy, choice["k"])
    names = number_names(name_topics(topics, labels))
    note = _describe_sample(rows, choice)
    sizes = [*rows["k"].unique().sort(), choice["k"]] if rows.height else []
    bars = arrange(rows, sizes) if sizes else {}
    bands = _list_bands(rows, bars)
    return CaptionedFigure(
        name="topics_hierarchy",
        figure=_draw(bars, bands, names, note, width_mm)
        if rows.height
        else style.draw_sentence("No splits of topics", note, width_mm),
        rows=rows,
        caption=f"How topics split as their number grows to {choice['k']}. {note}" if sizes else note,
        alt_text=f"Bars in columns for {join([str(size) for size in sizes])} topics, linked by bands."
        if sizes
        else note,
        method="Each model divides the occurrences of a term in an article among its topics by p(topic | term, "
        "article); a band is the share of all words that two models give to two topics.",
        sources=(),
        marks=_locate_bands(bands),
    )


def choose_rows(hierarchy: pl.DataFrame, k: int | None) -> pl.DataFrame:
    """Return the links between the numbers of topics up to the chosen one, at most four of them below it."""
    below = hierarchy.filter(pl.col("next_k") <= (k or 0))
    shown = below["k"].unique().sort()[-(SIZES - 1) :]
    return below.filter(pl.col("k").is_in(shown.implode())).sort("k", "topic", "next_topic")


def _describe_sample(rows: pl.DataFrame, choice: dict[str, Any]) -> str:
    sample = tell_articles(choice)
    if not choice["k"]:
        return f"{sample}. {explain_no_topics(choice)}"
    if rows.is_empty():
        return f"{sample}. No smaller number of topics was tried than the {choice['k']} reported."
    return (
        f"{sample}. Height: share of the words. Bands of less than {100 * LEAST:.0f}% of both topics are not drawn. "
        "Right: the topics reported, with their heaviest terms. All words are counted, so there is no interval."
    )


def _draw(
    bars: dict[int, dict[int, tuple[float, float]]], bands: pl.DataFrame, names: list[str], note: str, width_mm: float
) -> Figure:
    sizes = list(bars)
    height = max(ROW_MM * len(names), NARROWEST_MM)
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + height) * style.MM))
        axes = figure.add_subplot()
        for place, size in enumerate(sizes):
            for topic, (top, share) in bars[size].items():
                colour = style.BLUE if size == sizes[-1] else style.GREY
                axes.add_patch(Rectangle((place - BAR / 2, top), BAR, share, color=colour, linewidth=0))
                if share > 0.04 and size != sizes[-1]:
                    axes.text(place - BAR, top + share / 2, str(topic), fontsize=style.SMALL, ha="right", va="center")
        for place, *band in bands.sort("place", "start", "end").drop_nulls().iter_rows():
            axes.add_patch(_make_band((place + BAR / 2, place + 1 - BAR / 2), *band))
        ticks = [top + share / 2 for top, share in bars[sizes[-1]].values()]
        labels = [style.fit_list(names[topic - 1].split(", "), width_mm * LABEL_SHARE) for topic in bars[sizes[-1]]]
        axes.yaxis.tick_right()
        axes.set_yticks(style.spread_labels(ticks, 1 / len(names), 1 + GAP * len(names)), labels)
        axes.set_xticks(range(len(sizes)), [str(size) for size in sizes])
        axes.set_xlabel("number of topics", loc="left")
        axes.set_xlim(-0.35, len(sizes) - 1 + BAR / 2)
        axes.set_ylim(1 + GAP * len(names), 0)
        axes.tick_params(length=0)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        return style.finish_figure(figure, note, width_mm)


def arrange(rows: pl.DataFrame, sizes: list[int]) -> dict[int, dict[int, tuple[float, float]]]:
    """Return for each number of topics the top and height of each topic's bar, from the top.

    The first column is in the order of size; each next one in the order of the mean place its words come from.
    """
    first = rows.filter(pl.col("k") == sizes[0]).group_by("topic").agg(pl.col("words").sum())
    shares = dict(first.sort(-pl.col("words"), "topic").iter_rows())
    bars = {sizes[0]: _stack(shares, sizes[-1])}
    for size, larger in pairwise(sizes):
        middles = pl.Series([top + share / 2 for top, share in bars[size].values()])
        places = pl.DataFrame({"topic": list(bars[size]), "middle": middles})
        links = rows.filter(pl.col("k") == size).join(places, on="topic")
        mean = (pl.col("middle") * pl.col("words")).sum() / pl.col("words").sum()
        ordered = links.group_by("next_topic").agg(pl.col("words").sum(), place=mean.round(6))
        ordered = ordered.sort("place", "next_topic").select("next_topic", "words")
        bars[larger] = _stack(dict(ordered.iter_rows()), sizes[-1])
    return bars


def _stack(shares: dict[int, float], most: int) -> dict[int, tuple[float, float]]:
    """Return tops and heights of bars with gaps between them, as much gap in a column of few as in one of many."""
    gap = GAP * most / len(shares)
    tops = np.cumsum([0.0, *(share + gap for share in shares.values())]) + gap / 2
    return {topic: (float(top), share) for (topic, share), top in zip(shares.items(), tops, strict=False)}


def _list_bands(rows: pl.DataFrame, bars: dict[int, dict[int, tuple[float, float]]]) -> pl.DataFrame:
    """Return for each row the column that its band starts in, its tops at both ends and height; null if thin."""
    bands = {}
    for place, (size, larger) in enumerate(pairwise(bars)):
        left, right = ({topic: top for topic, (top, _) in bars[each].items()} for each in (size, larger))
        order = {topic: number for number, topic in enumerate(right)}
        links = rows.with_row_index("row").filter(pl.col("k") == size).select("row", "topic", "next_topic", "words")
        for row, topic, other, words in sorted(links.iter_rows(), key=lambda link: (left[link[1]], order[link[2]])):
            if words >= LEAST * min(bars[size][topic][1], bars[larger][other][1]):
                bands[row] = (place, left[topic], right[other], words)
            left[topic] += words
            right[other] += words
    schema = {"place": pl.Int64, "start": pl.Float64, "end": pl.Float64, "height": pl.Float64}
    return pl.DataFrame([bands.get(row, (None,) * 4) for row in range(rows.height)], schema, orient="row")


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
