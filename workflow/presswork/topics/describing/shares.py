"""The shares of the chosen topics in every article, including articles that the model was not fitted to."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy import sparse

from presswork.statistics.arrays import Numbers
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model

BLOCK = 10_000


def share_topics(
    model: Model,
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    unit_columns: pl.DataFrame,
) -> Iterator[pl.DataFrame]:
    """Yield the shares of each article (passage) that contains a term of the model, one block of rows at a time.

    Rows that the model was fitted to have the model's shares; the others are folded in.
    """
    counts = align_terms(matrix, matrix_columns, unit_columns).astype(float)
    is_whole = len(model.shares) == matrix_rows.height
    fold_in = find_engine(model.engine).fold_in
    for start in range(0, matrix_rows.height if len(model.terms) else 0, BLOCK):
        rows = matrix_rows[start : start + BLOCK]
        block = slice(start, start + BLOCK)
        shares = model.shares[block] if is_whole else fold_in(model.state, counts[block])
        covered = shares.sum(axis=1) > 0
        yield tabulate_shares(rows.filter(pl.Series(covered)), shares[covered])


def align_terms(matrix: sparse.csr_array, matrix_columns: pl.DataFrame, unit_columns: pl.DataFrame) -> sparse.csr_array:
    """Return the counts (rows x terms of the model); a term that is not in the matrix has a count of 0."""
    places = matrix_columns.select("term", "column").join(unit_columns.select("term", place="column"), on="term")
    own = (places["column"].to_numpy(), places["place"].to_numpy())
    selected = sparse.csr_array((np.ones(len(places), np.int64), own), shape=(matrix.shape[1], unit_columns.height))
    return sparse.csr_array(matrix @ selected)


def spread_shares(shares: pl.LazyFrame, matrix_rows: pl.DataFrame, k: int) -> Numbers:
    """Return the table of shares as rows x topics in the order of `matrix_rows`, 0 for rows without shares."""
    keys = ["article_id", "passage"]
    numbered = matrix_rows.select(*keys, place=pl.int_range(pl.len()))
    cells = shares.collect().join(numbered, on=keys, nulls_equal=True)
    spread = np.zeros((matrix_rows.height, k))
    spread[cells["place"].to_numpy(), cells["topic"].to_numpy() - 1] = cells["share"].to_numpy()
    return spread


def tabulate_shares(rows: pl.DataFrame, shares: Numbers) -> pl.DataFrame:
    """Return shares (rows x topics) as a table in long format."""
    k = shares.shape[1]
    repeated = rows.select("article_id", "passage")[np.repeat(np.arange(rows.height), k)]
    return repeated.with_columns(
        topic=pl.Series(np.tile(np.arange(1, k + 1), rows.height), dtype=pl.Int64), share=shares.ravel()
    )
