"""Co-occurrence of terms in the same articles, at any distance."""

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.schema import find_tables
from presswork.statistics.association import log_dice, log_likelihood
from presswork.tokens.neighbouring_tokens import choose_least

TERMS = 300


def count_cooccurrence(
    matrix: sparse.csr_array, matrix_rows: pl.DataFrame, matrix_columns: pl.DataFrame
) -> pl.DataFrame:
    """Return the pairs of frequent terms that share more articles (passages of a single article) than expected.

    Terms are the TERMS terms in most rows of the matrix, without stop words. A pair must share at least as many rows as
    `choose_least` requires. Rows are the unit, so a burst within an article counts once.
    """
    n_articles = matrix_rows["article_id"].n_unique()
    least, _ = choose_least(n_articles)
    present = sparse.csc_array(matrix.astype(bool), dtype=np.int64)
    rows_with = np.asarray(present.sum(axis=0), dtype=np.int64)
    terms = matrix_columns["term"].to_numpy()
    open_terms = np.flatnonzero(~matrix_columns["stop"].to_numpy())
    # Ties in alphabetical order.
    chosen = open_terms[np.argsort(-rows_with[open_terms], kind="stable")[:TERMS]]
    joint = sparse.triu(present[:, chosen].T @ present[:, chosen], 1, format="coo")
    first, second = chosen[joint.coords[0]], chosen[joint.coords[1]]
    expected = rows_with[first] * rows_with[second] / matrix.shape[0]
    kept = (joint.data >= least) & (joint.data > expected)
    frame = pl.DataFrame(
        {
            "term": np.minimum(terms[first], terms[second]),
            "other": np.maximum(terms[first], terms[second]),
            "joint": joint.data,
            "expected": expected,
            "log_dice": log_dice(joint.data, rows_with[first], rows_with[second]),
            "g2": log_likelihood(joint.data, rows_with[first], rows_with[second], matrix.shape[0]),
        },
        schema_overrides={"term": pl.String, "other": pl.String},
    ).filter(pl.Series(kept))
    ranked = frame.sort(-pl.col("g2"), "term", "other").with_row_index("rank", offset=1)
    schema = find_tables()["cooccurrence"].schema
    return ranked.select(schema.names()).cast(schema)
