"""Figures of topics: nothing is clipped at any number of topics, and what is not there is said."""

import itertools

import numpy as np
import polars as pl
import pytest

from drawn_figures import NASTY, WIDTHS, draw, look_wrong
from drawn_topics import labels_of, topics, topics_articles, topics_groups, topics_trend
from presswork.core.schema import find_tables
from presswork.figures.drawing.style import HIGHEST_MM, MM
from presswork.figures.drawing.topic_names import name_topics, tell_names, tell_shown
from presswork.figures.drawing.topic_splits import arrange, choose_rows, keep_topics
from presswork.figures.plots.topics_correlation import draw_topics_correlation
from presswork.figures.plots.topics_hierarchy import draw_topics_hierarchy
from presswork.figures.plots.topics_scores import BESIDE, NAMES, draw_topics_scores

NULL = {"nulls": 39, "p": 0.025, "reached": 0, "sds": 6.0, "ks": [3, 5]}


def choice_of(k, n_articles=500, **given):
    rule = "best_product" if k else "no_structure"
    null = (NULL if k else NULL | {"p": 0.4}) if n_articles > 1 else None
    choice = {
        "k": k,
        "engine": "nmf",
        "n_articles": n_articles,
        "n_rows": max(n_articles, 10),
        "unit": "article" if n_articles > 1 else "passage",
        "rule": rule,
        "chosen_by": "rule",
        "by_rule": k,
        "status": "topics",
    }
    return choice | {"null_comparison": null} | given


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
        for name in (*NAMES, *BESIDE)
    ]
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def scores(k=3, width_mm=89, n_articles=500, ks=(2, 3, 4, 5, 10, 15, 20, 30, 50, 60, 100, 500), **given):
    return draw_topics_scores(criteria_of(ks, n_articles, **given), choice_of(k, n_articles), width_mm)


def correlation(k=3, width_mm=89, n_articles=500, n_topics=20, terms=NASTY):
    """Draw all pairs, from the one most apart to the closest."""
    first, second = np.triu_indices(k or 0, 1)
    values = np.linspace(-0.8, 0.9, len(first)).tolist()
    pairs = {"topic": first + 1, "other_topic": second + 1, "correlation": values}
    bounds = {"low": [value - 0.05 for value in values], "high": [value + 0.05 for value in values]}
    schema = {name: kind for name, kind in find_tables()["correlation"].schema.items() if name != "interval"}
    table = pl.DataFrame(pairs | bounds, schema).with_columns(interval=pl.lit("fisher_z"))
    if n_articles < 30:
        table = table.with_columns(correlation=pl.lit(None, pl.Float64), interval=pl.lit("few_correlated"))
    return draw_topics_correlation(table, labels_of(terms, k or 0), choice_of(k, n_articles), n_topics, width_mm)


def links_of(ks):
    """Return links that give each topic of the smaller model to every topic of the larger in equal parts."""
    rows = [
        (k, topic, larger, other, 1 / (k * larger), 1 / larger, 0.5)
        for k, larger in itertools.pairwise(ks)
        for topic in range(1, k + 1)
        for other in range(1, larger + 1)
    ]
    return pl.DataFrame(rows, schema=find_tables()["hierarchy"].schema, orient="row")


def nest(ks):
    """Return links that give each topic of the larger model to one of the smaller."""
    rows = [
        (k, (other - 1) % k + 1, larger, other, 1 / larger, 1.0, 0.5)
        for k, larger in itertools.pairwise(ks)
        for other in range(1, larger + 1)
    ]
    return pl.DataFrame(rows, schema=find_tables()["hierarchy"].schema, orient="row")


def hierarchy(k=3, width_mm=89, n_articles=500, ks=(2, 3, 4, 5, 10, 15, 20, 30, 60), n_topics=20, terms=NASTY):
    rows = [(ks[1], topic, "alpha, beta, gamma", 1, 0.5, 0.1, 0.9, 0.1) for topic in range(1, ks[1] + 1)]
    listed = find_tables()["candidates"].schema
    named = ["k", "topic", "terms", "chosen_topic", "cosine", "prevalence", "stability", "npmi"]
    candidates = pl.DataFrame(rows, named, orient="row").select(listed.names()).cast(listed)
    labels = labels_of(terms, k or 0)
    return draw_topics_hierarchy(nest(ks), candidates, labels, choice_of(k, n_articles), n_topics, width_mm)


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


def test_without_topics_the_figures_say_why():
    nothing = find_tables()["correlation"].schema.to_frame()
    captioned = draw_topics_correlation(nothing, labels_of(NASTY, 0), choice_of(None), 20, 89)
    assert "No topics: no topic structure distinguishable from chance (p = 0.4)." in captioned.caption
    assert captioned.alt_text.startswith("A sentence instead of a plot: No topics")
    assert look_wrong(captioned) == []
    assert "no topic structure" in hierarchy(None).caption and "no topic structure" in scores(None).caption


def test_too_few_articles_for_correlations_is_said():
    captioned = correlation(3, n_articles=12)
    assert "No correlations: fewer than 30 articles. n = 12 articles." in captioned.caption
    assert captioned.alt_text == "A sentence instead of a plot: No correlations: fewer than 30 articles."
    assert captioned.rows.is_empty()


def test_only_the_numbers_up_to_the_chosen_one_are_shown_and_at_most_four():
    rows = choose_rows(links_of([2, 3, 4, 5, 10, 15, 20]), 15)
    assert rows["k"].unique().sort().to_list() == [4, 5, 10]
    assert rows["next_k"].max() == 15


def test_the_smallest_number_is_shown_with_the_next_larger_one():
    captioned = hierarchy(2)
    assert captioned.rows.select("k", "next_k").unique().rows() == [(2, 3)]
    assert captioned.caption.startswith("How topics split as their number grows from 2 to 3.")
    texts = {text.get_text() for text in draw(captioned)[1]}
    assert {"alpha, beta", "2 $x_1$ & 100% #1 {b}"} <= texts
    assert captioned.marks["x"].null_count() == 0


def test_the_bars_of_a_column_are_as_high_as_their_words_and_do_not_overlap():
    rows = links_of([2, 3])
    bars = arrange(rows, keep_topics(rows, 3, 3))
    for column in bars.values():
        ends = [(top, top + share) for top, share in column.values()]
        assert sum(share for _, share in column.values()) == pytest.approx(1)
        assert all(end < start for (_, end), (start, _) in itertools.pairwise(ends))


def test_each_bar_has_room_for_its_name():
    schema = find_tables()["hierarchy"].schema
    shares = [0.9, *[0.01] * 10]
    links = [(2, 1, 11, topic, share, 1.0, 0.9) for topic, share in enumerate(shares, 1)]
    (column,) = list(arrange(pl.DataFrame(links, schema, orient="row"), {11: list(range(1, 12))}).values())
    middles = [top + share / 2 for top, share in column.values()]
    apart = np.diff(middles)
    assert apart.min() >= 0.79 * (middles[-1] + apart.min() / 2) / 11


def test_of_other_models_those_topics_are_shown_that_share_a_band_with_one_that_is():
    schema = find_tables()["hierarchy"].schema
    links = [(2, 1, 3, 1, 0.4, 1.0, 0.9), (2, 2, 3, 2, 0.3, 0.5, 0.9), (2, 2, 3, 3, 0.3, 0.5, 0.9)]
    links.append((2, 2, 3, 1, 0.001, 0.001, 0.1))
    rows = pl.DataFrame(links, schema, orient="row")
    assert keep_topics(rows, 3, 1) == {2: [1], 3: [1]}
    assert keep_topics(rows, 3, 2) == {2: [1, 2], 3: [1, 2]}
    assert keep_topics(rows, 2, 1) == {2: [1], 3: [1]}


def test_the_hierarchy_says_that_words_are_divided_by_estimates():
    caption = hierarchy(5).caption
    assert "Each model divides the words by its own estimate of p(topic | term, article)" in caption
    assert "One fit of each model is shown, without intervals" in caption and "counted" not in caption


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
    own = choice_of(10) | {"chosen_by": "person", "by_rule": 20}
    chosen = draw_topics_scores(criteria_of((5, 10, 20)), own, 89)
    assert "10 topics, the number reported, chosen by a person; the rule takes 20." in chosen.caption
    largest = draw_topics_scores(criteria_of((5, 10)), choice_of(10) | {"rule": "not_turned"}, 89)
    assert (
        "if there are any. The best score was that of the largest number tried; more may do better." in largest.caption
    )
    assert look_wrong(chosen) == look_wrong(largest) == []


def test_the_strongest_correlations_are_drawn_from_together_to_apart_with_intervals():
    captioned = correlation(5, n_topics=4)
    assert captioned.rows.height == 10
    assert "Shown: the 4 strongest pairs of 10; the .csv has all." in captioned.caption
    (axes,) = captioned.figure.axes
    drawn = [line.get_xdata()[0] for line in axes.get_lines() if line.get_marker() in ("o", "s")]
    absolute = captioned.rows["correlation"].abs().sort(descending=True)
    assert sorted(map(abs, drawn), reverse=True) == pytest.approx(absolute.head(4).to_list())
    assert drawn == sorted(drawn, reverse=True)
    marked = captioned.rows.with_columns(captioned.marks).drop_nulls("panel")
    assert marked.sort("y")["correlation"].to_list() == pytest.approx(drawn)
    assert (marked["x"] == marked["low"]).all() and (marked["x_to"] == marked["high"]).all()


def test_signs_of_correlations_are_explained_where_there_are_any():
    assert "orange, square: topics that exclude each other" in correlation(5).caption
    assert "orange" not in correlation(5, n_topics=1).caption
    assert correlation(5, n_topics=1).alt_text.startswith("Dot plot of the correlations of 1 pair of topics.")


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
    assert tell_shown(20, labels, choice_of(30)) == " Shown: the 20 most prevalent of 30 topics; the .csv has all."
    background = labels.with_columns(proposal=pl.when(pl.col("topic") == 30).then(pl.lit("background (a, b)")))
    assert tell_shown(20, background, choice_of(30)).endswith(
        "of 30 topics, background topics aside; the .csv has all."
    )
    assert tell_shown(30, background, choice_of(30)) == ""
    assert tell_names(labels, choice_of(30), 3) == " A person named topics 1 and 3; other names are proposed."
    assert tell_names(labels, choice_of(30), 1) == ""
    assert tell_names(labels.with_columns(origin=pl.lit("proposed")), choice_of(30)).endswith(
        "Names of topics are proposed from the corpus."
    )
    one = choice_of(3, n_articles=1)
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
