"""The flow of counts from the records read to the articles analysed, as reviews report it (Page et al. 2021)."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.corpus.selection import follow_steps
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count
from presswork.figures.trace.evidence import Marks

ROW_MM = 10
FRAME_MM = 12
# Reasons of so many lines have room between two boxes.
LINES = 3
# Where the text of a box begins, in widths of the axes, and half a box's height, in rows.
LEFT, HALF = 0.03, 0.2


@figure_options
def draw_flow(flow: pl.DataFrame, width_mm: float) -> CaptionedFigure:
    """Return a box for each step with how many are left, and beside it how many went and why."""
    rows = flow.sort("step")
    first, last = rows.row(0, named=True), rows.row(-1, named=True)
    note = f"n = {count(last['left'], 'article')} analysed. All records are counted, so there is no interval."
    labels = [
        style.fit_label(f"{name}: {left:,}", width_mm * 0.5) for name, left in rows.select("name", "left").iter_rows()
    ]
    return CaptionedFigure(
        name="flow",
        figure=_draw(rows, labels, note, width_mm),
        rows=rows,
        caption=f"From {count(first['left'], 'record')} read to {count(last['left'], 'article')} analysed. {note}",
        alt_text=" ".join(f"{row['name'].capitalize()}: {row['left']:,}." for row in rows.iter_rows(named=True)),
        method="An article that fails several steps is counted at the first.",
        sources=("Page, M. J. et al. (2021). The PRISMA 2020 statement.",),
        marks=_locate_boxes(labels, width_mm),
    )


def _locate_boxes(labels: list[str], width_mm: float) -> pl.DataFrame:
    ends = [LEFT + style.measure_label(label) / style.POINTS_PER_MM / width_mm for label in labels]
    place = pl.int_range(pl.len())
    return pl.DataFrame({"x_to": ends}).select("x_to", panel=0, x=LEFT, y=place - HALF, y_to=place + HALF)


def _draw(rows: pl.DataFrame, labels: list[str], note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * rows.height)
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(rows.height - 0.5, -0.5)
        box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": style.BLUE, "linewidth": 0.8}
        for place, row in enumerate(rows.iter_rows(named=True)):
            axes.text(LEFT, place, labels[place], fontsize=style.SMALL, va="center", bbox=box)
            if place:
                axes.vlines(0.07, place - 0.68, place - 0.32, color=style.GREY, linewidth=0.8)
            if row["removed"]:
                removed = style.wrap_label(f"\u2212 {row['removed']:,} {row['reason']}", width_mm * 0.36)[:LINES]
                axes.text(0.6, place - 0.5, "\n".join(removed), fontsize=style.SMALL, va="center", color=style.GREY)
        return style.finish_figure(figure, note, width_mm)


def trace_flow(
    marks: Marks, articles: pl.LazyFrame, rejected: pl.DataFrame, counted: pl.DataFrame, settings: dict[str, Any]
) -> pl.DataFrame:
    """Return the articles that each step leaves and those that it removes; of the first ones, files without article."""
    lost = rejected.select("source", "record", "reason")
    steps = enumerate(_list_steps(articles, lost, counted, settings["corpus"]), 1)
    parts = [pl.DataFrame(schema={"step": pl.Int64, "reason": pl.String})]
    for step, (left, removed) in steps:
        reason = pl.format("removed: {}", "reason")
        sides = (left.with_columns(part=pl.lit("left after the step")), removed.with_columns(part=reason))
        parts += [
            side.select(pl.col("^(article_id|source|record|part)$"), step=pl.lit(step, pl.Int64)) for side in sides
        ]
    listed = pl.concat(parts, how="diagonal").drop("reason").join(marks.rows.select("mark", "step"), on="step")
    return listed.drop("step").with_columns(count=pl.lit(1, pl.Int64))


def _list_steps(
    articles: pl.LazyFrame, lost: pl.DataFrame, counted: pl.DataFrame, options: dict[str, Any]
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield what each step leaves and what it removes, with the reason."""
    known = articles.select("article_id").collect()
    yield pl.concat([known, lost], how="diagonal"), lost.clear()
    yield known, lost
    left = known
    for left, removed in follow_steps(articles, options["select"], options["language"]):
        yield left.select("article_id"), removed.select("article_id", "reason")
    own = left.select("article_id").join(counted, on="article_id")
    yield own.filter("counted"), own.filter(~pl.col("counted"))
