"""Test whether values form one group or two."""

from math import ceil

import numpy as np

from presswork.statistics.arrays import Numbers

# Smallest share of the values in a group; a group has at least two.
LEAST_GROUP = 0.1


def split_variance(values: Numbers) -> Numbers:
    """Return for each column the share of its variance between two groups, for the best split of its values.

    It is about 0.64 (2 / pi) for many normal values, 0.75 for uniform values and 1 for two points. Each group has at
    least a tenth of the values. NaN for fewer than four values, and if all are equal. Source: 1 minus the ratio of Duda
    & Hart (1973, chapter 6), for the best split in one dimension (Fisher 1958).
    """
    n = len(values)
    least = max(2, ceil(LEAST_GROUP * n))
    centred = np.sort(values, axis=0) - values.mean(axis=0)
    total = (centred**2).sum(axis=0)
    # Equal values may differ from their mean by rounding.
    equal = np.ptp(values, axis=0) <= 1e-9 * np.abs(values).max(axis=0)
    if n < 2 * least:
        return np.full(values.shape[1], np.nan)
    first = np.arange(1, n)[:, None]
    between = np.cumsum(centred, axis=0)[:-1] ** 2 * n / (first * (n - first))
    return np.asarray(between[least - 1 : n - least].max(axis=0) / np.where(equal, np.nan, total))
