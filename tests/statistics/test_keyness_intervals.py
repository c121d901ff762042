"""Intervals of the log ratio cover, in simulation and not by assumption."""

import numpy as np
import pytest
from scipy import sparse, stats

from presswork.statistics.keyness import log_ratio
from presswork.statistics.keyness_intervals import _find_bca, _sum_influence, count_units, resample_log_ratio


def draw(generator, n_units, rates, burstiness=0.3):
    sizes = np.exp(generator.normal(6, 0.5, n_units)).round()
    chances = generator.gamma(burstiness, 1 / burstiness, (n_units, len(rates))) * rates
    return generator.poisson(chances * sizes[:, None]).astype(float), sizes


def test_the_interval_covers_between_bursty_groups():
    generator = np.random.default_rng(11)
    rates, factor, covered = np.array([0.002, 0.01]), np.array([4, 1]), []
    for number in range(300):
        own, sizes = draw(generator, 60, rates * factor)
        rest, rest_sizes = draw(generator, 120, rates)
        counts = sparse.csr_array(np.vstack([own, rest]))
        groups = np.repeat([0, -1], [60, 120])
        low, high = resample_log_ratio(counts, np.concatenate([sizes, rest_sizes]), groups, 1, 199, number, 10)
        covered.append((low[0] <= np.log2(factor)) & (np.log2(factor) <= high[0]))
    assert 0.91 < np.mean(covered) < 0.98


def test_too_few_units_with_the_term_have_no_interval():
    counts = np.zeros((40, 2))
    counts[:9, 0], counts[:10, 1], counts[20:, :] = 2, 2, 1
    groups = np.repeat([0, 1], 20)
    low, high = resample_log_ratio(sparse.csr_array(counts), np.full(40, 100.0), groups, 2, 99, 1, 10)
    assert np.isnan(low[:, 0]).all() and np.isnan(high[:, 0]).all()
    assert np.isfinite(low[:, 1]).all()
    assert count_units(sparse.csr_array(counts), groups, 2).tolist() == [[[9, 10], [20, 20]], [[20, 20], [9, 10]]]


def test_two_groups_have_mirrored_intervals_about_the_log_ratio(monkeypatch):
    generator = np.random.default_rng(12)
    counts, sizes = draw(generator, 80, np.full(7, 0.01))
    groups = np.arange(80) % 2
    low, high = resample_log_ratio(sparse.csr_array(counts), sizes, groups, 2, 999, 3, 10)
    assert low[0] == pytest.approx(-high[1], abs=0.05)
    own, rest = (counts[groups == each].sum(axis=0) for each in (0, 1))
    value = log_ratio(own, sizes[groups == 0].sum(), rest, sizes[groups == 1].sum())
    assert (low[0] < value).all() and (value < high[0]).all()
    monkeypatch.setattr("presswork.statistics.keyness_intervals.TERMS_AT_ONCE", 2)
    assert np.array_equal(low, resample_log_ratio(sparse.csr_array(counts), sizes, groups, 2, 999, 3, 10)[0])


def test_bca_by_the_equation_of_efron():
    """Of the resamples 1 to 999, 600 lie below the estimate."""
    sample, normal = np.arange(1.0, 1000)[:, None], stats.norm
    for acceleration in (-0.05, 0, 0.08):
        low, high = _find_bca(sample, np.array([600.5]), np.array([acceleration]), 0.95)[:, 0]
        bias = normal.ppf(600 / 999)
        for bound, tail in ((low, -normal.ppf(0.975)), (high, normal.ppf(0.975))):
            level = normal.cdf(bias + (bias + tail) / (1 - acceleration * (bias + tail)))
            assert bound == pytest.approx(1000 * level, abs=0.51)
    plain = _find_bca(sample, np.array([500.0]), np.array([0.0]), 0.95)[:, 0]
    assert plain.tolist() == [25, 975]


def test_influence_by_hand():
    counts, sizes = np.array([[3.0, 0], [0, 1], [2, 5]]), np.array([100.0, 50, 80])
    total = counts.sum(axis=0)
    influence = (counts - sizes[:, None] * total / sizes.sum()) / total
    found = _sum_influence(sparse.csr_array(counts), sizes)
    assert found[0] == pytest.approx(total) and found[1] == 230
    assert found[2] == pytest.approx((influence**2).sum(axis=0))
    assert found[3] == pytest.approx((influence**3).sum(axis=0))


def test_bursts_widen_the_interval():
    even, bursty = np.full(60, 2.0), np.zeros(60)
    bursty[::5] = 10
    groups = np.repeat([0, -1], 30)
    counts = sparse.csr_array(np.column_stack([even + np.arange(60) % 2, bursty]))
    low, high = resample_log_ratio(counts, np.full(60, 500.0), groups, 1, 999, 1, 5)
    assert (high - low)[0, 1] > 3 * (high - low)[0, 0]
