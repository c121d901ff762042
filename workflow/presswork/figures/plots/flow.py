"""The flow of counts from the records read to the articles analysed, as reviews report it (Page et al. 2021)."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from presswork.core.limits import HIGHEST_MM
from presswork.corpus.selection import follow_steps
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count
from presswork.figures.trace.evidence import Marks

# Lines of a box's text at most, its count aside; height of a line and of a box's margins; between two boxes.
LINES, LINE_MM, MARGIN_MM, GAP_MM, FRAME_MM = 3, 3.1, 2.4, 5, 12
# The boxes of steps and, beside them, those of what was removed: left and right edge, in widths of the axes.
STEPS, REMOVED = (0.0, 0.5), (0.58, 1.0)


@figure_options
def draw_flow(flow: pl.DataFrame, width_mm: float) -> CaptionedFigure:
    """Return a box for each step with how many are left, and beside it one with how many were removed and why."""
    rows = flow.sort("step")
    first, last = rows.row(0, named=True), rows.row(-1, named=True)
    left = [_wrap(row["name"], row["left"], STEPS, width_mm) for row in rows.iter_rows(named=True)]
    removed = [_wrap(row["reason"], row["removed"], REMOVED, width_mm) for row in rows.iter_rows(named=True)]
    tallest = LINE_MM * max(map(len, left + removed)) + MARGIN_MM
    row_mm = min(tallest + GAP_MM, (HIGHEST_MM - FRAME_MM) / rows.height)
    boxes = pl.DataFrame(
        {"y": range(rows.height), "half": [(LINE_MM * len(each) + MARGIN_MM) / 2 / row_mm for each in left]}
    )
    note = f"n = {count(last['left'], 'article')} analysed."
    return CaptionedFigure(
        name="flow",
        figure=_draw(rows, left, removed, row_mm, note, width_mm),
        rows=rows,
        caption=f"From {count(first['left'], 'record')} read to {count(last['left'], 'article')} analysed. {note}",
        alt_text=" ".join(map(_describe, rows.iter_rows(named=True))),
        method="An article that fails several steps is counted at the first.",
        sources=("Page, M. J. et al. (2021). The PRISMA 2020 statement.",),
        marks=boxes.select(
            panel=0, x=STEPS[0], x_to=STEPS[1], y=pl.col("y") - pl.col("half"), y_to=pl.col("y") + pl.col("half")
        ),
    )


def _describe(row: dict[str, Any]) -> str:
    removed = f" ({row['removed']:,} removed: {row['reason']})" if row["removed"] else ""
    return f"{_capitalise(row['name'])}: {row['left']:,}{removed}."


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _wrap(text: str, number: int, edges: tuple[float, float], width_mm: float) -> list[str]:
    """Return the lines of a box: what it holds, and how many of it."""
    room = (edges[1] - edges[0]) * width_mm * 0.94 - MARGIN_MM
    lines = style.wrap_label(_capitalise(text), room)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], style.fit_label(" ".join(lines[LINES - 1 :]), room)]
    return [*lines, f"(n = {number:,})"]


def _draw(
    rows: pl.DataFrame, left: list[list[str]], removed: list[list[str]], row_mm: float, note: str, width_mm: float
) -> Figure:
    arrow = {"arrowstyle": "-|>,head_width=0.18,head_length=0.35", "color": style.GREY, "linewidth": 0.8, "shrinkA": 0}
    middle = sum(STEPS) / 2
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + row_mm * rows.height)
        axes.set_axis_off()
        axes.set_xlim(-0.005, 1.005)
        axes.set_ylim(rows.height - 0.5, -0.5)
        half = 0.0
        for place, (lines, number) in enumerate(zip(left, rows["removed"], strict=True)):
            top = place - (LINE_MM * len(lines) + MARGIN_MM) / 2 / row_mm
            if place:
                axes.annotate("", (middle, top), (middle, place - 1 + half), arrowprops=arrow | {"shrinkB": 0})
            if number:
                axes.annotate("", (REMOVED[0], place - 0.5), (middle, place - 0.5), arrowprops=arrow | {"shrinkB": 0})
                _draw_box(axes, removed[place], place - 0.5, REMOVED, row_mm, style.GREY)
            half = _draw_box(axes, lines, place, STEPS, row_mm, style.BLUE)
        return style.finish_figure(figure, note, width_mm)


def _draw_box(axes: Axes, lines: list[str], y: float, edges: tuple[float, float], row_mm: float, colour: str) -> float:
    """Draw a box with its text in the middle; return half its height."""
    height = (LINE_MM * len(lines) + MARGIN_MM) / row_mm
    place = (edges[0], y - height / 2)
    axes.add_patch(Rectangle(place, edges[1] - edges[0], height, facecolor="white", edgecolor=colour, linewidth=0.8))
    axes.text(sum(edges) / 2, y, "\n".join(lines), fontsize=style.SMALL, va="center", ha="center", linespacing=1.15)
    return height / 2


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
