"""The collocates of the most frequent terms, and on which side they stand."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words

NODES = 6
COLLOCATES = 5
ROW_MM = 3.6
PANEL_MM = 8
FRAME_MM = 18
NARROW_MM = 120
# In a small corpus, words may recur together only with stop words.
NO_COLLOCATES = "No term has a collocate that is not a stop word"


@figure_options
def draw_collocations(
    collocations: pl.DataFrame, frequency: pl.DataFrame, matrix_rows: pl.DataFrame, width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the most frequent nodes: its collocates by logDice, with counts left and right."""
    rows = choose_rows(collocations, frequency)
    nodes = rows["node"].unique(maintain_order=True).to_list()
    n_articles, n_words = matrix_rows["article_id"].n_unique(), int(matrix_rows["n_words"].sum())
    sample = f"n = {count(n_articles, 'article')}, {count(n_words, 'word')}"
    note = f"{sample}. All occurrences are counted, so there is no interval."
    if nodes:
        caption = f"Collocates of {join(nodes)}, from the top by logDice; bars: occurrences within the window to the "
        caption += f"left and to the right of the term. {note}"
    else:
        caption = f"{NO_COLLOCATES}. {note}"
    top = [
        f"{node} – {word}" for node, word in rows.filter(pl.col("rank") == 1).select("node", "collocate").iter_rows()
    ]
    return CaptionedFigure(
        name="collocations",
        figure=_draw(rows, nodes, note, width_mm) if nodes else style.draw_sentence(NO_COLLOCATES, note, width_mm),
        rows=rows,
        caption=caption,
        alt_text=f"Bars left and right for the collocates of {count(len(nodes), 'term')}. Strongest: {join(top)}."
        if nodes
        else f"A sentence instead of a plot: {NO_COLLOCATES}.",
        method="Surface co-occurrence within a window. Order: logDice, 14 + log2(2 f(xy) / (f(x) + f(y))), of pairs "
        "within the window and the occurrences of both words. Bars: each occurrence of a collocate once.",
        sources=(
            "Evert, S. (2008). Corpora and collocations, section 4.1.",
            "Rychlý, P. (2008). A lexicographer-friendly association score.",
        ),
        marks=rows.select(panel=pl.col("node").rle_id(), x=-pl.col("left"), x_to="right", y=pl.col("rank") - 1),
    )


def choose_rows(collocations: pl.DataFrame, frequency: pl.DataFrame) -> pl.DataFrame:
    """Return the plotted rows: the top collocates of the most frequent nodes, with counts on each side."""
    content = collocations.filter(~pl.col("stop"))
    order = content.select("node").unique().join(frequency.select(node="term", place="rank"), on="node").sort("place")
    shown = content.filter(pl.col("side") == "both").join(order.head(NODES), on="node").sort("place", "rank")
    top = shown.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("node"))
    top = top.filter(pl.col("rank") <= COLLOCATES).rename({"place": "node_rank"})
    return top.select("node_rank", "node", "rank", "collocate", "log_dice", "joint", "left", "right")


def _draw(rows: pl.DataFrame, nodes: list[str], note: str, width_mm: float) -> Figure:
    columns = 1 if width_mm < NARROW_MM else 2
    lines = -(-len(nodes) // columns)
    height = FRAME_MM + lines * (PANEL_MM + ROW_MM * COLLOCATES)
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, height * style.MM))
        for place, node in enumerate(nodes, 1):
            axes = figure.add_subplot(lines, columns, place)
            _draw_node(axes, rows.filter(pl.col("node") == node), width_mm / columns)
            if place > len(nodes) - columns:
                axes.set_xlabel("left | right, occurrences", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _draw_node(axes: Axes, rows: pl.DataFrame, width_mm: float) -> None:
    places = range(rows.height)
    axes.barh(places, -rows["left"], color=style.BLUE, height=0.7)
    axes.barh(places, rows["right"], color=style.ORANGE, height=0.7)
    axes.axvline(0, color=style.GREY, linewidth=0.6)
    axes.set_yticks(places, [style.fit_label(word, width_mm * 0.32) for word in rows["collocate"]])
    axes.set_ylim(COLLOCATES - 0.4, -0.6)
    end = 1.05 * max(rows.select(pl.max_horizontal("left", "right").max()).item(), 1)
    axes.set_xlim(-end, end)
    axes.tick_params(axis="y", length=0)
    style.set_ticks(axes.xaxis, whole=True)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):,.0f}")
    axes.set_title(
        style.fit_label(rows["node"][0], width_mm * 0.45), fontsize=style.SMALL, loc="left", fontweight="bold"
    )


def trace_collocations(marks: Marks, words: Words, settings: dict[str, Any]) -> pl.DataFrame:
    """Return the occurrences of each collocate within the windows of its node."""
    options = settings["terms"]["collocations"]
    return words.find_near(
        marks.rows.select("mark", "node", "collocate"), options["window"], options["within_sentence"]
    )
