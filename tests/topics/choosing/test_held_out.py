"""Document completion: rows that were left out are halved by their words, and a better model scores higher."""

import numpy as np
import pytest
from scipy import sparse

from presswork.topics.choosing.held_out import complete_documents, score_tokens, split_tokens
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model

N_ARTICLES = 105
FITTED = np.sort(np.r_[0:80, 0:25])


def know(terms):
    """Return a model that knows its topics from elsewhere."""
    return Model("variational", terms, terms, {"components": terms, "alpha": np.full(len(terms), 0.2)}, True)


@pytest.fixture(scope="module")
def planted():
    generator = np.random.default_rng(4)
    topics = generator.dirichlet(np.full(40, 0.1), 4) * 0.9 + 0.1 / 40
    shares = generator.dirichlet(np.full(4, 0.2), N_ARTICLES)
    return sparse.csr_array(np.array([generator.multinomial(60, row) for row in shares @ topics])), topics


def test_the_halves_of_a_row_are_equal_and_make_it_up(planted):
    counts, _ = planted
    counts = sparse.csr_array(np.vstack([counts.toarray(), np.eye(1, 40, dtype=int), np.zeros((1, 40), dtype=int)]))
    first, second = split_tokens(counts, 1)
    assert first.sum(axis=1).tolist() == [30] * N_ARTICLES + [0, 0]
    assert np.array_equal((first + second).toarray(), counts.toarray())
    assert first.min() >= 0 and second.min() >= 0


def test_a_token_goes_to_either_half_alike_often():
    first, _ = split_tokens(sparse.csr_array(np.ones((2000, 4))), 2)
    assert first.mean(axis=0) == pytest.approx(np.full(4, 0.5), abs=0.04)


def test_score_by_hand():
    shares, terms = np.array([[0.5, 0.5], [0.0, 0.0]]), np.array([[0.8, 0.2], [0.4, 0.6]])
    counts = sparse.csr_array(np.array([[3.0, 1.0], [9.0, 9.0]]))
    assert score_tokens(shares, terms, counts) == pytest.approx((3 * np.log(0.6) + np.log(0.4)) / 4)
    assert score_tokens(np.zeros((2, 2)), terms, counts) is None


def test_true_topics_foresee_more_than_others(planted):
    counts, topics = planted
    even = np.full((4, 40), 1 / 40)
    scores = [complete_documents(know(terms), counts, FITTED, 1) for terms in (topics, topics[:2], even)]
    assert scores == sorted(scores, reverse=True) and scores[2] == pytest.approx(np.log(1 / 40))


def test_only_rows_that_were_left_out_are_scored(planted):
    counts, topics = planted
    other = counts.toarray()
    other[FITTED] += 1
    score = complete_documents(know(topics), counts, FITTED, 1)
    assert complete_documents(know(topics), sparse.csr_array(other), FITTED, 1) == score


def test_terms_that_the_fitted_rows_lack_are_not_scored(planted):
    counts, topics = planted
    left_out = ~np.isin(np.arange(N_ARTICLES), FITTED)
    strange = sparse.csr_array(np.hstack([counts.toarray(), 50 * left_out[:, None]]))
    more = np.hstack([topics, np.ones((4, 1))])
    score = complete_documents(know(topics), counts, FITTED, 1)
    assert complete_documents(know(more), strange, FITTED, 1) == pytest.approx(score)


def test_another_replicate_halves_the_rows_otherwise(planted):
    first, second = (complete_documents(know(planted[1]), planted[0], FITTED, replicate) for replicate in (1, 2))
    assert first != second and first == pytest.approx(second, abs=0.1)


def test_where_no_row_is_left_there_is_no_score(planted):
    assert complete_documents(know(planted[1]), planted[0], np.arange(N_ARTICLES), 1) is None


def test_nmf_gives_words_no_probability(planted):
    counts, _ = planted
    model = find_engine("nmf").fit(counts[FITTED], 4, 1)
    assert complete_documents(model, counts, FITTED, 1) is None
