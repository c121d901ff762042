"""Test statistics and odds ratio of a term in two sets of texts, as a 2 x 2 table.

Every function takes arrays of counts as `association` does: `joint` of both, `first` and `second` of each, out of
`total`. The tests assume independent tokens, which news text does not have: report them, do not decide by them.
"""

import numpy as np
from numpy.typing import ArrayLike

from presswork.statistics.arrays import Numbers


def chi_squared(
    joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike, yates: bool = False
) -> Numbers:
    """Return Pearson's chi-squared of the four cells; with `yates`, Yates's (1934) correction; NaN if a margin is 0."""
    both, one, other, everything = (np.asarray(each, dtype=float) for each in (joint, first, second, total))
    distance = np.abs(both - one * other / everything)
    if yates:
        distance = np.maximum(distance - 0.5, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        product = one * other * (everything - one) * (everything - other)
        return np.where(product > 0, distance**2 * everything**3 / product, np.nan)


def williams_factor(first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return the factor q by which G2 is divided in small samples (Williams 1976; Sokal & Rohlf 1995, eq. 17.8)."""
    one, other, everything = (np.asarray(each, dtype=float) for each in (first, second, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = everything / one + everything / (everything - one) - 1
        columns = everything / other + everything / (everything - other) - 1
        return np.asarray(1 + rows * columns / (6 * everything), dtype=float)


def odds_ratio(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return the odds ratio of the four cells: 0 or inf if a cell is 0, NaN if a margin is 0."""
    both, one, other, everything = (np.asarray(each, dtype=float) for each in (joint, first, second, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(both * (everything - one - other + both) / ((one - both) * (other - both)), dtype=float)
