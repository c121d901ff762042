"""TF-IDF weights in named variants, and the distinctive terms of groups of articles."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.reasons import Reason
from presswork.core.schema import find_tables
from presswork.tokens.neighbouring_tokens import choose_least

TOP = 25


def weigh(counts: sparse.csr_array, variant: str) -> sparse.csr_array:
    """Return TF-IDF weights (articles x terms) of counts, by SMART's three letters (Salton & Buckley 1988, table 1).

    Term: n count, l 1 + ln(count), b 1. Document: t ln(N / df), s ln((1 + N) / (1 + df)) + 1, as in scikit-learn.
    Normalisation: c unit length of each article, n none. Raises KeyError for another letter.
    """
    term, document, normalisation = tuple(variant)
    weights = counts.astype(float)
    data = weights.data
    weights.data = {"n": data, "l": 1 + np.log(data), "b": np.ones_like(data)}[term]
    n_articles = counts.shape[0]
    articles = np.bincount(counts.indices, minlength=counts.shape[1]).clip(1)
    idf = {"t": np.log(n_articles / articles), "s": np.log((1 + n_articles) / (1 + articles)) + 1}[document]
    weights.data *= idf[weights.indices]
    if {"c": True, "n": False}[normalisation]:
        lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1), dtype=float))
        weights.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(weights.indptr))
    return weights


def find_distinctive(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    articles: pl.LazyFrame,
    variant: str,
) -> pl.DataFrame:
    """Return for each group the terms whose mean TF-IDF weight most exceeds that in all other articles.

    Groups are those of annotations/metadata.csv or, without any, outlets. Stop words are left out, and terms too rare
    for `choose_least`. Empty for fewer than two groups.
    """
    empty = find_tables()["distinctive"].schema.to_frame()
    groups = read_groups(matrix_rows, articles)
    if explain_no_distinctive(groups):
        return empty
    names = groups.drop_nulls().unique().sort()
    weights = weigh(matrix, variant)
    least = choose_least(matrix.shape[0])
    return pl.concat(
        [_rank(name, groups.eq_missing(name).to_numpy(), matrix, weights, matrix_columns, least) for name in names]
    )


def read_groups(matrix_rows: pl.DataFrame, articles: pl.LazyFrame) -> pl.Series:
    """Return each row's group from annotations/metadata.csv or, without groups, its outlet; null if unknown."""
    known = articles.select("article_id", "group", "outlet").collect()
    rows = matrix_rows.select("article_id").join(known, on="article_id", how="left", maintain_order="left")
    return rows["outlet"] if rows["group"].null_count() == rows.height else rows["group"]


def explain_no_distinctive(groups: pl.Series) -> Reason | None:
    """Return why there are no distinctive terms, or None if there may be."""
    return Reason.of("no_groups") if groups.drop_nulls().n_unique() < 2 else None


def _rank(
    name: str,
    inside: NDArray[np.bool_],
    matrix: sparse.csr_array,
    weights: sparse.csr_array,
    columns: pl.DataFrame,
    least: tuple[int, int],
) -> pl.DataFrame:
    own, others = (np.asarray(weights[rows].mean(axis=0), dtype=float) for rows in (inside, ~inside))
    counts = matrix[inside]
    frame = columns.select(
        "term",
        "stop",
        group=pl.lit(name),
        count=pl.Series(np.asarray(counts.sum(axis=0)), dtype=pl.Int64),
        articles=pl.Series(np.bincount(counts.indices, minlength=counts.shape[1]), dtype=pl.Int64),
        weight=pl.Series(own),
        weight_elsewhere=pl.Series(others),
        difference=pl.Series(own - others),
    )
    frequent = frame.filter(
        ~pl.col("stop"), pl.col("count") >= least[0], pl.col("articles") >= least[1], pl.col("difference") > 0
    )
    top = frequent.sort("difference", "term", descending=[True, False]).head(TOP).drop("stop")
    return top.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
