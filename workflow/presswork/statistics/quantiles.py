"""Distribution-free intervals of medians."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import special

LEAST = 6


def median_interval(values: NDArray[np.float64], confidence: float = 0.95) -> tuple[float, float]:
    """Return the order statistics that bound the population median (Conover 1999, section 3.2).

    For independent values, the interval has at least the nominal coverage, for any distribution. NaN for fewer
    than six values, where not even minimum and maximum reach 95%.
    """
    n = len(values)
    # Probability that at most k of n independent values are below the median, for k from 0.
    below = special.bdtr(np.arange(n), n, 0.5) if n else np.array([])
    rank = int(np.searchsorted(below, (1 - confidence) / 2, side="right"))
    if rank == 0:
        return math.nan, math.nan
    ordered = np.sort(values)
    return float(ordered[rank - 1]), float(ordered[n - rank])
