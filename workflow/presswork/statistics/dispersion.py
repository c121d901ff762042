"""How evenly terms spread over the parts of a corpus.

Every function takes counts (parts x terms, sparse) and the parts' sizes in words, and returns a value a term. Terms
that never occur give NaN.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]


def range_share(counts: sparse.csr_array) -> Numbers:
    """Return the share of parts in which a term occurs, 0 to 1."""
    n_parts = counts.shape[0]
    shares: Numbers = np.asarray(counts.astype(bool).sum(axis=0), dtype=float) / n_parts
    return shares


def deviation_of_proportions(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DP (Gries 2008): half the summed differences between expected and observed shares; 0 is even."""
    expected = sizes / sizes.sum()
    columns, observed, rows = _observed_shares(counts)
    absolute = np.abs(observed - expected[rows]) - expected[rows]
    sums = np.bincount(columns, weights=absolute, minlength=counts.shape[1])
    return _without_absent(0.5 * np.asarray(sums + 1.0, dtype=float), counts)


def normalized_deviation(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DPnorm (Lijffijt & Gries 2012): DP over its largest value, so that 1 is all in the smallest part."""
    if len(sizes) < 2:
        return np.full(counts.shape[1], np.nan)
    largest = 1 - float(sizes.min() / sizes.sum())
    return deviation_of_proportions(counts, sizes) / largest


def kullback_leibler_evenness(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return 1 / (1 + D_KL) with D_KL in bits from expected to observed shares (Gries 2020); 1 is even."""
    expected = sizes / sizes.sum()
    columns, observed, rows = _observed_shares(counts)
    divergence = np.bincount(columns, weights=observed * np.log2(observed / expected[rows]), minlength=counts.shape[1])
    return _without_absent(1 / (1 + divergence), counts)


def _observed_shares(counts: sparse.csr_array) -> tuple[NDArray[np.intp], Numbers, NDArray[np.intp]]:
    """Return column, share of the term's occurrences and row of each cell that is not zero."""
    cells = counts.tocoo()
    present = cells.data > 0
    totals = np.asarray(counts.sum(axis=0), dtype=float)
    columns, rows = cells.coords[1][present], cells.coords[0][present]
    return columns, cells.data[present] / totals[columns], rows


def _without_absent(values: Numbers, counts: sparse.csr_array) -> Numbers:
    return np.where(np.asarray(counts.sum(axis=0)) > 0, values, np.nan)
