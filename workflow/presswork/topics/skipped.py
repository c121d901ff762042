"""Everything that a run did not compute, with the reason, in one table for all stages."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.analyses import STAGE_OF
from presswork.core.reasons import Reason
from presswork.core.schema import find_tables
from presswork.terms.skipped import Row, list_skipped_terms, skip_trends
from presswork.topics.describing.groups import GROUPINGS, MOST, explain_no_groups, read_labels
from presswork.topics.describing.trends import read_dates
from presswork.topics.support import ALL, read_left_out

# Reasons that concern a single topic.
OF_ONE_TOPIC = ("not_found", "two_groups", "outside_refits", "refits_lack_topic", "few_of_topic")


def list_skipped(
    support: dict[str, Any],
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    comparisons: pl.DataFrame,
    distribution: pl.DataFrame,
    diversity: pl.DataFrame,
    prevalence: pl.DataFrame,
    choice: dict[str, Any],
    nodes: list[str],
    followed: list[str],
    keyness: dict[str, Any],
) -> pl.DataFrame:
    """Return stage, analysis, subject, code, reason and remedy of what was not computed, each once.

    First analyses that the corpus does not support, then parts left out of the others. `nodes` and `followed` are the
    terms configured for collocations and trends, `keyness` the options of terms.keyness.
    """
    of_terms = list_skipped_terms(
        matrix_rows, frequency, articles, counted, comparisons, distribution, diversity, nodes, followed, keyness
    )
    left_out = list(read_left_out(support))
    known = {(analysis, subject) for analysis, subject, _ in left_out}
    rows = [_state(STAGE_OF[row[0]], *row) for row in left_out]
    rows += [_state("terms", *row) for row in of_terms if row[:2] not in known]
    of_topics = list_skipped_topics(matrix_rows, prevalence, choice, articles)
    rows += [_state("topics", *row) for row in of_topics if row[:2] not in known]
    return pl.DataFrame(rows, find_tables()["skipped"].schema, orient="row").unique()


def _state(stage: str, analysis: str, subject: str, reason: Reason) -> tuple[str, str, str, str, str, str | None]:
    return stage, analysis, subject, reason.code, reason.text, reason.remedy or None


def list_skipped_topics(
    matrix_rows: pl.DataFrame, prevalence: pl.DataFrame, choice: dict[str, Any], articles: pl.LazyFrame
) -> Iterator[Row]:
    """Yield analysis, subject and reason of everything left out of the analyses of topics."""
    ids = matrix_rows["article_id"].unique().sort()
    if choice["tried"] and not choice["k"]:
        yield "topics", ALL, Reason(choice["rule"], choice | (choice["null_comparison"] or {}))
    if choice["k"]:
        yield from _skip_intervals(prevalence)
        yield from skip_trends("trends of topics", read_dates(ids, articles))
        yield from _skip_names(ids, articles)


def _skip_intervals(prevalence: pl.DataFrame) -> Iterator[Row]:
    for row in prevalence.filter(pl.col("low").is_null()).sort("topic").iter_rows(named=True):
        subject = f"topic {row['topic']}" if row["interval"] in OF_ONE_TOPIC else ALL
        yield "intervals of prevalence", subject, Reason(row["interval"], row)


def _skip_names(ids: pl.Series, articles: pl.LazyFrame) -> Iterator[Row]:
    labels = read_labels(ids, articles)
    for grouping in GROUPINGS:
        more = labels[grouping].n_unique() - MOST
        if more > 0 and explain_no_groups(labels[grouping]) is None:
            yield "topics by group", f"by {grouping}", Reason.of("names_beyond", n=more, most=MOST)
