"""The terms of topics: the heaviest, and by FREX the frequent that are exclusive too."""

import numpy as np
import polars as pl
import pytest

from presswork.core.schema import find_tables
from presswork.topics.choosing.quality import measure_character
from presswork.topics.describing.top_terms import LISTED, list_terms, measure_frex
from presswork.topics.fitting.model import Model, empty_model


def model_of(terms, shares=None):
    weights = np.array(terms, dtype=float)
    return Model("nmf", weights, np.zeros((0, len(weights))) if shares is None else np.array(shares), {}, True)


def columns_of(n):
    names = [f"w{column:03d}" for column in range(n)]
    return pl.DataFrame({"column": range(n), "term": names}, {"column": pl.Int64, "term": pl.String})


def test_frex_of_two_topics_by_hand():
    # Topic 1: of 4 terms, 4, 3, 2, 1 are no more frequent than each; exclusive to it are 5/6, 1/2, 1 and 0 of them.
    frex = measure_frex(np.array([[0.5, 0.3, 0.2, 0.0], [0.1, 0.3, 0.0, 0.6]]))
    assert frex[0] == pytest.approx([2 / (1 + 4 / 3), 2 / (4 / 3 + 2), 2 / (2 + 1), 2 / (4 + 4)])
    assert frex[1] == pytest.approx([2 / (2 + 2), 2 / (4 / 3 + 4 / 3), 2 / (4 + 4), 1])


def test_what_speaks_for_a_topic_is_weight_times_the_share_of_it_there():
    assert measure_character(np.array([[0.5, 0.5], [0.5, 0.0]]))[0] == pytest.approx([0.25, 0.5])


def test_terms_first_by_character_by_weight_or_by_frex_are_listed_with_their_rank_among_all():
    generator = np.random.default_rng(1)
    weights = generator.dirichlet(np.full(200, 0.3), 3)
    listed = list_terms(model_of(weights), columns_of(200))
    for topic, rows in listed.group_by("topic"):
        by_weight = [f"w{column:03d}" for column in np.argsort(-weights[topic[0] - 1], kind="stable")]
        assert rows.height > LISTED
        assert rows.sort("weight_rank")["term"].to_list()[:LISTED] == by_weight[:LISTED]
        assert rows["weight_rank"].to_list() == [by_weight.index(term) + 1 for term in rows["term"]]
        assert rows.filter(pl.col("rank") <= LISTED).height == LISTED
        assert rows.sort("rank")["character"].is_sorted(descending=True)
        assert rows.filter(pl.col("frex_rank") <= LISTED).height == LISTED
        assert rows.sort("frex_rank")["frex"].is_sorted(descending=True)


def test_a_model_without_topics_lists_nothing():
    assert list_terms(empty_model("nmf"), columns_of(0)).schema == find_tables()["topics"].schema
