"""The shares of the chosen topics in every article, whether the model was fitted to it or not."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy import sparse

from presswork.topics.model import Model, find_engine

BLOCK = 10_000


def share_topics(
    model: Model,
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    unit_rows: pl.DataFrame,
    unit_columns: pl.DataFrame,
) -> Iterator[pl.DataFrame]:
    """Yield the shares of each article (passage) that has a term of the model, a block of rows at a time.

    Those of rows that the model was fitted to are the model's; the others are folded in.
    """
    columns = matrix_columns.join(unit_columns.select("term"), on="term", how="semi")["column"].to_numpy()
    is_whole = unit_rows.height == matrix_rows.height
    for start in range(0, matrix_rows.height if len(model.terms) else 0, BLOCK):
        rows = matrix_rows[start : start + BLOCK]
        counts = matrix[start : start + BLOCK][:, columns].astype(float)
        shares = (
            model.shares[start : start + BLOCK] if is_whole else find_engine(model.engine).fold_in(model.state, counts)
        )
        covered = shares.sum(axis=1) > 0
        yield tabulate_shares(rows.filter(pl.Series(covered)), shares[covered])


def tabulate_shares(rows: pl.DataFrame, shares: np.ndarray) -> pl.DataFrame:
    """Return shares (rows x topics) as a table with a row for each row and topic."""
    k = shares.shape[1]
    repeated = rows.select("article_id", "passage")[np.repeat(np.arange(rows.height), k)]
    return repeated.with_columns(
        topic=pl.Series(np.tile(np.arange(1, k + 1), rows.height), dtype=pl.Int64), share=shares.ravel()
    )
