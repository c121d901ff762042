"""Frequency of terms: counts, articles, rates with intervals, and dispersion."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import MIN_UNITS
from presswork.statistics.arrays import Integers, Numbers
from presswork.statistics.blocks import split_blocks
from presswork.statistics.clusters import count_present, join_counts, join_sizes
from presswork.statistics.intervals import rate_interval
from presswork.terms.counting.dispersion import measure_dispersion
from presswork.terms.units import are_dated, choose_unit, name_clusters, number_clusters
from presswork.tokens.running_terms import TermFinder

MILLION = 1_000_000
# Cells per block; about a dozen arrays of this size are in memory at a time.
CELLS_AT_ONCE = 1 << 23


def measure_frequency(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    unit: str,
) -> pl.DataFrame:
    """Return each term's count, articles, rate with interval, and dispersion over the rows of the matrix.

    Intervals are over stories, days or articles, as set by `unit`. Raises ValueError if matrix and rows do not match.
    """
    sizes = matrix_rows["n_words"].to_numpy().astype(float)
    if matrix.shape[0] != len(sizes):
        raise ValueError(f"{matrix.shape[0]} rows in the matrix, {len(sizes)} in its table")
    n_articles = matrix_rows["article_id"].n_unique()
    unit = choose_unit(unit, are_dated(matrix_rows, articles))
    clusters = number_clusters(name_clusters(matrix_rows, articles, counted)[unit])
    shared = (sizes, clusters.to_numpy(), n_articles)
    cells = np.bincount(matrix.indices, minlength=matrix.shape[1])
    blocks = [_measure_terms(matrix[:, terms], *shared) for terms in split_blocks(cells, CELLS_AT_ONCE)]
    frame = pl.concat([matrix_columns.select("term", "stop"), pl.concat(blocks)], how="horizontal")
    frame = frame.with_columns(pl.selectors.float().fill_nan(None)).sort(-pl.col("count"), "term")
    blank = pl.lit("no_sample" if n_articles == 1 else "rare")
    interval = pl.when(pl.col("per_million_low").is_null()).then(blank).otherwise(pl.lit("jackknife"))
    ranked = frame.with_columns(interval=interval, unit=pl.lit(unit), units=pl.lit(clusters.n_unique(), dtype=pl.Int64))
    return ranked.with_row_index("rank", offset=1).cast({"rank": pl.Int64})


def _measure_terms(matrix: sparse.csr_array, sizes: Numbers, units: Integers, n_articles: int) -> pl.DataFrame:
    """Return the measures of a block of terms."""
    counts = matrix.astype(float)
    totals = np.asarray(counts.sum(axis=0)).astype(np.int64)
    present = count_present(counts) if n_articles > 1 else np.ones_like(totals)
    joined = join_counts(counts, units)
    low, high = rate_interval(joined, join_sizes(sizes, units), MIN_UNITS)
    rates = {"per_million": totals / sizes.sum(), "per_million_low": low, "per_million_high": high}
    evenness = measure_dispersion(counts, sizes, units, count_present(joined), n_articles)
    scaled = {name: rate * MILLION for name, rate in rates.items()}
    return pl.DataFrame({"count": totals, "articles": present, **scaled, **evenness})


def choose_terms(frequency: pl.DataFrame, wanted: Sequence[str], top: int) -> pl.DataFrame:
    """Return the rows of the wanted terms that occur or, if none are wanted, of the most frequent content terms."""
    if not wanted:
        return frequency.filter(~pl.col("stop")).sort("rank").head(top)
    asked = list(map(TermFinder(frequency["term"]), wanted))
    return frequency.filter(pl.col("term").is_in(asked)).sort("rank")
