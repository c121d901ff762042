"""Engines: each finds planted topics, gives the same bytes twice, and folds a row in whatever its companions."""

import numpy as np
import pytest
from scipy import sparse

from presswork.core.code_digests import reach
from presswork.topics.choosing.quality import match_topics
from presswork.topics.fitting.engines.gibbs import LARGEST_GAIN, is_at_rest
from presswork.topics.fitting.engines.registry import ENGINES, find_engine
from presswork.topics.fitting.mixture import infer_shares
from presswork.topics.fitting.model import Model

K = 3
OWN = 12


def plant(n_rows=240, seed=1):
    """Return counts drawn from LDA with `K` topics of `OWN` words each, p(term | topic), and the rows' shares."""
    generator = np.random.default_rng(seed)
    topics = np.kron(np.eye(K), np.ones(OWN)) + 0.02
    topics /= topics.sum(axis=1, keepdims=True)
    shares = generator.dirichlet(np.full(K, 0.2), n_rows)
    return sparse.csr_array(np.array([generator.multinomial(80, row) for row in shares @ topics])), topics, shares


COUNTS, TOPICS, SHARES = plant()


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    return find_engine(request.param)


@pytest.fixture(scope="module")
def model(engine):
    return engine.fit(COUNTS, K, 1)


def order(model):
    """Return the model's topics in the order of the planted ones."""
    return (TOPICS @ model.terms.T).argmax(axis=1)


def test_planted_topics_and_shares_are_recovered(model):
    assert match_topics(TOPICS, model.terms).min() > 0.95
    assert np.abs(model.shares[:, order(model)] - SHARES).mean() < 0.06


def test_topics_that_have_half_of_their_words_in_common_are_told_apart():
    chance = np.random.default_rng(3)
    common, own = chance.dirichlet(np.full(80, 0.3)), np.kron(np.eye(8), np.full(10, 0.1))
    topics = (own + common) / 2
    drawn = [chance.multinomial(100, share @ topics) for share in chance.dirichlet(np.full(8, 0.2), 600)]
    found = find_engine("nmf").fit(sparse.csr_array(np.array(drawn)), 8, 1)
    assert match_topics(topics, found.terms).min() > 0.97


def test_terms_and_shares_are_probabilities(model):
    assert np.allclose(model.terms.sum(axis=1), 1) and model.terms.min() >= 0
    assert np.allclose(model.shares.sum(axis=1), 1) and model.shares.min() >= 0


def test_the_fit_comes_to_rest(model):
    assert model.converged


def test_the_same_fit_is_written_as_the_same_bytes(engine, model, tmp_path):
    model.write_to(tmp_path / "a.npz")
    engine.fit(COUNTS, K, 1).write_to(tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_model_that_was_written_folds_in_like_the_one_that_was_fitted(engine, model, tmp_path):
    model.write_to(tmp_path / "a.npz")
    back = Model.read_from(tmp_path / "a.npz")
    assert (back.engine, back.converged, sorted(back.state)) == (model.engine, model.converged, sorted(model.state))
    assert np.allclose(back.terms, model.terms, atol=1e-6)
    assert np.allclose(engine.fold_in(back.state, COUNTS), model.shares, atol=1e-5)


def test_other_articles_are_folded_in_near_their_planted_shares(engine, model):
    counts, _, shares = plant(seed=2)
    assert np.abs(engine.fold_in(model.state, counts)[:, order(model)] - shares).mean() < 0.06


def test_a_row_is_folded_in_alike_whatever_its_companions(engine, model):
    alone = np.vstack([engine.fold_in(model.state, COUNTS[[row]]) for row in range(20)])
    assert np.array_equal(alone, model.shares[:20])
    assert np.array_equal(engine.fold_in(model.state, COUNTS[19::-1]), model.shares[19::-1])


def test_a_row_without_terms_of_the_model_has_shares_of_zero(engine):
    counts = sparse.csr_array(np.pad(COUNTS.toarray(), ((0, 1), (0, 1))))
    model = engine.fit(counts, K, 1)
    assert not model.shares[-1].any() and np.allclose(model.shares[:-1].sum(axis=1), 1)
    stranger = sparse.csr_array(np.eye(1, counts.shape[1], counts.shape[1] - 1, dtype=int))
    assert not model.terms[:, -1].any() and not engine.fold_in(model.state, stranger).any()


def test_no_rows_have_no_shares(engine, model):
    assert engine.fold_in(model.state, COUNTS[:0]).shape == (0, K)


def test_inferred_shares_are_the_most_probable():
    alpha, counts = np.array([0.1, 0.4, 0.7]), COUNTS[[0]].toarray()[0]

    def score(share):
        return alpha @ np.log(share) + counts @ np.log(share @ TOPICS)

    best = infer_shares(TOPICS, alpha, COUNTS[[0]])[0]
    others = np.random.default_rng(1).dirichlet(1000 * best + 0.01, 500)
    assert score(best) > max(map(score, np.clip(others, 1e-9, 1)))


def test_a_function_that_finds_its_engine_depends_on_all_engines():
    reached = reach("presswork.topics.fitting.engines.registry", "find_engine")
    assert {
        (f"presswork.topics.fitting.engines.{name}", part) for name in ENGINES for part in ("fit", "fold_in")
    } <= set(reached)


def test_a_chain_is_at_rest_when_its_second_half_no_longer_climbs():
    climbing = [step * LARGEST_GAIN / 5 for step in range(40)]
    assert not is_at_rest(climbing)
    assert is_at_rest(climbing[:20] + [climbing[20], climbing[20] + LARGEST_GAIN / 2] * 10)


def test_the_order_in_which_a_row_is_stored_does_not_matter(engine):
    stored = COUNTS.copy()
    stored.indices, stored.data = stored.indices.copy(), stored.data.copy()
    for start, stop in zip(stored.indptr, stored.indptr[1:]):
        stored.indices[start:stop], stored.data[start:stop] = (
            stored.indices[start:stop][::-1],
            stored.data[start:stop][::-1],
        )
    stored.has_sorted_indices = False
    assert np.allclose(engine.fit(stored, K, 1).terms, engine.fit(COUNTS, K, 1).terms, atol=1e-6)


def test_another_engine_is_unknown():
    with pytest.raises(KeyError):
        find_engine("lsa")
