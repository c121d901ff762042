"""The analyses of topics that the corpus cannot carry, with the reason."""

from typing import Any

import polars as pl

from presswork.terms.calendar import explain_no_trends, explain_not_standardised
from presswork.topics.groups import GROUPINGS, MOST, explain_no_groups, read_labels
from presswork.topics.means import LACKING, NOT_FOUND
from presswork.topics.trends import read_dates


def list_skipped_topics(
    matrix_rows: pl.DataFrame, prevalence: pl.DataFrame, choice: dict[str, Any], articles: pl.LazyFrame
) -> pl.DataFrame:
    """Return the analyses of topics that were skipped, each with its reason."""
    ids = matrix_rows["article_id"].unique().sort()
    rows = [("topics", choice["rule"].removeprefix("none: "))] if not choice["k"] else []
    rows += [*_skip_intervals(prevalence), *_skip_trends(ids, articles), *_skip_groups(ids, articles)]
    listed = [(analysis, reason) for analysis, reason in rows if reason]
    return pl.DataFrame(listed, {"analysis": pl.String, "reason": pl.String}, orient="row")


def _skip_intervals(prevalence: pl.DataFrame) -> list[tuple[str, str]]:
    blank = prevalence.filter(pl.col("low").is_null()).sort("topic").select("topic", "interval")
    of_topics = {NOT_FOUND, LACKING}
    named = [
        (f"intervals of topic {topic}" if why in of_topics else "intervals of prevalence", why)
        for topic, why in blank.rows()
    ]
    return [(analysis, why.removeprefix("none: ")) for analysis, why in dict.fromkeys(named)]


def _skip_trends(ids: pl.Series, articles: pl.LazyFrame) -> list[tuple[str, str | None]]:
    calendar = read_dates(ids, articles)
    no_trends = explain_no_trends(calendar)
    undated = calendar["published"].null_count()
    told = f"{undated} of {len(ids)} articles have no day of publication" if undated and not no_trends else None
    return [
        ("trends", no_trends),
        ("trends, standardised by outlet", no_trends or explain_not_standardised(calendar)),
        ("trends of undated articles", told),
    ]


def _skip_groups(ids: pl.Series, articles: pl.LazyFrame) -> list[tuple[str, str | None]]:
    labels = read_labels(ids, articles)
    rows = []
    for grouping in GROUPINGS:
        more = labels[grouping].n_unique() - MOST
        told = f"{more} names with fewer articles than the {MOST} listed" if more > 0 else None
        rows.append((f"prevalence by {grouping}", explain_no_groups(labels[grouping]) or told))
    return rows
