"""The sampling error of means over clusters, against formulas for equal clusters and for strata."""

import numpy as np
import pytest

from presswork.statistics.linearised import cluster_error


def test_the_error_of_a_mean_is_that_of_its_days_and_of_a_mix_that_of_its_strata():
    values = np.random.default_rng(1).normal(size=(60, 2))
    alone, freedom = cluster_error(values, np.zeros(60, np.int64), np.ones(1), np.arange(60))
    assert ((freedom > 20) & (freedom < 60)).all()
    assert alone == pytest.approx(values.std(axis=0, ddof=1) / np.sqrt(60))
    days = np.arange(60) // 3
    together, _ = cluster_error(values, np.zeros(60, np.int64), np.ones(1), days)
    assert together == pytest.approx(values.reshape(20, 3, 2).mean(axis=1).std(axis=0, ddof=1) / np.sqrt(20))
    strata, weights = np.arange(60) % 2, np.array([0.25, 0.75])
    mixed, _ = cluster_error(values, strata, weights, np.arange(60))
    errors = [values[strata == each].std(axis=0) / np.sqrt(30) for each in (0, 1)]
    assert mixed == pytest.approx(np.sqrt(60 / 59) * np.hypot(0.25 * errors[0], 0.75 * errors[1]))
    assert np.isnan(cluster_error(values, strata, weights, np.zeros(60, np.int64))[0]).all()
