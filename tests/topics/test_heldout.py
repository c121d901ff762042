"""Document completion: articles are held out whole, their tokens are halved, and a better model scores higher."""

import numpy as np
import pytest
from scipy import sparse

from presswork.topics.heldout import FOLDS, complete_documents, hold_out, score_tokens, split_tokens
from presswork.topics.mixture import infer_shares
from presswork.topics.model import Engine, Model, find_engine

IDS = [f"{number:04x}" for number in range(105)]


def know(terms):
    """Return an engine that already knows its topics."""
    alpha = np.full(len(terms), 0.2)

    def fold_in(state, counts):
        return infer_shares(terms, alpha, counts)

    return Engine(lambda counts, k, seed: Model("known", terms, fold_in({}, counts), {}, True), fold_in, True)


@pytest.fixture(scope="module")
def planted():
    generator = np.random.default_rng(4)
    topics = generator.dirichlet(np.full(40, 0.1), 4) * 0.9 + 0.1 / 40
    shares = generator.dirichlet(np.full(4, 0.2), len(IDS))
    return sparse.csr_array(np.array([generator.multinomial(60, row) for row in shares @ topics])), topics


def test_every_article_is_held_out_once_with_all_of_its_rows():
    ids = IDS + IDS[:50]
    folds = np.array([hold_out(ids, fold) for fold in range(FOLDS)])
    assert folds.sum(axis=0).tolist() == [1] * len(ids)
    assert np.array_equal(folds[:, :50], folds[:, len(IDS) :])
    assert {hold_out(IDS, fold).sum() for fold in range(FOLDS)} == {10, 11}


def test_the_order_of_the_rows_does_not_decide_what_is_held_out():
    assert np.array_equal(hold_out(IDS[::-1], 3), hold_out(IDS, 3)[::-1])


def test_the_halves_of_a_row_are_equal_and_make_it_up(planted):
    counts, _ = planted
    counts = sparse.csr_array(np.vstack([counts.toarray(), np.eye(1, 40, dtype=int), np.zeros((1, 40), dtype=int)]))
    first, second = split_tokens(counts, 1)
    assert first.sum(axis=1).tolist() == [30] * len(IDS) + [0, 0]
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
    scores = [complete_documents(know(terms), counts, IDS, 4, 1, 0) for terms in (topics, topics[:2], even)]
    assert scores == sorted(scores, reverse=True) and scores[2] == pytest.approx(np.log(1 / 40))


def test_terms_that_the_fitted_articles_lack_are_not_scored(planted):
    counts, _ = planted
    strange = sparse.csr_array(np.hstack([counts.toarray(), 50 * hold_out(IDS, 0)[:, None]]))
    engine = find_engine("variational")
    assert complete_documents(engine, strange, IDS, 4, 1, 0) == complete_documents(engine, counts, IDS, 4, 1, 0)


def test_where_nothing_can_be_held_out_there_is_no_score(planted):
    counts, topics = planted
    assert complete_documents(know(topics), counts[:4], IDS[:4], 4, 1, 9) is None
    assert complete_documents(know(topics), counts[:4], IDS[:1] * 4, 4, 1, 0) is None


def test_nmf_gives_words_no_probability(planted):
    assert complete_documents(find_engine("nmf"), planted[0], IDS, 4, 1, 0) is None
