"""Articles without topics: permuting keeps what each term and each length has, and parts what only topics join."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import plant, tables_of
from presswork.topics.samples import STRATUM, bind_terms, permute_counts


def permute(matrix, rows=None, bound=None, replicate=1):
    rows = tables_of(matrix)[0] if rows is None else rows
    return permute_counts(matrix, rows, np.arange(matrix.shape[1]) if bound is None else bound, replicate)


def test_permuting_keeps_each_terms_counts():
    matrix, _ = plant(43)
    permuted = permute(matrix)
    assert (np.sort(permuted.toarray(), axis=0) == np.sort(matrix.toarray(), axis=0)).all()
    assert (permuted.toarray() != matrix.toarray()).any()
    assert (permute(matrix) != permuted).nnz == 0
    assert (permute(matrix, replicate=2) != permuted).nnz > 0


def test_articles_trade_only_with_those_of_similar_length():
    matrix = sparse.csr_array(np.eye(40, dtype=int))
    rows = tables_of(matrix)[0].with_columns(n_words=pl.Series(np.arange(40)[::-1]))
    for term, article in zip(*permute(matrix, rows).T.nonzero(), strict=True):
        assert term // STRATUM == article // STRATUM


def test_within_a_stratum_every_article_is_equally_likely():
    matrix = sparse.csr_array(np.eye(STRATUM, 1, dtype=int))
    found = [permute(matrix, replicate=each).nonzero()[0][0] for each in range(600)]
    expected = 600 / STRATUM
    assert np.bincount(found, minlength=STRATUM) == pytest.approx(expected, abs=5 * expected**0.5)


def test_bound_terms_stay_together_and_others_part():
    together = np.random.default_rng(1).random(100) < 0.3
    matrix = sparse.csr_array(np.stack([together, together, together], axis=1).astype(int))
    rows = tables_of(matrix)[0].with_columns(n_words=pl.Series([80] * 100))
    permuted = permute(matrix, rows, np.array([0, 0, 1])).toarray()
    assert (permuted[:, 0] == permuted[:, 1]).all()
    assert (permuted[:, 0] != permuted[:, 2]).any()


def test_terms_are_bound_that_share_four_articles_in_five_or_a_partner():
    first, second, third, other = (np.zeros(12, dtype=int) for _ in range(4))
    first[:8], second[:10], third[1:11], other[:7] = 1, 1, 1, 1
    shared = np.stack([first, second, third, np.roll(other, 5)], axis=1)
    labels = bind_terms(sparse.csr_array(shared))
    assert labels[0] == labels[1] == labels[2] != labels[3]


def test_passages_go_with_their_article():
    counts = np.zeros((12, 1), dtype=int)
    counts[[4, 5]] = [[2], [3]]
    matrix = sparse.csr_array(counts)
    ids = pl.Series([f"{row // 2}" for row in range(12)])
    rows = tables_of(matrix)[0].with_columns(article_id=ids)
    for replicate in range(20):
        held = permute(matrix, rows, replicate=replicate).toarray()[:, 0].reshape(6, 2)
        assert held[held.sum(axis=1) > 0].tolist() == [[2, 3]]


def test_passages_of_a_longer_article_are_joined_in_a_shorter():
    matrix = sparse.csr_array(np.array([[1], [2], [3], [0]]))
    rows = tables_of(matrix)[0].with_columns(article_id=pl.Series(["a", "a", "a", "b"]))
    seen = {tuple(permute(matrix, rows, replicate=each).toarray()[:, 0].tolist()) for each in range(30)}
    assert seen == {(1, 2, 3, 0), (0, 0, 0, 6)}
