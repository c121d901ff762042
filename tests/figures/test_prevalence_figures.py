"""Figures of prevalence, by article, over time and by outlet: what the tables say, or why there is nothing to show."""

import numpy as np
import polars as pl
import pytest

from drawn_figures import WIDTHS, overhang
from drawn_topics import choice_of, topics, topics_articles, topics_groups, topics_trend
from presswork.core.schema import find_tables
from presswork.figures.plots.topics import draw_topics
from presswork.figures.plots.topics_articles import draw_topics_articles


def test_topics_that_the_other_engines_find_are_bold():
    captioned = topics(500, terms=["alpha", "beta"], k=4, engines=["gibbs", "variational"])
    assert "Bold: gibbs and variational find it too (cosine 0.7 or more)." in captioned.caption
    (axes,) = captioned.figure.axes
    assert [label.get_fontweight() for label in axes.get_yticklabels()] == ["bold", "bold", "normal", "normal"]
    assert "Bold" not in topics(500, terms=["alpha", "beta"]).caption


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("too_few_articles", "the corpus has too few articles for topics"),
        ("no_structure", "no topic structure distinguishable from chance (p = 0.3)"),
    ],
)
def test_a_corpus_without_topics_gets_the_reason_as_its_figure(rule, reason, width_mm):
    tables = find_tables()
    nothing = {
        name: tables[name].schema.to_frame()
        for name in ("topics", "labels", "prevalence", "topic_refits", "agreement", "shares", "articles")
    }
    choice = choice_of(40, None) | {"rule": rule, "null_comparison": {"p": 0.3}}
    shares, articles = nothing["shares"].lazy(), nothing["articles"].lazy()
    tables = [nothing[name] for name in ("topics", "labels", "prevalence", "topic_refits", "agreement")]
    captioned_figures = [
        draw_topics(*tables, choice, width_mm),
        draw_topics_articles(shares, nothing["labels"], articles, choice, width_mm),
    ]
    for captioned in captioned_figures:
        drawn = " ".join(text.get_text() for text in captioned.figure.axes[0].texts).replace("\n", " ")
        assert drawn == reason
        assert "n = 40 articles" in captioned.caption and drawn in captioned.alt_text
        assert overhang(captioned) <= 0.5


def test_a_topic_on_which_refits_do_not_agree_is_open_and_says_why():
    split = pl.when(pl.col("topic") > 2).then(pl.lit("two_groups")).otherwise("interval")
    low, high = (pl.when(pl.col("topic") <= 2).then(name) for name in ("low", "high"))
    captioned = topics(500, terms=["alpha", "beta"], k=4, doubted={"interval": split, "low": low, "high": high})
    assert "two groups, in which the topic is not equally prevalent (topics 3 and 4)." in captioned.caption
    many = topics(500, terms=["alpha", "beta"], k=12, doubted={"interval": split, "low": low, "high": high})
    assert "not equally prevalent (10 topics)." in many.caption
    (axes,) = captioned.figure.axes
    assert [line.get_markerfacecolor() == "white" for line in axes.get_lines()] == [False, False, True, True]


def test_each_refit_is_a_tick_below_the_interval():
    (axes,) = topics(500, terms=["alpha", "beta"], k=2).figure.axes
    ticks = [lines for lines in axes.collections if len(lines.get_segments()) == 20]
    assert len(ticks) == 2 and all((segment[:, 1] > 0.1).all() for segment in ticks[0].get_segments())
    assert [segment[0, 0] for segment in ticks[0].get_segments()] == pytest.approx(0.1 + np.arange(1, 21) / 100)


def test_a_persons_name_is_upright_and_a_proposed_one_italic():
    texts = {
        text.get_text(): text.get_fontstyle() for text in topics(500, terms=["alpha", "beta"], k=2).figure.axes[0].texts
    }
    assert texts["beta"] == "normal" and texts["alpha"] == "italic"


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
    drawn = [line for panel in axes for line in panel.get_lines() if line.get_linestyle() != "None"]
    lines = [line.get_ydata() for line in drawn]
    assert len(lines) == 4 and all(np.flatnonzero(np.isnan(line)).tolist() == [5] for line in lines)


def test_bands_say_what_they_cover_and_months_without_one_why():
    caption = topics_trend(500, terms=["alpha", "beta"]).caption
    assert "Dark bands: 95% intervals over days, given the model; pale: over fits, too." in caption
    assert "Without band: too few articles or days." in caption


def test_groups_are_in_the_order_of_articles_and_open_without_interval():
    captioned = topics_groups(500, terms=["alpha", "beta"])
    assert captioned.rows.filter(pl.col("topic") == 1)["name"].to_list() == ["beta", "alpha"]
    labels = [label.get_text() for label in captioned.figure.axes[0].get_yticklabels()]
    assert labels == ["beta (100)", "alpha (10)"]
    without = topics_groups(500, terms=["alpha", "beta"], low=None)
    told = "Open: no interval over fits, since fewer than 90% of the refits find the topic again."
    assert told in without.caption and "Thick lines: 95% intervals over days" in without.caption
    assert {line.get_markerfacecolor() for axes in without.figure.axes for line in axes.get_lines()} == {"white"}
