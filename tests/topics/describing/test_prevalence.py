"""Prevalence: intervals that cover starts and articles, over time and by group, and blanks with their reason."""

from copy import copy
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import fit, plant, tables_of
from presswork.core.reasons import explain
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.statistics.odds import odds_interval
from presswork.topics.describing.groups import compare_groups
from presswork.topics.describing.mean_shares import EvidenceTables, Mix, average_shares, combine_errors, count_expected
from presswork.topics.describing.prevalence import measure_prevalence
from presswork.topics.describing.shares import tabulate_shares
from presswork.topics.describing.trends import follow_topics
from presswork.topics.fitting.model import empty_model
from presswork.topics.fitting.refits import STARTS, Replicates, join_replicates, refit_topics
from presswork.topics.fitting.resamples import draw_resamples
from presswork.topics.skipped import list_skipped_topics

FIRST = date(2022, 1, 1)


class Corpus:
    """A planted corpus with its model, refits and tables; `passages` rows make up an article."""

    def __init__(self, n_rows, passages=1, dated=True, outlets=2, stability=None, fitted=True):
        matrix, _ = plant(n_rows)
        self.unit_rows = tables_of(matrix)[0].with_columns(
            article_id=pl.Series([f"{row // passages:06d}" for row in range(n_rows)]),
            passage=pl.Series([row % passages + 1 if passages > 1 else None for row in range(n_rows)], dtype=pl.Int64),
        )
        self.ids = self.unit_rows["article_id"].unique().sort()
        made = fit(matrix, n_articles=1 if len(self.ids) == 1 else None, few_articles=True) if fitted else None
        self.model = made["model"] if made else empty_model("nmf")
        k = len(self.model.terms)
        self.choice = {
            "engine": "nmf",
            "k": k or None,
            "rule": "too_few_terms",
            "null_comparison": None,
            "n_articles": len(self.ids),
        }
        self.choice["tried"] = [k or 3]
        schema = find_tables()["diagnostics"].schema
        self.diagnostics = made["diagnostics"] if made else schema.to_frame()
        if stability is not None:
            self.diagnostics = self.diagnostics.with_columns(stability=pl.lit(stability))
        table = tabulate_shares(self.unit_rows, self.model.shares) if k else find_tables()["shares"].schema.to_frame()
        self.shares = table.lazy()
        self.matrix = matrix
        n = len(self.ids)
        self.articles = pl.DataFrame(
            {
                "article_id": self.ids,
                "published": [FIRST + timedelta(day % 59) if dated else None for day in range(n)],
                "outlet": [("x", "y")[number % outlets] if outlets else None for number in range(n)],
            },
            schema_overrides={"published": pl.Date, "outlet": pl.String},
        ).with_columns(**{name: pl.lit(None, pl.String) for name in ("group", "language", "byline")})
        self.replicates = self.refit()

    def refit(self, part=0, parts=1):
        given = self.matrix, self.unit_rows, self.articles.lazy(), "auto"
        return refit_topics(self.model, *given, 20, part, parts)

    def replace(self, **parts):
        """Return the corpus with other parts in the place of its own."""
        other = copy(self)
        vars(other).update(parts)
        return other

    @property
    def evidence(self):
        tables = self.shares, self.replicates, self.unit_rows, self.diagnostics, self.choice, self.articles.lazy()
        return EvidenceTables(*tables, self.unit_rows.unique("article_id")), "auto"

    def measure(self):
        made = measure_prevalence(*self.evidence)
        conform(made["topic_refits"], find_tables()["topic_refits"])
        return conform(made["prevalence"], find_tables()["prevalence"])

    def measure_with(self, cosines=None, means=None):
        """Measure with refits that have these cosines, or in which the first topic has these mean shares."""
        shares = self.replicates.shares.copy()
        if means is not None:
            shares[:] = (1 - np.asarray(means)[:, None, None]) / (shares.shape[2] - 1)
            shares[:, :, 0] = np.asarray(means)[:, None]
        cosines = self.replicates.cosines if cosines is None else cosines
        return self.replace(replicates=Replicates(shares, cosines))

    def follow(self, period="month"):
        return conform(follow_topics(*self.evidence, period), find_tables()["topic_trends"])

    def compare(self):
        return conform(compare_groups(*self.evidence), find_tables()["topic_groups"])

    def skip(self):
        listed = list_skipped_topics(self.unit_rows, self.measure(), self.choice, self.articles.lazy())
        return {(analysis, subject): reason.text for analysis, subject, reason in listed}


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


def test_refits_are_in_the_order_of_the_models_topics(corpus):
    everywhere = corpus.replicates.shares.mean(axis=0)
    assert np.abs(everywhere - corpus.model.shares).max() < 0.1


@pytest.mark.parametrize("parts", [3, 30])
def test_replicates_are_the_same_in_parts(corpus, parts):
    made = join_replicates([corpus.refit(part, parts) for part in range(parts)])
    assert np.array_equal(made.cosines, corpus.replicates.cosines)
    assert np.array_equal(made.shares, corpus.replicates.shares)


def test_the_same_articles_give_the_same_replicates_and_bytes(corpus, tmp_path):
    for name in ("a", "b"):
        corpus.refit().write_to(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    back = Replicates.read_from(tmp_path / "a")
    assert back.cosines == pytest.approx(corpus.replicates.cosines)
    assert np.array_equal(back.shares, corpus.replicates.shares)


def test_a_small_corpus_leaves_each_article_out_once_and_adds_starts():
    small = Corpus(40)
    assert small.replicates.shares.shape[:2] == (40 + STARTS, 40)
    assert small.measure()["interval"].unique().to_list() == ["refits_without_one"]


def test_the_jackknife_of_a_mean_has_its_standard_error():
    values = np.random.default_rng(1).normal(size=30)
    draws = np.vstack([1 - np.eye(30), np.ones((STARTS, 30))])
    means = (draws @ values / draws.sum(axis=1))[:, None]
    errors = Replicates(np.zeros((len(draws), 30, 1), np.float32)).measure_error(means, values.mean())
    assert [each.item() for each in errors] == pytest.approx([values.std(ddof=1) / np.sqrt(30)] * 2)


def test_refits_spread_below_and_above_the_estimate_each_by_itself():
    drawn = Replicates(np.zeros((4, 60, 1), np.float32))
    even = drawn.measure_error(np.array([[1.0], [2.0], [4.0], [5.0]]), np.array([3.0]))
    assert [each.item() for each in even] == pytest.approx([np.sqrt(2.5)] * 2)
    below = drawn.measure_error(np.array([[1.0], [2.0], [4.0], [5.0]]), np.array([5.0]))
    assert [each.item() for each in below] == pytest.approx([np.sqrt(2 * (16 + 9 + 1) / 4), 0])


def test_the_articles_of_a_day_are_drawn_or_left_out_together(corpus):
    days = pl.Series([f"{day % 20:02d}" for day in range(240)])
    for rows in draw_resamples(corpus.unit_rows, 5, days):
        times = np.bincount(rows, minlength=240)
        assert (times == times[np.arange(240) % 20]).all() and times.sum() == 240
    small = list(draw_resamples(corpus.unit_rows[:40], 5, days[:40]))
    assert [len(rows) for rows in small] == [38] * 20
    few = list(draw_resamples(corpus.unit_rows, 5, days.str.head(1)))
    assert all((one == other).all() for one, other in zip(few, draw_resamples(corpus.unit_rows, 5), strict=True))


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


def test_independent_errors_add_up_and_so_do_their_degrees_of_freedom():
    three, four = np.array([3.0]), np.array([4.0])
    assert [each.item() for each in combine_errors((three, four), (9, 16))] == pytest.approx([5, 625 / (9 + 16)])
    assert combine_errors((three, np.zeros(1)), (9, 20))[1] == pytest.approx(9)


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


def test_groups_have_their_articles_means_and_few_articles_no_interval(corpus):
    few = corpus.articles.with_columns(group=pl.Series(["a"] * 9 + ["b"] * 200 + [None] * 31))
    found = corpus.replace(articles=few).compare()
    found = found.filter((pl.col("grouping") == "group") & (pl.col("topic") == 1))
    assert found.select("name", "articles").rows() == [("(unknown)", 31), ("a", 9), ("b", 200)]
    own = corpus.model.shares[:, 0]
    means = [own[209:].mean(), own[:9].mean(), own[9:209].mean()]
    assert found["prevalence"].to_list() == pytest.approx(means, abs=1e-5)
    assert found["interval"].to_list() == ["refits", "few_fitted", "refits"]


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


def test_an_article_without_shares_is_left_out_and_a_missing_stratum_leaves_no_mean():
    shares = np.array([[0.5, 0.5], [0, 0], [1, 0]])
    assert average_shares(shares, Mix(np.zeros(3, np.int64), np.ones(1))).tolist() == [0.75, 0.25]
    assert np.isnan(average_shares(shares[:2], Mix(np.array([0, 0]), np.array([0.5, 0.5])))).all()


def test_bounds_of_shares_are_symmetric_in_the_log_odds():
    low, high = odds_interval(np.array([0.5, 0.01, 0.0]), np.array([1.0, 1.0, 1.0]), 1e9)
    assert low[:2] == pytest.approx([1 / (1 + np.exp(1.959964)), 0.01 / (0.01 + 0.99 * np.exp(1.959964))])
    assert low[0] == pytest.approx(1 - high[0]) and np.isnan([low[2], high[2]]).all()


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


def test_strata_expect_as_many_articles_as_a_plain_mean_of_the_same_error():
    prevalence = np.array([0.5, 0.1])
    even, uneven = (Mix(np.repeat([0, 1], sizes), np.array([0.5, 0.5])) for sizes in ([10, 10], [18, 2]))
    assert count_expected(prevalence, even) == pytest.approx([10, 2])
    assert count_expected(prevalence, uneven) == pytest.approx([3.6, 0.72])
    assert count_expected(prevalence, Mix(np.zeros(10, dtype=int), np.array([0.5, 0.5]))) == pytest.approx([0, 0])
