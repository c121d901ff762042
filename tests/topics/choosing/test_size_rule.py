"""The product by which the number of topics is chosen, and whether it has turned."""

import polars as pl
import pytest

from planted_topics import fit, plant
from presswork.topics.choosing.size_rule import add_merit, find_size, has_turned, judge_sizes


def test_merit_is_the_product_of_three_and_never_negative():
    rows = [("all", 0.4, None, 0.9), ("all", 0.6, None, 0.9), ("resample", 0.9, 0.2, 0.8), ("resample", 0.9, -0.1, 0.8)]
    scores = pl.DataFrame(rows, schema=["sample", "npmi", "explained", "stability"], orient="row")
    # The coherence is that of the fits to all articles: 0.5.
    assert add_merit(scores)["merit"].to_list() == [None, None, pytest.approx(0.5 * 0.2 * 0.8), 0]


def test_planted_topics_have_the_highest_merit_at_their_number():
    matrix, _ = plant(k=5)
    scores = {k: fit(matrix, k)["scores"] for k in (2, 3, 5, 8, 12)}
    judged = judge_sizes(pl.concat(scores.values()))
    assert find_size(judged) == 5 and has_turned(judged)
    # Up to there, none is behind for having too many.
    assert not has_turned(judge_sizes(pl.concat(scores[k] for k in (2, 3, 5))))


def test_larger_numbers_are_fitted_until_the_rule_has_turned():
    matrix, _ = plant(k=5)
    smaller = [fit(matrix, k)["scores"].lazy() for k in (3, 5)]
    assert not fit(matrix, 8, smaller=smaller, asked=False)["scores"].is_empty()
    smaller.append(fit(matrix, 8)["scores"].lazy())
    skipped = fit(matrix, 12, smaller=smaller, asked=False)
    assert skipped["scores"].is_empty() and not skipped["model"].terms.size
    assert not fit(matrix, 12, smaller=smaller, asked=True)["scores"].is_empty()
    assert fit(matrix, 5, smaller=[], asked=False)["model"].terms.shape[0] == 5
