"""Standard errors of means over clusters, by linearisation."""

import numpy as np

from presswork.statistics.arrays import Integers, Numbers
from presswork.statistics.intervals import match_freedom


def cluster_error(values: Numbers, strata: Integers, weights: Numbers, clusters: Integers) -> tuple[Numbers, Numbers]:
    """Return the standard error of the weighted mean of the strata's means, and its degrees of freedom, by column.

    `values` is rows x columns; `strata` and `clusters` have the stratum and cluster of each row, `weights` the weight
    of each stratum. The influence of a row is its weighted deviation from the mean of its stratum; sums over clusters
    are independent. Degrees of freedom are those of `match_freedom`. NaN for fewer than two clusters. Source: Wolter
    2007, chapter 6.
    """
    sizes = np.bincount(strata, minlength=len(weights)).astype(float)
    spread = np.zeros((len(weights), len(values)))
    spread[strata, np.arange(len(values))] = 1
    means = spread @ values / np.maximum(sizes, 1)[:, None]
    influence = (values - means[strata]) * (weights / np.maximum(sizes, 1))[strata][:, None]
    _, own = np.unique(clusters, return_inverse=True)
    n = int(own.max(initial=-1)) + 1
    if n < 2:
        return np.full(values.shape[1], np.nan), np.ones(values.shape[1])
    sums = np.array([np.bincount(own, weights=column, minlength=n) for column in influence.T]).T.reshape(n, -1)
    squares, fourths = ((sums**power).sum(axis=0) for power in (2, 4))
    freedom = match_freedom(squares, fourths, n, np.full(values.shape[1], n))
    return np.sqrt(n / (n - 1) * squares), freedom
