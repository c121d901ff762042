"""Scores of numbers of topics: what each mark means, scales, and why a number is reported."""

import polars as pl
import pytest

from drawn_figures import WIDTHS, look_wrong
from drawn_topics import choice_of, criteria_of, scores
from presswork.figures.plots.topics_scores import NAMES, draw_topics_scores


def test_scores_tell_who_chose_and_what_the_null_is():
    captioned = scores(10)
    assert "Dashed line: 10 topics, the number reported: the smallest within one standard error" in captioned.caption
    assert "Lines: 95% CI." in captioned.caption
    assert "Diamonds: coherence of the terms with the highest weights." in captioned.caption
    assert (
        "Grey bars: coherence in 39 shuffled corpora (null model), from the mean to the highest." in captioned.caption
    )
    assert "Dash across a bar: the coherence they are compared with, of a fit to one article per" in captioned.caption
    assert captioned.rows.filter(criterion="npmi")["distinct"].to_list() == [0.15] * 12
    one = scores(3, n_articles=1)
    assert "A single article has no sampling error to estimate." in one.caption and "Grey" not in one.caption
    assert "Scores of models with 2 to 500 passage groups" in one.caption


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("k", [2, 15, 60, 500])
def test_the_number_reported_has_a_tick_with_its_label_and_numbers_are_to_scale(k, width_mm):
    captioned = scores(k, width_mm)
    for axes in captioned.figure.axes:
        labels = [label.get_text() for label in axes.get_xticklabels()]
        assert str(k) in labels and axes.get_xscale() == "log"
        assert [str(round(tick)) for tick in axes.get_xticks()] == labels
    dots = captioned.rows.with_columns(captioned.marks["x"]).filter(criterion="stability")
    assert dots["x"].to_list() == pytest.approx(dots["k"].to_list())


def test_axes_of_scores_start_at_zero_and_end_above_all_that_is_drawn():
    captioned = scores(10)
    for axes, name in zip(captioned.figure.axes, NAMES, strict=False):
        own = captioned.rows.filter(pl.col("criterion") == name)
        low, high = axes.get_ylim()
        assert low == 0 and high > own.select(pl.max_horizontal("value", "high").max()).item()


def test_scores_without_an_interval_are_open():
    captioned = scores(10)
    panels = dict(zip([name for name in NAMES if name != "heldout"], captioned.figure.axes, strict=True))
    for name in ("stability", "exclusivity"):
        dots = [line for line in panels[name].get_lines() if line.get_marker() == "o"]
        filled, hollow = (sum(len(line.get_markevery()) for line in dots if is_open(line) == each) for each in (0, 1))
        assert (filled, hollow) == ((0, 12) if name == "stability" else (12, 0))


def is_open(line):
    return line.get_markerfacecolor() == "white"


def test_intervals_of_diamonds_and_dots_do_not_lie_on_each_other():
    captioned = scores(10)
    places = captioned.rows.with_columns(captioned.marks["x"]).filter(
        pl.col("criterion").is_in(["npmi", "npmi_weight"])
    )
    assert places.group_by("k").agg(pl.col("x").n_unique())["x"].unique().to_list() == [2]


def test_engines_stand_side_by_side():
    captioned = scores(10, engines=["nmf", "gibbs"])
    assert "nmf: blue, round; gibbs: orange, square." in captioned.caption
    assert "of log likelihood for LDA, and cannot be compared between them." in captioned.caption
    assert "cannot be compared" not in scores(10).caption
    assert len(captioned.figure.axes) == 7  # held-out words too: one engine gives them a probability
    assert len(scores(10).figure.axes) == 6


def test_a_person_reads_what_the_rule_takes_and_where_more_topics_may_do_better():
    own = choice_of(500, 10) | {"chosen_by": "person", "by_rule": 20}
    chosen = draw_topics_scores(criteria_of((5, 10, 20)), own, 89)
    assert "10 topics, the number reported, chosen by a person; the rule takes 20." in chosen.caption
    largest = draw_topics_scores(criteria_of((5, 10)), choice_of(500, 10) | {"rule": "not_turned"}, 89)
    assert (
        "the most stable. The best score was that of the largest number tried; more may do better." in largest.caption
    )
    assert look_wrong(chosen) == look_wrong(largest) == []
