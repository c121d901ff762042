"""Intervals of a rate that were tried and not taken; `benchmarks/coverage.py` compares them."""

import numpy as np
from scipy import special

from presswork.statistics.intervals import Numbers, Rates

RESAMPLES = 999
Bounds = tuple[Numbers, Numbers]


def bootstrap_intervals(counts: Numbers, sizes: Numbers, chance: np.random.Generator) -> dict[str, Bounds]:
    """Return percentile, BCa (Efron 1987) and studentised intervals of a rate, articles resampled."""
    n = len(sizes)
    weights = chance.multinomial(n, np.full(n, 1 / n), RESAMPLES).astype(float)
    words = (weights @ sizes)[:, None]
    rate = counts.sum(axis=0) / sizes.sum()
    drawn = np.sort((weights @ counts) / words, axis=0)
    residuals = counts - rate * sizes[:, None]
    bias = special.ndtri(np.clip(((drawn < rate).mean(axis=0) + (drawn <= rate).mean(axis=0)) / 2, 1e-3, 1 - 1e-3))
    skew = (residuals**3).sum(axis=0) / (6 * (residuals**2).sum(axis=0) ** 1.5)
    corrected = []
    for z in special.ndtri([0.025, 0.975]):
        place = special.ndtr(bias + (bias + z) / (1 - skew * (bias + z)))
        corrected.append(drawn[np.clip((place * RESAMPLES).astype(int), 0, RESAMPLES - 1), np.arange(counts.shape[1])])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return {
        "percentile bootstrap": (low, high),
        "BCa bootstrap": (corrected[0], corrected[1]),
        "studentised bootstrap": _studentise(weights, counts, sizes, rate, residuals),
    }


def _studentise(weights: Numbers, counts: Numbers, sizes: Numbers, rate: Numbers, residuals: Numbers) -> Bounds:
    """Return the bootstrap-t interval in the log of the rate."""
    words = (weights @ sizes)[:, None]
    drawn = (weights @ counts) / words
    squares = weights @ counts**2 - 2 * drawn * (weights @ (counts * sizes[:, None]))
    squares = np.maximum(squares + drawn**2 * (weights @ sizes**2)[:, None], 0)
    ratio = np.log(drawn / rate) / (np.sqrt(squares) / words / drawn)
    # A resample without the term lies infinitely far below.
    low, high = np.quantile(np.where(np.isfinite(ratio), ratio, -1e3), [0.025, 0.975], axis=0)
    error = np.sqrt((residuals**2).sum(axis=0)) / sizes.sum() / rate
    return rate * np.exp(-high * error), rate * np.exp(-low * error)


def other_intervals(rates: Rates, counts: Numbers, sizes: Numbers) -> dict[str, Bounds]:
    """Return the log interval with n - 1 degrees of freedom, and the gamma interval (Fay & Feuer 1997, equation 2)."""
    width = special.stdtrit(len(sizes) - 1, 0.975) * rates.log_error
    spread, largest = (rates.log_error * rates.rate) ** 2, counts.max(axis=0) / sizes.sum()
    low = spread / rates.rate * special.gammaincinv(rates.rate**2 / spread, 0.025)
    wider, shifted = spread + largest**2, rates.rate + largest
    high = wider / shifted * special.gammaincinv(shifted**2 / wider, 0.975)
    return {
        "log t, n - 1 degrees of freedom": (rates.rate * np.exp(-width), rates.rate * np.exp(width)),
        "gamma (Fay & Feuer)": (low, high),
    }
