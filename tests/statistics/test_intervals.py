"""Intervals of rates: the formula by hand, and coverage by simulation."""

import numpy as np
import pytest
from scipy import sparse, stats

from presswork.statistics.intervals import rate_interval
from presswork.terms.frequency import MIN_ARTICLES


def test_the_formula_by_hand():
    counts, sizes = np.array([3.0, 0, 2, 5]), np.array([100.0, 50, 80, 120])
    rate = counts.sum() / sizes.sum()
    residuals = counts - rate * sizes
    error = np.sqrt(4 / 3 * np.sum(residuals**2)) / sizes.sum()
    width = stats.t.ppf(0.975, 3) * error / rate
    low, high = rate_interval(sparse.csr_array(counts[:, None]), sizes, min_range=1)
    assert (low[0], high[0]) == pytest.approx((rate * np.exp(-width), rate * np.exp(width)))


def test_too_few_articles_have_no_interval():
    counts = sparse.csr_array(np.ones((5, 1)))
    assert np.isnan(rate_interval(counts, np.ones(5), min_range=6)).all()
    assert np.isnan(rate_interval(counts[:1], np.ones(1), min_range=1)).all()


def test_bursts_widen_the_interval():
    sizes = np.full(40, 500.0)
    even, burst = np.full((40, 1), 2.0), np.zeros((40, 1))
    burst[:8] = 10
    low, high = (rate_interval(sparse.csr_array(each), sizes, 1) for each in (even, burst))
    assert low[1][0] - low[0][0] < high[1][0] - high[0][0]


@pytest.mark.slow
@pytest.mark.parametrize("burstiness", [0.05, 0.2, 1.0])
@pytest.mark.parametrize(("n_articles", "per_million"), [(200, 10_000), (500, 3000), (1000, 1000), (4000, 300)])
def test_nominal_95_percent_covers_where_enough_articles_have_the_term(n_articles, per_million, burstiness):
    """Negative binomial counts, lengths log-normal; `burstiness` is the size parameter an article, small is bursty."""
    generator = np.random.default_rng([n_articles, per_million])
    sizes = np.exp(generator.normal(6, 0.7, n_articles))
    rates = generator.gamma(burstiness, 1 / burstiness, (n_articles, 2000)) * per_million / 1e6
    counts = generator.poisson(rates * sizes[:, None]).astype(float)
    enough = (counts > 0).sum(axis=0) >= MIN_ARTICLES
    if enough.sum() < 1000:
        assert burstiness < 1, "a cell without enough articles says nothing"
        return
    low, high = rate_interval(sparse.csr_array(counts[:, enough]), sizes, MIN_ARTICLES)
    covered = np.mean((low <= per_million / 1e6) & (per_million / 1e6 <= high))
    assert 0.90 < covered < 0.98
