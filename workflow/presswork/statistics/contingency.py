"""Tests of a term in two sets of texts as a table of four cells.

Every function takes arrays of counts as `association` does: `joint` of both, `first` and `second` of each, out of
`total`. The tests assume that words are drawn one by one, which news is not: to report, not to decide by.
"""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.float64]
# Probabilities that differ by less than this share are equal, as in R and SciPy.
EQUAL = 1e-7
CELLS_AT_ONCE = 1 << 22
STEPS = 60
PRECISION = 1e-10


def chi_squared(
    joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike, yates: bool = False
) -> Numbers:
    """Return Pearson's chi-squared of the four cells, with Yates's (1934) correction if asked for; NaN if one is empty.

    An empty one is a margin of 0.
    """
    both, one, other, everything = (np.asarray(each, dtype=float) for each in (joint, first, second, total))
    distance = np.abs(both - one * other / everything)
    if yates:
        distance = np.maximum(distance - 0.5, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        product = one * other * (everything - one) * (everything - other)
        return np.where(product > 0, distance**2 * everything**3 / product, np.nan)


def williams_factor(first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return the q by which G2 is divided in small samples (Williams 1976; Sokal & Rohlf 1995, eq. 17.8)."""
    one, other, everything = (np.asarray(each, dtype=float) for each in (first, second, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = everything / one + everything / (everything - one) - 1
        columns = everything / other + everything / (everything - other) - 1
        return np.asarray(1 + rows * columns / (6 * everything), dtype=float)


def fisher_exact(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return Fisher's (1935) two-sided p, and the odds ratio of greatest likelihood given the margins.

    The p sums the tables that are no more probable than the one seen. The odds ratio is 0 or inf where the table is
    the lowest or highest that the margins allow, NaN where they allow but one.
    """
    given = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (joint, first, second, total)))
    shape = given[0].shape
    margins = [each.ravel() for each in given]
    low = np.maximum(0, margins[1] + margins[2] - margins[3])
    high = np.minimum(margins[1], margins[2])
    p, odds = np.ones(low.size), np.full(low.size, np.nan)
    for chunk in _split((high - low + 1).astype(np.int64)):
        p[chunk], odds[chunk] = _solve([each[chunk] for each in (*margins, low, high)])
    return p.reshape(shape), odds.reshape(shape)


def _split(lengths: NDArray[np.int64]) -> list[slice]:
    """Return slices of tables whose supports together fit into memory."""
    if not lengths.size:
        return []
    numbers = np.cumsum(lengths) // CELLS_AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), lengths.size]
    return [slice(start, end) for start, end in pairwise(edges)]


def _solve(tables: list[Numbers]) -> tuple[Numbers, Numbers]:
    """Return p and odds ratio of tables (joint, first, second, total, lowest, highest), all at once."""
    joint, first, second, total, low, high = tables
    # The supports of all tables lie one behind the other in one array.
    lengths = (high - low + 1).astype(np.int64)
    starts = np.cumsum(lengths) - lengths

    def spread(values: Any) -> Any:
        return np.repeat(values, lengths)

    cells = np.arange(lengths.sum()) - spread(starts) + spread(low)
    weights = -special.gammaln(cells + 1) - special.gammaln(spread(first) - cells + 1)
    weights -= special.gammaln(spread(second) - cells + 1)
    weights -= special.gammaln(spread(total - first - second) + cells + 1)
    seen = weights[starts + (joint - low).astype(np.int64)]
    share = np.exp(weights - spread(np.maximum.reduceat(weights, starts)))
    rare = np.where(weights <= spread(seen) + EQUAL, share, 0)
    p = np.minimum(np.add.reduceat(rare, starts) / np.add.reduceat(share, starts), 1.0)
    odds = np.where(low == high, np.nan, np.where(joint == low, 0.0, np.inf))
    inside = (joint > low) & (joint < high)
    theta = np.log((joint + 0.5) * (total - first - second + joint + 0.5))
    theta -= np.log((first - joint + 0.5) * (second - joint + 0.5))
    for _ in range(STEPS):
        tilted = weights + spread(theta) * cells
        share = np.exp(tilted - spread(np.maximum.reduceat(tilted, starts)))
        mass = np.add.reduceat(share, starts)
        mean = np.add.reduceat(share * cells, starts) / mass
        variance = np.add.reduceat(share * (cells - spread(mean)) ** 2, starts) / mass
        # Newton's step; far from the root it could overshoot.
        step = np.where(inside, np.clip((joint - mean) / np.maximum(variance, 1e-12), -2, 2), 0)
        theta += step
        if np.all(np.abs(step) < PRECISION):
            break
    return p, np.where(inside, np.exp(theta), odds)
