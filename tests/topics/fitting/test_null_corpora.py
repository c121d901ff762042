"""Shuffled corpora: exchanges keep the counts of terms and articles, and separate terms that only topics join."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import plant, tables_of
from presswork.topics.fitting.null_corpora import LEVELS, STRATUM, bind_terms, draw_nulls, find_distinct


def deal(matrix, rows=None, nulls=1):
    """Return shuffled corpora as arrays."""
    rows = tables_of(matrix)[0] if rows is None else rows
    return [drawn.toarray() for drawn in draw_nulls(matrix, rows, nulls)]


def test_trading_keeps_each_terms_counts_and_each_articles_sizes_of_counts():
    matrix = sparse.csr_array(np.random.default_rng(1).poisson(0.7, (43, 60)))
    dealt, other = deal(matrix, nulls=2)
    assert (np.sort(dealt, axis=0) == np.sort(matrix.toarray(), axis=0)).all()
    before, after = (np.digitize(counts, (1, *LEVELS)) for counts in (matrix.toarray(), dealt))
    assert (np.sort(before, axis=1) == np.sort(after, axis=1)).all()
    assert (dealt != matrix.toarray()).any() and (dealt != other).any()
    assert (deal(matrix)[0] == dealt).all()


def test_articles_trade_only_with_those_of_similar_length():
    matrix = sparse.csr_array(np.eye(40, dtype=int))
    rows = tables_of(matrix)[0].with_columns(n_words=pl.Series(np.arange(40)[::-1]))
    for term, article in zip(*deal(matrix, rows)[0].T.nonzero(), strict=True):
        assert term // STRATUM == article // STRATUM


def test_within_a_stratum_every_article_is_equally_likely():
    matrix = sparse.csr_array(np.eye(STRATUM, dtype=int))
    found = [dealt[:, 0].argmax() for dealt in deal(matrix, nulls=600)]
    expected = 600 / STRATUM
    assert np.bincount(found, minlength=STRATUM) == pytest.approx(expected, abs=5 * expected**0.5)


def test_terms_of_one_topic_part():
    matrix, _ = plant(100, k=2, own=60)
    together = np.corrcoef(matrix.toarray().T)[0, 1]
    parted = np.mean([np.corrcoef(dealt.T)[0, 1] for dealt in deal(matrix, nulls=20)])
    assert together > 0.1 and abs(parted) < 0.05


def test_bound_terms_stay_together():
    chance = np.random.default_rng(1)
    name, others = chance.random(100) < 0.3, chance.random((100, 20)) < 0.3
    matrix = sparse.csr_array(np.column_stack([name, name, others]).astype(int))
    dealt = deal(matrix, tables_of(matrix)[0].with_columns(n_words=pl.Series([80] * 100)))[0]
    assert (dealt[:, 0] == dealt[:, 1]).all()


def test_terms_are_bound_that_share_four_articles_in_five_or_a_partner():
    first, second, third, other = (np.zeros(12, dtype=int) for _ in range(4))
    first[:8], second[:10], third[1:11], other[:7] = 1, 1, 1, 1
    shared = np.stack([first, second, third, np.roll(other, 5)], axis=1)
    labels = bind_terms(sparse.csr_array(shared))
    assert labels[0] == labels[1] == labels[2] != labels[3]


def spread(counts, passages):
    """Return the counts as passages, and rows of which so many each are an article."""
    matrix = sparse.csr_array(counts)
    ids = [f"{article}" for article, size in enumerate(passages) for _ in range(size)]
    return matrix, tables_of(matrix)[0].with_columns(article_id=pl.Series(ids), story=pl.Series(ids))


def test_passages_go_with_their_article():
    counts = np.zeros((12, 6), dtype=int)
    for article in range(6):
        counts[2 * article : 2 * article + 2, article] = [2, 3]
    for dealt in deal(*spread(counts, [2] * 6), nulls=20):
        held = dealt.reshape(6, 2, 6)
        assert sorted(held[:, :, 0].tolist())[-1] == [2, 3]


def test_passages_of_a_longer_article_are_joined_in_a_shorter():
    counts = np.array([[1, 0], [2, 0], [3, 0], [0, 6]])
    seen = {tuple(dealt[:, 0].tolist()) for dealt in deal(*spread(counts, [3, 1]), nulls=30)}
    assert seen == {(1, 2, 3, 0), (0, 0, 0, 6)}


def test_one_article_has_no_nulls_nor_have_articles_without_terms():
    for matrix, n_articles in ((np.ones((3, 4), dtype=int), 1), (np.zeros((3, 0), dtype=int), 3)):
        counts = sparse.csr_array(matrix)
        assert not list(draw_nulls(counts, tables_of(counts, n_articles)[0], 19))


def test_copies_of_one_story_are_their_own_null():
    matrix = sparse.csr_array(np.ones((3, 4), dtype=int))
    rows = tables_of(matrix)[0].with_columns(story=pl.lit("a"))
    assert all((dealt == 1).all() for dealt in deal(matrix, rows, nulls=3))


def test_one_article_a_story_is_distinct():
    rows = tables_of(plant(4)[0])[0].with_columns(story=pl.Series(["a", "b", "a", "c"]))
    assert find_distinct(rows).tolist() == [0, 1, 3]
