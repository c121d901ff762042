"""Units and samples: which articles and terms enter, and what resampling keeps."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import plant, tables_of
from presswork.topics.fitting.documents import draw_articles, find_least_articles, select_terms
from presswork.topics.fitting.resamples import draw_resamples


def test_terms_enter_by_articles_share_and_stop_list():
    matrix = sparse.csr_array(np.array([[1, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0]]))
    rows, columns = tables_of(matrix)
    columns = columns.with_columns(stop=pl.lit(False))
    assert select_terms(matrix, rows, columns, 2, 0.75).tolist() == [1]
    assert select_terms(matrix, rows, columns.with_columns(stop=pl.lit(True)), 1, 1.0).tolist() == []


def test_passages_count_as_their_article():
    matrix = sparse.csr_array(np.array([[1, 1], [1, 0], [0, 1]]))
    rows, columns = tables_of(matrix)
    rows = rows.with_columns(article_id=pl.Series(["a", "a", "b"]))
    assert select_terms(matrix, rows, columns.with_columns(stop=pl.lit(False)), 2, 1.0).tolist() == [1]


def test_a_sample_has_each_outlets_share():
    ids = [f"{number:04d}" for number in range(1000)]
    outlets = ["a"] * 700 + ["b"] * 300
    articles = pl.DataFrame({"article_id": ids, "outlet": outlets, "published": [None] * 1000})
    articles = articles.with_columns(pl.col("published").cast(pl.Date)).lazy()
    drawn = draw_articles(pl.DataFrame({"article_id": ids}), articles, 100)
    assert len(drawn) == 100 and drawn.is_sorted()
    assert (drawn < "0700").sum() == 70
    assert draw_articles(pl.DataFrame({"article_id": ids}), articles, 1000).to_list() == ids


def test_resamples_draw_whole_articles():
    rows = tables_of(plant(120)[0])[0].with_columns(article_id=pl.Series([f"{row // 2:04d}" for row in range(120)]))
    drawn = next(draw_resamples(rows, 3))
    assert len(drawn) == 120
    counts = np.bincount(drawn, minlength=120).reshape(60, 2)
    assert (counts[:, 0] == counts[:, 1]).all() and counts.max() > 1


@pytest.mark.parametrize(("n_articles", "least"), [(1, 2), (2000, 2), (2001, 3), (3777, 4), (20_000, 20)])
def test_by_default_a_term_is_in_two_articles_and_in_one_of_a_thousand(n_articles, least):
    assert find_least_articles("auto", n_articles) == least
    assert find_least_articles(5, n_articles) == 5
