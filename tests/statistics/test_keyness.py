"""Measures of keyness give published values, agree with SciPy and have the properties that define them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from presswork.statistics.association import log_likelihood
from presswork.statistics.contingency import chi_squared, odds_ratio, williams_factor
from presswork.statistics.keyness import (
    conservative_log_ratio,
    effective_log_ratio,
    log_odds,
    log_ratio,
    log_ratio_bounds,
    percent_difference,
    simple_maths,
    two_cell_log_likelihood,
)

# b in two texts: seven of ten words and two of nine; "war" in two corpora (Brezina).
LETTERS, WAR = (7, 10, 2, 9), (620, 1_017_879, 267, 1_007_532)


def cells(count, size, other, other_size):
    return count, size, count + other, size + other_size


def test_two_texts_of_two_letters():
    table = cells(*LETTERS)
    assert chi_squared(*table) == pytest.approx(4.337160, abs=5e-7)
    assert chi_squared(*table, yates=True) == pytest.approx(2.632438, abs=5e-7)
    assert log_likelihood(*table) == pytest.approx(4.534939, abs=5e-7)
    assert log_likelihood(*table) / williams_factor(*table[1:]) == pytest.approx(4.200833, abs=5e-7)
    assert two_cell_log_likelihood(*LETTERS) == pytest.approx(2.440100, abs=5e-7)
    assert odds_ratio(*table) == pytest.approx(7 * 7 / (3 * 2))


def test_war_in_two_corpora():
    assert two_cell_log_likelihood(*WAR) == pytest.approx(140.8655, abs=5e-5)
    assert log_likelihood(*cells(*WAR)) == pytest.approx(140.9255, abs=5e-5)
    assert log_ratio(*WAR) == pytest.approx(1.200688, abs=5e-7)
    assert chi_squared(*cells(*WAR)) == pytest.approx(136.96, abs=5e-3)
    assert percent_difference(*WAR) == pytest.approx(129.85, abs=5e-3)
    assert simple_maths(*WAR) == pytest.approx(1.94, abs=5e-3)
    assert log_ratio_bounds(*WAR) == pytest.approx((0.99139, 1.41312), abs=5e-6)


@pytest.mark.parametrize(
    ("sides", "value"),
    [
        ((12_000, 1e6, 10_000, 1e6), 182.0695),
        ((100, 1e5, 20, 2e5), 127.8064),
        ((500, 1e6, 100, 1e6), 291.1032),
        ((1000, 1e6, 1, 1e6), 1371.8641),
        ((5, 500, 1, 500), 2.9110),
    ],
)
def test_log_likelihood_of_two_cells_is_as_published(sides, value):
    assert two_cell_log_likelihood(*sides) == pytest.approx(value, abs=5e-5)
    assert two_cell_log_likelihood(*sides[2:], *sides[:2]) == pytest.approx(-value, abs=5e-5)


SIDES = st.tuples(st.integers(0, 60), st.integers(0, 400), st.integers(0, 60), st.integers(0, 400)).map(
    lambda given: (given[0], given[0] + given[1] + 1, given[2], given[2] + given[3] + 1)
)


@given(SIDES)
def test_tests_of_four_cells_agree_with_scipy(sides):
    count, size, other, other_size = sides
    table = np.array([[count, size - count], [other, other_size - other]])
    odds = odds_ratio(*cells(*sides))
    if (table.sum(axis=0) > 0).all():
        for yates in (False, True):
            expected = stats.chi2_contingency(table, correction=yates).statistic
            assert chi_squared(*cells(*sides), yates=yates) == pytest.approx(expected, abs=1e-9)
        assert odds == pytest.approx(stats.contingency.odds_ratio(table, kind="sample").statistic)
    else:
        assert np.isnan(odds) and np.isnan(chi_squared(*cells(*sides)))


@given(SIDES)
def test_changing_sides_changes_the_sign(sides):
    turned = (*sides[2:], *sides[:2])
    assert log_ratio(*sides) == pytest.approx(-log_ratio(*turned))
    assert log_odds(*sides)[0] == pytest.approx(-log_odds(*turned)[0], nan_ok=True)
    assert conservative_log_ratio(*sides, 100) == pytest.approx(-conservative_log_ratio(*turned, 100))


def test_a_count_of_zero_is_taken_for_a_half_and_no_other_is_changed():
    assert log_ratio(8, 1000, 0, 1000) == 4
    assert log_ratio(8, 1000, 0, 1000, zero=2) == 2
    assert log_ratio(8, 1000, 1, 1000) == 3
    assert np.isnan(percent_difference(8, 1000, 0, 1000))
    assert percent_difference(0, 1000, 8, 1000) == -100


@given(SIDES, st.integers(1, 100_000))
def test_the_conservative_log_ratio_is_nearer_to_zero_and_more_so_in_a_larger_family(sides, family):
    value, alone = conservative_log_ratio(*sides, family), conservative_log_ratio(*sides, 1)
    assert abs(value) <= abs(alone) + 1e-9
    assert value * log_ratio(*sides) >= 0
    low, high = log_ratio_bounds(*sides, error=0.05 / family)
    assert value == (0 if low <= 0 <= high else low if low > 0 else high)


def test_log_odds_by_the_equations_of_monroe():
    count, size, other, other_size, prior, prior_size = 30, 1000, 12, 1500, 5, 400
    first, second = count + prior, other + prior
    delta = np.log(first / (size + prior_size - first)) - np.log(second / (other_size + prior_size - second))
    found = log_odds(count, size, other, other_size, prior, prior_size)
    assert found == pytest.approx((delta, delta / np.sqrt(1 / first + 1 / second)))
    assert log_odds(count, size, other, other_size) == pytest.approx(log_odds(count, size, other, other_size, 42, 2500))


def test_a_prior_draws_rare_words_to_zero_more_than_frequent_ones():
    rare, frequent = log_odds([4, 400], 100_000, [1, 100], 100_000, [50, 5000], 1_000_000)[1]
    assert 0 < rare < frequent


@pytest.mark.parametrize(
    ("sides", "family", "value"),
    [
        # R package corpora 0.6, keyness(measure = "LRC", p.adjust = family).
        (LETTERS, 1, 0),
        (WAR, 1, 0.991386645418),
        (WAR, 1000, 0.775988709085),
        ((0, 1000, 30, 1500), 1, -2.34913787602),
        ((30, 1000, 0, 1500), 1, 3.51906287746),
        ((5, 1000, 6, 1000), 1, 0),
        ((380, 241_612, 23, 1_767_550), 103_185, 5.53872101708),
        # Collocates in CQPweb, 599 of them, as the test data of association-measures have them.
        ((1189, 168_329, 2157 - 1189, 19_720_567 - 168_329), 599, 6.910068549502),
        ((49, 168_329, 88 - 49, 19_720_567 - 168_329), 599, 5.941562136184),
        ((10, 168_329, 530 - 10, 19_720_567 - 168_329), 599, 0),
    ],
)
def test_the_conservative_log_ratio_is_that_of_r_and_cqpweb(sides, family, value):
    assert conservative_log_ratio(*sides, family) == pytest.approx(value, abs=1e-10)


@given(SIDES, st.floats(1, 50))
def test_the_effective_log_ratio_is_the_conservative_one_of_counts_over_their_overdispersion(sides, excess):
    count, size, other, other_size = sides
    value = effective_log_ratio(*sides, excess)
    assert value == conservative_log_ratio(count / excess, size, other / excess, other_size, family=1)
    assert effective_log_ratio(*sides, 0.5) == conservative_log_ratio(*sides, family=1)
    assert abs(value) <= abs(effective_log_ratio(*sides, 1)) + 1e-9
    assert effective_log_ratio(*sides, 0) == 0


def test_a_burst_is_worth_as_much_as_fewer_single_tokens():
    """The exact bound of 20 tokens out of 20 (.025^(1/20)), and of 80 that are worth as many."""
    low = 0.025 ** (1 / 20)
    assert effective_log_ratio(80, 1000, 0, 1000, 4) == pytest.approx(np.log2(low / (1 - low)))
