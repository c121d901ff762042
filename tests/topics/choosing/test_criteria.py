"""Criteria: each has its value and interval from the fits that can give one, or the reason why there is none."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from presswork.core.schema import find_tables
from presswork.topics.choosing.criteria import compare_sizes
from presswork.topics.choosing.null_comparison import compare_null

HELD_OUT = [-6.0, -6.5, -7.0, -6.1]


def score_fits(heldout):
    """Return scores of two starts and of a refit for each held-out score, as `fit_topics` gives them."""
    common = {"engine": "variational", "k": 3, "npmi": 0.2, "exclusivity": 0.5, "diversity": 0.9, "converged": True}
    starts = [{"sample": "all", "seed": seed, "stability": 0.7, "heldout": None} for seed in (1, 2)]
    refits = [
        {"sample": "resample", "seed": seed, "stability": None, "heldout": score} for seed, score in enumerate(heldout)
    ]
    return pl.DataFrame([common | each for each in starts + refits], find_tables()["scores"].schema)


def find_heldout(heldout, n_articles):
    return compare_sizes(score_fits(heldout), n_articles).row(by_predicate=pl.col("criterion") == "heldout", named=True)


@pytest.mark.parametrize(
    ("n_articles", "error"), [(300, np.std(HELD_OUT, ddof=1)), (4, np.std(HELD_OUT, ddof=1) / np.sqrt(4))]
)
def test_the_held_out_score_is_the_mean_over_refits_with_its_interval(n_articles, error):
    found = find_heldout(HELD_OUT, n_articles)
    assert found["value"] == pytest.approx(np.mean(HELD_OUT))
    assert found["high"] - found["value"] == pytest.approx(stats.t.ppf(0.975, 3) * error)


def test_without_a_likelihood_there_is_no_held_out_score_but_a_reason():
    found = find_heldout([None] * 4, 300)
    assert found["value"] is None and found["low"] is None and found["interval"] == "no_likelihood"


def test_an_interval_does_not_leave_the_range_of_its_criterion():
    scores = score_fits([None] * 4).with_columns(exclusivity=pl.Series([0.9, 0.9, 1.0, 0.5, 1.0, 0.7]))
    found = compare_sizes(scores, 300).row(by_predicate=pl.col("criterion") == "exclusivity", named=True)
    assert found["high"] == 1 and 0 < found["low"] < 0.9


def test_diversity_has_no_interval_but_a_reason():
    found = compare_sizes(score_fits(HELD_OUT), 300).row(by_predicate=pl.col("criterion") == "diversity", named=True)
    assert (found["value"], found["low"], found["interval"]) == (0.9, None, "unsound")


def test_merit_is_the_mean_over_refits():
    scores = score_fits([None] * 4).with_columns(merit=pl.Series([None, None, 0.1, 0.2, 0.3, 0.2]))
    found = compare_sizes(scores, 300).row(by_predicate=pl.col("criterion") == "merit", named=True)
    assert found["value"] == pytest.approx(0.2) and found["interval"] == "resampled"


@pytest.mark.parametrize("ks", [(3,), (3, 5)])
def test_where_one_number_is_held_against_nulls_its_p_is_that_of_the_choice(ks):
    common = {"engine": "nmf", "exclusivity": 0.5, "diversity": 0.9, "converged": True}
    fits = [{"sample": "distinct", "seed": 1, "npmi": 0.2}]
    fits += [{"sample": "null", "seed": seed, "npmi": 0.1 * (seed < 4) + 0.3 * (seed > 3)} for seed in range(1, 9)]
    scores = pl.DataFrame([common | fit | {"k": k} for k in ks for fit in fits], find_tables()["scores"].schema)
    found = compare_sizes(scores, 300).filter(criterion="npmi")
    assert compare_null(scores)["p"] == 5 / 8
    assert found["p"].to_list() == ([5 / 8] if ks == (3,) else [6 / 9, 6 / 9])
