"""How often terms occur, in how many articles, and how evenly."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse

from presswork.statistics.intervals import rate_interval
from presswork.terms.dispersion import measure_dispersion
from presswork.terms.interval_codes import MIN_ARTICLES

MILLION = 1_000_000


def measure_frequency(
    matrix: sparse.csr_array, matrix_rows: pl.DataFrame, matrix_columns: pl.DataFrame
) -> pl.DataFrame:
    """Return each term's count, articles, rate with interval, and dispersion over the rows of the matrix.

    Raises ValueError where matrix and rows do not belong together.
    """
    counts = matrix.astype(float)
    sizes = matrix_rows["n_words"].to_numpy().astype(float)
    if counts.shape[0] != len(sizes):
        raise ValueError(f"{counts.shape[0]} rows in the matrix, {len(sizes)} in its table")
    n_articles = matrix_rows["article_id"].n_unique()
    totals = np.asarray(counts.sum(axis=0)).astype(np.int64)
    present = np.asarray(counts.astype(bool).sum(axis=0), dtype=np.int64) if n_articles > 1 else np.ones_like(totals)
    low, high = rate_interval(counts, sizes, MIN_ARTICLES) if n_articles > 1 else (np.full(len(totals), np.nan),) * 2
    frame = matrix_columns.select("term", "stop").with_columns(
        count=totals,
        articles=present,
        per_million=totals / sizes.sum() * MILLION,
        per_million_low=low * MILLION,
        per_million_high=high * MILLION,
        **measure_dispersion(counts, sizes, n_articles),
    )
    frame = frame.with_columns(pl.selectors.float().fill_nan(None)).sort(-pl.col("count"), "term")
    blank = pl.lit("none: one article" if n_articles == 1 else "none: few articles")
    interval = pl.when(pl.col("per_million_low").is_null()).then(blank).otherwise(pl.lit("ratio"))
    ranked = frame.with_columns(interval=interval)
    return ranked.with_row_index("rank", offset=1).cast({"rank": pl.Int64})


def choose_terms(frequency: pl.DataFrame, wanted: Sequence[str], top: int) -> pl.DataFrame:
    """Return the rows of the wanted terms that occur, or of the most frequent ones that are no stop words."""
    if not wanted:
        return frequency.filter(~pl.col("stop")).sort("rank").head(top)
    known = set(frequency["term"])
    asked = [term if term in known else term.lower() for term in wanted]
    return frequency.filter(pl.col("term").is_in(asked)).sort("rank")
