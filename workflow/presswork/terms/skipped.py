"""What was not computed, with the reason: the one list of it for the stage."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.tables import find_tables
from presswork.terms.calendar import explain_no_trends, explain_not_standardised, read_calendar
from presswork.terms.groups import group_articles
from presswork.terms.interval_codes import ONE_ARTICLE
from presswork.terms.keyness import LIST
from presswork.terms.tfidf import read_groups

ALL = "all articles"
OF_GROUPS, AGAINST_LIST = "keyness of groups", "keyness against a frequency list"
Row = tuple[str, str, str]


def list_skipped(
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
) -> pl.DataFrame:
    """Return what was not computed: analysis, what it would have been of, and why; each once.

    `nodes` and `followed` are the wanted terms, `keyness` the options of terms.keyness.
    """
    rows = [
        *_skip_trends(read_calendar(matrix_rows, articles)),
        *_skip_absent(frequency, {"collocations": nodes, "trends": followed}),
        *_skip_distribution(distribution),
        *_skip_diversity(diversity),
        *((OF_GROUPS, *each) for each in group_articles(matrix_rows, articles, counted, keyness).skipped),
        *_skip_comparisons(comparisons),
    ]
    if matrix_rows["article_id"].n_unique() == 1:
        rows += [("intervals of rates and dispersion", "all terms", reason) for reason in ONE_ARTICLE.values()]
    if read_groups(matrix_rows, articles).drop_nulls().n_unique() < 2:
        rows.append(("distinctive", ALL, "fewer than two groups or outlets"))
    return pl.DataFrame(rows, find_tables()["skipped"].schema, orient="row").unique().sort(pl.all())


def _skip_trends(calendar: pl.DataFrame) -> Iterator[Row]:
    no_trends = explain_no_trends(calendar)
    if no_trends:
        yield "trends", ALL, no_trends
    not_standardised = no_trends or explain_not_standardised(calendar)
    if not_standardised:
        yield "trends, standardised by outlet", ALL, not_standardised
    undated = calendar.filter(pl.col("published").is_null())["article_id"].n_unique()
    if undated and not no_trends:
        n_articles = calendar["article_id"].n_unique()
        yield "trends", f"{undated} of {n_articles} articles", "they have no day of publication"


def _skip_absent(frequency: pl.DataFrame, wanted: dict[str, list[str]]) -> Iterator[Row]:
    known = set(frequency["term"])
    for analysis, terms in wanted.items():
        for term in terms:
            if term not in known and term.lower() not in known:
                yield analysis, term, "the corpus does not have the term"


def _skip_distribution(distribution: pl.DataFrame) -> Iterator[Row]:
    for model, note in distribution.filter(pl.col("parameter") == "skipped").select("model", "note").iter_rows():
        yield "distribution", model, note


def _skip_diversity(diversity: pl.DataFrame) -> Iterator[Row]:
    missing = diversity.select(pl.col("missing").str.split("; ")).explode("missing").drop_nulls()
    for told, n in missing.group_by("missing").len().iter_rows():
        measures, _, reason = told.partition(": ")
        yield f"diversity: {measures}", f"{n} of {diversity.height} articles", reason


def _skip_comparisons(comparisons: pl.DataFrame) -> Iterator[Row]:
    for group, reference, terms, test in comparisons.select("group", "reference", "terms", "test").iter_rows():
        if not terms:
            yield AGAINST_LIST if reference == LIST else OF_GROUPS, group, "no term is frequent enough"
        elif test.startswith("none: ") and reference != LIST:
            yield "tests of keyness", group, test.removeprefix("none: ")
    if LIST not in comparisons["reference"]:
        yield AGAINST_LIST, ALL, "there is no annotations/reference.csv"
