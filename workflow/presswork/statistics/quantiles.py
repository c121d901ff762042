"""Medians with intervals that no distribution can upset."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import special

LEAST = 6


def median_interval(values: NDArray[np.float64], confidence: float = 0.95) -> tuple[float, float]:
    """Return the order statistics that hold the median of what the values are a sample of (Conover 1999, section 3.2).

    The interval covers with at least the confidence, whatever the distribution, where the values are independent. NaN
    for fewer than six values, of which not even the extremes do at 95%.
    """
    n = len(values)
    # How often at most k of n independent values lie below their median, for k from 0.
    below = special.bdtr(np.arange(n), n, 0.5) if n else np.array([])
    rank = int(np.searchsorted(below, (1 - confidence) / 2, side="right"))
    if rank == 0:
        return math.nan, math.nan
    ordered = np.sort(values)
    return float(ordered[rank - 1]), float(ordered[n - rank])
