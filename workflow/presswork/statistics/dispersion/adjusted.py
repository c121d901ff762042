"""Dispersion corrected for frequency: DP relative to the extremes that a term's count allows."""

import numpy as np
from scipy import sparse

from presswork.statistics.arrays import Integers, Numbers
from presswork.statistics.dispersion.measures import deviation_of_proportions


def frequency_adjusted_deviation(counts: sparse.csr_array, sizes: Numbers) -> Numbers:
    """Return DP rescaled to the smallest (0) and largest (1) DP that the term's count allows.

    Gries (2024, chapter 5): a rare term cannot be even, so its DP is compared with the range of DP for its count in
    these parts. NaN for a term that occurs once, or whose range is a single value.
    """
    totals = np.asarray(counts.sum(axis=0), dtype=np.int64)
    distinct, places = np.unique(totals, return_inverse=True)
    least, most = least_deviations(distinct, sizes)[places], greatest_deviations(distinct, sizes)[places]
    with np.errstate(divide="ignore", invalid="ignore"):
        adjusted = (deviation_of_proportions(counts, sizes) - least) / (most - least)
    return np.where((totals > 1) & (most - least > 1e-12), np.clip(adjusted, 0, 1), np.nan)


def least_deviations(totals: Integers, sizes: Numbers) -> Numbers:
    """Return the smallest DP for each total: occurrences distributed to the parts by largest remainders.

    Among whole numbers, largest remainders (Hamilton's apportionment) minimise the sum of absolute differences to the
    parts' shares.
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
    # Rounding must not push a whole number of occurrences below itself.
    whole = np.floor(total * shares + 1e-9)
    remainders = np.maximum(total * shares - whole, 0)
    left = int(total - whole.sum())
    largest = np.partition(remainders, len(shares) - left)[len(shares) - left :] if left else remainders[:0]
    return float((whole.sum() + largest.sum()) / total)


def greatest_deviations(totals: Integers, sizes: Numbers) -> Numbers:
    """Return the largest DP for each total; a part has at most as many occurrences as words.

    This is 1 - max(count, smallest part) / words. It is reached if the term fills whole parts or is only in the
    smallest one; otherwise the true maximum is smaller by less than one part.
    """
    return np.asarray(1 - np.maximum(totals, sizes.min()) / sizes.sum(), dtype=float)
