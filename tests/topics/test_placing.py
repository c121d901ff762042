"""Placing: new articles get their shares of an earlier run's topics, and those that do not fit are told."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import choose, fit, plant, tables_of
from presswork.core.errors import PressworkError
from presswork.core.reasons import explain_choice
from presswork.topics.describing.article_fit import measure_closeness
from presswork.topics.describing.shares import align_terms, share_topics
from presswork.topics.earlier_run import NEEDED, find_model
from presswork.topics.placing import adopt_topics, place_units


def rows_of(matrix):
    rows, columns = tables_of(matrix)
    return rows, columns.with_columns(stop=pl.lit(False))


def placed(model, matrix, terms, columns):
    """Return the table of shares of articles whose matrix has these terms."""
    rows, _ = tables_of(matrix)
    own = pl.DataFrame({"column": range(len(terms)), "term": terms})
    return pl.concat(share_topics(model, matrix, rows, own, columns))


def test_counts_are_aligned_by_term():
    matrix = sparse.csr_array(np.array([[1, 2, 3]]))
    own = pl.DataFrame({"column": [0, 1, 2], "term": ["b", "new", "d"]})
    model = pl.DataFrame({"column": [0, 1, 2, 3], "term": ["a", "b", "c", "d"]})
    assert align_terms(matrix, own, model).toarray().tolist() == [[0, 1, 0, 3]]


def test_an_article_gets_the_same_shares_whether_fitted_or_placed():
    matrix, _ = plant()
    model, (_, columns) = fit(matrix)["model"], tables_of(matrix)
    some = matrix[:40][:, ::-1]
    found = placed(model, some, columns["term"].reverse().to_list(), columns)
    wide = found.pivot("topic", index="article_id", values="share").drop("article_id").to_numpy()
    assert wide == pytest.approx(model.shares[:40], abs=1e-4)


def test_an_article_without_a_term_of_the_model_has_no_shares():
    matrix, _ = plant()
    model, (_, columns) = fit(matrix)["model"], tables_of(matrix)
    assert placed(model, sparse.csr_array(np.array([[3, 1]])), ["x", "y"], columns).is_empty()


def test_every_article_with_or_without_shares_has_a_row_that_says_how_many_of_its_words_are_known():
    matrix, _ = plant()
    model, (_, columns) = fit(matrix)["model"], rows_of(matrix)
    mixed = sparse.csr_array(np.vstack([matrix[:3].toarray(), np.zeros((1, matrix.shape[1]))]).astype(int))
    rows, own = rows_of(mixed)
    shares = pl.concat(share_topics(model, mixed, rows, own, columns))
    found = measure_closeness(model, mixed, rows, own, columns, shares.lazy(), [])
    assert found["article_id"].to_list() == rows["article_id"].to_list()
    assert set(found.filter(pl.col("n_known") > 0)["article_id"]) == set(shares["article_id"])
    assert found.filter(n_known=0).height == 1


def test_articles_of_other_topics_do_not_fit():
    matrix, _ = plant()
    model, (rows, columns) = fit(matrix)["model"], rows_of(matrix)
    shares = pl.concat(share_topics(model, matrix, rows, columns, columns)).lazy()
    own = measure_closeness(model, matrix, rows, columns, columns, shares, [])
    assert own["fits"].mean() == pytest.approx(0.95, abs=0.01)
    assert own["known"].min() == 1 and own["percentile"].is_between(0, 1).all()
    # Three words of each topic, and never the nine others.
    strange = sparse.csr_array(np.tile([9, 9, 9] + [0] * 9, (20, 3)))
    rows, _ = rows_of(strange)
    shares = pl.concat(share_topics(model, strange, rows, columns, columns)).lazy()
    assert measure_closeness(model, strange, rows, columns, columns, shares, [own])["fits"].sum() == 0


def test_words_beyond_the_model_are_counted():
    matrix, _ = plant()
    model, (_, columns) = fit(matrix)["model"], rows_of(matrix)
    half = sparse.csr_array(np.hstack([matrix[:5].toarray(), matrix[:5].toarray()]))
    rows, own = rows_of(half)
    shares = pl.concat(share_topics(model, half, rows, own, columns)).lazy()
    found = measure_closeness(model, half, rows, own, columns, shares, [])
    assert found["known"].to_list() == [0.5] * 5 and found["n_known"].to_list() == [80] * 5


def test_units_of_placed_articles_have_the_models_terms():
    matrix = sparse.csr_array(np.array([[1, 2], [0, 1]]))
    rows, own = tables_of(matrix)
    counted = rows.select("article_id", story="article_id")
    model = pl.DataFrame({"column": [0, 1, 2], "term": ["w000", "w0005", "w001"]})
    made = place_units(matrix, rows, own, counted, model)
    assert made["units"].toarray().tolist() == [[1, 0, 2], [0, 0, 1]]
    assert made["unit_columns"].equals(model)


def test_an_adopted_model_keeps_its_choice_and_tells_whose_it_is(tmp_path):
    matrix, _ = plant(60)
    earlier = choose(matrix, tmp_path, [3], basis={"language": "en", "layer": "lower"})
    earlier["model"].write_to(tmp_path / "model.npz")
    given = (tmp_path / "model.npz", earlier["diagnostics"], earlier["choice"], tables_of(matrix[:4])[0])
    made = adopt_topics(*given, basis={"language": "en", "layer": "lower"})
    assert (made["choice"]["k"], made["choice"]["status"], made["choice"]["n_articles"]) == (3, "placed", 4)
    assert (
        "those of 60 other articles" in explain_choice(made["choice"], "null_reason")
        and len(made["choice"]["placed_into"]) == 64
    )
    assert made["model"].shares.shape == (0, 3) and made["diagnostics"].height == 3
    with pytest.raises(PressworkError, match="another layer"):
        adopt_topics(*given, basis={"language": "en", "layer": "lemma"})


def test_a_model_without_topics_cannot_take_articles(tmp_path):
    with pytest.raises(PressworkError, match="has no topics"):
        adopt_topics(
            tmp_path,
            pl.DataFrame(),
            {"k": None, "rule": "too_few_articles", "null_comparison": None},
            pl.DataFrame(),
            {},
        )


def test_a_folder_without_a_model_is_refused_before_anything_runs(tmp_path):
    assert find_model("") == {}
    with pytest.raises(PressworkError, match="no model to place articles into"):
        find_model(str(tmp_path))
    (tmp_path / "topics").mkdir()
    for name in NEEDED:
        (tmp_path / "topics" / name).touch()
    assert set(find_model(str(tmp_path))) == {"model", "unit_columns", "diagnostics", "choice", "closeness"}
