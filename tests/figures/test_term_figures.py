"""Figures of terms: what is drawn is what the tables say, and what is not there is said."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from drawn_figures import NASTY, WIDTHS, look_wrong, overhang
from drawn_terms import (
    collocations,
    dispersion,
    frequency_of,
    growth,
    keyness,
    keyness_of,
    rows_of,
    top_terms,
    trend,
)
from presswork.figures.drawing.time_panels import describe_dated
from presswork.figures.plots.flow import draw_flow
from presswork.figures.plots.growth import BY_TOKEN
from presswork.figures.plots.keyness import draw_keyness
from presswork.figures.plots.rank_frequency import choose_labels, draw_rank_frequency
from presswork.figures.plots.top_terms import draw_top_terms


def test_intervals_are_drawn_where_there_are_some():
    captioned = top_terms(500, terms=["alpha", "beta"])
    assert captioned.caption.endswith("n = 500 articles, 250,000 words. Lines: 95% CI over days.")
    assert captioned.rows["low"].to_list() == [900.0, 450.0]


def test_a_word_without_interval_is_open_and_counted_in_the_caption():
    frequency = frequency_of(["alpha", "beta"], 500).with_columns(
        per_million_low=pl.when(pl.col("term") == "alpha").then("per_million_low")
    )
    captioned = draw_top_terms(frequency, rows_of(500), 5, 89)
    assert "Lines: 95% CI over days. Open: no 95% CI for 1 word (" in captioned.caption
    assert [line.get_markerfacecolor() != "white" for line in captioned.figure.axes[0].get_lines()] == [True, False]


def test_one_article_has_counts_and_no_rates():
    frequency = frequency_of(["alpha", "beta"]).with_columns(count=pl.Series([8, 5]), per_million=14466.0)
    captioned = draw_top_terms(frequency, rows_of(1), 5, 89)
    said = " ".join([captioned.caption, captioned.alt_text, captioned.figure.axes[0].get_xlabel()])
    assert captioned.rows["value"].to_list() == [8.0, 5.0] and "alpha (8)" in said
    assert "million" not in said and "14,466" not in said
    assert "n = 1 article, 500 words. A single article has no sampling error to estimate." in captioned.caption


def test_words_that_tie_with_the_last_one_shown_are_counted():
    frequency = frequency_of(["a", "b", "c", "d"], 500)
    tied = frequency.with_columns(count=pl.Series([9, 4, 4, 4]))
    assert "2 more words occur 4 times, like the last one shown." in draw_top_terms(tied, rows_of(500), 2, 89).caption
    assert "more word" not in draw_top_terms(tied, rows_of(500), 4, 89).caption
    assert "more word" not in draw_top_terms(frequency, rows_of(500), 2, 89).caption


def test_stop_words_are_not_shown_and_a_corpus_of_stop_words_still_draws():
    frequency = frequency_of(["the", "war"]).with_columns(stop=pl.Series([True, False]))
    assert draw_top_terms(frequency, rows_of(1), 5, 89).rows["term"].to_list() == ["war"]
    nothing = frequency.with_columns(stop=True)
    assert draw_top_terms(nothing, rows_of(1), 5, 89).rows.is_empty()


def test_dispersion_gives_places_of_one_article_and_shares_of_many():
    one, many = dispersion(1, terms=["alpha", "beta"]), dispersion(500, terms=["alpha", "beta"])
    assert one.rows.filter(pl.col("term") == "alpha")["place"].to_list() == list(range(1, 61, 2))
    assert np.allclose(many.rows.group_by("term").agg(pl.col("share").sum())["share"], 1)
    assert many.rows["place"].max() < 1


def test_levels_of_equal_counts_cover_every_rank():
    frequency = frequency_of(["a", "b", "c", "d"]).with_columns(count=pl.Series([9, 4, 4, 1]))
    rows = draw_rank_frequency(frequency, rows_of(1), 89).rows
    assert rows.select("first_rank", "last_rank", "count", "words").rows() == [(1, 1, 9, 1), (2, 3, 4, 2), (4, 4, 1, 1)]
    assert choose_labels(rows) == [(1, 9, "a")]


def test_a_trend_counts_the_dated_articles_alone():
    months = [date(2022, 1, 1), date(2022, 2, 1)]
    rows = pl.DataFrame({"term": ["a"] * 2, "series": ["raw"] * 2, "start": months, "articles": [4, 9]})
    assert describe_dated(rows, "term", 40) == "n = 13 dated articles (of 40)"
    assert describe_dated(rows, "term", 13) == "n = 13 articles"
    assert describe_dated(rows, "term", 40, "a topic") == "n = 13 of 40 articles (those with a date and a topic)"


def test_a_trend_says_what_its_lines_and_open_marks_are():
    captioned = trend(500, terms=["alpha", "beta"])
    assert captioned.caption.startswith("Occurrences of alpha and beta per million words, by month. n = 500 articles")
    assert "n = 500 articles, 250,000 words. Vertical lines: 95% CI over days." in captioned.caption
    assert "Open: no 95% CI (too few days have the term). Gaps: no articles." in captioned.caption
    assert "Not on the time axis" not in captioned.caption
    assert captioned.figure._supxlabel.get_text().replace("\n", " ").endswith("thin: raw. Vertical lines: 95% CI.")


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_days_at_the_ends_of_a_trend_by_week_do_not_touch(width_mm):
    assert look_wrong(trend(500, width_mm, terms=["alpha", "beta", "gamma"], unit="week")) == []


def test_without_a_term_to_follow_there_is_a_sentence():
    captioned = trend(1, terms=["alpha"])
    assert "No trends: the corpus has none of the terms to follow." in captioned.caption
    assert captioned.rows.is_empty()


def test_collocates_follow_frequency_and_stop_words_are_not_shown():
    found = collocations(500, terms=["alpha", "beta"]).rows
    assert found.select("node", "rank", "collocate", "left", "right").rows()[:2] == [
        ("alpha", 1, "alpha", 5000, 3000),
        ("alpha", 2, "beta", 2500, 1500),
    ]


def test_collocates_are_drawn_by_the_measure_that_ranks_them_on_one_scale():
    captioned = collocations(500, terms=["alpha", "beta", "gamma"])
    axes = captioned.figure.axes
    assert [bar.get_width() for bar in axes[0].patches] == captioned.rows["log_dice"].head(3).to_list()
    assert len({panel.get_xlim() for panel in axes}) == 1
    assert "5,000" in [text.get_text() for text in axes[0].texts]


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_if_all_collocates_are_stop_words_there_is_a_sentence(width_mm, recwarn):
    captioned = collocations(5, width_mm, terms=["alpha", "beta"], stop=True)
    assert captioned.rows.is_empty() and captioned.caption.startswith("No term has a collocate")
    assert captioned.alt_text == "No term has a collocate that is not a stop word."
    assert look_wrong(captioned) == [] and not recwarn.list


def test_key_terms_of_all_groups_are_shown_the_largest_first():
    captioned = keyness(500, terms=["alpha", "beta"], groups=["small", "large", "largest"])
    assert captioned.rows["group"].unique(maintain_order=True).to_list() == ["largest", "large", "small"]
    assert "Key terms of each group, at most 2 each, not on the stop list: largest (50,002 stories" in captioned.caption
    assert "p ≤ 0.05 by permutation, corrected over all terms and groups (maxT)" in captioned.caption
    assert "Lines: 95% CI over stories" in captioned.caption and "Arrowheads: not in the reference" in captioned.caption
    without = keyness(500, terms=["alpha", "beta"], low=None)
    told = "Open: no 95% CI (fewer than 10 stories of the group, or of its reference, have the term)."
    assert told in without.caption


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_many_groups_fit_the_page_with_fewer_terms_each(width_mm):
    groups = [f"outlet {number}" for number in range(20)]
    captioned = keyness(500, width_mm, terms=[f"term {number}" for number in range(15)], groups=groups)
    assert look_wrong(captioned) == []
    assert "of the 12 largest of 20 groups" in captioned.caption and len(captioned.figure.axes) == 12
    assert captioned.rows.group_by("group").len()["len"].unique().to_list() == [3 if width_mm < 120 else 8]


def test_key_terms_are_sorted_by_a_bound_that_is_drawn_and_those_absent_elsewhere_have_arrowheads():
    captioned = keyness(500, terms=["alpha", "beta"], groups=["one"])
    (axes,) = captioned.figure.axes
    marks = {line.get_marker(): line.get_xdata().tolist() for line in axes.get_lines()}
    assert marks == {"|": captioned.rows["bound"].to_list(), "o": [10.0], ">": [5.0]}
    assert captioned.rows["bound"].is_sorted(descending=True)
    assert "Ticks: conservative log ratio (order)." in captioned.figure._supxlabel.get_text().replace("\n", " ")


def test_terms_that_were_not_tested_are_called_candidates():
    captioned = keyness(500, terms=["alpha", "beta"], p_maxt=None, test="few_in_group")
    assert captioned.caption.startswith("Candidates for key terms of each group")
    assert "They were not tested for significance (fewer than 10 stories" in captioned.caption
    assert "maxT" not in captioned.caption
    assert all(axes.get_title(loc="left").endswith(", not tested") for axes in captioned.figure.axes)
    listed = keyness(1, terms=["alpha"])
    assert listed.caption.startswith("Candidates for key terms, not on the stop list: all articles against the")


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_without_key_terms_there_is_a_sentence(width_mm):
    not_key = keyness(500, width_mm, p_maxt=0.2)
    empty = [table.clear() for table in keyness_of(NASTY, 1)]
    nothing = draw_keyness(*empty, rows_of(1), 15, width_mm)
    assert "no term has p ≤ 0.05" in not_key.caption and "no term is frequent enough" in nothing.caption
    assert "n = 1 article." in nothing.caption
    assert not_key.rows.is_empty() and nothing.rows.is_empty()
    assert max(overhang(not_key), overhang(nothing)) <= 0.5


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_names_of_groups_are_not_clipped(width_mm):
    assert look_wrong(keyness(500, width_mm, groups=[NASTY[1], "two words " * 40])) == []


def test_the_flow_has_an_arrow_to_each_step_and_a_box_only_for_what_was_removed():
    steps = [(1, "records read", 10, 0, ""), (2, "in English", 10, 0, "not selected"), (3, "analysed", 9, 1, "a copy")]
    schema = ["step", "name", "left", "removed", "reason"]
    captioned = draw_flow(pl.DataFrame(steps, schema=schema, orient="row"), 89)
    (axes,) = captioned.figure.axes
    texts = [text.get_text() for text in axes.texts if text.get_text()]
    boxes = ["Records read\n(n = 10)", "In English\n(n = 10)", "A copy\n(n = 1)", "Analysed\n(n = 9)"]
    assert texts == boxes and len(axes.patches) == 4
    assert len([text for text in axes.texts if not text.get_text()]) == 3
    assert captioned.alt_text == "Records read: 10. In English: 10. Analysed: 9 (1 removed: a copy)."


def test_curves_of_growth_are_named_at_their_ends_and_the_dashed_one_by_a_line_that_ends_on_it():
    captioned = growth(500, terms=["a", "b", "c", "d"])
    last, texts = captioned.rows.row(-1, named=True), {text.get_text(): text for text in captioned.figure.axes[0].texts}
    ends, dashed = [texts[name].xy for name in ("distinct terms", "terms that\noccur once")], texts.pop(BY_TOKEN)
    assert ends[0] == (1, last["types"]) and ends[1][1] < ends[0][1]
    assert dashed.xy in captioned.rows.select("words", "types_by_token").rows() and dashed.arrow_patch is not None


def test_a_corpus_of_one_passage_has_a_point_and_no_bands():
    one = growth(1, terms=["alpha"])
    assert "Bands" not in one.caption and "Dashed" not in one.caption
    assert BY_TOKEN not in [text.get_text() for text in one.figure.axes[0].texts]
    assert "95% of random orders" in growth(1, terms=["alpha", "beta"]).caption


def test_dispersion_says_that_a_cell_is_a_share_of_a_twentieth():
    one, many = dispersion(1, terms=["alpha", "beta"]), dispersion(500, terms=["alpha", "beta"])
    assert "A tick is an occurrence." in one.caption and "twentieth" not in one.caption
    assert "share of a word's occurrences in each twentieth" in many.caption and "tick" not in many.caption
