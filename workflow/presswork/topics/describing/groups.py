"""The prevalence of topics in outlets, in a person's groups, and by language and byline."""

import polars as pl

from presswork.core.reasons import Reason
from presswork.core.schema import find_tables
from presswork.terms.comparison.groups import explain_no_comparison
from presswork.terms.counting.calendar import UNKNOWN
from presswork.topics.describing.mean_shares import Evidence, EvidenceTables, describe_mean, mix_nothing

GROUPINGS = ("outlet", "group", "language", "byline")
# Bylines may be as many as the articles; those with the most articles are listed.
MOST = 100


def compare_groups(tables: EvidenceTables, unit: str) -> pl.DataFrame:
    """Return the prevalence of each topic in each outlet, group, language and byline, with bounds.

    A grouping with fewer than two names has no rows; of more than 100 names, those with the most articles have.
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
    """Return the name of each article in each grouping; one without is of the name `(unknown)`."""
    known = articles.select("article_id", pl.col(GROUPINGS).fill_null(UNKNOWN)).collect()
    return ids.to_frame().join(known, on="article_id", how="left", maintain_order="left")


def rank_names(names: pl.Series) -> pl.DataFrame:
    """Return each name with its articles, those with the most first."""
    sizes = names.alias("name").value_counts(name="n").with_columns(pl.col("n").cast(pl.Int64))
    return sizes.sort("n", "name", descending=[True, False])


def explain_no_groups(names: pl.Series) -> Reason | None:
    """Return why a grouping compares nothing, or None where it does: it has two names or more."""
    known = names.filter(names != UNKNOWN).unique().to_list()
    return explain_no_comparison(known, names.name)
