"""Dispersion: Lyne's (1985) example and what must hold for any counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from presswork.statistics.dispersion import (
    deviation_of_proportions,
    kullback_leibler_evenness,
    normalized_deviation,
    range_share,
)

COUNTS = sparse.csr_array(np.array([[2, 0, 1, 1, 3, 0, 3, 0, 0, 0]], dtype=float).T)
SIZES = np.array([8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930], dtype=float)


def test_known_answers():
    assert range_share(COUNTS)[0] == 0.5
    assert 1 - deviation_of_proportions(COUNTS, SIZES)[0] == pytest.approx(0.5009295, abs=5e-8)
    assert 1 - normalized_deviation(COUNTS, SIZES)[0] == pytest.approx(0.4464520, abs=5e-8)
    assert kullback_leibler_evenness(COUNTS, SIZES)[0] == pytest.approx(0.4665078, abs=5e-8)


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


@given(PARTS)
def test_bounds(parts):
    counts, sizes = np.array(parts, dtype=float).T
    matrix = sparse.csr_array(counts[:, None])
    assert -1e-9 <= normalized_deviation(matrix, sizes)[0] <= 1 + 1e-9
    assert 0 < range_share(matrix)[0] <= 1


def test_perfectly_even_and_perfectly_clumped():
    sizes = np.array([100.0, 200.0, 100.0])
    even, clumped = sparse.csr_array([[1.0], [2.0], [1.0]]), sparse.csr_array([[4.0], [0.0], [0.0]])
    assert deviation_of_proportions(even, sizes)[0] == pytest.approx(0)
    assert normalized_deviation(clumped, sizes)[0] == pytest.approx(1)


def test_a_term_that_never_occurs_has_no_dispersion():
    absent = sparse.csr_array((3, 1), dtype=float)
    assert np.isnan(deviation_of_proportions(absent, np.ones(3))[0])
    assert np.isnan(kullback_leibler_evenness(absent, np.ones(3))[0])


def test_one_part_has_no_normalised_deviation():
    assert np.isnan(normalized_deviation(sparse.csr_array([[3.0]]), np.array([10.0]))[0])
