"""The law of the counts and the growth of the vocabulary, from the tables of the terms stage."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from presswork.core.limits import MIN_TYPES
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.statistics.vocabulary.zipf import LARGEST_ALPHA
from presswork.terms.vocabulary.distribution import fit_distribution
from presswork.terms.vocabulary.growth import POINTS, measure_growth

LAWS = {"zipf", "zipf_mandelbrot", "finite_zipf_mandelbrot"}


def count_of(n_articles=80, seed=1):
    """Return a matrix of words with Zipf's frequencies, its rows, and the frequencies."""
    shares = 1 / (5 + np.arange(1, 5000)) ** 1.4
    matrix = np.random.default_rng(seed).multinomial(60, shares / shares.sum(), n_articles)
    matrix = matrix[:, matrix.sum(axis=0) > 0]
    rows = pl.DataFrame({"article_id": [f"{n:03d}" for n in range(n_articles)], "n_words": [60] * n_articles})
    return sparse.csr_array(matrix), rows, pl.DataFrame({"count": matrix.sum(axis=0)})


@pytest.fixture(scope="module")
def counted():
    matrix, rows, frequency = count_of()
    return matrix, rows, frequency, fit_distribution(frequency)


def values_of(distribution, model):
    return dict(distribution.filter(pl.col("model") == model).select("parameter", "value").rows())


def test_what_is_observed_stands_beside_the_laws(counted):
    _, _, frequency, distribution = counted
    observed = values_of(distribution, "observed")
    assert observed["tokens"] == 80 * 60 and observed["types"] == frequency.height
    assert observed["hapaxes"] == (frequency["count"] == 1).sum()
    assert set(distribution["model"]) == {"observed", *LAWS}
    assert conform(distribution, find_tables()["distribution"]).height == distribution.height


def test_the_share_of_drawn_corpora_follows_from_the_distance(counted):
    for law in LAWS:
        found = values_of(counted[3], law)
        assert 0.01 <= found["ks_p"] <= 1
        assert (found["ks_distance"] > found["ks_distance_by_chance"]) == (found["ks_p"] < 0.06)


def test_a_law_that_is_not_fitted_says_why():
    few = pl.DataFrame({"count": [2] + [1] * (MIN_TYPES - 2)})
    never_twice = pl.DataFrame({"count": [1] * MIN_TYPES})
    for frequency in (few, never_twice):
        skipped = fit_distribution(frequency).filter(pl.col("model") != "observed")
        assert set(skipped["model"]) == LAWS
        assert skipped["value"].null_count() == 3 and skipped["note"].str.starts_with("fewer than").all()


def test_a_model_whose_alpha_is_at_its_limit_says_that_it_does_not_fit():
    even = np.random.default_rng(2).poisson(40 / np.arange(1, 900) ** 0.6)
    distribution = fit_distribution(pl.DataFrame({"count": even[even > 0]}))
    alpha = distribution.filter((pl.col("model") == "finite_zipf_mandelbrot") & (pl.col("parameter") == "alpha"))
    assert alpha["value"][0] == pytest.approx(LARGEST_ALPHA, abs=1e-3)
    assert alpha["note"][0].startswith("the model does not fit")


def test_growth_ends_with_the_corpus_and_stays_in_its_band(counted):
    matrix, rows, frequency, distribution = counted
    growth = conform(measure_growth(matrix, rows, distribution), find_tables()["growth"])
    last = growth.row(-1, named=True)
    assert growth.height == POINTS and (last["parts"], last["words"]) == (80, 4800)
    assert last["types"] == last["types_low"] == last["types_high"] == frequency.height
    assert ((growth["types_low"] <= growth["types"]) & (growth["types"] <= growth["types_high"])).all()
    assert ((growth["hapaxes_low"] <= growth["hapaxes"]) & (growth["hapaxes"] <= growth["hapaxes_high"])).all()
    assert (growth["types_by_law"] / growth["types"]).tail(40).is_between(0.9, 1.1).all()


def test_growth_without_a_law_has_no_curve_of_one():
    matrix, rows, _ = count_of(3)
    distribution = fit_distribution(pl.DataFrame({"count": [1, 1]}))
    growth = measure_growth(matrix, rows, distribution)
    assert growth["types_by_law"].null_count() == growth.height == 3


def test_a_corpus_of_one_part_grows_in_one_step():
    matrix, rows, frequency = count_of(1)
    growth = measure_growth(matrix, rows, fit_distribution(pl.DataFrame({"count": [1]})))
    assert growth.select("parts", "types").rows() == [(1, float(frequency.height))]
