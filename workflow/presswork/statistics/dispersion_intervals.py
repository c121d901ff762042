"""Intervals of dispersion with articles as the sampling unit.

Each function returns a measure's influence sums: for every term, the sum over articles of the squared influence of an
article on the measure. Its root over the number of articles is the standard error that a bootstrap over articles would
give (infinitesimal jackknife, Efron 1982, section 6.3), without a draw.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from presswork.statistics.dispersion import (
    kullback_leibler_evenness,
    normalized_deviation,
    observed_shares,
    pairwise_evenness,
    ranked_rates,
)

Numbers = NDArray[np.float64]
Measure = Callable[[sparse.csr_array, Numbers], Numbers]


def dispersion_interval(
    measure: str, counts: sparse.csr_array, sizes: Numbers, min_range: int, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of a measure of `MEASURES` for each term, articles drawn as clusters.

    The interval is symmetric in the log odds of the measure, by Student's t. Terms in fewer than `min_range` articles
    get NaN: below it simulation shows that the interval does not cover. So do terms at 0 or 1, whose log odds are not
    finite.
    """
    n_articles, n_terms = counts.shape
    low, high = np.full(n_terms, np.nan), np.full(n_terms, np.nan)
    if n_articles < 2:
        return low, high
    value, squares = (function(counts, sizes) for function in MEASURES[measure])
    error = np.sqrt(squares * n_articles / (n_articles - 1)) / n_articles
    present = np.asarray(counts.astype(bool).sum(axis=0))
    sound = (present >= max(min_range, 1)) & (value > 0) & (value < 1)
    width = special.stdtrit(n_articles - 1, 0.5 + confidence / 2) * error[sound]
    middle, slope = special.logit(value[sound]), 1 / (value[sound] * (1 - value[sound]))
    low[sound], high[sound] = special.expit(middle - width * slope), special.expit(middle + width * slope)
    return low, high


def _deviation_squares(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """DP is 1 - mean(min(a, b)) with a and b an article's count and size over their means."""
    n_articles, n_terms = counts.shape
    columns, shares, rows = observed_shares(counts)
    size = sizes / sizes.mean()
    a, b = shares * n_articles, size[rows]
    by_count = np.bincount(columns, weights=np.where(a < b, a, 0), minlength=n_terms) / n_articles
    by_size = np.bincount(columns, weights=np.where(a < b, 0, b), minlength=n_terms) / n_articles
    influence = np.minimum(a, b) - by_count[columns] * a - by_size[columns] * b
    present = np.bincount(columns, weights=influence**2, minlength=n_terms)
    absent = (size**2).sum() - np.bincount(columns, weights=b**2, minlength=n_terms)
    largest = 1 - sizes.min() / sizes.sum()
    return np.asarray((present + by_size**2 * absent) / largest**2, dtype=float)


def _divergence_squares(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """The divergence is mean(a log2(a / b)), the measure 1 over 1 more."""
    n_articles, n_terms = counts.shape
    columns, shares, rows = observed_shares(counts)
    size = sizes / sizes.mean()
    a, b = shares * n_articles, size[rows]
    logs = np.log2(a / b)
    divergence = np.bincount(columns, weights=a * logs, minlength=n_terms) / n_articles
    influence = a * (logs - divergence[columns]) + (b - a) / np.log(2)
    present = np.bincount(columns, weights=influence**2, minlength=n_terms)
    absent = ((size**2).sum() - np.bincount(columns, weights=b**2, minlength=n_terms)) / np.log(2) ** 2
    return np.asarray((present + absent) / (1 + divergence) ** 4, dtype=float)


def _pairwise_squares(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """DA is 1 - D / (2 m), with D the mean difference of two rates and m their mean."""
    n, n_terms = counts.shape
    columns, rates, order, rank = ranked_rates(counts, sizes)
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
    influence = (distance - difference[columns] - gini[columns] * (sorted_rates - mean[columns])) / mean[columns]
    squares = np.bincount(columns, weights=influence**2, minlength=n_terms) + (n - present) * absent**2
    return np.asarray(squares, dtype=float)


MEASURES: dict[str, tuple[Measure, Measure]] = {
    "dp_norm": (normalized_deviation, _deviation_squares),
    "dkl": (kullback_leibler_evenness, _divergence_squares),
    "da": (pairwise_evenness, _pairwise_squares),
}
