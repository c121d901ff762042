"""Vocabulary growth: the mean and the draws against every order of a small corpus."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from presswork.statistics.vocabulary.growth import expected_growth, simulate_growth, token_growth

MATRICES = st.lists(st.lists(st.integers(0, 2), min_size=6, max_size=6), min_size=2, max_size=5).map(np.array)


def grow_by_hand(counts):
    """Return types and hapaxes after each part, for every order of the parts (orders x parts)."""
    sums = [np.cumsum(counts[list(order)], axis=0) for order in permutations(range(len(counts)))]
    return np.array([(each > 0).sum(axis=1) for each in sums]), np.array([(each == 1).sum(axis=1) for each in sums])


@settings(max_examples=50, deadline=None)
@given(MATRICES)
def test_the_expected_curve_is_the_mean_of_every_order(counts):
    counts = counts[:, counts.sum(axis=0) > 0]
    if not counts.size:
        return
    types, hapaxes = grow_by_hand(counts)
    grown = expected_growth(sparse.csr_array(counts), np.arange(1, len(counts) + 1))
    assert grown.types == pytest.approx(types.mean(axis=0))
    assert grown.hapaxes == pytest.approx(hapaxes.mean(axis=0), abs=1e-9)


def test_random_orders_are_orders_of_the_corpus():
    counts = np.random.default_rng(1).poisson(0.6, (4, 12))
    counts = counts[:, counts.sum(axis=0) > 0]
    types, hapaxes = grow_by_hand(counts)
    grown = simulate_growth(sparse.csr_array(counts), np.arange(1, 5), 600, seed=2)
    drawn = {(*one, *other) for one, other in zip(grown.types.tolist(), grown.hapaxes.tolist())}
    assert drawn == {(*one, *other) for one, other in zip(types.tolist(), hapaxes.tolist())}
    assert grown.types.mean(axis=0) == pytest.approx(types.mean(axis=0), abs=0.3)


def test_words_drawn_one_by_one():
    totals, share = np.array([1, 1, 2, 5, 5, 30]), 0.3
    grown = token_growth(totals, np.array([share, 1.0]))
    assert grown.types[0] == pytest.approx(stats.binom.sf(0, totals, share).sum())
    assert grown.hapaxes[0] == pytest.approx(stats.binom.pmf(1, totals, share).sum())
    assert (grown.types[1], grown.hapaxes[1]) == (6, 2)


def test_bursts_slow_the_growth():
    burst = np.kron(np.eye(20), np.full((1, 5), 10)).astype(int)
    parts = np.array([5, 10])
    by_article = expected_growth(sparse.csr_array(burst), parts).types
    assert (token_growth(burst.sum(axis=0), parts / 20).types > 1.5 * by_article).all()
