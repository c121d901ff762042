"""The prevalence of the largest topics in outlets, or in the groups that a person gave."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, percent
from presswork.figures.drawing.topic_intervals import METHOD, SOURCES, describe_intervals, draw_interval
from presswork.figures.drawing.topic_names import explain_no_topics, name_topics, tell_articles
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts
from presswork.topics.describing.groups import read_labels

TOPICS = 6
NAMES = 12
# The grouping that is shown is the first of these that compares anything.
GROUPINGS = ("group", "outlet", "language", "byline")
# A panel is at least so wide; what the names take of the figure's width.
LEAST_MM = 27
COLUMNS = 3
NAMES_SHARE = 0.38
ROW_MM = 3.6
HEAD_MM = 13
FRAME_MM = 16


@figure_options
def draw_topics_groups(
    topic_groups: pl.DataFrame, topics: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the largest topics with a dot for each group; a sentence where chance does as well."""
    grouping = choose_grouping(topic_groups)
    own = topic_groups.filter(pl.col("grouping") == grouping)
    named = _choose_rows(own).join(name_topics(topics, labels), on="topic", how="left")
    rows = named.drop("grouping").sort("topic", "rank")
    note = _describe_sample(rows, own, grouping, choice)
    names = rows.select("topic", "label").unique().sort("topic")["label"].to_list()
    place = pl.int_range(pl.len()).over("topic")
    return CaptionedFigure(
        name="topics_groups",
        figure=_draw(rows, note, width_mm) if rows.height else style.draw_sentence("No topics", note, width_mm),
        rows=rows,
        caption=f"Mean share of topics by {grouping}: {'; '.join(names)}. {note}" if names else note,
        alt_text=f"Dot plots by {grouping} for {count(len(names), 'topic')}: {'; '.join(names)}." if names else note,
        method=f"Prevalence is the mean share over the articles of a group. {METHOD}",
        sources=SOURCES,
        marks=rows.select(
            panel=pl.col("topic").rle_id(), x=0.0, x_to=pl.max_horizontal("prevalence", "high", "model_high"), y=place
        ),
    )


def choose_grouping(topic_groups: pl.DataFrame) -> str:
    """Return the grouping that is shown, or an empty text where none compares anything."""
    return next((each for each in GROUPINGS if each in topic_groups["grouping"]), "")


def _choose_rows(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the groups with the most articles and of the largest topics; groups are ranked by articles."""
    sizes = groups.select("name", "articles").unique().sort("articles", "name", descending=[True, False]).head(NAMES)
    ranked = sizes.select("name", rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    return groups.filter(pl.col("topic") <= TOPICS).join(ranked, on="name")


def _describe_sample(rows: pl.DataFrame, groups: pl.DataFrame, grouping: str, choice: dict[str, Any]) -> str:
    sample = tell_articles(choice)
    if rows.is_empty():
        return f"{sample}. {explain_no_topics(choice)}"
    parts = [f"{sample}. In brackets: articles of each {grouping}."]
    if choice["k"] > TOPICS:
        parts.append(f"The largest {TOPICS} of {choice['k']} topics.")
    if groups["name"].n_unique() > NAMES:
        parts.append(f"The {NAMES} with the most articles.")
    return " ".join([*parts, describe_intervals(rows)])


def _draw(rows: pl.DataFrame, note: str, width_mm: float) -> Figure:
    shown = rows["topic"].unique().sort().to_list()
    columns = min(len(shown), COLUMNS, max(1, int(width_mm * (1 - NAMES_SHARE) // LEAST_MM)))
    lines = -(-len(shown) // columns)
    height = FRAME_MM + lines * (HEAD_MM + ROW_MM * rows["rank"].n_unique())
    panel_mm = width_mm * (1 - NAMES_SHARE) / columns
    groups = rows.select("rank", "name", "articles").unique().sort("rank").drop("rank")
    names = [_label_name(name, n, width_mm) for name, n in groups.iter_rows()]
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, height * style.MM))
        for place, topic in enumerate(shown):
            own = rows.filter(pl.col("topic") == topic).sort("rank")
            axes = figure.add_subplot(lines, columns, place + 1)
            _draw_panel(axes, own)
            axes.set_yticks(range(len(names)), names if place % columns == 0 else [""] * len(names))
            title = style.wrap_label(f"{topic} {own['label'][0]}", panel_mm - 3, style.SMALL)
            axes.set_title("\n".join(title[:2]), fontsize=style.SMALL, loc="left", linespacing=1.2)
            if place + columns >= len(shown):
                axes.set_xlabel("mean share", loc="right", fontsize=style.SMALL)
        return style.finish_figure(figure, note, width_mm)


def _label_name(name: str, articles: int, width_mm: float) -> str:
    size = f" ({articles:,})"
    return style.fit_label(name, width_mm * NAMES_SHARE - 2 - 1.4 * len(size), style.SMALL) + size


def _draw_panel(axes: Axes, rows: pl.DataFrame) -> None:
    for place, row in enumerate(rows.iter_rows(named=True)):
        draw_interval(axes, place, row, markersize=3)
    axes.set_ylim(rows.height - 0.4, -0.6)
    axes.set_xlim(0, 1.08 * (rows.select(pl.max_horizontal("prevalence", "high", "model_high").max()).item() or 1))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=2, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    axes.tick_params(labelsize=style.SMALL)
    axes.tick_params(axis="y", length=0)


def trace_topics_groups(
    marks: Marks, texts: TopicTexts, articles: pl.LazyFrame, topic_groups: pl.DataFrame
) -> pl.DataFrame:
    """Return the articles of the group, and sentences of those most typical of the topic."""
    units = texts.list_units(marks.rows)
    labels = read_labels(units["article_id"].unique(), articles)
    named = labels.select("article_id", name=choose_grouping(topic_groups) or pl.lit(""))
    own = marks.rows.select("mark", "name").join(named, on="name")
    return texts.find(units.join(own, on=["mark", "article_id"], how="semi"))
