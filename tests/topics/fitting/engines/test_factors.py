"""Matrix factorisation: steps as scikit-learn's, as little error as it reaches, and planted factors found again."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfTransformer

from planted_topics import plant
from presswork.topics.fitting.engines import factors
from presswork.topics.fitting.engines.factors import decompose, factorise, refine_factors, start_factors
from presswork.topics.fitting.engines.nmf import measure_idf, weigh_counts

COUNTS = sparse.csr_array(plant(200, k=6)[0].astype(float))
MATRIX = weigh_counts(COUNTS, measure_idf(COUNTS))


def fit_sklearn(left, right, iterations=2000, tolerance=1e-8):
    """Return the squared error of scikit-learn's coordinate descent, and the factors (k x rows, k x columns)."""
    engine = NMF(len(left), init="custom", max_iter=iterations, tol=tolerance)
    found = engine.fit_transform(MATRIX, W=left.T.copy(), H=right.copy())
    return engine.reconstruction_err_**2, found.T, engine.components_


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_without_extrapolation_steps_are_those_of_coordinate_descent(monkeypatch):
    monkeypatch.setattr(factors, "STEP", 0.0)
    monkeypatch.setattr(factors, "MAX_ITERATIONS", 5)
    monkeypatch.setattr(factors, "TOLERANCE", 0.0)
    start = start_factors(MATRIX, 6, 1)
    found, (_, left, right) = refine_factors(MATRIX, *start), fit_sklearn(*start, iterations=5, tolerance=0)
    assert found.left == pytest.approx(left, abs=1e-10)
    assert found.right == pytest.approx(right, abs=1e-10)


def test_the_squared_error_is_as_low_as_that_of_coordinate_descent_and_never_rises():
    for k in (2, 4, 6):
        found, (error, *_) = factorise(MATRIX, k, 1), fit_sklearn(*start_factors(MATRIX, k, 1))
        assert found.losses[-1] <= error * (1 + 1e-4)
        assert found.losses[-1] == pytest.approx(np.square(MATRIX.toarray() - found.left.T @ found.right).sum())
        assert (np.diff(found.losses) <= 0).all() and len(found.losses) < factors.MAX_ITERATIONS


def test_planted_factors_are_found_again():
    chance = np.random.default_rng(1)
    left, right = (chance.random((4, size)) * (chance.random((4, size)) < 0.4) for size in (80, 120))
    found = factorise(sparse.csr_array(left.T @ right), 4, 1)
    unit = [each / np.linalg.norm(each, axis=1, keepdims=True) for each in (right, found.right)]
    assert (unit[0] @ unit[1].T).max(axis=1).min() > 0.99


def test_singular_values_and_vectors_are_those_of_the_matrix():
    small = sparse.csr_array(MATRIX[:12])
    rows, values, columns = decompose(small, 3)
    assert values == pytest.approx(np.linalg.svd(small.toarray())[1][:3])
    assert rows @ small.toarray() == pytest.approx(values[:, None] * columns, abs=1e-10)


def test_zeros_of_a_start_are_filled_at_random_the_rest_is_the_same():
    (one, _), (other, _) = (start_factors(MATRIX, 3, seed) for seed in (1, 2))
    same = one == other
    assert 0 < same.mean() < 1 and one[~same].max() < one[same].min() + 0.01
    assert min(one.min(), other.min()) > 0


def test_a_matrix_without_numbers_has_factors_of_zero():
    assert not factorise(sparse.csr_array((5, 4)), 2, 1).right.any()


def test_weights_are_those_of_scikit_learn():
    counts = sparse.vstack([COUNTS, sparse.csr_array((1, COUNTS.shape[1]))]).tocsr()
    weighted = weigh_counts(sparse.csr_array(counts), measure_idf(sparse.csr_array(counts)))
    assert weighted.toarray() == pytest.approx(TfidfTransformer().fit_transform(counts).toarray())
