"""The choice: by a rule or by a person, and none where there is no structure."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import choose, plant
from presswork.core.reasons import Reason, explain, explain_choice
from presswork.topics.choosing.choice import choose_k


def scores(stability=0.9, **merits):
    """Return scores of numbers of topics such as `k5`, each with the merit of its refits."""
    rows = [
        (int(k[1:]), "resample", seed, value, stability)
        for k, values in merits.items()
        for seed, value in enumerate(values, 1)
    ]
    return pl.DataFrame(rows, schema=["k", "sample", "seed", "merit", "stability"], orient="row")


def choose_from(wanted="auto", p=None, **merits):
    return choose_k(scores(**merits), p, wanted)


def test_the_number_with_the_highest_merit_is_chosen():
    assert choose_from(k5=[0.1, 0.2], k10=[0.3, 0.4], k20=[0.2, 0.3]) == (10, "best_product")


def test_of_numbers_within_one_standard_error_of_the_best_the_smallest_is_chosen():
    # Differences of 0.02 and 0: their mean is 0.01, and so is its standard error.
    assert choose_from(k5=[0.30, 0.40], k10=[0.32, 0.40], k20=[0.1, 0.1]) == (5, "best_product")
    assert choose_from(k5=[0.29, 0.39], k10=[0.32, 0.40], k20=[0.1, 0.1]) == (10, "best_product")


def test_resamples_are_compared_with_each_other_and_not_their_means():
    """Resamples differ from each other by far more than numbers of topics do on one of them."""
    assert choose_from(k5=[0.1, 0.5], k10=[0.2, 0.6], k20=[0.0, 0.4])[0] == 10


def test_numbers_are_compared_on_the_resamples_that_all_have():
    assert choose_from(k5=[0.1, 0.1, 0.9], k10=[0.3, 0.4], k20=[0.2, 0.3])[0] == 10


def test_where_the_best_is_the_largest_tried_it_is_said():
    assert choose_from(k5=[0.1, 0.2], k10=[0.3, 0.4]) == (10, "not_turned")
    assert choose_from(k5=[0.1, 0.2], k10=[0.3, 0.4], k20=[0.31, 0.4]) == (10, "not_turned")
    assert choose_from(k5=[0.1, 0.2], k10=[0.3, 0.4], k20=[0.28, 0.4]) == (10, "best_product")
    assert "more topics may do better" in explain("not_turned", {})


def test_where_the_best_is_not_stable_it_is_said():
    both = pl.concat([scores(k5=[0.1, 0.2]), scores(stability=0.5, k20=[0.3, 0.4])])
    assert choose_k(both, None, "auto") == (5, "best_stable")
    assert "the highest score is that of a number whose refits are less stable" in explain("best_stable", {})


def test_a_person_can_choose_and_it_is_said():
    k, rule = choose_from(5, k5=[0.1], k10=[0.2])
    assert (k, rule) == (5, "set")
    k, rule = choose_from(10, k5=[0.1])
    told = explain(rule, {"asked": 10, "largest_k": 6})
    assert k is None and told == "topics.choose asks for 10 topics, but this corpus supports at most 6"
    assert Reason.of(rule).remedy.startswith("set topics.choose to auto")


def test_no_number_is_chosen_without_structure():
    k, rule = choose_from(p=0.3, k5=[0.1])
    assert k is None and explain(rule, {"p": 0.3}) == "no topic structure distinguishable from chance (p = 0.3)"


def test_the_choice_names_what_was_tried_and_what_was_left_out(tmp_path):
    made = choose(plant(30)[0], tmp_path, [3, 10])
    choice = made["choice"]
    assert (choice["k"], choice["tried"], choice["left_out"], choice["not_needed"]) == (3, [3], [10], [])
    assert (choice["by_rule"], choice["as_good"]) == (3, [])
    assert (choice["status"], choice["n_articles"], choice["chosen_by"]) == ("exploratory", 30, "rule")
    assert choice["null_comparison"]["p"] == 0.05
    assert made["model"].terms.shape == (3, 36)


def test_independent_words_are_no_structure(tmp_path):
    chance = np.random.default_rng(3)
    made = choose(sparse.csr_array(chance.poisson(1.0, (80, 60))), tmp_path, [3, 4])
    assert made["choice"]["status"] == "no structure" and made["choice"]["k"] is None
    assert not made["model"].terms.size


@pytest.mark.parametrize(("n_articles", "n_terms", "status"), [(12, 36, "too few articles"), (60, 2, "too few terms")])
def test_what_is_too_few_for_topics_is_named(tmp_path, n_articles, n_terms, status):
    made = choose(sparse.csr_array(plant(n_articles)[0][:, :n_terms]), tmp_path, [3])["choice"]
    assert (made["k"], made["status"]) == (None, status)
    assert explain_choice(made) == f"the corpus has {status} for topics"
