"""Mean shares: strata, errors that add up, and bounds."""

import numpy as np
import pytest

from presswork.statistics.odds import odds_interval
from presswork.topics.describing.mean_shares import Mix, average_shares, combine_errors, count_expected


def test_independent_errors_add_up_and_so_do_their_degrees_of_freedom():
    three, four = np.array([3.0]), np.array([4.0])
    assert [each.item() for each in combine_errors((three, four), (9, 16))] == pytest.approx([5, 625 / (9 + 16)])
    assert combine_errors((three, np.zeros(1)), (9, 20))[1] == pytest.approx(9)


def test_an_article_without_shares_is_left_out_and_a_missing_stratum_leaves_no_mean():
    shares = np.array([[0.5, 0.5], [0, 0], [1, 0]])
    assert average_shares(shares, Mix(np.zeros(3, np.int64), np.ones(1))).tolist() == [0.75, 0.25]
    assert np.isnan(average_shares(shares[:2], Mix(np.array([0, 0]), np.array([0.5, 0.5])))).all()


def test_bounds_of_shares_are_symmetric_in_the_log_odds():
    low, high = odds_interval(np.array([0.5, 0.01, 0.0]), np.array([1.0, 1.0, 1.0]), 1e9)
    assert low[:2] == pytest.approx([1 / (1 + np.exp(1.959964)), 0.01 / (0.01 + 0.99 * np.exp(1.959964))])
    assert low[0] == pytest.approx(1 - high[0]) and np.isnan([low[2], high[2]]).all()


def test_strata_expect_as_many_articles_as_a_plain_mean_of_the_same_error():
    prevalence = np.array([0.5, 0.1])
    even, uneven = (Mix(np.repeat([0, 1], sizes), np.array([0.5, 0.5])) for sizes in ([10, 10], [18, 2]))
    assert count_expected(prevalence, even) == pytest.approx([10, 2])
    assert count_expected(prevalence, uneven) == pytest.approx([3.6, 0.72])
    assert count_expected(prevalence, Mix(np.zeros(10, dtype=int), np.array([0.5, 0.5]))) == pytest.approx([0, 0])
