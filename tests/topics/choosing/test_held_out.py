"""Document completion: rows that were left out are halved by their words, and a better model scores higher."""

import numpy as np
import pytest
from scipy import sparse

from presswork.topics.choosing.held_out import foresee, score_tokens, split_tokens
from presswork.topics.fitting.engines.nmf import explain_weights
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model

N_ARTICLES = 105
FITTED = np.sort(np.r_[0:80, 0:25])


def know(terms):
    """Return a model that knows its topics from elsewhere."""
    return Model("variational", terms, terms, {"components": terms, "alpha": np.full(len(terms), 0.2)}, True)


def score(model, counts, fitted=FITTED, replicate=1, measure="heldout"):
    """Return a measure of how well a model foresees the rows that were not fitted."""
    return foresee(model, counts, fitted, replicate).get(measure)


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
    scores = [score(know(terms), counts) for terms in (topics, topics[:2], even)]
    assert scores == sorted(scores, reverse=True) and scores[2] == pytest.approx(np.log(1 / 40))


def test_only_rows_that_were_left_out_are_scored(planted):
    counts, topics = planted
    other = counts.toarray()
    other[FITTED] += 1
    known = score(know(topics), counts)
    assert score(know(topics), sparse.csr_array(other)) == known


def test_terms_that_the_fitted_rows_lack_are_not_scored(planted):
    counts, topics = planted
    left_out = ~np.isin(np.arange(N_ARTICLES), FITTED)
    strange = sparse.csr_array(np.hstack([counts.toarray(), 50 * left_out[:, None]]))
    more = np.hstack([topics, np.ones((4, 1))])
    known = score(know(topics), counts)
    assert score(know(more), strange) == pytest.approx(known)


def test_another_replicate_halves_the_rows_otherwise(planted):
    first, second = (score(know(planted[1]), planted[0], replicate=replicate) for replicate in (1, 2))
    assert first != second and first == pytest.approx(second, abs=0.1)


def test_where_no_row_is_left_there_is_no_score(planted):
    assert score(know(planted[1]), planted[0], np.arange(N_ARTICLES)) is None


def test_what_is_explained_is_held_against_the_corpus_own_rates(planted):
    counts, topics = planted
    rates = np.asarray(counts[FITTED].sum(axis=0))[None, :] / counts[FITTED].sum()
    found = foresee(know(topics), counts, FITTED, 1)
    assert found["explained"] == pytest.approx(1 - found["heldout"] / score(know(rates), counts))
    assert score(know(rates), counts, measure="explained") == pytest.approx(0)


def test_nmf_gives_words_no_probability_but_explains_their_weights(planted):
    counts, _ = planted
    model = find_engine("nmf").fit(counts[FITTED], 4, 1)
    assert score(model, counts) is None
    assert 0.2 < score(model, counts, measure="explained") < 1


def test_explained_weights_by_hand():
    """Two components of two terms each: the loads of one half, (1, 0), against the weights of the other."""
    half = np.sqrt(0.5)
    components = np.array([[half, half, 0, 0], [0, 0, half, half]])
    given, scored = sparse.csr_array(np.array([[1.0, 1, 0, 0]])), sparse.csr_array(np.array([[3.0, 0, 0, 4]]))
    # The other half has weights (0.6, 0, 0, 0.8); the prediction is (half, half, 0, 0).
    expected = 1 - ((0.6 - half) ** 2 + half**2 + 0.8**2)
    state = {"components": components, "weighted": components}
    assert explain_weights(state, np.ones(4), given, scored) == pytest.approx(expected)
    assert explain_weights(state, np.ones(4), given, sparse.csr_array((1, 4))) is None
