"""Coherence compared with nulls: a plain mean, p, and the distance in standard deviations of the nulls."""

import numpy as np
import polars as pl
import pytest

from presswork.topics.choosing.null_comparison import ENOUGH, compare_null


def scores(own, nulls):
    """Return scores of numbers of topics from 2 up: of the articles, and of each null."""
    rows = [(k, "distinct", 1, value) for k, value in enumerate(own, 2)]
    rows += [(k, "null", seed, value) for seed, null in enumerate(nulls, 1) for k, value in enumerate(null, 2)]
    return pl.DataFrame(rows, schema=["k", "sample", "seed", "npmi"], orient="row")


def test_the_statistic_is_the_mean_over_the_numbers_of_topics():
    tested = compare_null(scores([0.5, 0.3], [[0.0, 0.2], [0.2, 0.2], [0.3, 0.3]]))
    assert (tested["value"], tested["null_mean"], tested["null_highest"]) == (0.4, 0.2, 0.3)
    assert (tested["nulls"], tested["reached"], tested["p"]) == (3, 0, 0.25)
    # Means of 0.1, 0.2 and 0.3: a standard deviation of 0.1.
    assert tested["sds"] == 2.0


def test_the_distance_from_the_nulls_has_no_ceiling():
    nulls = [[value] for value in np.linspace(-0.1, 0.1, 19)]
    distances = [compare_null(scores([value], nulls))["sds"] for value in (1, 2, 4)]
    assert distances == pytest.approx([value / np.std(nulls, ddof=1) for value in (1, 2, 4)], abs=0.05)


def test_a_null_that_equals_the_value_reaches_it():
    assert compare_null(scores([0.3], [[0.3], [0.1], [0.2]]))["p"] == 0.5


def test_where_enough_nulls_reach_the_value_p_is_their_share():
    tested = compare_null(scores([0.0], [[value] for value in (1, -1, 1, -1, 1, -1, 1, 1)]))
    assert (tested["reached"], tested["p"]) == (ENOUGH, ENOUGH / 8)


def test_articles_like_their_permutations_are_called_structure_once_in_twenty():
    chance, runs, found = np.random.default_rng(2), 400, 0
    for _ in range(runs):
        own, *nulls = chance.normal(size=(20, 4))
        found += compare_null(scores(own, nulls))["p"] <= 0.05
    assert found == pytest.approx(runs / 20, abs=3 * (runs * 0.05 * 0.95) ** 0.5)


def test_without_nulls_there_is_no_p():
    assert compare_null(scores([], []))["p"] is None
