"""The prevalence of topics by outlet, group, language and byline."""

import polars as pl

from presswork.core.reasons import Reason
from presswork.core.schema import find_tables
from presswork.terms.comparison.groups import explain_no_comparison
from presswork.terms.counting.calendar import UNKNOWN
from presswork.topics.describing.mean_shares import Evidence, EvidenceTables, describe_mean, mix_nothing

GROUPINGS = ("outlet", "group", "language", "byline")
# Largest number of names listed per grouping; there may be as many bylines as articles.
MOST = 100


def compare_groups(tables: EvidenceTables, unit: str) -> pl.DataFrame:
    """Return the prevalence of each topic in each outlet, group, language and byline, with bounds.

    A grouping with fewer than two names has no rows; of more than MOST names, those with the most articles are listed.
    """
    empty = find_tables()["topic_groups"].schema.to_frame()
    evidence = Evidence.gather(tables, unit)
    if not evidence.shares.size:
        return empty
    labels = read_labels(evidence.ids, tables.articles)
    plain = mix_nothing(len(labels))
    frames = [
        describe_mean(evidence, (labels[grouping] == name).to_numpy(), plain).with_columns(
            grouping=pl.lit(grouping), name=pl.lit(name), articles=pl.lit(n)
        )
        for grouping in GROUPINGS
        if explain_no_groups(labels[grouping]) is None
        for name, n in rank_names(labels[grouping]).head(MOST).iter_rows()
    ]
    return pl.concat([empty, *(frame.select(empty.columns).cast(empty.schema) for frame in frames)])


def read_labels(ids: pl.Series, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the name of each article in each grouping, `(unknown)` if it has none."""
    known = articles.select("article_id", pl.col(GROUPINGS).fill_null(UNKNOWN)).collect()
    return ids.to_frame().join(known, on="article_id", how="left", maintain_order="left")


def rank_names(names: pl.Series) -> pl.DataFrame:
    """Return each name with its number of articles, largest first."""
    sizes = names.alias("name").value_counts(name="n").with_columns(pl.col("n").cast(pl.Int64))
    return sizes.sort("n", "name", descending=[True, False])


def explain_no_groups(names: pl.Series) -> Reason | None:
    """Return why a grouping compares nothing, or None if it has at least two names."""
    known = names.filter(names != UNKNOWN).unique().to_list()
    return explain_no_comparison(known, names.name)
