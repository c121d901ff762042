"""Figures of topics: nothing is clipped at any number of topics, and what is not there is said."""

import itertools

import numpy as np
import polars as pl
import pytest

from drawn_figures import NASTY, WIDTHS, look_wrong
from presswork.core.schema import find_tables
from presswork.figures.drawing.topic_names import name_topics, number_names
from presswork.figures.plots.topics_correlation import draw_topics_correlation
from presswork.figures.plots.topics_hierarchy import arrange, choose_rows, draw_topics_hierarchy
from presswork.figures.plots.topics_scores import NAMES, OPEN, draw_topics_scores

NO_LABELS = find_tables()["labels"].schema.to_frame()
NULL = {"nulls": 39, "p": 0.025, "reached": 0, "sds": 6.0, "ks": [3, 5]}


def choice_of(k, n_articles=500, **given):
    rule = "best_product" if k else "no_structure"
    null = (NULL if k else NULL | {"p": 0.4}) if n_articles > 1 else None
    choice = {
        "k": k,
        "engine": "nmf",
        "n_articles": n_articles,
        "rule": rule,
        "chosen_by": "rule",
        "by_rule": k,
        "status": "topics",
    }
    return choice | {"null_comparison": null} | given


def topics_of(k, terms=NASTY):
    rows = [(topic, rank, term) for topic in range(1, k + 1) for rank, term in enumerate(terms[topic % 2 :], 1)]
    return pl.DataFrame(rows, {"topic": pl.Int64, "rank": pl.Int64, "term": pl.String}, orient="row")


def criteria_of(ks, n_articles=500, engines=("nmf",)):
    one = n_articles == 1
    schema = find_tables()["criteria"].schema
    rows = [
        {"engine": engine, "k": k, "criterion": name, "value": None if name == "heldout" and engine == "nmf" else 1 / k}
        | {
            "low": None if one or name == "stability" else 0.5 / k,
            "high": None if one or name == "stability" else 2 / k,
        }
        | {
            "interval": "resampled",
            "null_mean": None if one or name != "npmi" else 0.1,
            "null_highest": 0.2,
            "distinct": None if one or name != "npmi" or engine != "nmf" else 0.15,
        }
        for engine in engines
        for k in ks
        for name in (*NAMES, *OPEN)
    ]
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def scores(k=3, width_mm=89, n_articles=500, ks=(2, 3, 4, 5, 10, 15, 20, 30, 50, 60, 100, 500), **given):
    return draw_topics_scores(criteria_of(ks, n_articles, **given), choice_of(k, n_articles), width_mm)


def correlation(k=3, width_mm=89, n_articles=500):
    """Draw all pairs, about half of them with an interval that excludes zero."""
    first, second = np.triu_indices(k or 0, 1)
    values = np.linspace(-0.9, 0.9, len(first)).tolist()
    pairs = {"topic": first + 1, "other_topic": second + 1, "correlation": values}
    bounds = {"low": [value - 0.4 for value in values], "high": [value + 0.4 for value in values]}
    schema = {name: kind for name, kind in find_tables()["correlation"].schema.items() if name != "interval"}
    table = pl.DataFrame(pairs | bounds, schema).with_columns(interval=pl.lit("fisher_z"))
    if n_articles < 30:
        table = table.with_columns(correlation=pl.lit(None, pl.Float64), interval=pl.lit("few_correlated"))
    return draw_topics_correlation(table, topics_of(k or 0), NO_LABELS, choice_of(k, n_articles), width_mm)


def links_of(ks):
    """Return links that give each topic of the smaller model to every topic of the larger in equal parts."""
    rows = [
        (k, topic, larger, other, 1 / (k * larger), 1 / larger, 0.5)
        for k, larger in itertools.pairwise(ks)
        for topic in range(1, k + 1)
        for other in range(1, larger + 1)
    ]
    return pl.DataFrame(rows, schema=find_tables()["hierarchy"].schema, orient="row")


def hierarchy(k=3, width_mm=89, n_articles=500, ks=(2, 3, 4, 5, 10, 15, 20, 30, 60)):
    return draw_topics_hierarchy(links_of(ks), topics_of(k or 0), NO_LABELS, choice_of(k, n_articles), width_mm)


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("k", [None, 2, 60])
@pytest.mark.parametrize("draw", [scores, correlation, hierarchy])
def test_no_text_is_clipped_small_or_on_another_at_any_number_of_topics(draw, k, width_mm):
    assert look_wrong(draw(k, width_mm)) == []


def test_without_topics_the_figures_say_why():
    nothing = find_tables()["correlation"].schema.to_frame()
    captioned = draw_topics_correlation(nothing, topics_of(0), NO_LABELS, choice_of(None), 89)
    assert "No topics: no topic structure distinguishable from chance (p = 0.4)." in captioned.caption
    assert look_wrong(captioned) == []
    assert "no topic structure" in hierarchy(None).caption and "no topic structure" in scores(None).caption


def test_too_few_articles_for_correlations_is_said():
    captioned = correlation(3, n_articles=12)
    assert "n = 12 articles. No correlations: fewer than 30 articles." in captioned.caption
    assert captioned.rows.is_empty()


def test_only_the_numbers_up_to_the_chosen_one_are_shown_and_at_most_five():
    rows = choose_rows(links_of([2, 3, 4, 5, 10, 15, 20]), 15)
    assert rows["k"].unique().sort().to_list() == [3, 4, 5, 10]
    assert choose_rows(links_of([2, 3, 4]), None).is_empty()
    assert "No smaller number of topics was tried than the 2 reported" in hierarchy(2).caption


def test_the_bars_of_a_column_are_as_high_as_their_words_and_do_not_overlap():
    bars = arrange(links_of([2, 3]), [2, 3])
    for column in bars.values():
        ends = [(top, top + share) for top, share in column.values()]
        assert sum(share for _, share in column.values()) == pytest.approx(1)
        assert all(end < start for (_, end), (start, _) in itertools.pairwise(ends))


def test_scores_tell_who_chose_and_what_the_null_is():
    captioned = scores(10)
    assert "Dashed: 10, chosen by the stated rule. Lines: 95% intervals, if there are any." in captioned.caption
    assert "Open: coherence of the terms with the highest weights." in captioned.caption
    held = "Grey: mean to highest of 39 shuffled corpora. Dash across: what they are held against, one article a"
    assert held in captioned.caption
    assert captioned.rows.filter(criterion="npmi")["distinct"].to_list() == [0.15] * 12
    one = scores(3, n_articles=1)
    assert "No intervals: a single article has no sampling error to estimate." in one.caption
    assert "Grey" not in one.caption


def test_intervals_of_open_and_filled_dots_do_not_lie_on_each_other():
    captioned = scores(10)
    places = captioned.rows.with_columns(captioned.marks["x"]).filter(
        pl.col("criterion").is_in(["npmi", "npmi_weight"])
    )
    assert places.group_by("k").agg(pl.col("x").n_unique())["x"].unique().to_list() == [2]


def test_engines_stand_side_by_side():
    captioned = scores(10, engines=["nmf", "gibbs"])
    assert "nmf: blue, round; gibbs: orange, square." in captioned.caption
    assert "of log likelihood by LDA: not to be compared." in captioned.caption
    assert "not to be compared" not in scores(10).caption
    assert len(captioned.figure.axes) == 7  # held-out words too: one engine gives them a probability
    assert len(scores(10).figure.axes) == 6


def test_a_person_reads_what_the_rule_takes_and_where_more_topics_may_do_better():
    own = choice_of(10) | {"chosen_by": "person", "by_rule": 20}
    chosen = draw_topics_scores(criteria_of((5, 10, 20)), own, 89)
    assert "Dashed: 10, chosen by a person (the stated rule takes 20)." in chosen.caption
    largest = draw_topics_scores(criteria_of((5, 10)), choice_of(10) | {"rule": "not_turned"}, 89)
    assert "chosen by the stated rule. More topics than were tried may do better." in largest.caption
    assert look_wrong(chosen) == look_wrong(largest) == []


def test_dots_are_filled_where_the_interval_excludes_zero():
    captioned = correlation(5)
    (axes,) = captioned.figure.axes
    white = {
        (round(x), round(y)): bool((colour[:3] == 1).all())
        for dots in axes.collections
        for (x, y), colour in zip(dots.get_offsets(), dots.get_facecolors())
    }
    pairs = captioned.rows.select("topic", "other_topic", (pl.col("low") <= 0) & (pl.col("high") >= 0)).iter_rows()
    assert white == {(topic, other): unsure for topic, other, unsure in pairs}


def test_a_topic_goes_by_a_persons_name_or_by_its_heaviest_terms():
    labels = pl.DataFrame(
        [(1, "aid", "person"), (2, "launching pad", "proposed"), (None, "gone", "person")],
        schema=["topic", "label", "origin"],
        orient="row",
    )
    named = name_topics(topics_of(2, ["x", "b", "c", "d"]), labels)
    assert number_names(named) == ["1 aid", "2 x, b, c"]
