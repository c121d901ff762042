"""The prevalence of the largest topics over time, raw and standardised by outlet."""

from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, percent
from presswork.figures.drawing.time_panels import describe_series, draw_periods, locate_periods
from presswork.figures.drawing.topic_intervals import METHOD, SOURCES, describe_bands
from presswork.figures.drawing.topic_names import explain_no_topics, name_topics, tell_articles
from presswork.figures.plots.trend import list_articles
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts

TOPICS = 8
# A panel is at least so wide; what the axis and its labels take of it.
LEAST_MM = 42
AXIS_MM = 17
PANEL_MM = 30
FRAME_MM = 18


@figure_options
def draw_topics_trend(
    topic_trends: pl.DataFrame, topics: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the topics with the largest prevalence; a sentence where chance does as well."""
    shown = topic_trends.filter(pl.col("topic") <= TOPICS)
    named = shown.join(name_topics(topics, labels), on="topic", how="left")
    rows = named.drop("articles", "days").sort("topic", "series", "start")
    note = _describe_sample(rows, choice)
    names = rows.select("topic", "label").unique().sort("topic")["label"].to_list()
    return CaptionedFigure(
        name="topics_trend",
        figure=_draw(rows, note, width_mm) if rows.height else style.draw_sentence("No topics", note, width_mm),
        rows=rows,
        caption=f"Mean share of topics by {rows['unit'][0]}: {'; '.join(names)}. {note}" if names else note,
        alt_text=f"Lines over time for {count(len(names), 'topic')}: {'; '.join(names)}." if names else note,
        method="Prevalence is the mean share over the articles of a period. Standardised: each outlet's mean at its "
        f"share of all dated articles. {METHOD}",
        sources=SOURCES,
        marks=locate_periods(rows, "topic", "prevalence"),
    )


def _describe_sample(rows: pl.DataFrame, choice: dict[str, Any]) -> str:
    sample = tell_articles(choice)
    if rows.is_empty():
        return f"{sample}. {explain_no_topics(choice)}"
    more = f" The largest {TOPICS} of {choice['k']} topics." if choice["k"] > TOPICS else ""
    lines = describe_series(rows, "prevalence")
    return f"{sample}.{more} {lines} {describe_bands(rows)} Gaps: no articles."


def _draw(rows: pl.DataFrame, note: str, width_mm: float) -> Figure:
    shown = rows["topic"].unique().sort().to_list()
    columns = min(len(shown), max(1, int(width_mm // LEAST_MM)))
    lines = -(-len(shown) // columns)
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + lines * PANEL_MM) * style.MM))
        for place, topic in enumerate(shown, 1):
            own = rows.filter(pl.col("topic") == topic)
            axes = figure.add_subplot(lines, columns, place)
            draw_periods(axes, own, "prevalence", percent)
            title = style.fit_list(f"{topic} {own['label'][0]}".split(", "), width_mm / columns - AXIS_MM, style.SMALL)
            axes.set_title(title, fontsize=style.SMALL, loc="left")
            if place % columns == 1 % columns:
                axes.set_ylabel("mean share", fontsize=style.SMALL)
        return style.finish_figure(figure, note, width_mm)


def trace_topics_trend(marks: Marks, texts: TopicTexts, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles of the period, and sentences of those most typical of the topic."""
    units = texts.list_units(marks.rows)
    dated = list_articles(marks.rows, articles, units.select("article_id").unique())
    return texts.find(units.join(dated, on=["mark", "article_id"], how="semi"))
