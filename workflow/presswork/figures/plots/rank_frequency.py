"""Rank against frequency of all words, on logarithmic axes (Zipf 1949)."""

import math
from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_term
from presswork.figures.drawing.caption_text import count, describe_sample
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words

LABELLED = 4
APART = 3
# Where a label lies: some points above and to the right.
BESIDE: dict[str, Any] = {"xytext": (4, 2), "textcoords": "offset points"}


@figure_options
def draw_rank_frequency(frequency: pl.DataFrame, matrix_rows: pl.DataFrame, width_mm: float) -> CaptionedFigure:
    """Return the observed ranks and counts; words with the same count form a level."""
    ranks = {"first_rank": pl.col("rank").min(), "last_rank": pl.col("rank").max()}
    words = {"words": pl.len().cast(pl.Int64), "first_word": pl.col("term").min()}
    rows = frequency.group_by("count").agg(**ranks, **words).sort("first_rank")
    once = int(frequency.filter(pl.col("count") == 1).height)
    note = f"{describe_sample(matrix_rows)}, {count(frequency.height, 'distinct word')}."
    return CaptionedFigure(
        name="rank_frequency",
        figure=_draw(rows, note, width_mm),
        rows=rows,
        caption=f"Frequency of all words, stop words included, by rank. Words with the same count form a level; "
        f"{count(once, 'word occurs', 'words occur') if once else 'no word occurs'} once. {note}",
        alt_text=f"Rank-frequency plot on logarithmic axes: from {print_term(frequency['term'][0])} with "
        f"{count(int(rows['count'][0]), 'occurrence')} down to {count(rows['words'][-1], 'word')} with "
        f"{rows['count'][-1]:,}.",
        method="Words are ranked by count, those with the same count alphabetically.",
        sources=("Zipf, G. K. (1949). Human Behavior and the Principle of Least Effort.",),
        marks=rows.select(panel=0, x="first_rank", x_to="last_rank", y="count"),
    )


def choose_labels(rows: pl.DataFrame) -> list[tuple[int, int, str]]:
    """Return rank, count and word of what is labelled: in the left half, alone at their count, and apart."""
    chosen: list[tuple[int, int, str]] = []
    last = math.sqrt(int(rows["last_rank"].max() or 1))  # type: ignore[arg-type]
    for rank, number, word in rows.filter(pl.col("words") == 1).select("first_rank", "count", "first_word").iter_rows():
        if rank <= last and len(chosen) < LABELLED and (not chosen or rank >= APART * chosen[-1][0]):
            chosen.append((rank, number, word))
    return chosen


def _draw(rows: pl.DataFrame, note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure, axes = style.new_figure(width_mm)
        axes.hlines(rows["count"], rows["first_rank"], rows["last_rank"] + 0.0, color=style.BLUE, linewidth=1.6)
        axes.plot(rows["first_rank"], rows["count"], "o", color=style.BLUE, markersize=2.6)
        axes.set_xscale("log")
        axes.set_yscale("log")
        for rank, number, word in choose_labels(rows):
            label = style.fit_label(print_term(word), width_mm * 0.3)
            axes.annotate(label, (rank, number), fontsize=style.SMALL, color=style.GREY, **BESIDE)
        axes.margins(0.06)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,.0f}")
            axis.set_minor_formatter("")
        axes.set_xlabel("rank", loc="right")
        axes.set_ylabel("occurrences")
        return style.finish_figure(figure, note, width_mm)


def trace_rank_frequency(marks: Marks, words: Words, frequency: pl.DataFrame) -> pl.DataFrame:
    """Return the occurrences of the words of each count; together they are all words, so a row is an article."""
    terms = marks.rows.select("mark", "count").join(frequency, on="count").select("mark", "term")
    return words.find(terms, in_full=marks.in_full)
