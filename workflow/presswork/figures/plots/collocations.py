"""The strongest collocates of the most frequent terms, and on which side they stand."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_term, print_terms
from presswork.figures.drawing.caption_text import count, describe_sample, join
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words

NODES = 6
COLLOCATES = 5
ROW_MM = 3.6
PANEL_MM = 8
FRAME_MM = 22
NARROW_MM = 120
# Where the columns of counts end, in points right of a panel, and how wide they are in letters.
LEFT, RIGHT = 28, 56
# In a small corpus, words may recur together only with stop words.
NO_COLLOCATES = "No term has a collocate that is not a stop word"


@figure_options
def draw_collocations(
    collocations: pl.DataFrame, frequency: pl.DataFrame, matrix_rows: pl.DataFrame, width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the most frequent nodes: its collocates by logDice, with counts left and right."""
    rows = choose_rows(collocations, frequency)
    nodes = rows["node"].unique(maintain_order=True).to_list()
    sample = f"{describe_sample(matrix_rows)}."
    top = rows.filter(pl.col("rank") == 1).select("node", "collocate").iter_rows()
    first = join([f"{print_term(word)} (of {print_term(node)})" for node, word in top])
    caption = (
        f"Strongest collocates of {join(print_terms(nodes))}, by logDice, on one scale for all panels; words on the "
        f"stop list are left out. Numbers: occurrences within the window, left and right of the term. {sample}"
    )
    return CaptionedFigure(
        name="collocations",
        figure=_draw(rows, nodes, f"{sample} Numbers: occurrences left and right.", width_mm)
        if nodes
        else style.draw_sentence(f"{NO_COLLOCATES}.", sample, width_mm),
        rows=rows,
        caption=caption if nodes else f"{NO_COLLOCATES}. {sample}",
        alt_text=f"Bars of logDice, a panel for each of {count(len(nodes), 'term')}. Strongest collocates: {first}."
        if nodes
        else f"{NO_COLLOCATES}.",
        method="Surface co-occurrence within a window. logDice: 14 + log2(2 f(xy) / (f(x) + f(y))), at most 14, of "
        "pairs within the window (terms.collocations.window) and the occurrences of both words.",
        sources=(
            "Evert, S. (2008). Corpora and collocations, section 4.1.",
            "Rychlý, P. (2008). A lexicographer-friendly association score.",
        ),
        marks=rows.select(panel=pl.col("node").rle_id(), x=0.0, x_to="log_dice", y=pl.col("rank") - 1),
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
    counts = [rows.filter(pl.col("node") == node).height for node in nodes]
    lines = [max(counts[start : start + columns]) for start in range(0, len(nodes), columns)]
    heights = [PANEL_MM + ROW_MM * n_rows for n_rows in lines]
    values = [0.0, *rows["log_dice"]]
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + sum(heights)) * style.MM))
        grid = figure.add_gridspec(len(lines), columns, height_ratios=heights)
        for place, node in enumerate(nodes):
            axes = figure.add_subplot(grid[place // columns, place % columns])
            _draw_node(axes, rows.filter(pl.col("node") == node), lines[place // columns], width_mm / columns)
            axes.set_xlim(1.03 * min(values), 1.03 * max(values) or 1)
            style.set_ticks(axes.xaxis)
            if place >= len(nodes) - columns:
                axes.set_xlabel("logDice", loc="right")
            else:
                axes.tick_params(axis="x", labelbottom=False)
        return style.finish_figure(figure, note, width_mm)


def _draw_node(axes: Axes, rows: pl.DataFrame, n_rows: int, width_mm: float) -> None:
    places = range(rows.height)
    axes.barh(places, rows["log_dice"], color=style.BLUE, height=0.55)
    axes.axvline(0, color="black", linewidth=0.6)
    axes.set_yticks(
        places, [style.fit_label(word, width_mm * 0.3) for word in print_terms(rows["collocate"].to_list())]
    )
    axes.set_ylim(n_rows - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    for column, end in (("left", LEFT), ("right", RIGHT)):
        told = [(-1.1, column), *zip(places, [f"{number:,}" for number in rows[column]], strict=True)]
        for place, text in told:
            axes.annotate(
                text,
                (1, place),
                xycoords=("axes fraction", "data"),
                xytext=(end, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=style.SMALL,
                color=style.GREY if place < 0 else "black",
                annotation_clip=False,
            )
    title = style.fit_label(print_term(rows["node"][0]), 0.55 * width_mm - 0.8 * RIGHT / style.POINTS_PER_MM)
    axes.set_title(title, fontsize=style.SMALL, loc="left", fontweight="bold")


def trace_collocations(marks: Marks, words: Words, settings: dict[str, Any]) -> pl.DataFrame:
    """Return the occurrences of each collocate within the windows of its node."""
    options = settings["terms"]["collocations"]
    return words.find_near(
        marks.rows.select("mark", "node", "collocate"), options["window"], options["within_sentence"]
    )
