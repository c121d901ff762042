"""Intervals of a rate or a ratio that were tried and not taken; `benchmarks/coverage.py` compares them."""

import numpy as np
from scipy import sparse, special

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
    skew = (residuals**3).sum(axis=0) / (6 * (residuals**2).sum(axis=0) ** 1.5)
    corrected = _correct(drawn, rate, skew)
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


def linearise_rates(counts: sparse.csr_array, sizes: Numbers) -> Rates:
    """Return rates with the linearised variance (Cochran 1977, section 6.4), degrees of freedom by Satterthwaite."""
    dense, n = counts.toarray(), len(sizes)
    total = dense.sum(axis=0)
    squares = (dense - total / sizes.sum() * sizes[:, None]) ** 2
    spread = squares.sum(axis=0)
    freedom = 2 * spread**2 / np.maximum((squares**2).sum(axis=0) - spread**2 / n, 1e-300)
    error = np.sqrt(spread * n / (n - 1)) / total
    return Rates(total / sizes.sum(), error, np.clip(freedom, 1, n - 1), (dense > 0).sum(axis=0))


def bootstrap_ratio(
    first: tuple[Numbers, Numbers], second: tuple[Numbers, Numbers], chance: np.random.Generator
) -> Bounds:
    """Return BCa bounds (Efron 1987, equation 2.3) of the log ratio of two groups, articles resampled within them."""
    logs, centre, sums = [], [], []
    for counts, sizes in (first, second):
        n = len(sizes)
        weights = chance.multinomial(n, np.full(n, 1 / n), RESAMPLES).astype(float)
        # A count of 0 is 0.5 in the log ratio of keyness.
        logs.append(np.log2(np.maximum(weights @ counts, 0.5) / (weights @ sizes)[:, None]))
        total = counts.sum(axis=0)
        centre.append(np.log2(np.maximum(total, 0.5) / sizes.sum()))
        influence = counts / total - (sizes / sizes.sum())[:, None]
        sums.append([(influence**power).sum(axis=0) for power in (2, 3)])
    estimate, drawn = centre[0] - centre[1], np.sort(logs[0] - logs[1], axis=0)
    skew = (sums[0][1] - sums[1][1]) / (6 * (sums[0][0] + sums[1][0]) ** 1.5)
    low, high = _correct(drawn, estimate, skew)
    return low, high


def _correct(drawn: Numbers, estimate: Numbers, skew: Numbers) -> list[Numbers]:
    """Return the BCa bounds from sorted resamples."""
    bias = special.ndtri(
        np.clip(((drawn < estimate).mean(axis=0) + (drawn <= estimate).mean(axis=0)) / 2, 1e-3, 1 - 1e-3)
    )
    bounds = []
    for z in special.ndtri([0.025, 0.975]):
        place = special.ndtr(bias + (bias + z) / (1 - skew * (bias + z)))
        place = np.clip(np.nan_to_num(place * RESAMPLES).astype(int), 0, RESAMPLES - 1)
        bounds.append(drawn[place, np.arange(drawn.shape[1])])
    return bounds


def other_intervals(rates: Rates, counts: Numbers, sizes: Numbers) -> dict[str, Bounds]:
    """Return linearised log intervals, also with n - 1 degrees of freedom, and gamma (Fay & Feuer 1997, equation 2)."""
    linear = linearise_rates(sparse.csr_array(counts), sizes)
    narrow, width = (special.stdtrit(each, 0.975) * linear.log_error for each in (linear.freedom, len(sizes) - 1))
    spread, largest = (linear.log_error * rates.rate) ** 2, counts.max(axis=0) / sizes.sum()
    low = spread / rates.rate * special.gammaincinv(rates.rate**2 / spread, 0.025)
    wider, shifted = spread + largest**2, rates.rate + largest
    high = wider / shifted * special.gammaincinv(shifted**2 / wider, 0.975)
    return {
        "log t, linearised": (rates.rate * np.exp(-narrow), rates.rate * np.exp(narrow)),
        "log t, linearised, n - 1 degrees of freedom": (rates.rate * np.exp(-width), rates.rate * np.exp(width)),
        "gamma (Fay & Feuer)": (low, high),
    }
