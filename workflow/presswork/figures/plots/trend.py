"""The rates of the most frequent terms over time, standardised by outlet and raw."""

import polars as pl
from matplotlib.figure import Figure

from presswork.core.reasons import explain_rows
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_term, print_terms
from presswork.figures.drawing.caption_text import count, describe_sample, join, write_number
from presswork.figures.drawing.time_axis import describe_outside
from presswork.figures.drawing.time_panels import (
    Panels,
    arrange_panels,
    count_periods,
    describe_cut,
    describe_dated,
    describe_series,
    draw_periods,
    explain_series,
    list_marked,
    locate_periods,
)
from presswork.figures.drawing.time_span import Span, choose_span
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.words import Words
from presswork.terms.counting.calendar import STEPS

TERMS = 6
METHOD = "Rates are occurrences over words of a period."
INTERVALS = " 95% CI: each day of a period left out in turn (jackknife), symmetric in the log, Student's t."
STANDARDISED = " Standardised: each outlet's rate, weighted by its share of all dated words."
NOTHING = "No trends: the corpus has none of the terms to follow."


@figure_options
def draw_trend(
    trends: pl.DataFrame, frequency: pl.DataFrame, matrix_rows: pl.DataFrame, width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the most frequent terms followed; a sentence where the corpus has none of them."""
    sample = f"{describe_sample(matrix_rows)}."
    followed = trends.select("term").unique().join(frequency.select("term", "rank"), on="term").sort("rank")
    rows = trends.join(followed.head(TERMS), on="term").sort("rank", "series", "start")
    names = find_tables()["figure_trend"].schema.names()
    if rows.is_empty():
        figure = style.draw_sentence(NOTHING, sample, width_mm)
        return CaptionedFigure("trend", figure, rows.select(names), f"{NOTHING} {sample}", NOTHING, METHOD)
    span = choose_span(rows)
    panels = arrange_panels(rows["rank"].n_unique(), count_periods(rows, span), width_mm)
    rows = rows.filter(pl.col("rank").rank("dense") <= panels.shown)
    sample = _describe_sample(rows, matrix_rows)
    terms = print_terms(rows["term"].unique(maintain_order=True).to_list())
    has_bounds = list_marked(rows, "term", "per_million", span)["low"].count() > 0
    lines = "Vertical lines" if panels.is_dotted else "Bands and vertical lines"
    bounds = f"{lines}: 95% CI." if has_bounds else ""
    note = " ".join(filter(None, [sample, describe_series(rows, "per_million", span), bounds]))
    return CaptionedFigure(
        name="trend",
        figure=_draw(rows, span, panels, note, width_mm),
        rows=rows.select(names),
        caption=_describe(rows, span, terms, f"{sample} {bounds}".replace("CI.", "CI over days.").strip(), panels),
        alt_text=f"Lines over time, a panel for each of {count(len(terms), 'term')}: {join(terms)}.",
        method=_describe_method(rows),
        sources=("Efron, B. & Stein, C. (1981). The jackknife estimate of variance.",),
        marks=locate_periods(rows, "term", "per_million", span),
    )


def _describe_method(rows: pl.DataFrame) -> str:
    standardised = rows.filter(pl.col("series") == "standardised")["per_million"].count()
    return METHOD + INTERVALS * (rows["low"].count() > 0) + STANDARDISED * (standardised > 0)


def _describe_sample(rows: pl.DataFrame, matrix_rows: pl.DataFrame) -> str:
    words = int(rows.filter(pl.col("series") == "raw", pl.col("rank") == pl.col("rank").first())["words"].sum())
    return f"{describe_dated(rows, 'rank', matrix_rows['article_id'].n_unique())}, {count(words, 'word')}."


def _describe(rows: pl.DataFrame, span: Span, terms: list[str], sample: str, panels: Panels) -> str:
    inside = rows.filter(pl.col("start").is_between(*span))
    empty = inside.filter(pl.col("articles") == 0)
    blank = list_marked(rows, "term", "per_million", span).filter(pl.col("low").is_null())
    has_bounds = blank.height < list_marked(rows, "term", "per_million", span).height
    without = "Elsewhere there is no 95% CI" if has_bounds else "There is no 95% CI"
    without = "Open: no 95% CI" if panels.is_dotted else without
    told = [
        f"Occurrences of {join(terms)} per million words, by {rows['unit'][0]}. {sample}",
        explain_series(rows, "per_million", span),
        f"{without} ({'; '.join(dict.fromkeys(map(_shorten, explain_rows(blank))))})." if blank.height else "",
        "Gaps: no articles." if empty.height else "",
        "The vertical axes differ between terms." if len(terms) > 1 else "",
        describe_cut(rows, "per_million", "term", span),
        describe_outside(rows, span),
    ]
    return " ".join(filter(None, told))


def _shorten(reason: str) -> str:
    """Return a reason without the numbers of its period, which differ from period to period."""
    return reason.split(" (")[0]


def _draw(rows: pl.DataFrame, span: Span, panels: Panels, note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, panels.height_mm * style.MM))
        for place, (_, own) in enumerate(rows.group_by("rank", maintain_order=True), 1):
            axes = figure.add_subplot(panels.lines, panels.columns, place)
            draw_periods(axes, own, "per_million", write_number, span, panels)
            title = style.fit_label(print_term(own["term"][0]), 0.8 * panels.width_mm)
            axes.set_title(title, fontsize=style.SMALL, loc="left", fontweight="bold")
            if place % panels.columns == 1 % panels.columns:
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
