"""How strongly two words, or a word and a group, belong together.

Every function takes arrays of counts: `joint` of both, `first` and `second` of each, out of `total`.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
CEILING = 14


def log_dice(joint: ArrayLike, first: ArrayLike, second: ArrayLike) -> Numbers:
    """Return logDice (Rychlý 2008): 14 where neither occurs without the other, one less with half the share."""
    share = 2 * np.asarray(joint, dtype=float) / (np.asarray(first) + np.asarray(second))
    with np.errstate(divide="ignore"):
        return np.asarray(CEILING + np.log2(share), dtype=float)


def log_likelihood(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return the log-likelihood ratio G2 of the four cells (Dunning 1993), below zero where they avoid each other.

    It grows with the corpus, and assumes that words are drawn one by one: a ranking, no test of news text.
    """
    both, one, other, everything = (np.asarray(each, dtype=float) for each in (joint, first, second, total))
    observed = [both, one - both, other - both, everything - one - other + both]
    rows, columns = (one, everything - one), (other, everything - other)
    expected = [row * column / everything for row in rows for column in columns]
    terms = [_times_log(seen, due) for seen, due in zip(observed, expected, strict=True)]
    sign = np.where(both >= expected[0], 1.0, -1.0)
    # The sum of such terms cannot be negative but by rounding.
    return np.asarray(sign * 2 * np.maximum(sum(terms), 0), dtype=float)


def _times_log(observed: Numbers, expected: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)
