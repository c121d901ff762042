"""Standardised rates by hand, and bands of resampled blocks against what they must approach."""

from itertools import product

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
    low, high = block_band(counts[:, None, None], words[:, None], np.ones(1), 5, seed=1)
    error = estimate_rates(sparse.csr_array(counts[:, None]), words).log_error[0]
    width = stats.t.ppf(0.975, 199) * error
    assert np.log(high[0] / low[0]) / 2 == pytest.approx(width, rel=0.06)
    assert np.sqrt(low[0] * high[0]) == pytest.approx(counts.sum() / words.sum())


def test_a_band_follows_its_seed_alone():
    counts, words = draw_blocks(20)
    bands = [block_band(counts[:, None, None], words[:, None], np.ones(1), 5, seed) for seed in (1, 1, 2)]
    assert bands[0][0] == bands[1][0] != bands[2][0]


def test_a_band_needs_enough_blocks_with_the_term():
    counts, words = np.zeros((20, 1, 2)), np.full((20, 1), 1000.0)
    counts[:5, 0, 0] = counts[:4, 0, 1] = 3
    low, high = block_band(counts, words, np.ones(1), 5, seed=1)
    assert 0 < low[0] < 3 * 5 / 20_000 < high[0]
    assert np.isnan([low[1], high[1]]).all()


def test_a_stratum_that_most_resamples_lack_leaves_no_band():
    counts, words = np.ones((10, 2, 1)), np.full((10, 2), 1000.0)
    counts[1:, 1], words[1:, 1] = 0, 0
    assert np.isnan(block_band(counts, words, np.array([0.5, 0.5]), 5, seed=1)).all()


def test_a_band_is_that_of_all_resamples_enumerated():
    """Six blocks with two strata of shares 0.3 and 0.7: the 6^6 ordered resamples, one by one."""
    words = np.array([[900, 1100], [1000, 400], [1500, 800], [700, 700], [1200, 1600], [600, 900]], dtype=float)
    counts = np.array([[9, 3], [2, 2], [8, 5], [1, 4], [5, 9], [7, 2]], dtype=float)
    shares, sums = np.array([0.3, 0.7]), []
    for drawn in product(range(6), repeat=6):
        own, size = sum(counts[each] for each in drawn), sum(words[each] for each in drawn)
        sums.append(np.log(0.3 * own[0] / size[0] + 0.7 * own[1] / size[1]))
    rate = 0.3 * counts[:, 0].sum() / words[:, 0].sum() + 0.7 * counts[:, 1].sum() / words[:, 1].sum()
    # 2.5706: Student's t with five degrees of freedom, in any table.
    width = 2.5706 * np.std(sums) * np.sqrt(6 / 5)
    low, high = block_band(counts[:, :, None], words, shares, 5, seed=1)
    assert np.sqrt(low[0] * high[0]) == pytest.approx(rate)
    # 999 draws tell a standard deviation to 1 / sqrt(2 * 999), which is 2.2 %.
    assert np.log(high[0] / low[0]) / 2 == pytest.approx(width, rel=0.07)
