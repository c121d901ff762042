"""The interval of a median covers for any distribution."""

import numpy as np
import pytest
from scipy import stats

from presswork.statistics.quantiles import median_interval


@pytest.mark.parametrize(("n", "ranks"), [(6, (1, 6)), (10, (2, 9)), (100, (40, 61))])
def test_the_ranks_are_those_of_the_binomial_tables(n, ranks):
    values = np.random.default_rng(n).permutation(np.arange(1.0, n + 1))
    assert median_interval(values) == ranks


def test_five_values_have_none():
    assert np.isnan(median_interval(np.arange(5.0))).all()
    assert np.isnan(median_interval(np.array([]))).all()


@pytest.mark.parametrize("n", [6, 11, 60, 333])
def test_it_covers_at_least_95_percent_and_no_narrower_one_does(n):
    low, high = median_interval(np.arange(1.0, n + 1))
    binomial = stats.binom(n, 0.5)
    covered = binomial.cdf(high - 1) - binomial.cdf(low - 1)
    assert covered >= 0.95
    assert binomial.cdf(high - 2) - binomial.cdf(low) < 0.95
