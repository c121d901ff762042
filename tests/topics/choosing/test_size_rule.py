"""The product by which the number of topics is chosen, and whether it has turned."""

import polars as pl
import pytest

from planted_topics import fit, plant
from presswork.topics.choosing.size_rule import add_merit, excludes_best, find_size, has_turned, judge_sizes, list_near


def test_merit_is_the_product_of_three_and_never_negative():
    rows = [("all", 0.4, None, 0.9), ("all", 0.6, None, 0.9), ("resample", 0.9, 0.2, 0.8), ("resample", 0.9, -0.1, 0.8)]
    scores = pl.DataFrame(rows, schema=["sample", "npmi", "explained", "stability"], orient="row")
    # The coherence is that of the fits to all articles: 0.5.
    assert add_merit(scores)["merit"].to_list() == [None, None, pytest.approx(0.5 * 0.2 * 0.8), 0]


def test_planted_topics_have_the_highest_merit_at_their_number():
    matrix, _ = plant(k=5)
    scores = {k: fit(matrix, k)["scores"] for k in (2, 3, 5, 8, 12)}
    together = pl.concat(scores.values())
    assert find_size(judge_sizes(together)) == 5 and has_turned(together)
    # Up to there, none has too many.
    assert not has_turned(pl.concat(scores[k] for k in (2, 3, 5)))


def test_numbers_whose_refits_are_not_stable_are_excluded():
    scores = score_sizes({5: 0.8, 10: 0.6, 20: 0.59})
    assert find_size(judge_sizes(scores)) == 10 and has_turned(scores) and excludes_best(scores)
    stable = scores.filter(pl.col("k") < 20)
    assert find_size(judge_sizes(stable)) == 10 and not has_turned(stable) and not excludes_best(stable)


def test_the_most_stable_number_is_chosen_if_none_is_stable():
    scores = score_sizes({2: 0.4, 3: 0.59, 20: 0.5})
    assert judge_sizes(scores)["k"].to_list() == [3] and excludes_best(scores)
    largest = score_sizes({2: 0.4, 3: 0.5})
    assert find_size(judge_sizes(largest)) == 3 and not has_turned(largest) and not excludes_best(largest)


def score_sizes(stabilities):
    """Return scores of numbers of topics with these stabilities, whose merit grows with the number."""
    rows = [(k, "resample", 1, 0.1 * k, stability) for k, stability in stabilities.items()]
    return pl.DataFrame(rows, schema=["k", "sample", "seed", "merit", "stability"], orient="row")


def test_numbers_as_good_as_the_best_are_listed_from_the_smallest():
    judged = pl.DataFrame({"k": [2, 3, 5, 10], "behind": [0.3, 0.1, 0.0, 0.2], "error": [0.2, 0.1, 0.0, 0.3]})
    assert list_near(judged) == [3, 5, 10] and find_size(judged) == 3


def test_larger_numbers_are_fitted_until_the_rule_has_turned():
    matrix, _ = plant(k=5)
    smaller = [fit(matrix, k)["scores"].lazy() for k in (3, 5)]
    assert not fit(matrix, 8, smaller=smaller, asked=False)["scores"].is_empty()
    smaller.append(fit(matrix, 8)["scores"].lazy())
    skipped = fit(matrix, 12, smaller=smaller, asked=False)
    assert skipped["scores"].is_empty() and not skipped["model"].terms.size
    assert not fit(matrix, 12, smaller=smaller, asked=True)["scores"].is_empty()
    assert fit(matrix, 5, smaller=[], asked=False)["model"].terms.shape[0] == 5


def test_where_no_left_out_words_foretell_others_the_smallest_number_is_taken():
    rows = [(k, "resample", seed, None, 0.9) for k in (3, 2, 5) for seed in (1, 2)]
    schema = {"k": pl.Int64, "sample": pl.String, "seed": pl.Int64, "merit": pl.Float64, "stability": pl.Float64}
    scores = pl.DataFrame(rows, schema=schema, orient="row")
    assert find_size(judge_sizes(scores)) == 2 and has_turned(scores)
    assert judge_sizes(scores.clear()).is_empty() and not has_turned(scores.clear())
