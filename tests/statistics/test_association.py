"""Measures of association give the published values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from presswork.statistics.association import (
    delta_p,
    expected_joint,
    log_dice,
    log_likelihood,
    mutual_information,
    t_score,
)


def test_log_dice_is_14_for_words_that_never_part_and_falls_by_one_with_half_the_share():
    assert log_dice([3, 3, 0], [3, 6, 5], [3, 6, 5]).tolist() == [14, 13, -np.inf]


def test_log_dice_of_president_and_poroshenko():
    """Of the demo corpus: 16 pairs, 4,064 and 28 occurrences."""
    assert log_dice(16, 4064, 28) == pytest.approx(7.00141, abs=5e-6)


@pytest.mark.parametrize(
    ("joint", "first", "second", "total", "value"),
    [
        # b in two texts of ten and nine words: seven of ten, two of nine.
        (7, 10, 9, 19, 4.534939),
        # "war", 620 in 1,017,879 against 267 in 1,007,532 words (Brezina).
        (620, 1_017_879, 887, 1_017_879 + 1_007_532, 140.9255),
    ],
)
def test_log_likelihood_of_four_cells_is_as_published(joint, first, second, total, value):
    assert log_likelihood(joint, first, second, total) == pytest.approx(value, abs=5e-5)


@given(st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_log_likelihood_agrees_with_scipy_and_its_sign_with_the_odds(cells):
    both, first_only, second_only, neither = cells
    value = log_likelihood(both, both + first_only, both + second_only, sum(cells))
    table = [[both, first_only], [second_only, neither]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert abs(value) == pytest.approx(expected, abs=1e-6)
    odds = both * neither - first_only * second_only
    assert value * odds >= 0 or abs(value) < 1e-6


def test_delta_p_of_gries_example():
    """Gries (2013): of course, in the spoken part of the BNC: .032 for course given of, .697 the other way."""
    total = 5610 + 168_938 + 2257 + 10_235_320
    course_by_of, of_by_course = delta_p(5610, 5610 + 168_938, 5610 + 2257, total)
    assert course_by_of == pytest.approx(0.032, abs=5e-4)
    assert of_by_course == pytest.approx(0.697, abs=5e-4)


def test_measures_by_their_formulas():
    joint, first, second, total = 20, 100, 50, 10_000
    assert expected_joint(first, second, total) == 0.5
    assert mutual_information(joint, first, second, total) == pytest.approx(np.log2(40))
    assert mutual_information(joint, first, second, total, power=3) == pytest.approx(np.log2(16_000))
    assert t_score(joint, first, second, total) == pytest.approx(19.5 / np.sqrt(20))


def test_words_that_never_meet():
    assert mutual_information(0, 5, 5, 100) == -np.inf
    assert np.isnan(t_score(0, 5, 5, 100))


@given(st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_all_measures_agree_on_attraction_and_delta_p_gives_phi(cells):
    both, first_only, second_only, neither = cells
    counts = (both, both + first_only, both + second_only, sum(cells))
    excess = both * neither - first_only * second_only
    forward, backward = delta_p(*counts)
    for measure in (mutual_information(*counts), t_score(*counts), forward, backward):
        assert measure * excess >= 0 or abs(measure) < 1e-9
    table = np.array([[both, first_only], [second_only, neither]])
    phi = chi2_contingency(table, correction=False).statistic / table.sum()
    assert forward * backward == pytest.approx(phi, abs=1e-9)
