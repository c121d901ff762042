"""Terms, articles and groups that the stage left out of an analysis, with the reason."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.reasons import Reason
from presswork.core.tables import LISTED
from presswork.terms.comparison.groups import group_articles
from presswork.terms.counting.calendar import explain_no_trends, explain_not_standardised, read_calendar
from presswork.terms.vocabulary.diversity import name_missing
from presswork.tokens.running_terms import TermFinder

Row = tuple[str, str, Reason]


def list_skipped_terms(
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    comparisons: pl.DataFrame,
    distribution: pl.DataFrame,
    diversity: pl.DataFrame,
    nodes: list[str],
    followed: list[str],
    keyness: dict[str, Any],
) -> Iterator[Row]:
    """Yield analysis, subject and reason of everything left out of analyses that the corpus supports.

    `nodes` and `followed` are the terms configured for collocations and trends, `keyness` the options of terms.keyness.
    """
    yield from skip_trends("trends", read_calendar(matrix_rows, articles))
    yield from _skip_absent("collocations", nodes, "terms.collocations.nodes", frequency)
    yield from _skip_absent("trends", followed, "terms.trends.terms", frequency)
    yield from _skip_distribution(distribution)
    yield from _skip_diversity(diversity)
    for subject, reason in group_articles(matrix_rows, articles, counted, keyness).skipped:
        yield "keyness", subject, reason
    yield from _skip_comparisons(comparisons)
    if matrix_rows["article_id"].n_unique() == 1:
        yield "intervals of rates and dispersion", "all terms", Reason.of("no_sample")


def skip_trends(analysis: str, calendar: pl.DataFrame) -> Iterator[Row]:
    """Yield what an analysis over time leaves out: the series standardised by outlet, and undated articles."""
    if explain_no_trends(calendar):
        return
    if reason := explain_not_standardised(calendar):
        yield analysis, "standardised by outlet", reason
    undated = calendar.filter(pl.col("published").is_null())["article_id"].n_unique()
    if undated:
        yield analysis, f"{undated} of {calendar['article_id'].n_unique()} articles", Reason.of("undated")


def _skip_absent(analysis: str, terms: list[str], option: str, frequency: pl.DataFrame) -> Iterator[Row]:
    find = TermFinder(frequency["term"]).find
    for term in terms:
        if find(term) is None:
            yield analysis, term, Reason.of("absent_term", option=option)


def _skip_distribution(distribution: pl.DataFrame) -> Iterator[Row]:
    for model in distribution.filter(pl.col("parameter") == "skipped")["model"]:
        yield "distribution", model, Reason.of("few_types")


def _skip_diversity(diversity: pl.DataFrame) -> Iterator[Row]:
    missing = diversity["missing"].drop_nulls().str.split(LISTED).explode().value_counts(name="n")
    measures = name_missing("english_only" not in missing["missing"])
    for code, n in missing.iter_rows():
        yield f"diversity: {', '.join(measures[code])}", f"{n} of {diversity.height} articles", Reason.of(code)


def _skip_comparisons(comparisons: pl.DataFrame) -> Iterator[Row]:
    for group, terms, test, unit in comparisons.select("group", "terms", "test", "unit").iter_rows():
        if not terms:
            yield "keyness", group, Reason.of("rare_terms")
        elif test == "few_in_group":
            yield "tests of keyness", group, Reason.of(test, unit=unit)
