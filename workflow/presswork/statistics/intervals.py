"""Confidence intervals whose sampling unit is the article, never the token."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

Numbers = NDArray[np.float64]


class Rates(NamedTuple):
    """Rates of terms: occurrences a word, standard error of the rate's logarithm, its degrees of freedom, articles."""

    rate: Numbers
    log_error: Numbers
    freedom: Numbers
    present: NDArray[np.int64]


def rate_interval(
    counts: sparse.csr_array, sizes: Numbers, min_range: int, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of each term's rate: occurrences over words, articles drawn as clusters.

    `counts` is articles x terms, `sizes` the words of each article. The interval is symmetric in the log of the rate,
    by Student's t with the degrees of freedom of `estimate_rates`. Terms in fewer than `min_range` articles get NaN:
    below it simulation shows that the interval does not cover.
    """
    rates = estimate_rates(counts, sizes)
    sound = (rates.present >= min_range) & (counts.shape[0] > 1)
    width = np.full(counts.shape[1], np.nan)
    width[sound] = special.stdtrit(rates.freedom[sound], 0.5 + confidence / 2) * rates.log_error[sound]
    return rates.rate * np.exp(-width), rates.rate * np.exp(width)


def ratio_interval(first: Rates, second: Rates, min_range: int, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of the log ratio (base 2) of each term's rates in two groups of articles.

    The groups' errors add up (Welch 1947, degrees of freedom as in his equation 28 from those of each group). Terms in
    fewer than `min_range` articles of either group get NaN.
    """
    sound = (first.present >= min_range) & (second.present >= min_range)
    bounds = np.full((2, len(sound)), np.nan)
    one, other = (_select(group, sound) for group in (first, second))
    squares = one.log_error**2, other.log_error**2
    freedom = (squares[0] + squares[1]) ** 2 / (squares[0] ** 2 / one.freedom + squares[1] ** 2 / other.freedom)
    width = special.stdtrit(freedom, 0.5 + confidence / 2) * np.sqrt(squares[0] + squares[1])
    centre = np.log(one.rate / other.rate)
    bounds[:, sound] = np.array([centre - width, centre + width]) / np.log(2)
    return bounds[0], bounds[1]


def _select(rates: Rates, terms: NDArray[np.bool_]) -> Rates:
    return Rates(rates.rate[terms], rates.log_error[terms], rates.freedom[terms], rates.present[terms])


def estimate_rates(counts: sparse.csr_array, sizes: Numbers) -> Rates:
    """Return each term's rate with the error of its log; `counts` is articles x terms, `sizes` the articles' words.

    The rate is a ratio estimator; its variance is linearised over articles (Cochran 1977, section 6.4). How well few
    bursty articles tell that variance is in the degrees of freedom, matched to the fourth moment of the residuals
    (Satterthwaite 1946, equation 17): 2 (sum r^2)^2 / (sum r^4 - (sum r^2)^2 / n), from 1 to n - 1.
    """
    n_articles = counts.shape[0]
    columns = counts.astype(float).tocsc()
    total = float(sizes.sum())
    rate = np.asarray(columns.sum(axis=0), dtype=float) / total
    squares, fourths = (_sum_residuals(columns, sizes, rate, power) for power in (2, 4))
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(squares * n_articles / (n_articles - 1)) / total / rate
        freedom = 2 * squares**2 / np.maximum(fourths - squares**2 / n_articles, 0)
    # All residuals of one size: nothing is left to estimate the variance of the variance from.
    freedom = np.clip(np.nan_to_num(freedom, nan=np.inf), 1, max(n_articles - 1, 1))
    return Rates(rate, error, freedom, np.diff(columns.indptr).astype(np.int64))


def _sum_residuals(columns: sparse.csc_array, sizes: Numbers, rate: Numbers, power: int) -> Numbers:
    """Return the sum over articles of (count - rate * size) to an even power; articles without the term count too."""
    residuals = columns.copy()
    owners = np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))
    expected = rate[owners] * sizes[columns.indices]
    # An article without the term has the residual -rate * size: all articles as if so, corrected where they have it.
    residuals.data = (columns.data - expected) ** power - expected**power
    sums = rate**power * float((sizes**power).sum()) + np.asarray(residuals.sum(axis=0), dtype=float)
    return np.asarray(np.maximum(sums, 0), dtype=float)
