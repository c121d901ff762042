"""How much more often a term occurs in one set of texts than in another: effect sizes, and G2 of two cells.

Every function takes occurrences `count` among `size` words, and `other` among `other_size` words, and is vectorised
over terms.
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
    """Return the binary logarithm of the ratio of the rates (Hardie 2014): 1 is twice as often, -1 half as often.

    A count of 0 is taken for `zero`, on either side; no other count is changed.
    """
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    one, two = np.where(one == 0, zero, one), np.where(two == 0, zero, two)
    return np.asarray(np.log2(one / n_one) - np.log2(two / n_two), dtype=float)


def log_ratio_bounds(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, error: ArrayLike = 0.05
) -> tuple[Numbers, Numbers]:
    """Return exact bounds of the log ratio at 1 - `error`, were every token drawn alone (Clopper & Pearson 1934).

    Given both counts' sum, the one is binomial (Fay 2010). -inf or inf where a count is 0. News is no such sample:
    counts over their overdispersion come nearer (`effective_log_ratio`).
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
    """Return LRC (Evert 2022): the bound of the log ratio that is nearer to 0, and 0 if 0 lies between the bounds.

    The bounds hold jointly over `family` terms (Bonferroni). Ranking only: they assume that tokens are independent.
    """
    low, high = log_ratio_bounds(count, size, other, other_size, error / max(family, 1))
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def effective_log_ratio(
    count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike, overdispersion: ArrayLike
) -> Numbers:
    """Return the bound of the log ratio nearer to 0, of counts over their overdispersion, and 0 if 0 lies between.

    `overdispersion` is the variance of the counts, drawn by units, over that of single tokens. Dividing by it makes
    counts as large as they are worth (Rao & Scott 1992); the bounds are those of LRC at 95%, of each term alone. Where
    it is 0 or below, no units differ: 0. Below 1 it is taken for 1.
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
    """Return the ratio of the rates per million, `constant` added to both (Kilgarriff 2009)."""
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

    Natural logarithm. `prior` are each term's pseudo-counts, out of `prior_size`; without them, the counts of both
    sides together. z is for ranking only: it assumes that tokens are independent.
    """
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    alpha, total = _numbers(one + two if prior is None else prior, n_one + n_two if prior_size is None else prior_size)
    first, second = one + alpha, two + alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(first / (n_one + total - first)) - np.log(second / (n_two + total - second))
        return delta, delta / np.sqrt(1 / first + 1 / second)


def two_cell_log_likelihood(count: ArrayLike, size: ArrayLike, other: ArrayLike, other_size: ArrayLike) -> Numbers:
    """Return the log-likelihood G2 of two cells (Rayson & Garside 2000), below zero where `count` is the rarer.

    It leaves out the words that are not the term; `association.log_likelihood` has all four cells (Dunning 1993).
    """
    one, n_one, two, n_two = _numbers(count, size, other, other_size)
    rate = (one + two) / (n_one + n_two)
    total = special.rel_entr(one, n_one * rate) + special.rel_entr(two, n_two * rate)
    sign = np.where(one * n_two >= two * n_one, 1.0, -1.0)
    return np.asarray(sign * 2 * np.maximum(total, 0), dtype=float)
