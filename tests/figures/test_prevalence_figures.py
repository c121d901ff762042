"""Figures of prevalence, by article, over time and by outlet: what the tables say, or why there is nothing to show."""

import numpy as np
import polars as pl
import pytest
from matplotlib.colors import to_rgb

from drawn_topics import topics, topics_articles, topics_groups, topics_trend
from presswork.figures.drawing.style import BLUE


def test_topics_that_the_other_engines_find_are_bold():
    captioned = topics(500, terms=["alpha", "beta"], k=4, engines=["gibbs", "variational"])
    assert "Bold: gibbs and variational find it too (cosine 0.7 or more)." in captioned.caption
    (axes,) = captioned.figure.axes
    names = [text for text in axes.texts if text.get_text()[:1].isdigit()]
    assert [text.get_fontweight() for text in names] == ["bold", "bold", "normal", "normal"]
    assert "Bold" not in topics(500, terms=["alpha", "beta"]).caption


def test_a_topic_on_which_refits_do_not_agree_has_a_dashed_line_and_says_why():
    split = pl.when(pl.col("topic") > 2).then(pl.lit("two_groups")).otherwise("interval")
    low, high = (pl.when(pl.col("topic") <= 2).then(name) for name in ("low", "high"))
    captioned = topics(500, terms=["alpha", "beta"], k=4, doubted={"interval": split, "low": low, "high": high})
    assert "Solid lines: 95% CI over days and refits of the model. Dashed lines: 95% CI over days alone, with the" in (
        captioned.caption
    )
    assert "in which the topic is not equally prevalent: topics 3 and 4)." in captioned.caption
    many = topics(500, terms=["alpha", "beta"], k=12, doubted={"interval": split, "low": low, "high": high})
    assert "not equally prevalent: 10 topics)." in many.caption
    assert list_faces(captioned) == ["filled"] * 4
    (axes,) = captioned.figure.axes
    blue = [lines for lines in axes.collections if lines.get_color()[0, :3] == pytest.approx(to_rgb(BLUE))]
    assert [lines.get_linestyles()[0][1] is None for lines in blue] == [True, True, False, False]


def test_a_mark_is_open_where_it_has_no_interval_and_filled_where_it_has_one():
    assert set(list_faces(topics(500, terms=["alpha", "beta"]))) == {"filled"}
    one = topics(1, terms=["alpha", "beta"])
    assert set(list_faces(one)) == {"open"}
    assert "A single article has no sampling error to estimate." in one.caption
    few = {name: pl.lit(None, pl.Float64) for name in ("low", "high", "model_low", "model_high")}
    bare = topics(500, terms=["alpha", "beta"], doubted=few | {"interval": pl.lit("few_fitted")})
    assert set(list_faces(bare)) == {"open"}
    assert "Open marks: no 95% CI (fewer than 10 articles)." in bare.caption


def list_faces(captioned):
    (axes,) = captioned.figure.axes
    return ["open" if line.get_markerfacecolor() == "white" else "filled" for line in axes.get_lines()]


def test_each_refit_is_a_tick_below_the_interval():
    (axes,) = topics(500, terms=["alpha", "beta"], k=2).figure.axes
    ticks = [lines for lines in axes.collections if len(lines.get_segments()) == 20]
    assert len(ticks) == 2 and all((segment[:, 1] > 0.1).all() for segment in ticks[0].get_segments())
    assert [segment[0, 0] for segment in ticks[0].get_segments()] == pytest.approx(0.1 + np.arange(1, 21) / 100)


def test_a_name_is_followed_by_the_terms_that_it_does_not_have():
    texts = [text.get_text() for text in topics(500, terms=["alpha", "beta"], k=2).figure.axes[0].texts]
    assert texts == ["1 beta", "alpha", "2 alpha", "beta"]


def test_names_proposed_are_not_said_to_be_drawn_in_italics():
    for captioned in (topics(500, terms=["alpha", "beta"]), topics_articles(500, terms=["alpha", "beta"])):
        assert "Italic" not in captioned.caption and "other names are proposed" in captioned.caption


def test_articles_stand_in_the_order_of_their_largest_topic_and_its_share():
    rows = topics_articles(12, terms=["alpha", "beta"], k=3).rows
    largest = rows.sort("row", -pl.col("share")).group_by("row", maintain_order=True).first()
    assert largest["topic"].to_list() == [1] * 4 + [2] * 4 + [3] * 4


def test_a_large_corpus_is_drawn_as_means_that_hold_each_article_once():
    rows = topics_articles(500, k=3).rows
    means = rows.filter(pl.col("topic") == 1)
    assert means.height == 150 and means["label"].null_count() == 150
    assert means["first"].to_list() == [1, *(means["last"] + 1)[:-1]] and means["last"][-1] == 500
    assert (means["share"] * (means["last"] - means["first"] + 1)).sum() == pytest.approx(
        0.8 * 167 + 0.2 * 166, abs=0.01
    )


def test_prevalence_is_broken_at_a_gap():
    axes = topics_trend(500, terms=["alpha", "beta"]).figure.axes
    lines = [line.get_ydata() for panel in axes for line in panel.get_lines() if line.get_linestyle() != "None"]
    assert len(lines) == 4 and all(np.flatnonzero(np.isnan(line)).tolist() == [5] for line in lines)


def test_bounds_over_time_say_what_they_cover_and_open_months_why():
    caption = topics_trend(500, terms=["alpha", "beta"]).caption
    assert "95% CI over days and refits of the model." in caption
    assert "Open marks: no 95% CI (no articles" in caption


def test_groups_are_in_the_order_of_the_first_topic_and_their_names_are_whole():
    captioned = topics_groups(500, terms=["alpha", "europe.chinadaily.com.cn"])
    first = captioned.rows.filter(pl.col("topic") == 1)
    assert first["prevalence"].is_sorted(descending=True)
    labels = [label.get_text() for label in captioned.figure.axes[0].get_yticklabels()]
    assert labels == first["name"].to_list() == ["alpha", "europe.chinadaily.com.cn"]
    assert "in the order of the first topic's prevalence: alpha (10) and europe.chinadaily.com.cn (100)." in (
        captioned.caption
    )


def test_articles_in_no_group_are_told():
    told = "Not counted: 390 articles without outlet or without a term of the topics."
    assert told in topics_groups(500, terms=["alpha", "beta"]).caption
    assert "Not counted" not in topics_groups(110, terms=["alpha", "beta"]).caption


def test_groups_of_a_topic_that_refits_do_not_find_have_dashed_lines():
    without = topics_groups(500, terms=["alpha", "beta"], low=None)
    told = "Dashed lines: 95% CI over days alone, with the model taken as fixed (fewer than 90% of the refits"
    assert told in without.caption and "Solid" not in without.caption
    note = without.figure.get_supxlabel()
    assert "Lines: 95% CI, model taken as fixed." in note.replace("\n", " ")


def test_panels_of_groups_fill_their_lines():
    captioned = topics_groups(500, terms=["a", "b", "c", "d"])
    spots = [axes.get_subplotspec().get_gridspec().get_geometry() for axes in captioned.figure.axes]
    assert spots == [(2, 2)] * 4
    assert topics_groups(500, terms=["a", "b", "c"]).figure.axes[0].get_subplotspec().get_gridspec().ncols == 3


def test_the_picture_is_told_with_the_largest_topic_and_its_terms():
    told = topics(500, terms=["alpha", "beta"], k=4, term_labels={"alpha": "Alpha"}).alt_text
    assert told.endswith("The largest of them, with 25.0%: 1 beta. Its top terms: Alpha and beta.")
