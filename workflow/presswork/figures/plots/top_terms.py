"""The most frequent words that are not on the stop list."""

import polars as pl
from matplotlib.figure import Figure

from presswork.core.reasons import PLURAL, explain_rows
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words

NUMBER = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
ROW_MM = 4.2
FRAME_MM = 20


def draw_top_terms(frequency: pl.DataFrame, matrix_rows: pl.DataFrame, terms: int, width_mm: float) -> CaptionedFigure:
    """Return a dot plot of the most frequent terms: rates with intervals, or plain counts for one article."""
    n_articles, n_words = matrix_rows["article_id"].n_unique(), int(matrix_rows["n_words"].sum())
    one = n_articles == 1
    value = pl.col("count").cast(pl.Float64) if one else pl.col("per_million")
    top = frequency.filter(~pl.col("stop")).sort("rank").head(terms)
    shown = top.with_columns(value=value, low="per_million_low", high="per_million_high", rank=NUMBER)
    rows = shown.select(find_tables()["figure_top_terms"].schema.names())
    unit = f"occurrences in {count(n_words, 'word')}" if one else "occurrences per million words"
    note = _describe_sample(n_articles, n_words, rows)
    listed = [f"{term} ({figure:,.0f})" for term, figure in rows.head(3).select("term", "value").iter_rows()]
    return CaptionedFigure(
        name="top_terms",
        figure=_draw(rows, unit, note, width_mm),
        rows=rows,
        caption=f"The {count(rows.height, 'most frequent word')} that {'is' if rows.height == 1 else 'are'} not on the "
        f"stop list, {unit}. {note}",
        alt_text=f"Dot plot of {count(rows.height, 'word')} by {unit}. The largest: {join(listed)}.",
        method="Words are NLTK tokens with a letter or digit that are no clitic; titles are not counted.",
        sources=(
            "Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 6.4.",
            "Efron, B. & Stein, C. (1981). The jackknife estimate of variance.",
            "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components.",
        ),
        marks=rows.select(panel=0, x=0.0, x_to=pl.max_horizontal("value", "high"), y=pl.col("rank") - 1),
    )


def _describe_sample(n_articles: int, n_words: int, rows: pl.DataFrame) -> str:
    sample = f"n = {count(n_articles, 'article')}, {count(n_words, 'word')}"
    blank = rows.filter(pl.col("low").is_null())
    missing = blank.height
    if not missing:
        return f"{sample}. Lines: 95% intervals over {PLURAL[rows['unit'][0]]}." if rows.height else f"{sample}."
    which = "No intervals" if missing == rows.height else f"No interval for {count(missing, 'word')}"
    return f"{sample}. {which}: {'; '.join(explain_rows(blank))}."


def _draw(rows: pl.DataFrame, unit: str, note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * max(rows.height, 1))
        places = range(rows.height)
        axes.hlines(places, 0, rows["value"], color=style.LIGHT, linewidth=0.8)
        known = rows.with_row_index("place").drop_nulls("low")
        axes.hlines(known["place"], known["low"], known["high"], color=style.BLUE, linewidth=1.4)
        axes.plot(rows["value"], places, "o", color=style.BLUE, markersize=3.5)
        axes.set_yticks(places, [style.fit_label(term, width_mm * 0.36) for term in rows["term"]])
        axes.set_ylim(rows.height - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.tick_params(axis="y", length=0)
        style.set_ticks(axes.xaxis, whole=rows["value"].to_list() == rows["value"].round().to_list())
        axes.xaxis.set_major_formatter("{x:,g}")
        axes.set_xlabel(unit, loc="right")
        return style.finish_figure(figure, note, width_mm)


def trace_top_terms(marks: Marks, words: Words) -> pl.DataFrame:
    """Return every occurrence of each term."""
    return words.find(marks.rows.select("mark", "term"))
