"""The prevalence of the largest topics over time, raw and standardised by outlet."""

from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, percent
from presswork.figures.drawing.time_axis import Span, choose_span, describe_outside
from presswork.figures.drawing.time_panels import (
    Panels,
    arrange_panels,
    count_periods,
    describe_series,
    draw_periods,
    locate_periods,
)
from presswork.figures.drawing.topic_intervals import METHOD, SOURCES, describe_bands
from presswork.figures.drawing.topic_names import explain_no_topics, name_topics, tell_articles
from presswork.figures.plots.trend import list_articles
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts

TOPICS = 8


@figure_options
def draw_topics_trend(
    topic_trends: pl.DataFrame, topics: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the topics with the largest prevalence; a sentence where chance does as well."""
    if topic_trends.is_empty():
        note = f"{tell_articles(choice)}. {explain_no_topics(choice)}"
        table = find_tables()["figure_topics_trend"].schema.to_frame()
        figure = style.draw_sentence(explain_no_topics(choice), f"{tell_articles(choice)}.", width_mm)
        return CaptionedFigure("topics_trend", figure, table, note, note, METHOD)
    shown = topic_trends.filter(pl.col("topic") <= TOPICS)
    named = shown.join(name_topics(topics, labels), on="topic", how="left").sort("topic", "series", "start")
    span = choose_span(named)
    panels = arrange_panels(named["topic"].n_unique(), count_periods(named, span), width_mm)
    named = named.filter(pl.col("topic") <= panels.shown)
    rows = named.drop("articles", "days")
    names = rows.select("topic", "label").unique().sort("topic")["label"].to_list()
    lines = describe_series(rows, "prevalence", span)
    more = f"The largest {panels.shown} of {choice['k']} topics." if choice["k"] > panels.shown else ""
    told = f"{lines} {describe_bands(rows)} Gaps: no articles. {describe_outside(named, span)}"
    return CaptionedFigure(
        name="topics_trend",
        figure=_draw(rows, span, panels, f"{tell_articles(choice)}. {lines}", width_mm),
        rows=rows,
        caption=f"Mean share of topics by {rows['unit'][0]}: {'; '.join(names)}. {tell_articles(choice)}. "
        f"{more} {told}",
        alt_text=f"Lines over time for {count(len(names), 'topic')}: {'; '.join(names)}.",
        method="Prevalence is the mean share over the articles of a period. Standardised: each outlet's mean at its "
        f"share of all dated articles. {METHOD}",
        sources=SOURCES,
        marks=locate_periods(rows, "topic", "prevalence", span),
    )


def _draw(rows: pl.DataFrame, span: Span, panels: Panels, note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, panels.height_mm * style.MM))
        for place, ((topic,), own) in enumerate(rows.group_by("topic", maintain_order=True), 1):
            axes = figure.add_subplot(panels.lines, panels.columns, place)
            draw_periods(axes, own, "prevalence", percent, span, panels)
            title = style.fit_list(f"{topic} {own['label'][0]}".split(", "), panels.width_mm, style.SMALL)
            axes.set_title(title, fontsize=style.SMALL, loc="left")
            if place % panels.columns == 1 % panels.columns:
                axes.set_ylabel("mean share", fontsize=style.SMALL)
        return style.finish_figure(figure, note, width_mm)


def trace_topics_trend(marks: Marks, texts: TopicTexts, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles of the period, and sentences of those most typical of the topic."""
    units = texts.list_units(marks.rows)
    dated = list_articles(marks.rows, articles, units.select("article_id").unique())
    return texts.find(units.join(dated, on=["mark", "article_id"], how="semi"))
