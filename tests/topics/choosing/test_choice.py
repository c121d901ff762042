"""The choice: by a rule or by a person, and none where there is no structure."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import choose, plant
from presswork.core.reasons import explain, explain_choice
from presswork.topics.choosing.choice import choose_k, compare_null
from presswork.topics.choosing.criteria import compare_sizes


def scores(diversity=0.9, **stabilities):
    """Return scores of numbers of topics such as `k5`, each with its stability over two starts."""
    rows = [
        ("nmf", int(k[1:]), "all", seed, 0.2, diversity, stability + wobble)
        for k, stability in stabilities.items()
        for seed, wobble in ((1, -0.01), (2, 0.01))
    ]
    schema = ["engine", "k", "sample", "seed", "npmi", "diversity", "stability"]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(**{name: pl.lit(None, pl.Float64) for name in ("npmi_weight", "exclusivity", "heldout")})


def choose_from(wanted="auto", p=None, **means):
    return choose_k(scores(**means), compare_sizes(scores(**means), 300), p, wanted)


def test_the_largest_number_that_is_nearly_as_stable_as_the_best_is_chosen():
    k, rule = choose_from(k5=0.95, k10=0.81, k20=0.80)
    assert (k, rule) == (10, "stable_and_distinct")
    k, rule = choose_from(k5=0.95, k10=0.9)
    assert (k, rule) == (10, "largest_tried")


def test_without_distinct_top_terms_the_fewest_topics_are_taken():
    assert choose_from(diversity=0.69, k5=0.95, k10=0.9)[0] == 5


def test_a_person_can_choose_and_it_is_said():
    k, rule = choose_from(5, k5=0.1, k10=0.2)
    assert (k, rule) == (5, "set")
    k, rule = choose_from(10, k5=0.1)
    assert k is None and "10 topics were asked for" in explain(rule, {"asked": 10})


def test_no_number_is_chosen_without_structure():
    k, rule = choose_from(p=0.3, k5=0.1)
    assert k is None and explain(rule, {"p": 0.3}) == "no topic structure distinguishable from chance (p = 0.3)"


def test_the_test_takes_the_highest_over_the_numbers_of_topics():
    rows = [(k, "null", seed, value) for k in (2, 3) for seed, value in enumerate((0.0, 0.1, 0.2), 1)]
    rows += [(2, "distinct", 1, 0.15), (3, "distinct", 1, 0.5)]
    tested = compare_null(pl.DataFrame(rows, schema=["k", "sample", "seed", "npmi"], orient="row"))
    assert (tested["nulls"], tested["p"]) == (3, 0.25)
    # With 3 topics: values 0, 0.1, 0.2 and 0.5, of mean 0.2 and variance 0.14 / 3.
    assert tested["value"] == pytest.approx(0.3 / (0.14 / 3) ** 0.5, abs=1e-4)


def test_articles_like_their_permutations_are_called_structure_once_in_twenty():
    chance, runs = np.random.default_rng(2), 400
    labels = [(k, "null" if seed else "distinct", seed or 1) for k in (2, 3, 4, 5) for seed in range(20)]
    frame = pl.DataFrame(labels, schema=["k", "sample", "seed"], orient="row")
    found = sum(compare_null(frame.with_columns(npmi=chance.normal(size=80)))["p"] <= 0.05 for _ in range(runs))
    assert found == pytest.approx(runs / 20, abs=3 * (runs * 0.05 * 0.95) ** 0.5)


def test_the_choice_names_what_was_tried_and_what_was_left_out(tmp_path):
    made = choose(plant(30)[0], tmp_path, [3, 10])
    choice = made["choice"]
    assert (choice["k"], choice["tried"], choice["left_out"]) == (3, [3], [10])
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
