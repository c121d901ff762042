"""Confidence intervals of rates and log ratios. The sampling unit is the article, story or day, never the token."""

from typing import NamedTuple

import numpy as np
from scipy import sparse, special

from presswork.statistics.arrays import Integers, Mask, Numbers

# Chosen by simulation: with 0, intervals of rare terms are too wide; with 20, those of bursty terms are too narrow.
PRIOR_UNITS = 10


class Rates(NamedTuple):
    """Rates of terms (occurrences per word), the standard errors of their logarithms, degrees of freedom, and units."""

    rate: Numbers
    log_error: Numbers
    freedom: Numbers
    present: Integers


def rate_interval(
    counts: sparse.csr_array, sizes: Numbers, min_range: int, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of each term's rate (occurrences per word), with units as clusters.

    `counts` is units x terms, `sizes` the words of each unit. The interval is symmetric in the log of the rate and uses
    Student's t with the degrees of freedom of `estimate_rates`. Terms in fewer than `min_range` units get NaN, since
    simulations show that their intervals do not cover.
    """
    rates = estimate_rates(counts, sizes)
    sound = (rates.present >= min_range) & (counts.shape[0] > 1)
    width = np.full(counts.shape[1], np.nan)
    width[sound] = special.stdtrit(rates.freedom[sound], 0.5 + confidence / 2) * rates.log_error[sound]
    return rates.rate * np.exp(-width), rates.rate * np.exp(width)


def ratio_interval(first: Rates, second: Rates, min_range: int, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of the log ratio (base 2) of each term's rates in two groups of units.

    The groups' variances add up; degrees of freedom are those of Welch (1947, equation 28). Terms in fewer than
    `min_range` units of either group get NaN.
    """
    sound = (first.present >= min_range) & (second.present >= min_range)
    bounds = np.full((2, len(sound)), np.nan)
    one, other = (_select(group, sound) for group in (first, second))
    squares = one.log_error**2, other.log_error**2
    with np.errstate(invalid="ignore"):
        freedom = (squares[0] + squares[1]) ** 2 / (squares[0] ** 2 / one.freedom + squares[1] ** 2 / other.freedom)
    width = special.stdtrit(freedom, 0.5 + confidence / 2) * np.sqrt(squares[0] + squares[1])
    centre = np.log(one.rate / other.rate)
    bounds[:, sound] = np.array([centre - width, centre + width]) / np.log(2)
    return bounds[0], bounds[1]


def _select(rates: Rates, terms: Mask) -> Rates:
    return Rates(rates.rate[terms], rates.log_error[terms], rates.freedom[terms], rates.present[terms])


def estimate_rates(counts: sparse.csr_array, sizes: Numbers) -> Rates:
    """Return each term's rate with the error of its log; `counts` is units x terms, `sizes` the units' words.

    The variance of the ratio estimator is the sum of the squared changes when a unit is left out (jackknife; Efron &
    Stein 1981). Linearisation underestimates it if a few long units contain most words. The degrees of freedom
    (`match_freedom`) reflect how well few units with bursts estimate it.
    """
    n_units = counts.shape[0]
    columns = counts.astype(float).tocsc()
    total = float(sizes.sum())
    rate = np.asarray(columns.sum(axis=0), dtype=float) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        left = 1 - sizes / total
        columns.data /= left[columns.indices]
        squares, fourths = (_sum_residuals(columns, sizes / left, rate, power) for power in (2, 4))
        error = np.sqrt(squares) / total / rate
    present = np.diff(columns.indptr).astype(np.int64)
    return Rates(rate, error, match_freedom(squares, fourths, n_units, present), present)


def match_freedom(squares: Numbers, fourths: Numbers, n_units: int, present: Integers) -> Numbers:
    """Return the degrees of freedom of a jackknife's variance, from the sums of its changes' squares and fourth powers.

    They match the variance of that variance (Satterthwaite 1946, equation 17): 2 (sum c^2)^2 / (sum c^4 -
    (sum c^2)^2 / n) for changes c, limited to 1 to n - 1. Since few units estimate it poorly, the value returned is the
    harmonic mean of the matched degrees, weighted by the units with the term, and of n - 1, weighted by PRIOR_UNITS.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        matched = 2 * squares**2 / np.maximum(fourths - squares**2 / n_units, 0)
    most = max(n_units - 1, 1)
    # If all residuals are equal, the variance of the variance is 0 and the matched degrees are infinite.
    matched = np.clip(np.nan_to_num(matched, nan=np.inf), 1, most)
    return np.asarray((present + PRIOR_UNITS) / (present / matched + PRIOR_UNITS / most), dtype=float)


def _sum_residuals(columns: sparse.csc_array, sizes: Numbers, rate: Numbers, power: int) -> Numbers:
    """Return the sum over all units of (count - rate * size) to an even power."""
    residuals = columns.copy()
    owners = np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))
    expected = rate[owners] * sizes[columns.indices]
    # Start from all units as if without the term (residual -rate * size) and correct those that have it.
    residuals.data = (columns.data - expected) ** power - expected**power
    sums = rate**power * float((sizes**power).sum()) + np.asarray(residuals.sum(axis=0), dtype=float)
    return np.asarray(np.maximum(sums, 0), dtype=float)
