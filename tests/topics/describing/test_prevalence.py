"""Prevalence: intervals that cover sampling and fits, and blanks with their reason."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import tables_of
from presswork.core.reasons import explain
from presswork.topics.fitting.refits import Replicates
from refitted_corpus import FIRST, Corpus


@pytest.fixture(scope="module")
def corpus():
    return Corpus(240)


def test_prevalence_is_the_mean_share_within_its_interval(corpus):
    found = corpus.measure()
    assert found["prevalence"].to_numpy() == pytest.approx(corpus.model.shares.mean(axis=0), abs=1e-5)
    assert ((found["low"] < found["prevalence"]) & (found["prevalence"] < found["high"])).all()
    assert found.select("interval", "resampled").unique().rows() == [("refits", "day")]


def test_topics_found_again_in_every_refit_vary_little_more_than_articles_do(corpus):
    found = corpus.measure()
    assert (found["found"] == 1).all()
    ratio = (found["high"] - found["low"]) / (found["model_high"] - found["model_low"])
    assert ratio.min() > 1 and ratio.max() < 1.5


def test_refits_in_two_groups_or_beside_the_estimate_leave_the_interval_of_the_model(corpus):
    own = corpus.model.shares[:, 0].mean()
    near = own * np.linspace(0.8, 1.2, 20)
    modes = own * np.concatenate([np.linspace(0.4, 0.5, 8), np.linspace(0.95, 1.1, 12)])
    told = {}
    for name, means in {"near": near, "modes": modes, "beside": near * 0.5}.items():
        told[name] = corpus.measure_with(means=means).measure().row(0, named=True)
    assert [row["interval"] for row in told.values()] == ["refits", "two_groups", "outside_refits"]
    assert [row["low"] is None for row in told.values()] == [False, True, True]
    assert told["near"]["model_low"] == told["modes"]["model_low"] == told["beside"]["model_low"]
    assert told["near"]["two_groups"] < 0.8 < told["modes"]["two_groups"]
    assert told["near"]["refits_median"] == pytest.approx(own, rel=1e-3)
    assert told["near"]["refits_low"] == pytest.approx(np.quantile(near, 0.05), rel=1e-3)


def test_how_refits_differ_does_not_matter_within_the_sampling_error(corpus):
    own = corpus.model.shares[:, 0].mean()
    close = own * np.repeat([0.9999, 1.0001], 10)
    row = corpus.measure_with(means=close).measure().row(0, named=True)
    assert row["two_groups"] == pytest.approx(1, abs=0.01) and row["interval"] == "refits"
    assert row["low"] == pytest.approx(row["model_low"], rel=0.01)


def test_passages_count_as_their_article():
    double = Corpus(240, passages=2)
    assert double.replicates.shares.shape[:2] == (20, 120)
    assert double.measure()["prevalence"].to_numpy() == pytest.approx(double.model.shares.mean(axis=0), abs=1e-5)


@pytest.mark.parametrize(("n_rows", "passages", "reason"), [(18, 18, "no_sample"), (9, 1, "few_fitted")])
def test_one_article_and_few_have_no_interval_and_say_why(n_rows, passages, reason):
    few = Corpus(n_rows, passages)
    found = few.measure()
    assert found.height == 3 and found["interval"].unique().to_list() == [reason]
    assert found.select("low", "high", "model_low", "model_high").null_count().row(0) == (3, 3, 3, 3)
    assert few.skip()["intervals of prevalence", "all articles"] == explain(reason, {})
    assert few.follow()["low"].null_count() == few.follow().height


def test_a_topic_that_one_refit_in_seven_does_not_find_has_no_interval_over_fits(corpus):
    cosines = np.ones((20, 3))
    cosines[:2, 0], cosines[:3, 2] = 0.69, 0.69
    lost = corpus.measure_with(cosines=cosines)
    assert lost.measure()["interval"].to_list() == ["refits", "refits", "not_found"]
    assert lost.measure()["found"].to_list() == pytest.approx([0.9, 1, 0.85])
    assert lost.measure()["low"].is_null().to_list() == [False, False, True]
    assert lost.measure()["model_low"].null_count() == 0
    assert ("intervals of prevalence", "topic 3") in lost.skip()
    assert set(lost.compare().filter(topic=3)["interval"]) == {"not_found"}
    assert lost.follow().filter(topic=3).select("low", "model_low").null_count().row(0) == (4, 0)


def test_topics_of_other_articles_have_the_interval_given_the_model(corpus):
    placed = corpus.replace(replicates=Replicates())
    found = placed.measure()
    assert set(found["interval"]) == {"other_articles"} and found["found"].null_count() == 3
    assert found["model_low"].to_list() == corpus.measure()["model_low"].to_list()
    assert placed.follow()["low"].null_count() == placed.follow().height


def test_without_topics_all_tables_are_empty_and_the_reason_is_listed():
    none = Corpus(60, fitted=False)
    assert none.measure().is_empty() and none.follow().is_empty() and none.compare().is_empty()
    assert none.skip()["topics", "all articles"] == "the corpus has too few terms for topics"


def test_days_alike_within_widen_the_interval_of_prevalence_and_few_days_leave_none(corpus):
    largest = np.argsort(np.argsort(-corpus.model.shares[:, 0]))

    def measure(day_of):
        days = pl.Series([FIRST + timedelta(int(day)) for day in day_of])
        found = corpus.replace(articles=corpus.articles.with_columns(published=days)).measure()
        row = found.row(0, named=True)
        return explain(row["interval"], row), (found["high"] - found["low"])[0]

    alike, mixed, few = measure(largest // 12), measure(largest % 20), measure(largest % 9)
    assert alike[0] == mixed[0] and alike[1] > 2 * mixed[1]
    assert alike[0] == "variance over days plus that of refits to resampled days, log odds, Student's t"
    assert few == ("too few days have articles (9 of at least 10)", None)


def test_undated_articles_are_drawn_by_story(corpus):
    undated = corpus.replace(articles=corpus.articles.with_columns(published=pl.lit(None, pl.Date)))
    told = undated.replace(unit_rows=corpus.unit_rows.with_columns(story=pl.col("article_id").str.slice(0, 5)))
    assert undated.measure().select("interval", "resampled").row(0) == ("refits", "story")
    assert (told.measure()["units"] == 24).all() and (undated.measure()["units"] == 240).all()
    assert told.measure()["prevalence"].to_list() == undated.measure()["prevalence"].to_list()


def test_a_sample_that_was_fitted_bounds_the_mean_over_all_articles(corpus):
    """The shares of other articles are folded in; their mean is the estimate."""
    others = corpus.shares.collect().with_columns(article_id="z" + pl.col("article_id"))
    shares = pl.concat([corpus.shares.collect(), others.with_columns(share=(pl.col("topic") == 1).cast(pl.Float64))])
    found = corpus.replace(shares=shares.lazy()).measure()
    assert found["prevalence"][0] == pytest.approx((corpus.model.shares[:, 0].mean() + 1) / 2)
    assert found["low"][0] < found["prevalence"][0] < found["high"][0]


def test_a_topic_that_many_refits_lack_has_no_interval(corpus):
    means = np.repeat([0, corpus.model.shares[:, 0].mean()], [2, 18])
    found = corpus.measure_with(means=means).measure()
    assert found["interval"][0] == "refits_lack_topic"


def test_a_row_without_terms_is_nobodys(corpus):
    matrix = sparse.csr_array(sparse.vstack([corpus.matrix, sparse.csr_array((1, corpus.matrix.shape[1]))]))
    rows = tables_of(matrix)[0]
    longer = corpus.replace(matrix=matrix, unit_rows=rows)
    found = longer.replace(replicates=longer.refit()).measure()
    assert found.select("interval", "resampled").unique().rows() == [("refits", "day")]
    assert found["prevalence"].to_numpy() == pytest.approx(corpus.model.shares.mean(axis=0), abs=1e-5)


def test_articles_too_few_for_a_topic_to_be_among_them_have_no_interval_of_it(corpus):
    """A topic of 1% is in none of 100 articles one time in three, and they would all agree that there is none of it."""
    shares = corpus.shares.collect()
    seldom = (pl.col("article_id").rank("dense") % 80 == 0).cast(pl.Float64)
    rare = pl.when(pl.col("topic") == 1).then(seldom).otherwise((1 - seldom) * pl.col("share"))
    found = corpus.replace(shares=shares.with_columns(share=rare).lazy())
    measured = found.measure().row(0, named=True)
    assert measured["interval"] == "few_of_topic" and measured["model_low"] is None and measured["low"] is None
    assert "fewer than 4 of these articles" in explain(measured["interval"], measured)
    assert found.measure()["interval"].to_list()[1:] != ["few_of_topic"] * 2
    assert found.replace(replicates=Replicates()).measure()["interval"][0] == "few_of_topic"
    assert ("intervals of prevalence", "topic 1") in found.skip()
