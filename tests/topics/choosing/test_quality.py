"""The measures of a model, by hand and at their extremes."""

import numpy as np
import pytest
from scipy import sparse

from presswork.topics.choosing.quality import (
    coherence_npmi,
    diagnose,
    diversity,
    exclusivity,
    find_background,
    match_topics,
    rank_terms,
)
from presswork.topics.fitting.model import Model


def test_npmi_by_hand():
    present = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]])
    top = np.array([[0, 1, 2]])
    joint = {(0, 1): 2 / 4, (0, 2): 1 / 4}
    single = present.mean(axis=0)
    values = [np.log(p / (single[i] * single[j])) / -np.log(p) for (i, j), p in joint.items()]
    expected = (sum(values) - 1) / 3  # the second and third term never meet
    assert coherence_npmi(top, sparse.csr_array(present))[0] == pytest.approx(expected)


def test_terms_that_always_meet_have_npmi_1():
    assert coherence_npmi(np.array([[0, 1]]), sparse.csr_array(np.ones((4, 2))))[0] == 1


def test_exclusivity_and_diversity_of_the_extremes():
    apart, same = np.kron(np.eye(2), np.ones(10) / 10), np.full((2, 20), 1 / 20)
    top = rank_terms(apart, 10)
    assert exclusivity(apart, top).tolist() == [1, 1] and diversity(top) == 1
    top = rank_terms(same, 10)
    assert exclusivity(same, top).tolist() == [0.5, 0.5] and diversity(top) == 0.5


def test_a_topic_of_equal_words_has_all_of_them_and_no_distance_from_equal_shares():
    model = Model("nmf", np.array([[0.25] * 4, [1, 0, 0, 0]]), np.array([[0.5, 0.5]]), {}, True)
    counts = sparse.csr_array(np.array([[1, 1, 1, 1]]))
    measured = diagnose(model, counts)
    assert measured["effective_words"].to_list() == pytest.approx([4, 1])
    assert measured["distance_uniform"].to_list() == pytest.approx([0, np.log(4)])
    assert measured["distance_corpus"].to_list() == pytest.approx([0, np.log(4)])


def test_a_topic_of_the_words_that_all_articles_share_is_background():
    own = np.kron(np.eye(4), np.ones(10) / 10)
    topics = np.vstack([np.pad(own, ((0, 0), (0, 80))), np.full(120, 1 / 120)])
    rates = np.array([0.15, 0.15, 0.15, 0.15, 0.4]) @ topics
    assert find_background(topics, rates).tolist() == [False] * 4 + [True]


@pytest.mark.parametrize("shares", [[0.25] * 4, [0.85, 0.05, 0.05, 0.05]])
def test_a_frequent_topic_of_words_of_its_own_is_not_background(shares):
    topics = np.kron(np.eye(4), np.ones(10) / 10)
    assert not find_background(topics, np.array(shares) @ topics).any()


def test_matching_finds_the_permutation():
    terms = np.random.default_rng(3).dirichlet(np.ones(30), 4)
    assert match_topics(terms, terms[[2, 0, 3, 1]]) == pytest.approx(np.ones(4))


def test_a_topic_without_a_partner_has_no_cosine():
    terms = np.eye(3)
    assert match_topics(terms, terms[1:]).tolist() == [0, 1, 1]


def test_equal_weights_are_ranked_in_the_order_of_columns():
    assert rank_terms(np.array([[0.2, 0.3, 0.3, 0.2]]), 4).tolist() == [[1, 2, 0, 3]]
