"""Measures of association give the published values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from presswork.statistics.association import log_dice, log_likelihood


def test_log_dice_is_14_for_words_that_never_part_and_falls_by_one_with_half_the_share():
    assert log_dice([3, 3, 0], [3, 6, 5], [3, 6, 5]).tolist() == [14, 13, -np.inf]


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
