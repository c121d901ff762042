"""The topics of each article: a heat map of shares, the articles in the order of their largest topic."""

from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, percent
from presswork.figures.drawing.topic_names import (
    count_articles,
    name_topics,
    say_topics,
    tell_articles,
    tell_names,
    tell_shown,
)
from presswork.figures.no_topics import draw_no_topics
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts

ROWS = 150
NAMED = 40
ROW_MM = 3.4
PICTURE_MM = 95
FRAME_MM = 22
NAMES_MM = 34
# A name beside the next one needs the height of its letters.
COLUMN_MM = 3.2
# What the numbers of articles take of the width, or of few articles the headlines, as a share; and the margins.
NUMBERS_MM, HEADLINES, MARGINS_MM = 12, 0.42, 8


@figure_options
def draw_topics_articles(
    shares: pl.LazyFrame,
    labels: pl.DataFrame,
    headlines: pl.LazyFrame,
    choice: dict[str, Any],
    n_topics: int,
    width_mm: float,
) -> CaptionedFigure:
    """Return the shares of topics (columns) in articles (rows, of a large corpus means of neighbours) as a heat map.

    At most `n_topics` have a column of their own, and no more than there is room for their names; one column more has
    the sum of the others.
    """
    names = name_topics(labels)
    ordered = order_articles(shares.collect(), headlines.collect(), choice)
    rows = average_neighbours(ordered)
    unit = "passage" if choice["n_articles"] == 1 else "article"
    method = f"Rows are ordered by the largest of the {say_topics(choice)}, then by its share, then by {unit}."
    if rows.is_empty():
        return draw_no_topics("topics_articles", rows, choice, width_mm, method)
    n = ordered["place"].n_unique()
    columns_mm = width_mm - _measure_left(n, width_mm) - MARGINS_MM
    shown = len(names) if len(names) <= min(n_topics, fits := int(columns_mm // COLUMN_MM)) else min(n_topics, fits - 1)
    left, top = pl.when(pl.col("topic") <= shown).then(pl.col("topic") - 1.5), pl.col("row") - 1.5
    return CaptionedFigure(
        name="topics_articles",
        figure=_draw(rows, names, shown, n, unit, choice, width_mm),
        rows=rows,
        caption=_describe_rows(rows, labels, shown, n, unit, choice),
        alt_text=_describe_picture(rows, shown, n, unit, choice),
        method=method,
        marks=rows.select(panel=pl.when(pl.col("topic") <= shown).then(0), x=left, x_to=left + 1, y=top, y_to=top + 1),
    )


def order_articles(shares: pl.DataFrame, names: pl.DataFrame, choice: dict[str, Any]) -> pl.DataFrame:
    """Return place (from 1), article_id, topic, share and label of each article; of one article's passages."""
    if choice["n_articles"] > 1:
        parts = shares.group_by("article_id", "topic").agg(pl.col("share").mean())
        parts = parts.join(names, on="article_id", how="left").rename({"name": "label"})
        parts = parts.with_columns(passage=pl.lit(None, pl.Int64))
    else:
        parts = shares.with_columns(label=pl.format("passage {}", "passage"))
    unit = ["article_id", "passage"]
    parts = parts.sort(*unit, "topic").with_columns(rounded=pl.col("share").round(6))
    largest = parts.sort(*unit, "rounded", "topic", descending=[False, False, True, False]).unique(
        unit, keep="first", maintain_order=True
    )
    places = largest.sort("topic", -pl.col("rounded"), *unit).select(unit).with_row_index("place", offset=1)
    placed = parts.join(places.cast({"place": pl.Int64}), on=unit, nulls_equal=True)
    return placed.select("place", *unit, "topic", "share", "label")


def average_neighbours(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the picture: each article, or of more than ROWS as many means of equally many neighbours."""
    n = ordered["place"].n_unique()
    n_rows = min(n, ROWS)
    row = (pl.col("place") - 1) * n_rows // max(n, 1) + 1
    means = ordered.with_columns(row=row).group_by("row", "topic")
    rows = means.agg(
        first=pl.col("place").min(),
        last=pl.col("place").max(),
        label=pl.col("label").first() if n == n_rows else pl.lit(None, pl.String),
        share=pl.col("share").mean(),
    )
    return rows.select(find_tables()["figure_topics_articles"].schema.names()).sort("row", "topic")


def _describe_rows(
    rows: pl.DataFrame, labels: pl.DataFrame, shown: int, n: int, unit: str, choice: dict[str, Any]
) -> str:
    n_rows, k, noun = rows["row"].n_unique(), rows["topic"].n_unique(), say_topics(choice)
    each = f"one {unit}" if n_rows == n else f"the mean of {_name_range(n // n_rows, -(-n // n_rows))} {unit}s"
    order = f"Each row is {each}, in the order of the largest {noun.removesuffix('s')} and then of its share."
    others = f" The last column is the sum of the {k - shown} other {noun}." if shown < k else ""
    left_out = count(choice["n_articles"] - n, "article")
    unplaced = "" if choice["n_articles"] in (1, n) else f" Not shown: {left_out} without a term of the topics."
    fixed = " Shares are those of the fitted model, without intervals."
    return (
        f"Shares of {noun} in each {unit}. {tell_articles(choice)}.{tell_shown(shown, labels, choice)}{others} {order}"
        f"{unplaced}{fixed}{tell_names(labels, choice, shown)}"
    )


def _name_range(least: int, most: int) -> str:
    return f"{most:,}" if least == most else f"{least:,} to {most:,}"


def _describe_picture(rows: pl.DataFrame, shown: int, n: int, unit: str, choice: dict[str, Any]) -> str:
    columns = count(shown, say_topics(choice).removesuffix("s"))
    others = " and the sum of the others" if shown < rows["topic"].n_unique() else ""
    return f"Heat map of the shares of {columns}{others} in {count(n, unit)}, in the order of their largest share."


def _measure_left(n: int, width_mm: float) -> float:
    """Return how many mm the labels of rows take: headlines of a few articles, or numbers."""
    return width_mm * HEADLINES if n <= NAMED else NUMBERS_MM


def _draw(
    rows: pl.DataFrame, names: dict[int, str], shown: int, n: int, unit: str, choice: dict[str, Any], width_mm: float
) -> Figure:
    picture = rows.sort("row", "topic")["share"].to_numpy().reshape(-1, len(names))
    columns = list(names.values())[:shown]
    if shown < len(names):
        picture = np.column_stack([picture[:, :shown], picture[:, shown:].sum(axis=1)])
        columns.append(f"{len(names) - shown} other {say_topics(choice)}")
    labels = rows.filter(pl.col("topic") == 1).sort("row")["label"].to_list()
    with style.house_style():
        height = ROW_MM * n if n <= NAMED else PICTURE_MM
        figure, axes = style.new_figure(width_mm, height + FRAME_MM + NAMES_MM)
        end = np.ceil(picture.max() * 10) / 10
        # Pixels, not shapes: 20 topics of 150 rows are 3,000 cells.
        image = axes.imshow(picture, cmap="Blues", vmin=0, vmax=end, aspect="auto", interpolation="none")
        left_mm = _measure_left(n, width_mm)
        _name_columns(axes, columns, width_mm - left_mm - MARGINS_MM)
        if n <= NAMED:
            axes.set_yticks(range(n), [style.fit_label(label, left_mm - 3) for label in labels])
        else:
            _count_rows(axes, n, len(picture))
            axes.set_ylabel(f"{unit}s")
        axes.tick_params(length=0)
        bar = figure.colorbar(image, ax=axes, orientation="horizontal", aspect=40, shrink=0.7, pad=0.02)
        bar.set_ticks([0, end], labels=["0%", percent(end)])
        bar.set_label(f"share of the {unit}")
        bar.outline.set_linewidth(0.4)
        bar.ax.tick_params(length=0)
        return style.finish_figure(figure, f"{count_articles(choice)}.", width_mm)


def _name_columns(axes: Axes, names: list[str], width_mm: float) -> None:
    """Write a name above each column, upright where columns are wide enough."""
    column_mm = width_mm / len(names)
    is_level = all(style.measure_label(name) < (column_mm - 2) * style.POINTS_PER_MM for name in names)
    axes.xaxis.tick_top()
    axes.set_xticks(
        range(len(names)), [style.fit_label(name, NAMES_MM) for name in names], rotation=0 if is_level else 90
    )


def _count_rows(axes: Axes, n: int, n_rows: int) -> None:
    step = next(size for size in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**4, 10**5, 10**6) if n / size <= 8)
    counts = range(step, n + 1, step)
    axes.set_yticks([each * n_rows / n - 0.5 for each in counts], [f"{each:,}" for each in counts])


def trace_topics_articles(
    marks: Marks, texts: TopicTexts, articles: pl.LazyFrame, choice: dict[str, Any]
) -> pl.DataFrame:
    """Return the articles (passages) of the row, and sentences of those most typical of the topic."""
    ordered = order_articles(texts.shares.collect(), articles.select("article_id", name="title").collect(), choice)
    places = ordered.select("place", "article_id", "passage").unique()
    own = marks.rows.select("mark", "topic", place=pl.int_ranges("first", pl.col("last") + 1)).explode("place")
    cells = own.join(places, on="place").drop("place")
    if choice["n_articles"] > 1:
        units = texts.shares.select("article_id", "passage", "topic").collect()
        cells = cells.drop("passage").join(units, on=["article_id", "topic"])
    return texts.find(cells.select("mark", "topic", "article_id", "passage"))
