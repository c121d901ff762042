"""The prevalence of the largest topics over time, standardised by outlet and raw."""

from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, percent
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
    locate_periods,
)
from presswork.figures.drawing.time_span import Span, choose_span
from presswork.figures.drawing.topic_intervals import SOURCES, describe_intervals, describe_method, note_intervals
from presswork.figures.drawing.topic_names import (
    count_articles,
    list_names,
    name_topic,
    tell_articles,
    tell_names,
    tell_shown,
)
from presswork.figures.no_topics import draw_no_topics
from presswork.figures.plots.trend import list_articles
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts

TOPICS = 8


@figure_options
def draw_topics_trend(
    topic_trends: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], n_topics: int, width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the topics with the largest prevalence; a sentence where chance does as well."""
    named = topic_trends.join(labels.select("topic", "label"), on="topic", how="left").sort("topic", "series", "start")
    columns = find_tables()["figure_topics_trend"].schema.names()
    if named.is_empty():
        return draw_no_topics("topics_trend", named.select(columns), choice, width_mm, WHAT, SOURCES)
    span = choose_span(named)
    panels = arrange_panels(min(n_topics, TOPICS, named["topic"].n_unique()), count_periods(named, span), width_mm)
    rows = named.filter(pl.col("topic") <= panels.shown)
    names = list_names(rows)
    return CaptionedFigure(
        name="topics_trend",
        figure=_draw(rows, span, panels, choice, width_mm),
        rows=rows.select(columns),
        caption=_describe(rows, span, panels, labels, choice),
        alt_text=f"Lines over time, a panel for each of {count(len(names), 'topic')}: {'; '.join(names)}.",
        method=WHAT + STANDARDISED * _is_standardised(rows) + describe_method(rows),
        sources=SOURCES,
        marks=locate_periods(rows, "topic", "prevalence", span),
    )


WHAT = "Prevalence is the mean share over the articles of a period."
STANDARDISED = " Standardised: each outlet's mean, weighted by its share of all dated articles."


def _is_standardised(rows: pl.DataFrame) -> bool:
    return rows.filter(pl.col("series") == "standardised")["prevalence"].count() > 0


def _list_drawn(rows: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Return the rows whose bounds are drawn: standardised values, and raw ones of periods without such a value."""
    inside = rows.filter(pl.col("start").is_between(*span), pl.col("prevalence").is_not_null())
    corrected = inside.filter(series="standardised")
    raw = inside.filter(series="raw").join(corrected, on=["topic", "start"], how="anti")
    return pl.concat([corrected, raw])


def _count_dated(rows: pl.DataFrame, choice: dict[str, Any]) -> str:
    return describe_dated(rows, "topic", choice["n_articles"], "a term of the topics")


def _describe(rows: pl.DataFrame, span: Span, panels: Panels, labels: pl.DataFrame, choice: dict[str, Any]) -> str:
    inside = rows.filter(pl.col("start").is_between(*span))
    shape = "lines" if panels.is_dotted else "bands and lines"
    exploratory = tell_articles(choice).removeprefix(count_articles(choice))
    told = [
        f"Prevalence of topics by {rows['unit'][0]}, the mean share per article. "
        f"{_count_dated(rows, choice)}{exploratory}."
        f"{tell_shown(panels.shown, labels, choice, 'topics/trends.csv')}",
        explain_series(rows, "prevalence", span),
        describe_intervals(_list_drawn(rows, span), shape),
        "Gaps: no articles." if inside.filter(pl.col("articles") == 0).height else "",
        "The vertical axes differ between topics." if panels.shown > 1 else "",
        describe_cut(rows, "prevalence", "topic", span),
        describe_outside(rows, span),
        tell_names(labels, choice, panels.shown).strip(),
    ]
    return " ".join(filter(None, told))


def _draw(rows: pl.DataFrame, span: Span, panels: Panels, choice: dict[str, Any], width_mm: float) -> Figure:
    shape = "Vertical lines" if panels.is_dotted else "Bands and vertical lines"
    lines = describe_series(rows, "prevalence", span)
    sample = f"{_count_dated(rows, choice)}.{f' {lines}' if lines else ''}"
    note = f"{sample}{note_intervals(_list_drawn(rows, span), shape)}"
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, panels.height_mm * style.MM))
        for place, (_, own) in enumerate(rows.group_by("topic", maintain_order=True), 1):
            axes = figure.add_subplot(panels.lines, panels.columns, place)
            draw_periods(axes, own, "prevalence", percent, span, panels)
            # Bold letters are wider.
            title = style.wrap_label(name_topic(own["topic"][0], own["label"][0]), 0.88 * panels.width_mm)
            axes.set_title("\n".join(title[:2]), fontsize=style.SMALL, loc="left", fontweight="bold", linespacing=1.2)
            if place % panels.columns == 1 % panels.columns:
                axes.set_ylabel("mean share", fontsize=style.SMALL)
        return style.finish_figure(figure, note, width_mm)


def trace_topics_trend(marks: Marks, texts: TopicTexts, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles of the period, and sentences of those most typical of the topic."""
    units = texts.list_units(marks.rows)
    dated = list_articles(marks.rows, articles, units.select("article_id").unique())
    return texts.find(units.join(dated, on=["mark", "article_id"], how="semi"))
