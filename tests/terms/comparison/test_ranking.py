"""Key terms come first, ordered by their bound over units, and all outputs list the same ones."""

import polars as pl

from presswork.terms.comparison.ranking import explain_order, list_key_terms, rank_terms


def table(*rows):
    names = ("term", "stop", "log_ratio", "lrc", "lrc_units", "p_maxt")
    schema = dict.fromkeys(names, pl.Float64) | {"term": pl.String, "stop": pl.Boolean}
    frame = pl.DataFrame([(row[0], row[0] == "the", *row[1:]) for row in rows], schema, orient="row")
    return frame.with_columns(group=pl.lit("a"), reference=pl.lit("rest"))


TESTED = table(
    ("burst", 9, 7, 0, 1.0),
    ("near", 5, 4, 3, 0.051),
    ("key", 4, 1, 2, 0.001),
    ("the", 3, 1, 2.5, 0.001),
    ("rare", 6, 5, 1, 0.05),
    ("under", -3, -2, -1.5, 0.001),
    ("even", 0.1, 0, 0, 1.0),
)


def test_key_terms_lead_and_the_others_follow_by_the_same_bound():
    ranked = rank_terms(TESTED)
    assert ranked["term"].to_list() == ["the", "key", "rare", "near", "burst", "even", "under"]
    assert ranked["rank"].to_list() == [1, 2, 3, 4, 5, 6, 7]
    assert list_key_terms(ranked, 5)["term"].to_list() == ["key", "rare"]


def test_without_a_test_tokens_order_the_terms_and_against_a_list_the_log_ratio():
    untested = table(("a", 2, 1, None, None), ("b", 1, 1.5, None, None), ("c", 3, 0, None, None))
    assert rank_terms(untested)["term"].to_list() == ["b", "a", "c"]
    assert list_key_terms(rank_terms(untested), 5)["term"].to_list() == ["b", "a"]
    listed = table(("a", 2, None, None, None), ("b", 3, None, None, None), ("c", -1, None, None, None))
    assert list_key_terms(rank_terms(listed), 5)["term"].to_list() == ["b", "a"]


def test_equal_bounds_go_by_log_ratio_and_then_by_the_alphabet():
    tied = table(("b", 1, 0, 0, 1.0), ("a", 1, 0, 0, 1.0), ("c", 2, 0, 0, 1.0))
    assert rank_terms(tied)["term"].to_list() == ["c", "a", "b"]


def test_the_order_is_told_by_what_the_terms_are_ordered_by():
    untested = table(("a", 2, 1, None, None))
    listed = table(("a", 2, None, None, None))
    assert explain_order(TESTED) == "Order: conservative log ratio over sampling units."
    assert explain_order(untested) == "Order: conservative log ratio of tokens (LRC) without a test."
    both = explain_order(pl.concat([TESTED, listed]))
    assert both == "Order: conservative log ratio over sampling units; log ratio against a frequency list."
    assert explain_order(TESTED.clear()) == ""
