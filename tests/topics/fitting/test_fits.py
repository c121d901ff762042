"""Fits: planted topics are stable and coherent, shuffled corpora are not, small corpora get what they support."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from conftest import ROOT
from planted_topics import fit, plant, tables_of
from presswork.core.limits import EXPLORATORY, LARGE
from presswork.topics.fitting.fits import choose_medoid, fit_topics
from presswork.topics.fitting.model import Model, order_topics
from presswork.topics.size_limits import find_largest_k, name_status


def of_sample(made, sample):
    return made["scores"].filter(pl.col("sample") == sample)


def of_sample_mean(scores, measure):
    return scores.filter(pl.col("sample") == "resample")[measure].mean()


def test_planted_topics_are_stable_coherent_and_apart():
    made = fit(plant()[0])
    starts = of_sample(made, "all")
    assert starts["stability"].min() > 0.95
    assert starts["diversity"].to_list() == [1, 1]
    assert starts["npmi"].min() > 0.2
    assert made["diagnostics"]["stability"].min() > 0.95


def test_two_starts_that_lead_to_the_same_topics_are_enough(monkeypatch):
    matrix, _ = plant()
    assert of_sample(fit(matrix), "all")["seed"].to_list() == [1, 2]
    monkeypatch.setattr("presswork.topics.fitting.fits.SAME", 1.1)
    assert of_sample(fit(matrix), "all")["seed"].to_list() == [1, 2, 3]


def test_the_same_call_gives_the_same_tables():
    matrix, _ = plant(60)
    first, second = fit(matrix), fit(matrix)
    assert all(first[name].equals(second[name]) for name in ("scores", "diagnostics"))
    assert np.array_equal(first["model"].terms, second["model"].terms)


def test_small_corpora_are_refitted_with_one_article_left_out():
    assert of_sample(fit(plant(20)[0]), "resample").height == 20
    assert of_sample(fit(plant(60)[0]), "resample").height == 3


def test_refits_draw_stories_so_that_no_left_out_article_is_a_copy():
    """Sixty articles of random words, each told twice, have no topics, and copies would foretell each other."""
    half = np.random.default_rng(4).poisson(0.3, (60, 80))
    matrix = sparse.csr_array(np.vstack([half, half]))
    rows, columns = tables_of(matrix)
    told_twice = rows.with_columns(story=pl.Series([f"{row % 60:03d}" for row in range(120)]))
    settings = {"smaller": [], "engine": "nmf", "k": 20, "seeds": 5, "few_articles": False, "asked": False}
    by_story, by_article = (fit_topics(matrix, each, columns, **settings)["scores"] for each in (told_twice, rows))
    assert of_sample_mean(by_article, "explained") > of_sample_mean(by_story, "explained") + 0.05


def test_refits_are_scored_by_the_articles_they_left_out():
    matrix, _ = plant(60)
    made = fit(matrix, engine="variational")
    scored = of_sample(made, "resample")["heldout"]
    assert scored.null_count() == 0 and scored.min() > np.log(1 / 36)
    assert made["scores"].filter(pl.col("sample") != "resample")["heldout"].null_count() == 2
    assert fit(matrix)["scores"]["heldout"].null_count() == 5


def test_an_article_without_terms_of_the_model_has_no_shares():
    matrix = sparse.vstack([plant()[0], sparse.csr_array((1, 36), dtype=np.int64)]).tocsr()
    assert (fit(sparse.csr_array(matrix))["model"].shares.sum(axis=1) > 0).sum() == 240


def test_a_corpus_too_small_for_k_gives_nothing():
    made = fit(plant(12)[0], k=3)
    assert made["scores"].is_empty() and made["diagnostics"].is_empty() and not made["model"].terms.size


@pytest.mark.parametrize(
    ("n_articles", "n_rows", "few", "status", "largest"),
    [
        (1, 10, False, "passage groups", 3),
        (5, 5, False, "too few articles", 0),
        (9, 9, True, "exploratory", 3),
        (10, 10, False, "exploratory", 2),
        (49, 49, False, "exploratory", 5),
        (199, 199, False, "exploratory", 39),
        (200, 200, False, "topics", 40),
    ],
)
def test_small_corpora_get_what_they_can_carry(n_articles, n_rows, few, status, largest):
    assert name_status(n_articles, few) == status
    assert find_largest_k(n_articles, n_rows, few) == largest


def test_the_medoid_is_the_run_closest_to_the_others():
    generator = np.random.default_rng(5)
    centre = generator.dirichlet(np.ones(30), 3)
    near = [centre * generator.uniform(0.9, 1.1, centre.shape) for _ in range(2)]
    far = generator.dirichlet(np.ones(30), 3)
    assert choose_medoid([far, near[0], centre, near[1]]) in (1, 2, 3)


def test_topics_are_ordered_by_prevalence_then_by_their_heaviest_term():
    model = Model("nmf", np.array([[0.1, 0.9], [0.8, 0.2]]), np.array([[0.5, 0.5], [0.5, 0.5]]), {}, True)
    none = np.array([False, False])
    assert order_topics(model, ["alpha", "beta"], none)[1].tolist() == [1, 0]
    model = Model("nmf", model.terms, np.array([[0.7, 0.3]]), {}, True)
    assert order_topics(model, ["alpha", "beta"], none)[1].tolist() == [0, 1]
    assert order_topics(model, ["alpha", "beta"], np.array([True, False]))[1].tolist() == [1, 0]


def test_the_page_and_the_readme_name_the_limit_below_which_topics_are_exploratory():
    told = (ROOT / "workflow/presswork/explorer/page/assets/corpus.js").read_text(encoding="utf-8")
    assert f"Topics are exploratory: there are {EXPLORATORY}." in told
    assert f"below {LARGE}, topics are marked exploratory" in (ROOT / "README.md").read_text(encoding="utf-8")
