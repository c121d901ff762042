"""The most frequent words that are not on the stop list."""

import polars as pl
from matplotlib.figure import Figure

from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_term, print_terms
from presswork.figures.drawing.caption_text import (
    ONE_ARTICLE,
    count,
    describe_intervals,
    describe_sample,
    describe_ties,
    join,
)
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words

NUMBER = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
ROW_MM = 4.2
FRAME_MM = 20


@figure_options
def draw_top_terms(frequency: pl.DataFrame, matrix_rows: pl.DataFrame, terms: int, width_mm: float) -> CaptionedFigure:
    """Return a dot plot of the most frequent terms: rates with intervals, or counts where there is one article."""
    one = matrix_rows["article_id"].n_unique() == 1
    value = pl.col("count").cast(pl.Float64) if one else pl.col("per_million")
    content = frequency.filter(~pl.col("stop")).sort("rank")
    top = content.head(terms)
    shown = top.with_columns(value=value, low="per_million_low", high="per_million_high", rank=NUMBER)
    rows = shown.select(find_tables()["figure_top_terms"].schema.names())
    sample, unit = describe_sample(matrix_rows), "occurrences" if one else "occurrences per million words"
    has_lines = rows["low"].count() > 0
    named = f"{count(rows.height, 'most frequent word')} not on the stop list"
    intervals = ONE_ARTICLE if one else describe_intervals(rows, "word")
    listed = [
        f"{print_term(term)} ({figure:,.0f})" for term, figure in rows.head(3).select("term", "value").iter_rows()
    ]
    return CaptionedFigure(
        name="top_terms",
        figure=_draw(rows, unit, f"{sample}. Lines: 95% CI." if has_lines else f"{sample}.", width_mm, one),
        rows=rows,
        caption=f"The {named}, by {unit}.{describe_ties(content, top)} {sample}. {intervals}".strip()
        if listed
        else f"Every word is on the stop list. {sample}.",
        alt_text=f"Dot plot of the {named}, by {unit}. The first: {join(listed)}."
        if listed
        else "An empty plot: every word is on the stop list.",
        method="Words are NLTK tokens with a letter or digit that are not clitics; headlines are not counted.",
        sources=(
            "Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 6.4.",
            "Efron, B. & Stein, C. (1981). The jackknife estimate of variance.",
            "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components.",
        ),
        marks=rows.select(panel=0, x=0.0, x_to=pl.max_horizontal("value", "high"), y=pl.col("rank") - 1),
    )


def _draw(rows: pl.DataFrame, unit: str, note: str, width_mm: float, is_count: bool) -> Figure:
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * max(rows.height, 1))
        places = range(rows.height)
        axes.hlines(places, 0, rows["value"], color=style.LIGHT, linewidth=0.8)
        known = rows.with_row_index("place").drop_nulls("low")
        axes.hlines(known["place"], known["low"], known["high"], color=style.BLUE, linewidth=1.4)
        filled = rows["low"].is_not_null() | is_count
        for place, (value, is_filled) in enumerate(zip(rows["value"], filled, strict=True)):
            style.draw_estimate(axes, value, place, is_filled)
        axes.set_yticks(
            places, [style.fit_label(term, width_mm * 0.36) for term in print_terms(rows["term"].to_list())]
        )
        axes.set_ylim(rows.height - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.tick_params(axis="y", length=0)
        style.set_ticks(axes.xaxis, whole=rows["value"].to_list() == rows["value"].round().to_list())
        axes.set_xlabel(unit, loc="right")
        return style.finish_figure(figure, note, width_mm)


def trace_top_terms(marks: Marks, words: Words) -> pl.DataFrame:
    """Return every occurrence of each term."""
    return words.find(marks.rows.select("mark", "term"))
