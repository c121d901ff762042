"""Dispersion with the effect of frequency taken out: where a term lies between the extremes its count allows."""

import numpy as np
from scipy import sparse

from presswork.statistics.arrays import Integers, Numbers
from presswork.statistics.dispersion.measures import deviation_of_proportions


def frequency_adjusted_deviation(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DP between the least and the greatest DP that the term's count allows: 0 most even, 1 most clumped.

    Gries (2024, chapter 5): a rare term cannot be even, so its DP is set against what so many occurrences could reach
    in these parts. A term that occurs once, or can lie in one way only, gives NaN.
    """
    totals = np.asarray(counts.sum(axis=0), dtype=np.int64)
    distinct, places = np.unique(totals, return_inverse=True)
    least, most = least_deviations(distinct, sizes)[places], greatest_deviations(distinct, sizes)[places]
    with np.errstate(divide="ignore", invalid="ignore"):
        adjusted = (deviation_of_proportions(counts, sizes) - least) / (most - least)
    return np.where((totals > 1) & (most - least > 1e-12), np.clip(adjusted, 0, 1), np.nan)


def least_deviations(totals: Integers, sizes: Numbers) -> Numbers:
    """Return the least DP that so many occurrences can have: dealt to the parts by largest remainders.

    No whole numbers come closer in absolute differences to the parts' shares than those of largest remainders
    (Hamilton's apportionment).
    """
    shares = np.sort(sizes / sizes.sum())[::-1]
    most_at_once = np.concatenate([[0.0], np.cumsum(shares)])
    return np.array([1 - _greatest_overlap(int(total), shares, most_at_once) for total in totals])


def _greatest_overlap(total: int, shares: Numbers, most_at_once: Numbers) -> float:
    """Return the sum over parts of the smaller of observed and expected share."""
    if total == 0:
        return np.nan
    if total * shares[0] < 1:
        return float(most_at_once[min(total, len(shares))])
    # A share that is a whole number of occurrences must not fall below it by rounding.
    whole = np.floor(total * shares + 1e-9)
    remainders = np.maximum(total * shares - whole, 0)
    left = int(total - whole.sum())
    largest = np.partition(remainders, len(shares) - left)[len(shares) - left :] if left else remainders[:0]
    return float((whole.sum() + largest.sum()) / total)


def greatest_deviations(totals: Integers, sizes: Numbers) -> Numbers:
    """Return the greatest DP that so many occurrences can have, a part holding no more than it has words.

    It is 1 - max(count, smallest part) / words: reached where the term fills whole parts, or has the smallest part to
    itself, and otherwise short of it by less than a part.
    """
    return np.asarray(1 - np.maximum(totals, sizes.min()) / sizes.sum(), dtype=float)
