"""Traces the rows of figures that are not part of the workflow, based on the names of their columns."""

from collections.abc import Sequence

import polars as pl

from presswork.core.errors import PressworkError
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.tables import ARTICLE, IN_REFERENCE, OCCURRENCE
from presswork.figures.trace.topic_texts import TopicTexts
from presswork.figures.trace.words import Words
from presswork.terms.comparison.groups import PERIODS
from presswork.terms.comparison.keyness import LIST
from presswork.terms.counting.calendar import STEPS

FIELDS = ("article_id", "outlet", "group", "language", "byline", "published", "source")
# A year or a month may be given as its first day.
WIDTH = {"year": 4, "month": 7}
PLACE = ("article_id", "start", "end")
REMEDY = (
    "list the articles behind each row in `articles` of the CaptionedFigure (docs/notebooks.md), or rename the column"
)


def choose_trace(columns: Sequence[str], articles: pl.DataFrame | None) -> str | None:
    """Return the trace function for rows with these columns, or None if they cannot be traced.

    `articles` are those that the figure itself names.
    """
    has = set(columns)
    if articles is None and has >= {"node", "collocate"}:
        return "figures.plots.collocations.trace_collocations"
    if articles is None and has >= {"term", "group", "reference"}:
        return "figures.plots.keyness.trace_keyness"
    if articles is None and has >= {"topic", "name"} and "grouping" not in has:
        return "figures.plots.topics_groups.trace_topics_groups"
    if "topic" in has:
        return "figures.trace.rows.trace_topic_rows"
    is_of_articles = articles is not None or has & {"term", *FIELDS, *PERIODS} or has >= {"unit", "start"}
    return "figures.trace.rows.trace_rows" if is_of_articles else None


def trace_rows(marks: Marks, words: Words, articles: pl.LazyFrame, sentences: list[pl.LazyFrame]) -> pl.DataFrame:
    """Return the places that the rows name, or the occurrences of their terms, or else their articles.

    Articles are matched by `_match`.
    """
    rows = marks.rows
    if set(PLACE) <= set(rows.columns):
        return _trace_places(rows, sentences)
    chosen = _match(marks, words.matrix_rows, articles)
    if "term" in rows.columns:
        found = words.find(rows.select("mark", "term"), chosen)
        return _keep_passages(found, rows, words.matrix_rows)
    own = words.matrix_rows.select("article_id").unique()
    pairs = rows.select("mark", part=pl.lit(ARTICLE)).join(own, how="cross") if chosen is None else chosen
    return pairs.with_columns(count=pl.lit(1, pl.Int64))


def trace_topic_rows(marks: Marks, texts: TopicTexts, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles that a topic's mean is computed from (see `_match`), and sentences of typical ones."""
    units = texts.list_units(marks.rows)
    chosen = _match(marks, texts.matrix_rows, articles)
    return texts.find(units if chosen is None else units.join(chosen, on=["mark", "article_id"], how="semi"))


def _match(marks: Marks, matrix_rows: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame | None:
    """Return mark, article_id and part of the articles that belong to each row, or None if these are all articles.

    They are the articles that the figure names, or those that have the row's values in FIELDS, as year or month of
    publication, as `start` of a period of `unit`, or as `name` of a `grouping`.
    """
    rows, named = marks.rows, marks.articles
    if named is None:
        named = _describe_articles(rows, articles).join(matrix_rows, on="article_id", how="semi")
    shared = [name for name in named.columns if name in rows.columns]
    if "part" not in named.columns:
        named = named.with_columns(part=pl.lit(OCCURRENCE if "term" in rows.columns else ARTICLE))
    if not shared:
        return None if marks.articles is None else rows.select("mark").join(named, how="cross")
    as_text = [pl.col(name).cast(pl.String).str.slice(0, WIDTH.get(name)) for name in shared]
    pairs = rows.select("mark", *as_text).join(named.with_columns(as_text), on=shared, nulls_equal=True)
    return pairs.select("mark", "article_id", "part").unique()


def _describe_articles(rows: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles with every column that rows may share with them."""
    published = pl.col("published")
    told = {name: published.dt.strftime(form) for name, form in PERIODS.items()}
    first = rows.row(0, named=True)
    if "start" in first and (unit := first.get("unit")) in STEPS:
        told |= {"unit": pl.lit(unit), "start": published.dt.truncate(STEPS[unit])}
    if "name" in first and (by := first.get("grouping")) in (*FIELDS, *PERIODS):
        told |= {"grouping": pl.lit(by), "name": told.get(by, pl.col(by))}
    return articles.select(*FIELDS, **told).collect()


def _keep_passages(found: pl.DataFrame, rows: pl.DataFrame, matrix_rows: pl.DataFrame) -> pl.DataFrame:
    """Return the occurrences within the passage of each row, if rows belong to passages."""
    if "passage" not in rows.columns or rows["passage"].null_count() == rows.height:
        return found
    bounds = rows.select("mark", "passage").join(matrix_rows, on="passage")
    inside = pl.col("sentence").is_between("first_sentence", "last_sentence")
    return found.join(bounds, on=["mark", "article_id"]).filter(inside).select(found.columns)


def _trace_places(rows: pl.DataFrame, sentences: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    places = rows.select("mark", *PLACE, part=pl.lit(OCCURRENCE), count=pl.lit(1, pl.Int64))
    own = places.select("article_id").unique().lazy()
    bounds = pl.concat([shard.join(own, on="article_id", how="semi") for shard in sentences]).collect()
    around = places.join(bounds.rename({"start": "first", "end": "last"}), on="article_id", how="left")
    inside = around.filter(pl.col("start").is_between("first", "last", closed="left"))
    return pl.concat(
        [inside.select(*places.columns, "sentence"), places.join(inside, on="mark", how="anti")], how="diagonal"
    )


def check_counts(rows: pl.DataFrame, found: pl.DataFrame) -> None:
    """Raise PressworkError if the counts in the rows differ from those of the trace.

    `count` counts occurrences, or articles if there is no term; `reference_count` counts occurrences in the reference.
    `articles` is checked only if there is no term, since it may count the articles with the term or all articles.
    """
    of_reference = pl.col("part").str.starts_with(IN_REFERENCE)
    checked = {"count": ~of_reference, "reference_count": of_reference, "articles": ~of_reference}
    if {"term", "node"} & set(rows.columns):
        del checked["articles"]
    marks = rows.with_row_index("mark", offset=1).cast({"mark": pl.Int64})
    if "reference" in rows.columns:
        marks = marks.filter(pl.col("reference") != LIST)
    numeric = [name for name, kind in rows.schema.items() if kind.is_numeric()]
    for column, own in ((name, checked[name]) for name in numeric if name in checked):
        traced = found.filter(own).group_by("mark").agg(traced=pl.col("count").sum())
        compared = marks.join(traced, on="mark", how="left").with_columns(pl.col("traced").fill_null(0))
        wrong = compared.filter(pl.col(column) != pl.col("traced")).sort("mark")
        if wrong.height:
            first = wrong.row(0, named=True)
            raise PressworkError(
                "The counts of the figure differ from those of the articles behind it.",
                field=column,
                found=f"{first[column]:,} in row {first['mark']}, and {first['traced']:,} in the articles",
                remedy=REMEDY,
            )
