"""How topics split as their number grows: which numbers and topics are shown, and where bars are."""

import itertools

import numpy as np
import polars as pl
import pytest

from drawn_figures import draw
from drawn_topics import hierarchy, links_of
from presswork.core.schema import find_tables
from presswork.figures.drawing.topic_splits import arrange, choose_rows, keep_topics


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
