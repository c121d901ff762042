"""Lexical diversity and readability of outlets, groups, and all articles."""

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.statistics.quantiles import median_interval
from presswork.terms.vocabulary.diversity import MEASURES

UNKNOWN = "(unknown)"
ALL = "(all)"


def compare_diversity(diversity: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return mean and median of each measure over the articles of each outlet, each group, and all, with intervals.

    Groups are those of annotations/metadata.csv; without any, they have no rows.
    """
    labels = articles.select("article_id", "outlet", "group").collect()
    # Articles that are too short have no value and are counted in `articles_without`.
    scored = diversity.join(labels, on="article_id", how="left").with_columns(everything=pl.lit(ALL))
    rows = []
    for grouping, column in (("all", "everything"), ("outlet", "outlet"), ("group", "group")):
        if grouping == "group" and scored[column].null_count() == scored.height:
            continue
        named = scored.with_columns(pl.col(column).fill_null(UNKNOWN))
        for (name,), articles_of in named.group_by(column, maintain_order=True):
            rows += [_describe(grouping, str(name), measure, articles_of[measure]) for measure in MEASURES]
    return pl.DataFrame(rows, find_tables()["diversity_groups"].schema).sort("grouping", "name", "measure")


def _describe(grouping: str, name: str, measure: str, values: pl.Series) -> dict[str, str | int | float | None]:
    known = values.drop_nulls().to_numpy()
    low, high = median_interval(known)
    has_interval = not np.isnan(low)
    return {
        "grouping": grouping,
        "name": name,
        "measure": measure,
        "articles": len(known),
        "articles_without": len(values) - len(known),
        "mean": float(known.mean()) if len(known) else None,
        "median": float(np.median(known)) if len(known) else None,
        "low": low if has_interval else None,
        "high": high if has_interval else None,
        "interval": "order_statistics" if has_interval else "few_values",
    }
