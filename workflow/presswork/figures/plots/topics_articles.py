"""The topics of each article: a heat map of shares, the articles in the order of their largest topic."""

from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.reasons import explain_choice
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count
from presswork.figures.drawing.topic_names import explain_no_topics, tell_articles
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


@figure_options
def draw_topics_articles(
    shares: pl.LazyFrame, labels: pl.DataFrame, headlines: pl.LazyFrame, choice: dict[str, Any], width_mm: float
) -> CaptionedFigure:
    """Return the shares of topics (columns) in articles (rows, of a large corpus means of neighbours) as a heat map."""
    names = labels.drop_nulls("topic").sort("topic")
    ordered = order_articles(shares.collect(), headlines.collect(), choice)
    rows = average_neighbours(ordered)
    unit, noun = ("article", "topic") if choice["n_articles"] > 1 else ("passage", "passage group")
    n = ordered["place"].n_unique()
    note = _describe_rows(rows, names, n, unit, choice)
    left, top = pl.col("topic") - 1.5, pl.col("row") - 1.5
    return CaptionedFigure(
        name="topics_articles",
        figure=_draw(rows, names, n, unit, choice, note, width_mm)
        if rows.height
        else style.draw_sentence(explain_choice(choice), note, width_mm),
        rows=rows,
        caption=f"Shares of {count(names.height, noun)} in {count(n, unit)}. {note}" if rows.height else note,
        alt_text=_describe_picture(rows, names, n, unit, choice),
        method="Each row is ordered by its largest topic, then by the share of that topic, then by article.",
        marks=rows.select(panel=0, x=left, x_to=left + 1, y=top, y_to=top + 1),
    )


def order_articles(shares: pl.DataFrame, titles: pl.DataFrame, choice: dict[str, Any]) -> pl.DataFrame:
    """Return place (from 1), article_id, topic, share and label of each article; of one article's passages."""
    if choice["n_articles"] > 1:
        parts = shares.group_by("article_id", "topic").agg(pl.col("share").mean())
        parts = parts.join(titles, on="article_id", how="left").rename({"title": "label"})
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


def _describe_rows(rows: pl.DataFrame, names: pl.DataFrame, n: int, unit: str, choice: dict[str, Any]) -> str:
    n_articles = f"{tell_articles(choice)}."
    if rows.is_empty():
        return f"{n_articles} {explain_no_topics(choice)}"
    n_rows = rows["row"].n_unique()
    each = f"a row is one {unit}" if n_rows == n else f"a row is the mean of {n // n_rows} to {-(-n // n_rows)} {unit}s"
    left_out = count(choice["n_articles"] - n, "article")
    unplaced = "" if choice["n_articles"] in (1, n) else f" Not shown: {left_out} without a term of the topics."
    proposed = " Italic: names proposed from the corpus." if "proposed" in names["origin"] else ""
    given = " No intervals: shares are given the model."
    return f"{n_articles} In the order of their largest topic and its share; {each}.{unplaced}{given}{proposed}"


def _describe_picture(rows: pl.DataFrame, names: pl.DataFrame, n: int, unit: str, choice: dict[str, Any]) -> str:
    if rows.is_empty():
        return f"A sentence instead of a plot: {explain_choice(choice)}."
    return (
        f"Heat map of {names.height} topics by {count(n, unit)}; dark cells run from the upper left to the lower right."
    )


def _draw(
    rows: pl.DataFrame, names: pl.DataFrame, n: int, unit: str, choice: dict[str, Any], note: str, width_mm: float
) -> Figure:
    picture = rows.sort("row", "topic")["share"].to_numpy().reshape(-1, names.height)
    labels = rows.filter(pl.col("topic") == 1).sort("row")["label"].to_list()
    named = n <= NAMED
    with style.house_style():
        height = ROW_MM * n if named else PICTURE_MM
        figure, axes = style.new_figure(width_mm, height + FRAME_MM + NAMES_MM)
        # Pixels, not shapes: 20 topics of 150 rows are 3,000 cells.
        image = axes.imshow(picture, cmap="Blues", vmin=0, vmax=1, aspect="auto", interpolation="none")
        axes.set_title("topics" if choice["n_articles"] > 1 else "passage groups", loc="left", fontsize=style.FONT_SIZE)
        left_mm = width_mm * 0.42 if named else 12
        _name_columns(axes, names, width_mm - left_mm - 8)
        if named:
            axes.set_yticks(range(n), [style.fit_label(label or "(no title)", left_mm - 3) for label in labels])
        else:
            _count_rows(axes, n, len(picture))
            axes.set_ylabel(f"{unit}s")
        axes.tick_params(length=0)
        bar = figure.colorbar(image, ax=axes, orientation="horizontal", aspect=40, shrink=0.7, pad=0.02)
        bar.set_ticks([0, 1], labels=["0%", "100%"])
        bar.set_label("share of the topic")
        bar.outline.set_linewidth(0.4)
        bar.ax.tick_params(length=0)
        return style.finish_figure(figure, note, width_mm)


def _name_columns(axes: Axes, names: pl.DataFrame, width_mm: float) -> None:
    """Write number and name above each topic, proposed ones in italics; numbers alone where columns are narrow."""
    numbers = names["topic"].to_list()
    axes.xaxis.tick_top()
    column_mm = width_mm / len(numbers)
    if column_mm < COLUMN_MM:
        step = int(np.ceil(len(numbers) * COLUMN_MM * 1.3 / width_mm))
        axes.set_xticks(range(0, len(numbers), step), [str(number) for number in numbers[::step]])
        return
    upright = column_mm > NAMES_MM
    texts = [
        style.fit_label(f"{number} {label}", NAMES_MM) for number, label in names.select("topic", "label").iter_rows()
    ]
    axes.set_xticks(range(len(texts)), texts, rotation=0 if upright else 90)
    for text, origin in zip(axes.get_xticklabels(), names["origin"], strict=True):
        text.set_fontstyle("italic" if origin == "proposed" else "normal")


def _count_rows(axes: Axes, n: int, n_rows: int) -> None:
    step = next(size for size in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**4, 10**5, 10**6) if n / size <= 8)
    counts = range(step, n + 1, step)
    axes.set_yticks([each * n_rows / n - 0.5 for each in counts], [f"{each:,}" for each in counts])


def trace_topics_articles(
    marks: Marks, texts: TopicTexts, articles: pl.LazyFrame, choice: dict[str, Any]
) -> pl.DataFrame:
    """Return the articles (passages) of the row, and sentences of those most typical of the topic."""
    ordered = order_articles(texts.shares.collect(), articles.select("article_id", "title").collect(), choice)
    places = ordered.select("place", "article_id", "passage").unique()
    own = marks.rows.select("mark", "topic", place=pl.int_ranges("first", pl.col("last") + 1)).explode("place")
    cells = own.join(places, on="place").drop("place")
    if choice["n_articles"] > 1:
        units = texts.shares.select("article_id", "passage", "topic").collect()
        cells = cells.drop("passage").join(units, on=["article_id", "topic"])
    return texts.find(cells.select("mark", "topic", "article_id", "passage"))
