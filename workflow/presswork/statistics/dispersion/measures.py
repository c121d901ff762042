"""Measures of dispersion: how evenly terms are spread over the parts of a corpus.

Every function takes counts (parts x terms, sparse) and the parts' sizes in words, and returns one value per term, NaN
for terms that never occur. An even term has a value of 0 for DP and its variants, and of 1 for all other measures.
"""

import numpy as np
from scipy import sparse

from presswork.statistics.arrays import Numbers, Places


def range_share(counts: sparse.csr_array) -> Numbers:
    """Return the share of parts in which each term occurs, 0 to 1."""
    n_parts = counts.shape[0]
    shares: Numbers = np.asarray(counts.astype(bool).sum(axis=0), dtype=float) / n_parts
    return shares


def deviation_of_proportions(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DP (Gries 2008): half the summed differences between expected and observed shares; 0 is even."""
    expected = sizes / sizes.sum()
    columns, observed, rows = observed_shares(counts)
    absolute = np.abs(observed - expected[rows]) - expected[rows]
    sums = np.bincount(columns, weights=absolute, minlength=counts.shape[1])
    return _without_absent(0.5 * np.asarray(sums + 1.0, dtype=float), counts)


def normalized_deviation(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DPnorm (column `dp_norm`; Lijffijt & Gries 2012): DP divided by its maximum.

    It is 0 for an evenly spread term and 1 for a term that occurs only in the smallest part.
    """
    if len(sizes) < 2:
        return np.full(counts.shape[1], np.nan)
    largest = 1 - float(sizes.min() / sizes.sum())
    return deviation_of_proportions(counts, sizes) / largest


def egbert_deviation(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DP as normalised by Egbert et al. (2020): DP / (1 - share of the smallest part with the term).

    1 for a term that occurs in one part only. NaN if the corpus has one part.
    """
    expected = sizes / sizes.sum()
    columns, _, rows = observed_shares(counts)
    smallest = np.ones(counts.shape[1])
    np.minimum.at(smallest, columns, expected[rows])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(smallest < 1, deviation_of_proportions(counts, sizes) / (1 - smallest), np.nan)


def kullback_leibler_evenness(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return 1 / (1 + D_KL) with D_KL in bits from expected to observed shares (Gries 2020); 1 is even."""
    expected = sizes / sizes.sum()
    columns, observed, rows = observed_shares(counts)
    divergence = np.bincount(columns, weights=observed * np.log2(observed / expected[rows]), minlength=counts.shape[1])
    return _without_absent(1 / (1 + divergence), counts)


def pairwise_evenness(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DA (Burch et al. 2017): 1 - mean absolute difference of two parts' rates / (2 * mean rate).

    All parts have the same weight, regardless of their length. 0 for a term in one part only. NaN if the corpus has one
    part.
    """
    n_parts = counts.shape[0]
    if n_parts < 2:
        return np.full(counts.shape[1], np.nan)
    columns, rates, order, rank = ranked_rates(counts, sizes)
    differences = np.bincount(columns, weights=(2 * rank - n_parts - 1) * rates[order], minlength=counts.shape[1])
    sums = np.bincount(columns, weights=rates[order], minlength=counts.shape[1])
    with np.errstate(invalid="ignore"):
        return _settle_zero(np.asarray(1 - differences / (n_parts - 1) / sums, dtype=float))


def entropy_evenness(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return D2 (Carroll 1970): the entropy of the parts' rates over its maximum; NaN if the corpus has one part."""
    if counts.shape[0] < 2:
        return np.full(counts.shape[1], np.nan)
    columns, rates, _ = part_rates(counts, sizes)
    sums = np.bincount(columns, weights=rates, minlength=counts.shape[1])
    share = rates / sums[columns]
    entropy = -np.bincount(columns, weights=share * np.log2(share), minlength=counts.shape[1])
    return _without_absent(_settle_zero(entropy / np.log2(counts.shape[0])), counts)


def adjusted_share(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return S (Rosengren 1971): (sum of the roots of size share x count)^2 over the count; 1 is even."""
    columns, observed, rows = observed_shares(counts)
    roots = np.sqrt(observed * (sizes / sizes.sum())[rows])
    sums = np.bincount(columns, weights=roots, minlength=counts.shape[1])
    return _without_absent(np.asarray(sums**2, dtype=float), counts)


def juilland_evenness(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return Juilland's D (1970): 1 - coefficient of variation of the parts' rates / sqrt(parts - 1).

    The standard deviation is that of a population. With many parts, D is near 1 for all but the rarest terms (Biber et
    al. 2016). NaN if the corpus has one part.
    """
    n_parts = counts.shape[0]
    if n_parts < 2:
        return np.full(counts.shape[1], np.nan)
    columns, rates, _ = part_rates(counts, sizes)
    mean = np.bincount(columns, weights=rates, minlength=counts.shape[1]) / n_parts
    squares = np.bincount(columns, weights=rates**2, minlength=counts.shape[1]) / n_parts
    with np.errstate(invalid="ignore"):
        variation = np.sqrt(np.maximum(squares / mean**2 - 1, 0))
    return _settle_zero(1 - variation / np.sqrt(n_parts - 1))


def observed_shares(counts: sparse.csr_array) -> tuple[Places, Numbers, Places]:
    """Return column, share of the term's occurrences and row of each non-zero cell."""
    totals = np.asarray(counts.sum(axis=0), dtype=float)
    columns, values, rows = _list_cells(counts)
    return columns, values / totals[columns], rows


def part_rates(counts: sparse.csr_array, sizes: Numbers) -> tuple[Places, Numbers, Places]:
    """Return column, rate (count over the part's size) and row of each non-zero cell."""
    columns, values, rows = _list_cells(counts)
    return columns, values / sizes[rows], rows


def ranked_rates(counts: sparse.csr_array, sizes: Numbers) -> tuple[Places, Numbers, Places, Places]:
    """Return for cells sorted by column and rate: their columns, all rates, the order, and the rank from 1.

    The rank is among all parts; those without the term come first.
    """
    columns, rates, _ = part_rates(counts, sizes)
    order = np.lexsort((rates, columns))
    present = np.bincount(columns, minlength=counts.shape[1])
    last = np.cumsum(present)[columns[order]]
    return columns[order], rates, order, counts.shape[0] - last + np.arange(1, len(order) + 1)


def _list_cells(counts: sparse.csr_array) -> tuple[Places, Numbers, Places]:
    cells = counts.tocoo()
    present = cells.data > 0
    return cells.coords[1][present], cells.data[present].astype(float), cells.coords[0][present]


def _settle_zero(values: Numbers) -> Numbers:
    """Return the values with 0 for those that differ from it by rounding only."""
    return np.where(np.abs(values) < 1e-12, 0.0, values)


def _without_absent(values: Numbers, counts: sparse.csr_array) -> Numbers:
    return np.where(np.asarray(counts.sum(axis=0)) > 0, values, np.nan)
