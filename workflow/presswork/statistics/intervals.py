"""Confidence intervals whose sampling unit is the article, never the token."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

Numbers = NDArray[np.float64]


def rate_interval(
    counts: sparse.csr_array, sizes: Numbers, min_range: int, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of each term's rate: occurrences over words, articles drawn as clusters.

    `counts` is articles x terms, `sizes` the words of each article. The rate is a ratio estimator; its variance is
    linearised over articles (Cochran 1977, section 6.4) and the interval is symmetric in the log of the rate, by
    Student's t. Terms in fewer than `min_range` articles get NaN: below it simulation shows that the interval
    does not cover.
    """
    n_articles, n_terms = counts.shape
    low = np.full(n_terms, np.nan)
    high = np.full(n_terms, np.nan)
    if n_articles < 2:
        return low, high
    columns = counts.tocsc()
    total = sizes.sum()
    rate = np.asarray(columns.sum(axis=0), dtype=float) / total
    squares = np.asarray(columns.multiply(columns).sum(axis=0), dtype=float)
    products = np.asarray(columns.T @ sizes, dtype=float)
    residuals = squares - 2 * rate * products + rate**2 * (sizes**2).sum()
    error = np.sqrt(np.maximum(residuals, 0) * n_articles / (n_articles - 1)) / total
    sound = np.diff(columns.indptr) >= min_range
    width = special.stdtrit(n_articles - 1, 0.5 + confidence / 2) * error[sound] / rate[sound]
    low[sound] = rate[sound] * np.exp(-width)
    high[sound] = rate[sound] * np.exp(width)
    return low, high
