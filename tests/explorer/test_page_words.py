"""Marks stand where the words do, and multiword terms in the place of theirs."""

import polars as pl
import pytest

from presswork.explorer.page.articles import index_articles
from presswork.explorer.page.quotes import choose_pieces, limit_quotations
from presswork.explorer.page.traces import count_places, describe_trace, list_quoted
from presswork.explorer.page.words import (
    BODY,
    FAR,
    LONGEST,
    SIGNS,
    TITLE,
    encode_tokens,
    list_multiword,
    list_steps,
    locate_terms,
)

TEXT = "Air defense held. The air was cold."
WORDS = ["Air", "defense", "held", "The", "air", "was", "cold"]


def lay_words():
    starts, end = [], 0
    for word in WORDS:
        starts.append(TEXT.index(word, end))
        end = starts[-1] + len(word)
    ids = [WORDS.index(word) for word in WORDS]
    tokens = pl.DataFrame(
        {
            "article_id": "a",
            "field": "body",
            "sentence": [0, 0, 0, 1, 1, 1, 1],
            "position": range(7),
            "token_id": ids,
            "start": starts,
            "end": [start + len(word) for start, word in zip(starts, WORDS, strict=True)],
        }
    )
    lower = [word.lower() for word in WORDS]
    vocabulary = pl.DataFrame({"token_id": range(7), "token": WORDS, "lower": lower, "word": True})
    return tokens.lazy(), vocabulary.lazy()


BODIES = pl.DataFrame({"article_id": ["a"]})


def test_each_word_of_what_is_shown_is_found_and_no_other():
    tokens, vocabulary = lay_words()
    terms = pl.DataFrame({"term": ["air", "cold"], "rank": [1, 2]})
    found = locate_terms([tokens], vocabulary, "lower", terms, {"a": [(0, TEXT[:17])]}, (), BODIES)
    assert found.rows() == [("a", 0, 3, 1)]
    found = locate_terms([tokens], vocabulary, "lower", terms, {"a": [(0, TEXT)]}, (), BODIES)
    assert [TEXT[start:end] for _, start, end, _ in found.rows()] == ["Air", "air", "cold"]
    assert list_steps(found) == {"a": [0, 3, 1, 19, 3, 1, 5, 4, 2]}
    assert locate_terms([tokens], vocabulary, "lower", terms, {}, (), BODIES).is_empty()
    assert locate_terms([tokens], vocabulary, "lower", terms, {"a": [(0, TEXT)]}, (), BODIES.clear()).is_empty()


def sign(length, gap):
    return SIGNS[2 * (length - 1) + gap]


def test_a_token_is_one_sign_and_only_surprising_forms_are_listed():
    tokens, vocabulary = lay_words()
    made = encode_tokens([tokens], vocabulary, "lower", {"a": [(0, TEXT)]})
    first = BODY + sign(3, 0) + sign(7, 1) + sign(4, 1)
    assert made.signs == {"a": f"{first}{BODY}{FAR}2,3;{sign(3, 1)}{sign(3, 1)}{sign(4, 1)}"}
    assert made.forms == {"lower": [], "term": [], "other": [], "apart": []}
    assert encode_tokens([tokens], vocabulary, "lower", {"a": [(0, TEXT[:17])]}).signs == {"a": first}
    other = vocabulary.with_columns(
        lower=pl.when(pl.col("token") == "Air").then(pl.lit("AIR")).otherwise("lower"),
        word=pl.col("token") != "held",
        stem=pl.col("lower").str.head(4),
    )
    titles = tokens.with_columns(field=pl.lit("title"))
    made = encode_tokens([titles], other, "stem", {"a": [(0, TEXT)]})
    assert made.signs["a"].count(TITLE) == 2 and BODY not in made.signs["a"]
    assert made.forms == {
        "lower": [["Air", "AIR"]],
        "term": [["Air", "air"], ["defense", "defe"]],
        "other": ["held"],
        "apart": [],
    }
    assert encode_tokens([tokens], vocabulary, "lower", {}).signs == {}


def test_a_spelling_that_is_another_word_elsewhere_is_told_apart():
    text = "US us US"
    rows = [("a", "body", 0, 0, 2, 1), ("a", "body", 0, 3, 5, 2), ("a", "body", 0, 6, 8, 3)]
    tokens = pl.DataFrame(rows, ["article_id", "field", "sentence", "start", "end", "token_id"], orient="row").lazy()
    forms = {"token_id": [1, 2, 3], "token": ["US", "us", "US"], "lower": ["US", "us", "us"], "word": True}
    made = encode_tokens([tokens], pl.DataFrame(forms).lazy(), "lower", {"a": [(0, text)]})
    assert made.signs == {"a": f"{BODY}{sign(2, 0)}{sign(2, 1)}{FAR}1,2,0;"}
    assert made.forms == {"lower": [["US", "US"]], "term": [], "other": [], "apart": [["us", "us", True]]}


def test_signs_are_left_alone_by_json_and_stand_for_one_thing():
    assert len(set(SIGNS)) == len(SIGNS) == 2 * LONGEST + 4
    assert not set(SIGNS) & set('"\\<')


def test_a_multiword_term_stands_in_the_place_of_its_words():
    tokens, vocabulary = lay_words()
    places = {"article_id": ["a"], "field": ["body"], "sentence": [0], "position": [0], "n_tokens": [2]}
    phrases = pl.DataFrame({**places, "phrase": ["air defense"]}).lazy()
    terms = pl.DataFrame({"term": ["air", "air defense"], "rank": [1, 2]})
    found = locate_terms([tokens], vocabulary, "phrase", terms, {"a": [(0, TEXT)]}, [phrases], BODIES)
    assert [(TEXT[start:end], rank) for _, start, end, rank in found.rows()] == [("Air defense", 2), ("air", 1)]
    assert list_multiword(terms, "phrase", [phrases])["rank"].to_list() == [2]
    assert list_multiword(terms, "lower", [phrases]).is_empty()


@pytest.fixture
def typical():
    rows = {
        "topic": [1, 2, 2],
        "rank": [2, 1, 2],
        "article_id": ["a", "a", "b"],
        "start": [0, 18, 3],
        "end": [17, 35, 9],
    }
    return pl.DataFrame({**rows, "quotation": ["Air defense held.", "The air was cold.", "other"]})


def test_an_article_is_quoted_once_for_its_topics(typical):
    assert limit_quotations(typical, "full").equals(typical)
    assert limit_quotations(typical, "none")["quotation"].to_list() == [None] * 3
    assert limit_quotations(typical, "snippets")["quotation"].to_list() == [None, "The air was cold.", "other"]
    long = typical.with_columns(quotation=pl.lit("one " * 40))
    assert limit_quotations(long, "snippets")["quotation"].to_list() == [None, *["one " * 25 + "…"] * 2]


def test_snippets_are_headline_first_sentence_and_quotation_without_overlap(typical):
    record = "Headline\n\nFirst sentence. Second sentence. Third one."
    bounds = [(0, 8), (10, 25), (26, 42), (43, 53)]
    rows = [("a", number, start, end) for number, (start, end) in enumerate(bounds)]
    sentences = pl.DataFrame(rows, ["article_id", "sentence", "start", "end"], orient="row").lazy()
    records = pl.DataFrame({"article_id": ["a"], "text": [record]}).lazy()
    quoted = typical.head(1).with_columns(start=pl.lit(26), end=pl.lit(53))
    for title, expected in (("Headline", [0, 10, 26]), (None, [0, 26])):
        articles = pl.DataFrame(
            {"article_id": ["a"], "title": [title]}, schema={"article_id": pl.String, "title": pl.String}
        )
        pieces = choose_pieces("snippets", articles, records, [sentences], quoted)["a"]
        assert [start for start, _ in pieces] == expected
        assert all(record[start:].startswith(text) for start, text in pieces)
    again = typical.head(1).with_columns(start=pl.lit(10), end=pl.lit(25))
    assert len(choose_pieces("snippets", articles, records, [sentences], again)["a"]) == 2
    assert choose_pieces("none", articles, records, [sentences], quoted) == {}


def test_headlines_are_in_the_index_unless_there_is_no_text():
    articles = pl.DataFrame(
        {
            "article_id": ["a"],
            "published": [None],
            "n_words": [9],
            "counted": [True],
            "outlet": ["Post"],
            "group": [None],
        }
        | {"language": ["en"], "title": ["Headline of five words here"]},
        schema_overrides={"published": pl.Date, "group": pl.String},
    )
    assert index_articles(articles, "snippets")["chunks"][0]["title"] == ["Headline of five words here"]
    none = index_articles(articles, "none")
    assert "title" not in none["chunks"][0] and none["codes"]["outlet"] == ["Post"]


def test_words_of_one_sentence_are_one_row_behind_a_mark():
    rows = [(1, "occurrence", "a", 1, 5, 1), (1, "occurrence", "a", 1, 9, 1), (1, "occurrence", "b", 0, 2, 1)]
    trace = pl.DataFrame(rows, ["mark", "part", "article_id", "sentence", "start", "count"], orient="row").with_columns(
        source=pl.lit(None, pl.String), share=pl.lit(None, pl.Float64)
    )
    sentences = pl.DataFrame({"article_id": ["a", "b"], "sentence": [1, 0], "start": [4, 0], "end": [20, 9]}).lazy()
    places = pl.DataFrame({"article_id": ["a", "b"], "place": [1, 0]})
    assert count_places(trace.lazy(), 2) == [2, 0]
    shown = describe_trace(trace.lazy(), [sentences], list_quoted([sentences], {}), places, "full")
    assert shown == {
        "parts": ["occurrence"],
        "rows": [[0, [[0, 1, None, 2, None, 4, 20], [0, 0, None, 1, None, 0, 9]]]],
    }
    quoted = describe_trace(
        trace.lazy(), [sentences], list_quoted([sentences], {"b": [(0, "Quoted words")]}), places, "snippets"
    )
    assert [place for _, place, *_ in quoted["rows"][0][1]] == [0, 1]
    hidden = describe_trace(trace.lazy(), [sentences], list_quoted([sentences], {}), places, "none")["rows"]
    assert hidden == [[0, [[0, 1, None, 2, None], [0, 0, None, 1, None]]]]
