"""Multiword terms are found by what the corpus holds together, or taken from a person's list."""

import polars as pl
import pytest

from conftest import clean_texts
from presswork.core.errors import PressworkError
from presswork.tokens.phrases import find_phrases, locate_phrases, read_phrases
from tokenized import build_words, tokenize_tables

STOPWORDS = "word\nthe\nof\nis\nin\nand\n"
FILLER = "Nobody knew what would come next, but everyone hoped for rain and better prices at market."


def tokenize(*texts):
    shard = clean_texts(*texts)
    made = tokenize_tables(shard)
    vocabulary = build_words(made, STOPWORDS)
    counted = shard["articles"].select("article_id", counted=pl.lit(True))
    return counted, made["tokens"].lazy(), vocabulary


def find(*texts, given=()):
    counted, tokens, vocabulary = tokenize(*texts)
    return find_phrases(counted, [tokens], vocabulary, list(given))


def test_the_seed_article_has_its_own(seed_text):
    found = find(seed_text)
    counts = dict(found.select("phrase", "count").iter_rows())
    assert counts.items() >= {"air defense": 3, "critical infrastructure": 2, "air defense systems": 3}.items()
    assert set(found["origin"]) == {"corpus"}
    assert found.filter(pl.col("phrase") == "critical infrastructure")["log_dice"].item() > 13


def test_words_that_only_meet_are_no_phrase():
    text = "The red house is old. The red car is new. A red hat. The blue house burned. The old blue car."
    assert "red house" not in find(f"{text} {FILLER}")["phrase"].to_list()


def test_a_phrase_ends_at_stop_words_punctuation_and_sentences():
    text = "The board of trade met. Prime minister. Trade, board. Prime minister of trade. " * 2
    assert find(f"{text}{FILLER}")["phrase"].to_list() == ["prime minister"]


def test_articles_that_do_not_count_are_not_searched():
    counted, tokens, vocabulary = tokenize(f"Prime minister, prime minister. {FILLER}")
    none = counted.with_columns(counted=pl.lit(False))
    assert find_phrases(none, [tokens], vocabulary, []).is_empty()


def test_a_listed_phrase_is_taken_as_the_tokeniser_sees_it():
    found = find(f"Ukraine’s army of volunteers fought. {FILLER}", given=["phrase\nUkraine’s Army of Volunteers\n"])
    listed = found.filter(pl.col("origin") == "person")
    assert listed.select("phrase", "n_words", "count", "articles").rows() == [
        ("ukraine 's army of volunteers", 5, 1, 1)
    ]


@pytest.mark.parametrize(("table", "says"), [("term\nx y\n", "lacks a column"), ("phrase\none\n", "two words")])
def test_a_wrong_list_is_an_error_with_a_remedy(table, says):
    with pytest.raises(PressworkError, match=says) as caught:
        read_phrases([table])
    assert "remedy" in str(caught.value) and "annotations/phrases.csv" in str(caught.value)


def test_the_first_and_longest_of_overlapping_phrases_is_located():
    _, tokens, vocabulary = tokenize(f"The New York Times building in New York. {FILLER}")
    phrases = ["new york", "york times", "new york times", "times building"]
    places = locate_phrases(tokens, vocabulary.lazy(), pl.DataFrame({"phrase": phrases}))
    assert places.select("position", "n_tokens", "phrase").rows() == [(1, 3, "new york times"), (6, 2, "new york")]


def test_no_phrase_is_nowhere():
    _, tokens, vocabulary = tokenize(FILLER)
    assert locate_phrases(tokens, vocabulary.lazy(), pl.DataFrame({"phrase": []})).is_empty()
