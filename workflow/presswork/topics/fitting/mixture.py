"""Shares of known topics in rows."""

import numpy as np
from scipy import sparse

from presswork.statistics.arrays import Numbers

TOLERANCE = 1e-8
MAX_STEPS = 5000


def normalise(weights: Numbers) -> Numbers:
    """Return each row divided by its sum; rows of zeros are unchanged."""
    totals = weights.sum(axis=1, keepdims=True)
    result: Numbers = np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0)
    return result


def infer_shares(terms: Numbers, alpha: Numbers, counts: sparse.csr_array) -> Numbers:
    """Return the most probable shares of each row, rows x topics, given p(term | topic) and alpha (one per topic).

    Expectation maximisation with a Dirichlet prior of alpha + 1, on which variational and collapsed inference of LDA
    agree (Asuncion et al. 2009, section 3). The maximum is unique, so the start does not matter; iterations stop when
    no share changes by 1e-8. Terms that no topic contains are ignored; a row with no other terms has shares of 0.
    """
    known = terms.max(axis=0) > 0
    columns = np.ascontiguousarray(terms.T)
    shares = np.zeros((counts.shape[0], len(alpha)))
    for row, (start, stop) in enumerate(zip(counts.indptr, counts.indptr[1:])):
        own = slice(start, stop)
        used = known[counts.indices[own]]
        if used.any():
            shares[row] = _maximise(columns[counts.indices[own][used]], alpha, counts.data[own][used])
    return shares


def _maximise(weights: Numbers, alpha: Numbers, counts: Numbers) -> Numbers:
    total = alpha.sum() + counts.sum()
    share: Numbers = (alpha + counts.sum() / len(alpha)) / total
    for _ in range(MAX_STEPS):
        before = share
        share = (alpha + share * (weights.T @ (counts / (weights @ share)))) / total
        if np.abs(share - before).max() < TOLERANCE:
            break
    return share
