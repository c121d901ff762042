"""The sampling unit of intervals and tests: story, day or article."""

import polars as pl

# Smallest share of dated articles for which days are the unit.
NEARLY_ALL = 0.9


def name_clusters(rows: pl.DataFrame, articles: pl.LazyFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Return the columns `story`, `day` and `article` for each row of the matrix.

    An undated article is its own day.
    """
    days = articles.select("article_id", day=pl.col("published").cast(pl.String)).collect()
    joined = rows.select("article_id").join(days, on="article_id", how="left", maintain_order="left")
    joined = joined.join(counted.select("article_id", "story"), on="article_id", how="left", maintain_order="left")
    return joined.select("story", day=pl.coalesce("day", "article_id"), article="article_id")


def choose_unit(wanted: str, by_days: bool) -> str:
    """Return the configured unit or, for `auto`, `day` if `by_days`, else `story`."""
    if wanted != "auto":
        return wanted
    return "day" if by_days else "story"


def are_dated(rows: pl.DataFrame, articles: pl.LazyFrame) -> bool:
    """Return whether enough articles of the rows are dated for days to be the unit."""
    dated = articles.filter(pl.col("published").is_not_null()).select("article_id").collect()
    share = rows.select(pl.col("article_id").is_in(dated["article_id"].implode()).mean()).item()
    return share is not None and bool(share >= NEARLY_ALL)


def number_clusters(clusters: pl.Series) -> pl.Series:
    """Return the number of each cluster, from 0 in the order of names."""
    return clusters.rank("dense").cast(pl.Int64) - 1
