"""The prevalence of the largest topics in outlets, or in the groups that a person gave."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.limits import HIGHEST_MM
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join, percent
from presswork.figures.drawing.topic_intervals import (
    SOURCES,
    describe_intervals,
    describe_method,
    draw_interval,
    find_end,
    note_intervals,
)
from presswork.figures.drawing.topic_names import (
    count_articles,
    list_names,
    name_topic,
    tell_articles,
    tell_names,
    tell_shown,
)
from presswork.figures.no_topics import draw_no_topics
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts
from presswork.topics.describing.groups import read_labels

TOPICS = 6
NAMES = 12
# The grouping that is shown is the first of these that compares anything.
GROUPINGS = ("group", "outlet", "language", "byline")
# A panel is at least so wide; what the longest names may take of the figure's width.
LEAST_MM = 22
COLUMNS = 3
NAMES_SHARE = 0.46
ROW_MM = 3.6
HEAD_MM = 13
FRAME_MM = 16


@figure_options
def draw_topics_groups(
    topic_groups: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], n_topics: int, width_mm: float
) -> CaptionedFigure:
    """Return a panel for each of the largest topics with a dot for each group; a sentence where chance does as well."""
    grouping = choose_grouping(topic_groups)
    own = topic_groups.filter(pl.col("grouping") == grouping)
    named = _rank_groups(own).join(labels.select("topic", "label"), on="topic", how="left")
    names_mm, columns, fits = _arrange(named["name"].unique().to_list(), width_mm)
    first = named.filter(pl.col("topic") <= min(n_topics, TOPICS, fits))
    rows = first.select(find_tables()["figure_topics_groups"].schema.names()).sort("topic", "rank")
    method = f"Prevalence is the mean share over the articles of a group.{describe_method(rows)}"
    if rows.is_empty():
        return draw_no_topics("topics_groups", rows, choice, width_mm, method, SOURCES)
    names = list_names(rows)
    place = pl.int_range(pl.len()).over("topic")
    return CaptionedFigure(
        name="topics_groups",
        figure=_draw(rows, choice, names_mm, _fill_lines(len(names), columns), width_mm),
        rows=rows,
        caption=_describe_rows(rows, own, labels, grouping, choice),
        alt_text=f"Dot plots by {grouping} for {count(len(names), 'topic')}: {'; '.join(names)}.",
        method=method,
        sources=SOURCES,
        marks=rows.select(panel=pl.col("topic").rle_id(), x=0.0, x_to=find_end(), y=place),
    )


def choose_grouping(topic_groups: pl.DataFrame) -> str:
    """Return the grouping that is shown, or an empty text where none compares anything."""
    return next((each for each in GROUPINGS if each in topic_groups["grouping"]), "")


def _rank_groups(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the groups with the most articles, ranked by the prevalence of the first topic."""
    sizes = groups.select("name", "articles").unique().sort("articles", "name", descending=[True, False]).head(NAMES)
    shown = groups.join(sizes.select("name"), on="name")
    first = shown.filter(pl.col("topic") == 1).sort("prevalence", "name", descending=[True, False])
    ranked = first.select("name", rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    return shown.join(ranked, on="name")


def _arrange(names: list[str], width_mm: float) -> tuple[float, int, int]:
    """Return how many mm the names take, how many columns of panels there is room for, and how many panels in all."""
    most_mm = width_mm * NAMES_SHARE
    fitted = [style.measure_label(style.fit_label(name, most_mm)) for name in names]
    names_mm = max(fitted, default=0.0) / style.POINTS_PER_MM + 2
    columns = min(COLUMNS, max(1, int((width_mm - names_mm) // LEAST_MM)))
    lines = int((HIGHEST_MM - FRAME_MM) // (HEAD_MM + ROW_MM * len(names)))
    return names_mm, columns, columns * lines


def _fill_lines(panels: int, columns: int) -> int:
    """Return the number of columns that spreads panels evenly over as few lines as `columns` columns would take."""
    lines = -(-panels // columns)
    return -(-panels // lines)


def _describe_rows(
    rows: pl.DataFrame, groups: pl.DataFrame, labels: pl.DataFrame, grouping: str, choice: dict[str, Any]
) -> str:
    shown = rows["topic"].n_unique()
    sizes = rows.select("rank", "name", "articles").unique().sort("rank")
    listed = join([f"{name} ({articles:,})" for _, name, articles in sizes.iter_rows()])
    most = f" The {NAMES} with the most articles are shown." if groups["name"].n_unique() > NAMES else ""
    left_out = choice["n_articles"] - groups.filter(topic=1)["articles"].sum()
    lack = f" Not counted: {count(left_out, 'article')} without {grouping} or without a term of the topics."
    return (
        f"Prevalence of topics by {grouping}, the mean share per article. {tell_articles(choice)}."
        f"{tell_shown(shown, labels, choice, 'topics/groups.csv')} Articles by {grouping}, in the order of the "
        f"first topic's prevalence: {listed}.{most}{lack if left_out > 0 else ''} The axes differ between topics. "
        f"{describe_intervals(rows)}{tell_names(labels, choice, shown)}"
    )


def _draw(rows: pl.DataFrame, choice: dict[str, Any], names_mm: float, columns: int, width_mm: float) -> Figure:
    names = rows.select("rank", "name").unique().sort("rank")["name"].to_list()
    shown = rows["topic"].unique().sort().to_list()
    lines = -(-len(shown) // columns)
    height = FRAME_MM + lines * (HEAD_MM + ROW_MM * len(names))
    panel_mm = (width_mm - names_mm) / columns
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, height * style.MM))
        for place, topic in enumerate(shown):
            own = rows.filter(pl.col("topic") == topic).sort("rank")
            axes = figure.add_subplot(lines, columns, place + 1)
            _draw_panel(axes, own)
            fitted = [style.fit_label(name, width_mm * NAMES_SHARE) for name in names]
            axes.set_yticks(range(len(names)), fitted if place % columns == 0 else [""] * len(names))
            title = style.wrap_label(name_topic(topic, own["label"][0]), panel_mm - 3, style.SMALL)
            axes.set_title("\n".join(title[:2]), fontsize=style.SMALL, loc="left", linespacing=1.2)
            if place + columns >= len(shown):
                axes.set_xlabel("mean share", loc="right", fontsize=style.SMALL)
        return style.finish_figure(figure, f"{count_articles(choice)}.{note_intervals(rows)}", width_mm)


def _draw_panel(axes: Axes, rows: pl.DataFrame) -> None:
    for place, row in enumerate(rows.iter_rows(named=True)):
        draw_interval(axes, place, row, markersize=3)
    axes.set_ylim(rows.height - 0.4, -0.6)
    axes.set_xlim(0, 1.08 * (rows.select(find_end().max()).item() or 1))
    style.set_ticks(axes.xaxis, most=2, label=percent)
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
