"""Dispersion: Lyne's (1985) example and what must hold for any counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from presswork.statistics.dispersion.measures import (
    adjusted_share,
    deviation_of_proportions,
    egbert_deviation,
    entropy_evenness,
    juilland_evenness,
    kullback_leibler_evenness,
    normalized_deviation,
    pairwise_evenness,
    range_share,
)

COUNTS = sparse.csr_array(np.array([[2, 0, 1, 1, 3, 0, 3, 0, 0, 0]], dtype=float).T)
SIZES = np.array([8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930], dtype=float)


def test_known_answers():
    assert range_share(COUNTS)[0] == 0.5
    assert 1 - deviation_of_proportions(COUNTS, SIZES)[0] == pytest.approx(0.5009295, abs=5e-8)
    assert 1 - normalized_deviation(COUNTS, SIZES)[0] == pytest.approx(0.4464520, abs=5e-8)
    assert kullback_leibler_evenness(COUNTS, SIZES)[0] == pytest.approx(0.4665078, abs=5e-8)
    assert 1 - egbert_deviation(COUNTS, SIZES)[0] == pytest.approx(0.4462310, abs=5e-8)
    assert juilland_evenness(COUNTS, SIZES)[0] == pytest.approx(0.6038797, abs=5e-8)
    assert entropy_evenness(COUNTS, SIZES)[0] == pytest.approx(0.6521444, abs=5e-8)
    assert adjusted_share(COUNTS, SIZES)[0] == pytest.approx(0.4763652, abs=5e-8)
    assert pairwise_evenness(COUNTS, SIZES)[0] == pytest.approx(0.3081640, abs=5e-8)


EVENNESS = [pairwise_evenness, entropy_evenness, adjusted_share, juilland_evenness, kullback_leibler_evenness]
PARTS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 500)), min_size=2, max_size=30).filter(
    lambda parts: any(count for count, _ in parts)
)


@given(PARTS)
def test_definitions_by_hand(parts):
    counts, sizes = np.array(parts, dtype=float).T
    expected, observed = sizes / sizes.sum(), counts / counts.sum()
    matrix = sparse.csr_array(counts[:, None])
    assert deviation_of_proportions(matrix, sizes)[0] == pytest.approx(np.abs(observed - expected).sum() / 2)
    some = observed > 0
    divergence = np.sum(observed[some] * np.log2(observed[some] / expected[some]))
    assert kullback_leibler_evenness(matrix, sizes)[0] == pytest.approx(1 / (1 + divergence))
    rates = counts / sizes
    pairs = [abs(one - other) for place, one in enumerate(rates) for other in rates[:place]]
    assert pairwise_evenness(matrix, sizes)[0] == pytest.approx(1 - np.mean(pairs) / (2 * rates.mean()), abs=1e-9)
    assert entropy_evenness(matrix, sizes)[0] == pytest.approx(stats.entropy(rates, base=len(rates)), abs=1e-9)
    assert adjusted_share(matrix, sizes)[0] == pytest.approx(np.sum(np.sqrt(expected * counts)) ** 2 / counts.sum())
    variation = np.std(rates) / np.mean(rates)
    assert juilland_evenness(matrix, sizes)[0] == pytest.approx(1 - variation / np.sqrt(len(rates) - 1), abs=1e-7)
    dp = np.abs(observed - expected).sum() / 2
    assert egbert_deviation(matrix, sizes)[0] == pytest.approx(dp / (1 - expected[some].min()))


@given(PARTS)
def test_bounds(parts):
    counts, sizes = np.array(parts, dtype=float).T
    matrix = sparse.csr_array(counts[:, None])
    assert -1e-9 <= normalized_deviation(matrix, sizes)[0] <= 1 + 1e-9
    assert 0 < range_share(matrix)[0] <= 1
    assert 0 <= egbert_deviation(matrix, sizes)[0] <= 1 + 1e-9
    for evenness in EVENNESS:
        assert 0 <= evenness(matrix, sizes)[0] <= 1 + 1e-9


def test_perfectly_even_and_perfectly_clumped():
    sizes = np.array([100.0, 200.0, 100.0])
    even, clumped = sparse.csr_array([[1.0], [2.0], [1.0]]), sparse.csr_array([[4.0], [0.0], [0.0]])
    assert deviation_of_proportions(even, sizes)[0] == pytest.approx(0)
    assert normalized_deviation(clumped, sizes)[0] == pytest.approx(1)
    assert [evenness(even, sizes)[0] for evenness in EVENNESS] == pytest.approx([1] * 5)
    assert [evenness(clumped, sizes)[0] for evenness in (pairwise_evenness, entropy_evenness, juilland_evenness)] == [
        0
    ] * 3


def test_egbert_takes_any_single_part_for_the_most_clumped_there_is():
    sizes = np.array([100.0, 200.0, 100.0])
    assert egbert_deviation(sparse.csr_array([[0.0], [4.0], [0.0]]), sizes)[0] == pytest.approx(1)


def test_terms_side_by_side_do_not_mix():
    generator = np.random.default_rng(3)
    counts, sizes = generator.poisson(0.7, (12, 9)).astype(float), generator.integers(50, 900, 12).astype(float)
    for measure in (*EVENNESS, egbert_deviation):
        alone = [measure(sparse.csr_array(counts[:, [term]]), sizes)[0] for term in range(9)]
        assert measure(sparse.csr_array(counts), sizes) == pytest.approx(alone)


def test_a_term_that_never_occurs_has_no_dispersion():
    absent = sparse.csr_array((3, 1), dtype=float)
    assert np.isnan(deviation_of_proportions(absent, np.ones(3))[0])
    assert all(np.isnan(evenness(absent, np.ones(3))[0]) for evenness in EVENNESS)


@pytest.mark.parametrize(
    "measure", [normalized_deviation, egbert_deviation, pairwise_evenness, entropy_evenness, juilland_evenness]
)
def test_one_part_cannot_be_compared(measure):
    assert np.isnan(measure(sparse.csr_array([[3.0]]), np.array([10.0]))[0])
