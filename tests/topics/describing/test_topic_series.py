"""Prevalence over time and by group: gaps, standardised series, and blanks with their reason."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from refitted_corpus import FIRST, Corpus


@pytest.fixture(scope="module")
def corpus():
    return Corpus(240)


def test_a_month_without_articles_is_a_gap(corpus):
    late = corpus.articles.with_columns(
        pl.when(pl.col("published") < date(2022, 2, 1)).then("published").otherwise(date(2022, 3, 1))
    )
    found = corpus.replace(articles=late).follow()
    found = found.filter((pl.col("topic") == 1) & (pl.col("series") == "raw"))
    assert found.select("start", "days").rows() == [(date(2022, month, 1), n) for month, n in ((1, 31), (2, 0), (3, 1))]
    assert found["prevalence"].is_null().to_list() == [False, True, False]
    assert found["interval"].to_list() == [
        "refits",
        "no_articles",
        "few_days",
    ]
    assert found["low"].is_null().to_list() == [False, True, True]


def test_standardised_prevalence_holds_the_mix_of_outlets_and_is_blank_without_one(corpus):
    found = corpus.follow().filter((pl.col("topic") == 1) & (pl.col("start") == FIRST))
    january = (corpus.articles["published"] < date(2022, 2, 1)).to_numpy()
    of_x = (corpus.articles["outlet"] == "x").to_numpy()
    own = corpus.model.shares[:, 0]
    held = (own[january & of_x].mean() + own[january & ~of_x].mean()) / 2
    assert found.sort("series")["prevalence"].to_list() == pytest.approx([own[january].mean(), held], abs=1e-5)
    only = corpus.articles.with_columns(
        outlet=pl.when(pl.col("published") < date(2022, 2, 1)).then(pl.lit("x")).otherwise(pl.lit("y"))
    )
    apart = corpus.replace(articles=only).follow()
    apart = apart.filter((pl.col("topic") == 1) & (pl.col("series") == "standardised"))
    assert apart["prevalence"].to_list() == [None, None]
    assert apart["interval"].to_list() == ["no_outlet", "no_outlet"]
    assert apart["missing_outlets"].to_list() == ["y", "x"]


def test_an_outlet_of_few_days_leaves_no_band_at_the_mix_of_outlets(corpus):
    day = pl.col("published").dt.ordinal_day()
    seldom = pl.when((day <= 31) & (day > 4)).then(pl.lit("x")).otherwise("outlet")
    found = corpus.replace(articles=corpus.articles.with_columns(outlet=seldom)).follow().filter(topic=1, start=FIRST)
    assert dict(found.select("series", "interval").iter_rows()) == {
        "raw": "refits",
        "standardised": "few_days_of_outlet",
    }
    assert found.filter(series="standardised").select("low", "model_low").null_count().row(0) == (1, 1)


def test_days_alike_within_and_unlike_each_other_widen_the_band(corpus):
    largest = np.argsort(np.argsort(-corpus.model.shares[:, 0]))
    sorted_days = corpus.articles.with_columns(
        published=pl.Series([FIRST + timedelta(int(place) // 24) for place in largest]), outlet=pl.lit("x")
    )
    mixed_days = sorted_days.with_columns(
        published=pl.Series([FIRST + timedelta(int(place) % 10) for place in largest])
    )
    width = [
        corpus.replace(articles=each)
        .follow()
        .filter(pl.col("topic") == 1)
        .select(pl.col("high") - pl.col("low"))
        .item()
        for each in (sorted_days, mixed_days)
    ]
    assert width[0] > 2 * width[1]


def test_undated_articles_have_no_trend_and_one_outlet_is_not_standardised():
    undated = Corpus(60, dated=False, outlets=1)
    assert undated.follow().is_empty() and undated.compare().is_empty()
    one_outlet = Corpus(60, outlets=1)
    assert set(one_outlet.follow()["series"]) == {"raw"}
    assert one_outlet.skip()["trends of topics", "standardised by outlet"] == "all articles have the same outlet (x)"


def test_groups_have_their_articles_means_and_few_articles_no_interval(corpus):
    few = corpus.articles.with_columns(group=pl.Series(["a"] * 9 + ["b"] * 200 + [None] * 31))
    found = corpus.replace(articles=few).compare()
    found = found.filter((pl.col("grouping") == "group") & (pl.col("topic") == 1))
    assert found.select("name", "articles").rows() == [("(unknown)", 31), ("a", 9), ("b", 200)]
    own = corpus.model.shares[:, 0]
    means = [own[209:].mean(), own[:9].mean(), own[9:209].mean()]
    assert found["prevalence"].to_list() == pytest.approx(means, abs=1e-5)
    assert found["interval"].to_list() == ["refits", "few_fitted", "refits"]
