"""Refits: resampled clusters, matched topics, and the errors that they show."""

import numpy as np
import polars as pl
import pytest

from presswork.topics.fitting.refits import STARTS, Replicates, join_replicates
from presswork.topics.fitting.resamples import draw_resamples
from refitted_corpus import Corpus


@pytest.fixture(scope="module")
def corpus():
    return Corpus(240)


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
