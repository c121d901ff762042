"""Keyness of a term in one set of texts compared with another: effect sizes and two-cell G2.

Every function takes `count` occurrences in `size` words and `other` occurrences in `other_size` words, and is
vectorised over terms.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from presswork.statistics.arrays import Numbers

ZERO = 0.5
MILLION = 1_000_000


def _numbers(*values: ArrayLike) -> list[Any]:
    return [np.asarray(each, dtype=float) for each in values]


def log_ratio(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, zero: float = ZERO
) -> Numbers:
    """Return the base-2 logarithm of the ratio of the rates (Hardie 2014): 1 is twice, -1 half as frequent.

    A count of 0 on either side is replaced by `zero`; other counts are not changed.
    """
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    one, two = np.where(one == 0, zero, one), np.where(two == 0, zero, two)
    return np.asarray(np.log2(one / n_one) - np.log2(two / n_two), dtype=float)


def log_ratio_bounds(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, error: ArrayLike = 0.05
) -> tuple[Numbers, Numbers]:
    """Return exact bounds of the log ratio at 1 - `error` for independent tokens (Clopper & Pearson 1934).

    Given the sum of both counts, one is binomial (Fay 2010). -inf or inf if a count is 0. Since tokens of news text are
    not independent, `effective_log_ratio` divides the counts by their overdispersion first.
    """
    one, n_one, two, n_two, alpha = _numbers(count, size, other, other_size, error)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(one > 0, special.betaincinv(np.where(one > 0, one, 1), two + 1, alpha / 2), 0.0)
        high = np.where(two > 0, special.betaincinv(one + 1, np.where(two > 0, two, 1), 1 - alpha / 2), 1.0)
        shift = np.log2(n_two / n_one)
        return np.log2(low / (1 - low)) + shift, np.log2(high / (1 - high)) + shift


def conservative_log_ratio(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, family: int, error: float = 0.05
) -> Numbers:
    """Return LRC (Evert 2022): the bound of the log ratio that is nearer to 0, or 0 if 0 lies between the bounds.

    The bounds hold jointly over `family` terms (Bonferroni). For ranking only: they assume independent tokens.
    """
    low, high = log_ratio_bounds(count, size, other, other_size, error / max(family, 1))
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def effective_log_ratio(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, overdispersion: ArrayLike
) -> Numbers:
    """Return LRC of counts divided by their overdispersion, each term alone at 95%.

    `overdispersion` is the variance of the counts over units divided by that of independent tokens; dividing by it
    gives effective counts (Rao & Scott 1992). Values below 1 are taken as 1. The result is 0 if the overdispersion is 0
    or below, where units do not differ.
    """
    one, two, excess = _numbers(count, other, overdispersion)
    by = np.maximum(excess, 1)
    return np.where(excess > 0, conservative_log_ratio(one / by, size, two / by, other_size, family=1), 0.0)


def percent_difference(count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike) -> Numbers:
    """Return %DIFF (Gabrielatos & Marchi 2011): the difference of the rates in % of the other; NaN if that is 0."""
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (one / n_one) / (two / n_two)
    return np.where(two > 0, 100 * (ratio - 1), np.nan)


def simple_maths(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, constant: float = 100
) -> Numbers:
    """Return the ratio of the rates per million after adding `constant` to both (Kilgarriff 2009)."""
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    return np.asarray((one / n_one * MILLION + constant) / (two / n_two * MILLION + constant), dtype=float)


def log_odds(
    count: ArrayLike,
    size: ArrayLike,
    other: ArrayLike,
    other_size: ArrayLike,
    prior: ArrayLike | None = None,
    prior_size: ArrayLike | None = None,
) -> tuple[Numbers, Numbers]:
    """Return the log odds ratio with an informative Dirichlet prior, and its z (Monroe et al. 2008, eq. 16, 20, 22).

    Natural logarithm. `prior` has each term's pseudo-counts, out of `prior_size`; by default, the counts of both sides
    together. z is for ranking only: it assumes independent tokens.
    """
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    alpha, total = _numbers(one + two if prior is None else prior, n_one + n_two if prior_size is None else prior_size)
    first, second = one + alpha, two + alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(first / (n_one + total - first)) - np.log(second / (n_two + total - second))
        return delta, delta / np.sqrt(1 / first + 1 / second)


def two_cell_log_likelihood(count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike) -> Numbers:
    """Return the log-likelihood G2 of two cells (Rayson & Garside 2000), negative if `count` is the rarer.

    It omits the words other than the term; `association.log_likelihood` has all four cells (Dunning 1993).
    """
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    rate = (one + two) / (n_one + n_two)
    total = special.rel_entr(one, n_one * rate) + special.rel_entr(two, n_two * rate)
    sign = np.where(one * n_two >= two * n_one, 1.0, -1.0)
    return np.asarray(sign * 2 * np.maximum(total, 0), dtype=float)
