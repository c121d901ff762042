"""How often terms occur, in how many articles, and how evenly."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse

from presswork.statistics.clusters import join_counts, join_sizes
from presswork.statistics.intervals import rate_interval
from presswork.terms.dispersion import measure_dispersion
from presswork.terms.units import PLURAL, choose_unit, name_clusters, number_clusters

# benchmarks/coverage.py: from so many units on, nominal 95 % intervals cover.
MIN_UNITS = 10
MILLION = 1_000_000


def measure_frequency(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    unit: str,
) -> pl.DataFrame:
    """Return each term's count, articles, rate with interval, and dispersion over the rows of the matrix.

    Intervals are over stories, days or articles, as `unit` says. Raises ValueError where matrix and rows do not belong
    together.
    """
    counts = matrix.astype(float)
    sizes = matrix_rows["n_words"].to_numpy().astype(float)
    if counts.shape[0] != len(sizes):
        raise ValueError(f"{counts.shape[0]} rows in the matrix, {len(sizes)} in its table")
    n_articles = matrix_rows["article_id"].n_unique()
    totals = np.asarray(counts.sum(axis=0)).astype(np.int64)
    present = np.asarray(counts.astype(bool).sum(axis=0), dtype=np.int64) if n_articles > 1 else np.ones_like(totals)
    unit = choose_unit(unit, articles, matrix_rows)
    clusters = number_clusters(name_clusters(matrix_rows, articles, counted)[unit])
    units, n_units = clusters.to_numpy(), clusters.n_unique()
    low, high = rate_interval(join_counts(counts, units), join_sizes(sizes, units), MIN_UNITS)
    frame = matrix_columns.select("term", "stop").with_columns(
        count=totals,
        articles=present,
        per_million=totals / sizes.sum() * MILLION,
        per_million_low=low * MILLION,
        per_million_high=high * MILLION,
        unit=pl.lit(unit),
        units=pl.lit(n_units, pl.Int64),
        **measure_dispersion(counts, sizes, units, n_articles, PLURAL[unit]),
    )
    frame = frame.with_columns(pl.selectors.float().fill_nan(None)).sort(-pl.col("count"), "term")
    reason = pl.when(pl.col("per_million_low").is_null()).then(pl.lit(explain_missing(n_articles, PLURAL[unit])))
    given = f"jackknife over {PLURAL[unit]} (Efron & Stein 1981), log t, df after Satterthwaite (1946)"
    ranked = frame.with_columns(interval=reason.otherwise(pl.lit(given)))
    return ranked.with_row_index("rank", offset=1).cast({"rank": pl.Int64})


def explain_missing(n_articles: int, names: str) -> str:
    """Return why a term of a corpus of so many articles has no interval over units of that name."""
    if n_articles == 1:
        return "none: one article is no sample of articles"
    return f"none: in fewer than {MIN_UNITS} {names} an interval would not cover"


def choose_terms(frequency: pl.DataFrame, wanted: Sequence[str], top: int) -> pl.DataFrame:
    """Return the rows of the wanted terms that occur, or of the most frequent ones that are no stop words."""
    if not wanted:
        return frequency.filter(~pl.col("stop")).sort("rank").head(top)
    known = set(frequency["term"])
    asked = [term if term in known else term.lower() for term in wanted]
    return frequency.filter(pl.col("term").is_in(asked)).sort("rank")
