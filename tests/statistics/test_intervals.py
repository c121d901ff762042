"""Intervals of rates: the formula by hand, and coverage by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from presswork.core.limits import MIN_UNITS
from presswork.statistics.intervals import estimate_rates, rate_interval, ratio_interval


def test_the_formula_by_hand():
    counts, sizes = np.array([3.0, 0, 2, 5, 1, 20, 0]), np.array([100.0, 50, 80, 120, 90, 110, 70])
    rate = counts.sum() / sizes.sum()
    without = (counts.sum() - counts) / (sizes.sum() - sizes)
    squares = (without - rate) ** 2
    error = np.sqrt(np.sum(squares))
    matched = 2 * squares.sum() ** 2 / (np.sum(squares**2) - squares.sum() ** 2 / 7)
    assert 1 < matched < 6
    freedom = 15 / (5 / matched + 10 / 6)
    width = stats.t.ppf(0.975, freedom) * error / rate
    low, high = rate_interval(sparse.csr_array(counts[:, None]), sizes, min_range=1)
    assert (low[0], high[0]) == pytest.approx((rate * np.exp(-width), rate * np.exp(width)))


def test_too_few_articles_have_no_interval():
    counts = sparse.csr_array(np.ones((5, 1)))
    assert np.isnan(rate_interval(counts, np.ones(5), min_range=6)).all()
    assert np.isnan(rate_interval(counts[:1], np.ones(1), min_range=1)).all()


ARTICLES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 900)), min_size=2, max_size=40).filter(
    lambda articles: any(count for count, _ in articles)
)


@given(ARTICLES)
def test_sparse_sums_are_those_of_all_articles(articles):
    counts, sizes = np.array(articles, dtype=float).T
    rates = estimate_rates(sparse.csr_array(counts[:, None]), sizes)
    rate, n = counts.sum() / sizes.sum(), len(sizes)
    without = (counts.sum() - counts) / (sizes.sum() - sizes)
    error = np.sqrt(np.sum((without - rate) ** 2)) / rate
    assert rates.log_error[0] == pytest.approx(error, rel=1e-5, abs=1e-6)
    assert 1 <= rates.freedom[0] <= max(n - 1, 1) * (1 + 1e-9)
    assert rates.present[0] == np.count_nonzero(counts)


def test_few_articles_that_carry_all_the_variance_leave_few_degrees_of_freedom():
    burst = np.zeros((200, 1))
    burst[:3] = 20
    rates = estimate_rates(sparse.csr_array(burst), np.full(200, 500.0))
    matched = 2 * 3
    assert rates.freedom[0] == pytest.approx(13 / (3 / matched + 10 / 199), rel=0.1)


def test_the_log_ratio_is_welchs_t():
    """Where articles are of one length and rates near each other, the log is nearly linear: scipy's t agrees."""
    chance = np.random.default_rng(5)
    first, second = chance.normal(1000, 10, 40).round(), chance.normal(1005, 30, 25).round()
    groups = [estimate_rates(sparse.csr_array(each[:, None]), np.full(len(each), 5e4)) for each in (first, second)]
    exact = [each._replace(freedom=np.array([n - 1.0])) for each, n in zip(groups, (40, 25))]
    low, high = ratio_interval(exact[0], exact[1], 10)
    expected = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)
    bounds = np.array([expected.low, expected.high]) / 1002.5 / np.log(2)
    assert [low[0], high[0]] == pytest.approx(bounds, abs=0.02 * np.ptp(bounds))


def test_a_ratio_needs_enough_articles_in_both_groups():
    many, few = np.ones((20, 1)), np.zeros((20, 1))
    few[:9] = 1
    groups = [estimate_rates(sparse.csr_array(each), np.full(20, 100.0)) for each in (many, few)]
    assert np.isnan(ratio_interval(groups[0], groups[1], 10)).all()
    assert not np.isnan(ratio_interval(groups[0], groups[1], 9)).any()


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
    enough = (counts > 0).sum(axis=0) >= MIN_UNITS
    if enough.sum() < 1000:
        assert burstiness < 1, "a cell without enough articles says nothing"
        return
    low, high = rate_interval(sparse.csr_array(counts[:, enough]), sizes, MIN_UNITS)
    covered = np.mean((low <= per_million / 1e6) & (per_million / 1e6 <= high))
    assert 0.91 < covered < 0.97
