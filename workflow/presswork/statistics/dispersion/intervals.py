"""Confidence intervals of dispersion, with articles, stories or days as the sampling unit.

The influence functions give the effect of each article on a measure. Their root sum of squares, divided by the number
of articles, is the standard error of a bootstrap over articles (infinitesimal jackknife, Efron 1982, section 6.3);
summed within stories or days first, that of a bootstrap over stories or days.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import sparse, special

from presswork.statistics.arrays import Integers, Numbers, Places
from presswork.statistics.clusters import join_counts, join_sizes
from presswork.statistics.dispersion import measures


class Influence(NamedTuple):
    """Influence of articles on terms' measures: `values` at `rows` and `columns` if the article has the term.

    Otherwise, the influence is the product of the term's `slopes` and the article's `absent`.
    """

    rows: Places
    columns: Places
    values: Numbers
    slopes: Numbers
    absent: Numbers


def dispersion_interval(
    measure: str,
    counts: sparse.csr_array,
    sizes: Numbers,
    units: Integers,
    present: Integers,
    min_range: int,
    confidence: float = 0.95,
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of one of `MEASURES` for each term, with units as clusters.

    `units` has the unit of each article, from 0 without gaps, `present` the number of units with each term. The
    interval is symmetric in the log odds of the measure and uses Student's t. NaN for terms in fewer than `min_range`
    units, since simulations show that their intervals do not cover, and for values of 0 and 1, whose log odds are
    infinite.
    """
    n_units, n_terms = int(units.max(initial=-1)) + 1, counts.shape[1]
    low, high = np.full(n_terms, np.nan), np.full(n_terms, np.nan)
    if n_units < 2:
        return low, high
    find_value, find_influence = MEASURES[measure]
    value, squares = find_value(counts, sizes), sum_squares(find_influence(counts, sizes), units)
    error = np.sqrt(squares * n_units / (n_units - 1)) / counts.shape[0]
    sound = (present >= max(min_range, 1)) & (value > 0) & (value < 1)
    width = special.stdtrit(n_units - 1, 0.5 + confidence / 2) * error[sound]
    middle, slope = special.logit(value[sound]), 1 / (value[sound] * (1 - value[sound]))
    low[sound], high[sound] = special.expit(middle - width * slope), special.expit(middle + width * slope)
    return low, high


def sum_squares(influence: Influence, units: Integers) -> Numbers:
    """Return for each term the sum over units of the squared total influence of their articles."""
    rows, columns, values, slopes, absent = influence
    # Start from all articles as if without the term and correct those that have it.
    excess = values - slopes[columns] * absent[rows]
    shape = (len(units), len(slopes))
    joined = join_counts(sparse.csr_array((excess, (rows, columns)), shape=shape), units).tocoo()
    owners, terms = joined.coords
    everywhere = join_sizes(absent, units)
    base = slopes[terms] * everywhere[owners]
    change = np.bincount(terms, weights=(joined.data + base) ** 2 - base**2, minlength=len(slopes))
    return np.asarray(np.maximum(change + slopes**2 * (everywhere**2).sum(), 0), dtype=float)


def _deviation_influence(counts: sparse.csr_array, sizes: Numbers) -> Influence:
    """Return the influence on DP, 1 - mean(min(a, b)) with an article's count a and size b relative to their means."""
    n_articles, n_terms = counts.shape
    columns, shares, rows = measures.observed_shares(counts)
    size = sizes / sizes.mean()
    a, b = shares * n_articles, size[rows]
    by_count = np.bincount(columns, weights=np.where(a < b, a, 0), minlength=n_terms) / n_articles
    by_size = np.bincount(columns, weights=np.where(a < b, 0, b), minlength=n_terms) / n_articles
    largest = 1 - sizes.min() / sizes.sum()
    values = np.minimum(a, b) - by_count[columns] * a - by_size[columns] * b
    return Influence(rows, columns, values / largest, -by_size / largest, size)


def _divergence_influence(counts: sparse.csr_array, sizes: Numbers) -> Influence:
    """Return the influence on 1 / (1 + D) with the divergence D = mean(a log2(a / b))."""
    n_articles, n_terms = counts.shape
    columns, shares, rows = measures.observed_shares(counts)
    size = sizes / sizes.mean()
    a, b = shares * n_articles, size[rows]
    logs = np.log2(a / b)
    divergence = np.bincount(columns, weights=a * logs, minlength=n_terms) / n_articles
    scale = (1 + divergence) ** -2
    values = (a * (logs - divergence[columns]) + (b - a) / np.log(2)) * scale[columns]
    return Influence(rows, columns, values, scale / np.log(2), size)


def _pairwise_influence(counts: sparse.csr_array, sizes: Numbers) -> Influence:
    """Return the influence on DA, 1 - D / (2 m) with the mean difference D of two rates and the mean rate m."""
    n, n_terms = counts.shape
    columns, rates, order, rank = measures.ranked_rates(counts, sizes)
    rows = measures.part_rates(counts, sizes)[2][order]
    sorted_rates = rates[order]
    total = np.bincount(columns, weights=sorted_rates, minlength=n_terms)
    mean = total / n
    running = np.cumsum(sorted_rates)
    before = np.cumsum(total) - total
    below = running - before[columns]
    distance = ((2 * rank - n) * sorted_rates - 2 * below + total[columns]) / n
    difference = np.bincount(columns, weights=distance, minlength=n_terms) / n
    present = np.bincount(columns, minlength=n_terms)
    # An article without the term differs from the others by the mean rate.
    difference += mean * (n - present) / n
    with np.errstate(divide="ignore", invalid="ignore"):
        gini = difference / (2 * mean)
        absent = (mean - difference + gini * mean) / mean
    values = (distance - difference[columns] - gini[columns] * (sorted_rates - mean[columns])) / mean[columns]
    return Influence(rows, columns, values, absent, np.ones(n))


MEASURES: dict[
    str, tuple[Callable[[sparse.csr_array, Numbers], Numbers], Callable[[sparse.csr_array, Numbers], Influence]]
] = {
    "dp_norm": (measures.normalized_deviation, _deviation_influence),
    "dkl": (measures.kullback_leibler_evenness, _divergence_influence),
    "da": (measures.pairwise_evenness, _pairwise_influence),
}
