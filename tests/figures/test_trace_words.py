"""Where words stand that a mark counts: known places, and as many as the tables count."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_words import make_words
from presswork.figures.plots.keyness import trace_keyness
from presswork.figures.trace.evidence import Marks
from presswork.terms.collocations import find_collocations

TEXTS = ("the army met | the army left the town", "town and army", "nobody came")


def marks_of(**columns):
    return pl.DataFrame(columns).with_row_index("mark", offset=1).cast({"mark": pl.Int64})


def cut(found):
    ordered = found.drop_nulls("start").sort("mark", "article_id", "start").iter_rows(named=True)
    return [(row["mark"], TEXTS[int(row["article_id"][1:])][row["start"] : row["end"]]) for row in ordered]


def test_a_term_is_found_wherever_it_stands():
    found = make_words(*TEXTS).find(marks_of(term=["army", "town"]))
    assert cut(found) == [(1, "army")] * 3 + [(2, "town")] * 2
    assert found.sort("mark", "article_id", "start")["sentence"].to_list() == [0, 1, 0, 1, 0]


def test_articles_that_were_searched_for_nothing_are_listed():
    articles = pl.DataFrame({"mark": [1, 1, 2], "article_id": ["a0", "a2", "a2"], "part": ["own", "other", "own"]})
    found = make_words(*TEXTS).find(marks_of(term=["town", "town"]), articles).sort("mark", "part")
    assert found.select("mark", "part", "count").rows() == [
        (1, "other: none in this article", 0),
        (1, "own", 1),
        (2, "own: none in this article", 0),
    ]


def test_occurrences_can_be_counted_by_article():
    found = make_words(*TEXTS).find(marks_of(term=["army"]), in_full=False).sort("article_id")
    assert found.select("article_id", "count").rows() == [("a0", 2), ("a1", 1)]


def test_a_multiword_term_takes_the_place_of_its_words():
    words = make_words(*TEXTS, layer="phrase", phrases=["the army"])
    assert cut(words.find(marks_of(term=["the army", "army", "the"]))) == [
        (1, "the army"),
        (1, "the army"),
        (2, "army"),
        (3, "the"),
    ]


@pytest.mark.parametrize(("within_sentence", "sides"), [(True, ["right", "left"]), (False, ["right", "left"])])
def test_a_collocate_is_found_on_the_side_where_it_stands(within_sentence, sides):
    found = make_words(*TEXTS).find_near(marks_of(node=["army"], collocate=["town"]), 3, within_sentence)
    assert sorted(found.select("article_id", "part").rows()) == [
        (f"a{number}", f"{side} of the node") for number, side in enumerate(sides)
    ]


def test_neighbours_beyond_the_sentence_count_only_where_asked():
    pair = marks_of(node=["met"], collocate=["left"])
    assert make_words(*TEXTS).find_near(pair, 5, True).is_empty()
    assert cut(make_words(*TEXTS).find_near(pair, 5, False)) == [(1, "left")]


@given(
    st.lists(st.lists(st.text("abcd", min_size=1, max_size=9), min_size=1, max_size=4), min_size=1, max_size=4),
    st.integers(1, 4),
    st.booleans(),
)
def test_as_many_neighbours_are_found_as_collocations_count(articles, window, within_sentence):
    texts = [" | ".join(" ".join(sentence) for sentence in sentences) for sentences in articles]
    words = make_words(*texts)
    terms = ["a", "b", "c", "d"]
    counts = {name: sum(text.split().count(name) for text in texts) for name in terms}
    frequency = pl.DataFrame({"rank": [1, 2, 3, 4], "term": terms, "stop": [False] * 4, "count": list(counts.values())})
    counted = find_collocations(
        words.matrix_rows, frequency, words.tokens, words.vocabulary, [], "lower", terms, window, within_sentence
    )
    rows = counted.filter(pl.col("side") == "both").select("node", "collocate", "joint", "left", "right")
    found = (
        words.find_near(marks_of(**rows.select("node", "collocate").to_dict(as_series=False)), window, within_sentence)
        if rows.height
        else None
    )
    for mark, (_, _, joint, left, right) in enumerate(rows.iter_rows(), 1):
        own = found.filter(pl.col("mark") == mark)["part"].to_list()
        sides = [own.count(f"{side} of the node") for side in ("left", "right")]
        both = own.count("on both sides")
        assert (len(own), sides[0] + both, sides[1] + both) == (joint, left, right)


def keyness_of(group, reference, term, outlets, by="outlet"):
    words = make_words(*TEXTS[: len(outlets)])
    rows = words.matrix_rows.with_row_index("row").with_columns(n_words=pl.lit(3), passage=pl.lit(None, pl.Int64))
    words = replace(words, matrix_rows=rows)
    articles = rows.select("article_id", outlet=pl.Series(outlets), published=pl.lit(None, pl.Date))
    counted = rows.select("article_id", story="article_id")
    options = {"by": by, "unit": "story", "reference": "rest", "groups": 10}
    marks = Marks("keyness", marks_of(group=[group], reference=[reference], term=[term]))
    found = trace_keyness(marks, words, articles.lazy(), counted, {"terms": {"keyness": options}})
    return sorted(found.select("part", "article_id", "count").rows())


def test_a_key_term_is_found_in_its_group_and_in_what_it_is_compared_with():
    assert keyness_of("Paper", "rest", "army", ["Paper", "Times", "Post"]) == [
        ("in the group", "a0", 1),
        ("in the group", "a0", 1),
        ("in the reference", "a1", 1),
    ]
    assert keyness_of("Paper", "Post", "army", ["Paper", "Times", "Post"])[2:] == [
        ("in the reference: none in this article", "a2", 0)
    ]


def test_against_a_frequency_list_all_articles_are_the_group():
    found = keyness_of("all articles", "frequency list", "town", ["Paper", "Paper", None])
    assert found == [("in the corpus", "a0", 1), ("in the corpus", "a1", 1)]


def test_one_article_is_the_group_against_a_frequency_list():
    assert keyness_of("all articles", "frequency list", "town", [None]) == [("in the corpus", "a0", 1)]
