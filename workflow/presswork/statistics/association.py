"""Association of two words, or of a word and a group of texts.

Every function takes arrays of counts: `joint` of both, `first` and `second` of each, out of `total`. For words within a
window (Evert 2008, section 4.1), `first` is the number of tokens within the windows of the node, `second` that of the
collocate, `total` that of all tokens except the node, so that the expected count accounts for the size of the window.
For logDice, which has no window, `first` is the number of the node's own tokens.
"""

import numpy as np
from numpy.typing import ArrayLike

from presswork.statistics.arrays import Numbers

CEILING = 14


def log_dice(joint: ArrayLike, first: ArrayLike, second: ArrayLike) -> Numbers:
    """Return logDice (Rychlý 2008): 14 + log2(2 joint / (first + second)).

    It is 14 if neither occurs without the other, and halving the share lowers it by one. Pairs within windows can
    outnumber the words of either kind, so values above 14 are possible.
    """
    share = 2 * np.asarray(joint, dtype=float) / (np.asarray(first) + np.asarray(second))
    with np.errstate(divide="ignore"):
        return np.asarray(CEILING + np.log2(share), dtype=float)


def log_likelihood(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return the log-likelihood ratio G2 of the four cells (Dunning 1993), negative if `joint` is below expectation.

    It grows with the corpus and assumes independent tokens: use it to rank, not to test.
    """
    both, one, other, everything = (np.asarray(each, dtype=float) for each in (joint, first, second, total))
    observed = [both, one - both, other - both, everything - one - other + both]
    rows, columns = (one, everything - one), (other, everything - other)
    expected = [row * column / everything for row in rows for column in columns]
    terms = [_times_log(seen, due) for seen, due in zip(observed, expected, strict=True)]
    sign = np.where(both >= expected[0], 1.0, -1.0)
    # Only rounding makes the sum negative.
    return np.asarray(sign * 2 * np.maximum(sum(terms), 0), dtype=float)


def expected_joint(first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return the expected joint count of independent words (Evert 2008, section 5.1): first * second / total."""
    one, other, everything = (np.asarray(each, dtype=float) for each in (first, second, total))
    return np.asarray(one * other / everything, dtype=float)


def mutual_information(
    joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike, power: int = 1
) -> Numbers:
    """Return MI in bits (Church & Hanks 1990): log2 of joint over expected. `power` 3 gives MI3 (Daille 1994).

    MI ranks rare pairs high, MI3 less so. Neither has a p-value.
    """
    with np.errstate(divide="ignore"):
        return np.asarray(np.log2(np.asarray(joint, dtype=float) ** power / expected_joint(first, second, total)))


def t_score(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Numbers:
    """Return (joint - expected) / sqrt(joint) (Church et al. 1991), NaN if `joint` is 0. A ranking, not a test."""
    both = np.asarray(joint, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (both - expected_joint(first, second, total)) / np.sqrt(both)
    return np.asarray(np.where(both > 0, score, np.nan), dtype=float)


def delta_p(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return delta P (Gries 2013, equation 1), -1 to 1, of the second by the first and of the first by the second.

    These are P(second | first) - P(second | not first) and P(first | second) - P(first | not second).
    """
    both, one, other, everything = (np.asarray(each, dtype=float) for each in (joint, first, second, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        second_by_first = both / one - (other - both) / (everything - one)
        first_by_second = both / other - (one - both) / (everything - other)
    return np.asarray(second_by_first), np.asarray(first_by_second)


def _times_log(observed: Numbers, expected: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)
