"""How well the model describes each article, compared with the articles it was fitted to."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers
from presswork.topics.describing.shares import align_terms, spread_shares
from presswork.topics.fitting.model import Model

LEAST_PERCENTILE = 0.05
# Rows per block; the shares of each cell are in memory.
BLOCK = 1024


def measure_closeness(
    model: Model,
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    unit_columns: pl.DataFrame,
    shares: pl.LazyFrame,
    closeness: list[pl.DataFrame],
) -> pl.DataFrame:
    """Return for each article its words that are terms of the model, and the closeness of its counts to expectation.

    `closeness` has this table of the run that fitted the model, if it is another one. An article fits if its closeness
    is not among the lowest 5% of the articles that the model was fitted to.
    """
    if not len(model.terms):
        return find_tables()["closeness"].schema.to_frame()
    content = matrix[:, np.flatnonzero(~matrix_columns["stop"].to_numpy())]
    counts = align_terms(matrix, matrix_columns, unit_columns)
    spread = spread_shares(shares, matrix_rows, len(model.terms))
    frame = matrix_rows.select("article_id", "passage").with_columns(
        n_known=pl.Series(np.asarray(counts.sum(axis=1))).cast(pl.Int64),
        known=_divide(counts.sum(axis=1), content.sum(axis=1)),
        closeness=_compare(counts.astype(float), spread, model.terms),
    )
    own = closeness[0] if closeness else frame
    known = np.sort(own["closeness"].drop_nulls().to_numpy())
    below = np.searchsorted(np.round(known, 6), frame["closeness"].fill_null(0).round(6).to_numpy())
    percentile = pl.Series(below / max(len(known), 1))
    return frame.with_columns(percentile=percentile, fits=percentile >= LEAST_PERCENTILE)


def _compare(counts: sparse.csr_array, shares: Numbers, terms: Numbers) -> pl.Series:
    """Return the cosine of each row's counts with those expected from its shares; null for a row without any."""
    starts = range(0, counts.shape[0], BLOCK)
    products = [_multiply(counts[start : start + BLOCK], shares[start : start + BLOCK], terms.T) for start in starts]
    product = np.concatenate([np.zeros(0), *products])
    lengths = np.sqrt(np.asarray(counts.power(2).sum(axis=1)))
    widths = np.sqrt(np.einsum("rj,jk,rk->r", shares, terms @ terms.T, shares))
    return _divide(product, lengths * widths)


def _multiply(counts: sparse.csr_array, shares: Numbers, columns: Numbers) -> Numbers:
    """Return the inner product of each row's counts with those expected from its shares."""
    cells = counts.tocoo()
    expected = np.einsum("cj,cj->c", shares[cells.row], columns[cells.col])
    return np.asarray(np.bincount(cells.row, weights=cells.data * expected, minlength=counts.shape[0]), dtype=float)


def _divide(values: NDArray[Any], totals: NDArray[Any]) -> pl.Series:
    parts = np.divide(values, totals, out=np.full(len(values), np.nan), where=np.asarray(totals) > 0)
    return pl.Series(np.clip(parts, 0, 1), nan_to_null=True)
