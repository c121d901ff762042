"""Dispersion adjusted for frequency: its extremes are those over all ways to distribute the occurrences."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from presswork.statistics.dispersion.adjusted import (
    frequency_adjusted_deviation,
    greatest_deviations,
    least_deviations,
)
from presswork.statistics.dispersion.measures import deviation_of_proportions

SIZES = st.lists(st.integers(1, 5), min_size=2, max_size=5)


def deviations_of_all_layouts(total, sizes):
    """Return DP of each way to lay out so many occurrences, no part with more than it has words."""
    layouts = [layout for layout in product(*(range(size + 1) for size in sizes)) if sum(layout) == total]
    counts = sparse.csr_array(np.array(layouts, dtype=float).T)
    return deviation_of_proportions(counts, np.array(sizes, dtype=float))


@settings(max_examples=60, deadline=None)
@given(SIZES, st.data())
def test_the_least_is_reached_and_the_greatest_never_exceeded(sizes, data):
    total = data.draw(st.integers(1, sum(sizes)))
    found = deviations_of_all_layouts(total, sizes)
    array = np.array(sizes, dtype=float)
    assert least_deviations(np.array([total]), array)[0] == pytest.approx(found.min(), abs=1e-12)
    greatest = greatest_deviations(np.array([total]), array)[0]
    assert found.max() <= greatest + 1e-12
    assert greatest - found.max() <= max(sizes) / sum(sizes)


def test_the_greatest_is_reached_where_whole_parts_are_filled():
    assert deviations_of_all_layouts(5, [5, 2, 7]).max() == pytest.approx(
        greatest_deviations(np.array([5]), np.array([5.0, 2.0, 7.0]))[0]
    )


def test_an_even_term_has_0_at_any_frequency_and_a_term_in_one_part_1():
    sizes = np.full(100, 50.0)
    counts = np.zeros((100, 4))
    counts[:10, 0] = 1
    counts[:, 1] = 3
    counts[0, 2] = 50
    counts[0, 3] = 1
    adjusted = frequency_adjusted_deviation(sparse.csr_array(counts), sizes)
    assert adjusted[:3] == pytest.approx([0, 0, 1])
    assert np.isnan(adjusted[3]), "a single occurrence is neither even nor clumped"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99)), min_size=2, max_size=20))
def test_it_stays_between_0_and_1(parts):
    counts, sizes = np.array(parts, dtype=float).T
    value = frequency_adjusted_deviation(sparse.csr_array(counts[:, None]), sizes)[0]
    assert np.isnan(value) or 0 <= value <= 1
