"""Whether values form one group or two."""

from math import ceil

import numpy as np

from presswork.statistics.arrays import Numbers

# A group is at least so large a share of the values, and at least two of them.
LEAST_GROUP = 0.1


def split_variance(values: Numbers) -> Numbers:
    """Return for each column the share of its variance that lies between two groups, by the best split of its values.

    0.64 (2 / pi) is to be expected of many normal values, 0.75 of uniform ones, 1 of two points. Neither group has
    fewer than a tenth of the values. NaN for fewer than four values and where all are equal. Source: 1 less the ratio
    of Duda & Hart (1973, chapter 6), for the best split in one dimension (Fisher 1958).
    """
    n = len(values)
    least = max(2, ceil(LEAST_GROUP * n))
    centred = np.sort(values, axis=0) - values.mean(axis=0)
    total = (centred**2).sum(axis=0)
    # Equal values differ from their mean by rounding alone.
    equal = np.ptp(values, axis=0) <= 1e-9 * np.abs(values).max(axis=0)
    if n < 2 * least:
        return np.full(values.shape[1], np.nan)
    first = np.arange(1, n)[:, None]
    between = np.cumsum(centred, axis=0)[:-1] ** 2 * n / (first * (n - first))
    return np.asarray(between[least - 1 : n - least].max(axis=0) / np.where(equal, np.nan, total))
