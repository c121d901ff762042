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
    together = pl.concat(scores.values())
    assert find_size(judge_sizes(together)) == 5 and has_turned(together)
    # Up to there, none has too many.
    assert not has_turned(pl.concat(scores[k] for k in (2, 3, 5)))


def test_numbers_whose_topics_are_not_found_again_are_not_taken_unless_all_are():
    rows = [(k, "resample", 1, 0.1 * k, stability) for k, stability in ((5, 0.8), (10, 0.7), (20, 0.69))]
    scores = pl.DataFrame(rows, schema=["k", "sample", "seed", "merit", "stability"], orient="row")
    assert find_size(judge_sizes(scores)) == 10 and has_turned(scores)
    unstable = scores.filter(pl.col("k") == 20)
    assert find_size(judge_sizes(unstable)) == 20 and not has_turned(unstable)


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
