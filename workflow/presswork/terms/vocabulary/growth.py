"""Vocabulary growth: expected types and hapaxes by the number of parts, with a band over random orders."""

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.statistics.vocabulary.growth import expected_growth, simulate_growth, token_growth
from presswork.statistics.vocabulary.zipf import finite_survival

POINTS = 50
ORDERS = 200
LAW = "finite_zipf_mandelbrot"


def measure_growth(matrix: sparse.csr_array, matrix_rows: pl.DataFrame, distribution: pl.DataFrame) -> pl.DataFrame:
    """Return expected types and hapaxes for up to POINTS numbers of parts, the band of orders, and two models.

    Parts are articles, or passages of a single article. The models are tokens drawn independently and, if it was
    fitted, `LAW`.
    """
    n_parts = matrix.shape[0]
    parts = np.unique(np.linspace(1, n_parts, min(POINTS, n_parts)).round().astype(np.int64))
    expected = expected_growth(matrix, parts)
    orders = simulate_growth(matrix, parts, ORDERS, derive_seed("growth"))
    totals = np.asarray(matrix.sum(axis=0), dtype=np.int64)
    by_token = token_growth(totals[totals > 0], parts / n_parts)
    low, high = (np.quantile(orders.types, share, axis=0) for share in (0.025, 0.975))
    low_hapaxes, high_hapaxes = (np.quantile(orders.hapaxes, share, axis=0) for share in (0.025, 0.975))
    return pl.DataFrame(
        {
            "parts": parts,
            "words": int(matrix_rows["n_words"].sum()) * parts / n_parts,
            "types": expected.types,
            "types_low": low,
            "types_high": high,
            "hapaxes": expected.hapaxes,
            "hapaxes_low": low_hapaxes,
            "hapaxes_high": high_hapaxes,
            "types_by_token": by_token.types,
            "types_by_law": _expect_by_law(distribution, totals.sum() * parts / n_parts),
        }
    )


def _expect_by_law(distribution: pl.DataFrame, tokens: np.ndarray) -> pl.Series:
    """Return the types that the fitted model expects in these numbers of tokens; null if it was not fitted."""
    found = distribution.filter(pl.col("model") == LAW).select("parameter", "value").rows()
    law = dict(found)
    if law.get("alpha") is None:
        return pl.Series([None] * len(tokens), dtype=pl.Float64)
    low = law["lowest_probability"] or 0.0
    none = np.zeros(1)
    expected = [finite_survival(none, each, law["alpha"], low, law["highest_probability"])[0] for each in tokens]
    return pl.Series(expected, dtype=pl.Float64)
