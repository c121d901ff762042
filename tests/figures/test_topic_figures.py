"""What holds for all figures of topics: they fit a page, a topic has one name, and what is not there is said."""

import numpy as np
import polars as pl
import pytest

from drawn_figures import NASTY, WIDTHS, draw, look_wrong
from drawn_topics import (
    choice_of,
    correlation,
    hierarchy,
    labels_of,
    scores,
    topics,
    topics_articles,
    topics_groups,
    topics_trend,
)
from presswork.core.limits import HIGHEST_MM
from presswork.core.schema import find_tables
from presswork.figures.drawing.style import MM
from presswork.figures.drawing.topic_names import name_topics, tell_names, tell_shown
from presswork.figures.plots.topics import draw_topics
from presswork.figures.plots.topics_articles import draw_topics_articles
from presswork.figures.plots.topics_correlation import draw_topics_correlation
from presswork.figures.plots.topics_groups import draw_topics_groups
from presswork.figures.plots.topics_hierarchy import draw_topics_hierarchy
from presswork.figures.plots.topics_trend import draw_topics_trend


def measure_height(captioned):
    return captioned.figure.get_size_inches()[1] / MM


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize(("k", "n_topics"), [(60, 20), (200, 1000)])
def test_no_figure_of_topics_is_higher_than_a_page_and_no_text_lies_on_another(k, n_topics, width_mm):
    names = [f"name {number}" for number in range(k)]
    ks = (100, k) if k == 200 else (40, k)
    captioned_figures = [
        topics(500, width_mm, names, k, n_topics=n_topics),
        topics_articles(500, width_mm, names, k, n_topics),
        correlation(k, width_mm, n_topics=n_topics, terms=names),
        hierarchy(k, width_mm, ks=ks, n_topics=n_topics, terms=names),
    ]
    for captioned in captioned_figures:
        assert measure_height(captioned) <= HIGHEST_MM + 0.01, captioned.name
        assert look_wrong(captioned) == [], captioned.name


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_panels_of_topics_fit_a_page(width_mm):
    outlets = [f"outlet {number}.example.org" for number in range(12)]
    for captioned in (topics_trend(500, width_mm, outlets), topics_groups(500, width_mm, outlets)):
        assert measure_height(captioned) <= HIGHEST_MM, captioned.name


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("k", [None, 2, 60])
@pytest.mark.parametrize("draw", [scores, correlation, hierarchy])
def test_no_text_is_clipped_small_or_on_another_at_any_number_of_topics(draw, k, width_mm):
    assert look_wrong(draw(k, width_mm)) == []


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("too_few_articles", "the corpus has too few articles for topics"),
        ("no_structure", "no topic structure distinguishable from chance (p = 0.4)"),
    ],
)
def test_without_topics_each_figure_is_the_reason(rule, reason, width_mm):
    empty = {name: table.schema.to_frame() for name, table in find_tables().items()}
    labels, options = labels_of(NASTY, 0), (choice_of(40, None, rule=rule), 20, width_mm)
    tables = [empty[name] for name in ("topics", "labels", "prevalence", "topic_refits", "agreement")]
    captioned_figures = [
        draw_topics(*tables, *options),
        draw_topics_articles(empty["shares"].lazy(), labels, empty["headlines"].lazy(), *options),
        draw_topics_correlation(empty["correlation"], labels, *options),
        draw_topics_groups(empty["topic_groups"], labels, *options),
        draw_topics_hierarchy(empty["hierarchy"], empty["candidates"], labels, *options),
        draw_topics_trend(empty["topic_trends"], labels, *options),
    ]
    for captioned in captioned_figures:
        sentence = f"No topics: {reason}."
        assert " ".join(text.get_text() for text in captioned.figure.axes[0].texts).replace("\n", " ") == sentence
        assert captioned.alt_text == f"A sentence instead of a plot: {sentence}"
        assert captioned.caption == f"{sentence} n = 40 articles. Exploratory: fewer than 200 articles."
        assert captioned.rows.is_empty() and look_wrong(captioned) == []
    assert "no topic structure" in scores(None).caption


def test_a_topic_goes_by_its_number_and_label_everywhere():
    names = ["alpha", "beta", "gamma"]
    called = ["1 beta", "2 gamma", "3 alpha"]
    assert list(name_topics(labels_of(names, 3)).values()) == called
    drawn = [
        topics(500, 183, names, 3),
        topics_articles(500, 183, names, 3),
        topics_trend(500, 183, names),
        topics_groups(500, 183, names),
        hierarchy(3, 183, terms=names),
    ]
    for captioned in drawn:
        assert set(called) <= {text.get_text() for text in draw(captioned)[1]}, captioned.name
    pairs = " ".join(text.get_text() for text in draw(correlation(3, 183, terms=names))[1])
    assert all(name in pairs for name in called)


def test_captions_say_which_topics_are_shown_and_who_named_them():
    labels = labels_of(["alpha", "beta"], 30)
    assert tell_shown(20, labels, choice_of(500, 30)) == " Shown: the 20 most prevalent of 30 topics; the .csv has all."
    background = labels.with_columns(proposal=pl.when(pl.col("topic") == 30).then(pl.lit("background (a, b)")))
    assert tell_shown(20, background, choice_of(500, 30)).endswith(
        "of 30 topics, background topics aside; the .csv has all."
    )
    assert tell_shown(30, background, choice_of(500, 30)) == ""
    assert tell_names(labels, choice_of(500, 30), 3) == " A person named topics 1 and 3; other names are proposed."
    assert tell_names(labels, choice_of(500, 30), 1) == ""
    assert tell_names(labels.with_columns(origin=pl.lit("proposed")), choice_of(500, 30)).endswith(
        "Names of topics are proposed from the corpus."
    )
    one = choice_of(1, 3)
    assert tell_names(labels, one, 3) == " A person named passage groups 1 and 3; other names are proposed."


def test_topics_beyond_the_most_prevalent_are_in_the_rows_without_a_mark():
    names = [f"name {number}" for number in range(60)]
    for captioned in (topics(500, 89, names, 60), topics_articles(500, 89, names, 60)):
        assert "the 20 most prevalent of 60 topics" in captioned.caption
        assert captioned.rows["topic"].n_unique() == 60
        marked = captioned.rows.with_columns(captioned.marks["panel"]).drop_nulls("panel")
        assert marked["topic"].unique().sort().to_list() == list(range(1, 21))


def test_the_other_topics_of_articles_have_the_sum_of_their_shares_in_one_column():
    captioned = topics_articles(30, 89, [f"name {number}" for number in range(60)], 60, 5)
    picture = captioned.figure.axes[0].images[0].get_array()
    assert picture.shape == (30, 6)
    assert np.asarray(picture.sum(axis=1)) == pytest.approx(np.ones(30))
    assert "The last column is the sum of the 55 other topics." in captioned.caption
    assert captioned.figure.axes[0].get_xticklabels()[-1].get_text() == "55 other topics"
