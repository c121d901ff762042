"""The rates of the most frequent terms over time, raw and standardised by outlet."""

import polars as pl
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.drawing.time_panels import describe_series, draw_periods, locate_periods
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words
from presswork.terms.counting.calendar import STEPS
from presswork.terms.tables import BAND

TERMS = 6
COLUMNS = 2
# A figure narrower than this has its panels below each other; what the axis and its labels take of a panel.
NARROW_MM = 80
AXIS_MM = 18
PANEL_MM = 32
FRAME_MM = 16
# The label of the axis needs that.
LABEL_MM = 48


@figure_options
def draw_trend(
    trends: pl.DataFrame, frequency: pl.DataFrame, matrix_rows: pl.DataFrame, width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the most frequent terms followed; a sentence where the corpus has none of them."""
    order = trends.select("term").unique().join(frequency.select("term", "rank"), on="term").sort("rank").head(TERMS)
    rows = trends.join(order, on="term").select(
        "rank", "term", "series", "unit", "start", "per_million", "low", "high", *(column.name for column in BAND)
    )
    rows = rows.sort("rank", "series", "start")
    note = _describe_sample(rows, matrix_rows)
    terms = order["term"].to_list()
    return CaptionedFigure(
        name="trend",
        figure=_draw(rows, terms, note, width_mm) if rows.height else style.draw_sentence("No trends", note, width_mm),
        rows=rows,
        caption=f"Occurrences per million words by {rows['unit'][0]}: {join(terms)}. {note}" if terms else note,
        alt_text=f"Lines over time for {count(len(terms), 'term')}: {join(terms)}." if terms else note,
        method="Rates are occurrences over words of a period. Standardised: each outlet's rate at its share of all "
        "dated words. Bands: each day of a period left out in turn (jackknife), symmetric in the log, Student's t.",
        sources=("Efron, B. & Stein, C. (1981). The jackknife estimate of variance.",),
        marks=locate_periods(rows, "term", "per_million"),
    )


def _describe_sample(rows: pl.DataFrame, matrix_rows: pl.DataFrame) -> str:
    sample = f"n = {count(matrix_rows['article_id'].n_unique(), 'article')}"
    if rows.is_empty():
        return f"{sample}. No trends: the corpus has none of the terms to follow."
    lines = describe_series(rows, "per_million")
    return f"{sample}. {lines} Bands: 95%, over days, where five days have the term. Gaps: no articles."


def _draw(rows: pl.DataFrame, terms: list[str], note: str, width_mm: float) -> Figure:
    columns = min(COLUMNS if width_mm >= NARROW_MM else 1, len(terms))
    lines = -(-len(terms) // columns)
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + max(lines * PANEL_MM, LABEL_MM)) * style.MM))
        for place, term in enumerate(terms, 1):
            axes = figure.add_subplot(lines, columns, place)
            draw_periods(axes, rows.filter(pl.col("term") == term), "per_million", "{:,.0f}".format)
            axes.set_title(style.fit_label(term, width_mm / columns - AXIS_MM), fontsize=style.SMALL, loc="left")
            if place % columns == 1 % columns:
                axes.set_ylabel("per million words", fontsize=style.SMALL)
        return style.finish_figure(figure, note, width_mm)


def trace_trend(marks: Marks, words: Words, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the occurrences of each term in the articles of the period."""
    own = words.matrix_rows.select("article_id").unique()
    return words.find(marks.rows.select("mark", "term"), list_articles(marks.rows, articles, own))


def list_articles(rows: pl.DataFrame, articles: pl.LazyFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return mark, article_id and part of those of the own articles that are of a mark's period."""
    if rows.is_empty():
        return pl.DataFrame(schema={"mark": pl.Int64, "article_id": pl.String, "part": pl.String})
    unit = rows["unit"][0]
    start = pl.col("published").dt.truncate(STEPS[unit])
    dated = articles.select("article_id", start=start).collect().join(own, on="article_id", how="semi")
    return (
        rows.select("mark", "start").join(dated, on="start").select("mark", "article_id", part=pl.lit(f"in the {unit}"))
    )
