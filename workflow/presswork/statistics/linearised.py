"""The sampling error of means over clusters, by linearisation: no draws."""

import numpy as np

from presswork.statistics.arrays import Integers, Numbers


def cluster_error(values: Numbers, strata: Integers, weights: Numbers, clusters: Integers) -> Numbers:
    """Return the standard error of the weighted mean of strata's means, one for each column of values.

    `values` is rows x columns, `strata` and `clusters` hold those of each row, `weights` one for each stratum. A row
    adds its deviation from its stratum's mean, weighted; the sums over clusters are taken as independent. NaN for fewer
    than two clusters. Source: Wolter 2007, chapter 6.
    """
    sizes = np.bincount(strata, minlength=len(weights)).astype(float)
    spread = np.zeros((len(weights), len(values)))
    spread[strata, np.arange(len(values))] = 1
    means = spread @ values / np.maximum(sizes, 1)[:, None]
    influence = (values - means[strata]) * (weights / np.maximum(sizes, 1))[strata][:, None]
    _, own = np.unique(clusters, return_inverse=True)
    n = int(own.max(initial=-1)) + 1
    if n < 2:
        return np.full(values.shape[1], np.nan)
    sums = np.array([np.bincount(own, weights=column, minlength=n) for column in influence.T]).T.reshape(n, -1)
    return np.asarray(np.sqrt(n / (n - 1) * (sums**2).sum(axis=0)))
