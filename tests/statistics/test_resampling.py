"""Standardised rates and bands by hand, and against what they must approach."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from presswork.statistics.intervals import estimate_rates
from presswork.statistics.resampling import block_band, standardise_rates


def test_direct_standardisation_by_hand():
    counts, words = np.array([[10.0], [1.0]]), np.array([1000.0, 500.0])
    assert standardise_rates(counts, words, np.array([0.25, 0.75]))[0] == pytest.approx(0.25 * 0.01 + 0.75 * 0.002)
    assert standardise_rates(counts, words, np.array([2 / 3, 1 / 3]))[0] == pytest.approx(11 / 1500)


def test_an_empty_stratum_leaves_no_rate():
    assert np.isnan(standardise_rates(np.array([[3.0], [0.0]]), np.array([100.0, 0.0]), np.array([0.5, 0.5]))).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 900)), min_size=1, max_size=5))
def test_a_standardised_rate_lies_between_those_of_the_strata(strata):
    counts, words = np.array(strata, dtype=float).T
    shares = words / words.sum()
    rate = standardise_rates(counts[:, None], words, shares)[0]
    assert rate == pytest.approx(counts.sum() / words.sum())
    assert min(counts / words) - 1e-12 <= rate <= max(counts / words) + 1e-12


def draw_blocks(n_blocks):
    chance = np.random.default_rng(4)
    words = chance.integers(3000, 6000, n_blocks).astype(float)
    return chance.poisson(chance.gamma(5, 0.2, n_blocks) * words * 0.01).astype(float), words


def test_the_band_of_many_blocks_is_that_of_the_linearised_error():
    counts, words = draw_blocks(200)
    low, high = block_band(counts[:, None, None], words[:, None], np.ones(1), 5)
    error = estimate_rates(sparse.csr_array(counts[:, None]), words).log_error[0]
    width = stats.t.ppf(0.975, 199) * error
    assert np.log(high[0] / low[0]) / 2 == pytest.approx(width, rel=0.06)
    assert np.sqrt(low[0] * high[0]) == pytest.approx(counts.sum() / words.sum())


def test_a_band_needs_enough_blocks_with_the_term():
    counts, words = np.zeros((20, 1, 2)), np.full((20, 1), 1000.0)
    counts[:5, 0, 0] = counts[:4, 0, 1] = 3
    low, high = block_band(counts, words, np.ones(1), 5)
    assert 0 < low[0] < 3 * 5 / 20_000 < high[0]
    assert np.isnan([low[1], high[1]]).all()


def test_a_stratum_on_few_blocks_leaves_no_band():
    counts, words = np.ones((10, 2, 1)), np.full((10, 2), 1000.0)
    counts[4:, 1], words[4:, 1] = 0, 0
    assert np.isnan(block_band(counts, words, np.array([0.5, 0.5]), 5)).all()
    counts[4, 1], words[4, 1] = 1, 1000
    assert np.isfinite(block_band(counts, words, np.array([0.5, 0.5]), 5)).all()


WORDS = np.array([[900, 1100], [1000, 400], [1500, 800], [700, 700], [1200, 1600], [600, 900]], dtype=float)
COUNTS = np.array([[9, 3], [2, 2], [8, 5], [1, 4], [5, 9], [7, 2]], dtype=float)


def rate_of(blocks):
    own, size = COUNTS[blocks].sum(axis=0), WORDS[blocks].sum(axis=0)
    return 0.3 * own[0] / size[0] + 0.7 * own[1] / size[1]


def test_a_band_by_hand():
    """Six blocks with two strata of shares 0.3 and 0.7; the changes when each is left out, one by one."""
    low, high = block_band(COUNTS[:, :, None], WORDS, np.array([0.3, 0.7]), 5)
    rate = rate_of(list(range(6)))
    changes = [np.log(rate_of([each for each in range(6) if each != left]) / rate) for left in range(6)]
    squares, fourths = sum(change**2 for change in changes), sum(change**4 for change in changes)
    matched = min(2 * squares**2 / (fourths - squares**2 / 6), 5)
    width = stats.t.ppf(0.975, 16 / (6 / matched + 10 / 5)) * np.sqrt(squares)
    assert (low[0], high[0]) == pytest.approx((rate * np.exp(-width), rate * np.exp(width)))
