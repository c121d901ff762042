"""Neighbours of words: windows by their definition, measures from the same table, runs counted one by one."""

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.statistics.association import log_likelihood
from presswork.terms.collocations import count_windows, find_collocations
from presswork.terms.counting.frequency import choose_terms, measure_frequency
from presswork.terms.counting.matrix import build_matrix
from presswork.terms.counting.ngrams import count_ngrams

STOP = ("the", "of")


def make(*articles, layer="lower", phrases=()):
    """Return the tables of articles written as words between spaces, sentences separated by |; a dot is no word."""
    words = sorted({word for article in articles for word in article.replace("|", " ").split()})
    ids = {word: number for number, word in enumerate(words)}
    rows, places = [], []
    for number, article in enumerate(articles):
        position = 0
        for sentence, text in enumerate(article.split("|")):
            split = text.split()
            rows += [(f"a{number}", "body", sentence, position + step, ids[word]) for step, word in enumerate(split)]
            places += [
                (f"a{number}", "body", sentence, position + step, 2, phrase)
                for phrase in phrases
                for step in range(len(split) - 1)
                if " ".join(split[step : step + 2]) == phrase
            ]
            position += len(split)
    tables = find_tables()
    schema = {
        name: tables["tokens"].schema[name] for name in ("article_id", "field", "sentence", "position", "token_id")
    }
    tokens = pl.DataFrame(rows, schema, orient="row")
    vocabulary = pl.DataFrame({
        "token_id": pl.Series([ids[word] for word in words], dtype=pl.UInt64), "lower": words,
        "word": [word != "." for word in words], "stop": [word in STOP for word in words],
    })  # fmt: skip
    located = [pl.DataFrame(places, tables["phrase_places"].schema, orient="row").lazy()] if layer == "phrase" else []
    counted = tokens.select("article_id").unique().with_columns(counted=pl.lit(True))
    made = build_matrix(counted, [tokens.lazy()], vocabulary.lazy(), layer, 40, located)
    articles = counted.select("article_id", published=pl.lit(None, pl.Date), story="article_id")
    frequency = measure_frequency(**made, articles=articles.lazy(), counted=articles, unit="auto")
    return made["matrix_rows"], frequency, tokens, vocabulary, located


def collocate(*articles, nodes=(), window=5, within_sentence=True, layer="lower", phrases=()):
    matrix_rows, frequency, tokens, vocabulary, places = make(*articles, layer=layer, phrases=phrases)
    found = find_collocations(
        matrix_rows, frequency, [tokens.lazy()], vocabulary.lazy(), places, layer, list(nodes), window, within_sentence
    )
    return conform(found, find_tables()["collocations"])


def pick(found, collocate, side="both"):
    return found.filter(pl.col("collocate") == collocate, pl.col("side") == side).row(0, named=True)


GROUPS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1)), min_size=1, max_size=30)


@given(GROUPS, st.integers(1, 4))
def test_windows_by_their_definition(words, window):
    terms = np.array([term for term, _ in words])
    groups = np.cumsum([step for _, step in words])
    left, right = count_windows(terms, groups, 1, window)
    for place, term in enumerate(terms):
        near = [
            other - place
            for other in range(len(terms))
            if terms[other] == 1 and groups[other] == groups[place] and abs(other - place) <= window
        ]
        assert left[place] == (term != 1) * sum(step > 0 for step in near)
        assert right[place] == (term != 1) * sum(step < 0 for step in near)


def test_counts_and_measures_by_hand():
    # Around "war": x war y z | war x; x is near it twice, y and z once, of ten other words six are elsewhere.
    found = collocate("x war y z | q q q q q q | war x", nodes=["war"])
    row = pick(found, "x")
    assert (row["joint"], row["window"], row["node_count"], row["collocate_count"]) == (2, 4, 2, 2)
    assert row["expected"] == pytest.approx(4 * 2 / 10)
    assert row["log_dice"] == pytest.approx(14 + np.log2(2 * 2 / (2 + 2)), rel=1e-5)
    assert row["g2"] == pytest.approx(log_likelihood(2, 4, 2, 10), rel=1e-5)
    assert row["mi"] == pytest.approx(np.log2(2 / 0.8), rel=1e-5)
    assert row["t"] == pytest.approx((2 - 0.8) / np.sqrt(2), rel=1e-5)
    assert row["delta_p_collocate"] == pytest.approx(2 / 4 - 0 / 6)
    assert row["delta_p_node"] == pytest.approx(2 / 2 - 2 / 8)


def test_log_dice_has_the_frequencies_of_the_words_and_a_pair_for_each_window():
    # x follows two of four nodes and stands between the others: three x, four pairs.
    found = collocate("war x | war x | war x war | q q q q q q", nodes=["war"])
    row = pick(found, "x")
    assert (row["joint"], row["pairs"], row["node_count"], row["collocate_count"]) == (3, 4, 4, 3)
    assert row["log_dice"] == pytest.approx(14 + np.log2(2 * 4 / (4 + 3)), rel=1e-5)
    assert pick(found, "x", "right")["log_dice"] == pytest.approx(14 + np.log2(2 * 3 / (4 + 3)), rel=1e-5)


def test_stop_words_come_last_even_if_their_measures_are_high():
    found = collocate("the war x | the war x | the war y | x q q q q q q q q q", nodes=["war"])
    ranked = found.filter(pl.col("side") == "both").sort("rank")
    assert ranked["collocate"].to_list() == ["x", "the"]
    assert pick(found, "the")["log_dice"] > pick(found, "x")["log_dice"]


def test_left_and_right_are_apart_and_a_word_in_two_windows_counts_once():
    found = collocate("war x war | war x war | q q q q q q", nodes=["war"])
    assert {side: pick(found, "x", side)["joint"] for side in ("left", "right", "both")} == {
        "left": 2, "right": 2, "both": 2,
    }  # fmt: skip
    assert found.select("left", "right").unique().rows() == [(2, 2)]
    found = collocate("a war b | a war b | q q q q q", nodes=["war"])
    assert (pick(found, "a")["left"], pick(found, "a")["right"]) == (2, 0)
    assert set(found.filter(pl.col("side") == "left")["collocate"]) == {"a"}
    assert set(found.filter(pl.col("side") == "right")["collocate"]) == {"b"}


def test_windows_end_at_the_sentence_unless_asked():
    texts = ["war a | b c", "war a | b c", "q q q q q q q q"]
    assert set(collocate(*texts, nodes=["war"])["collocate"]) == {"a"}
    assert set(collocate(*texts, nodes=["war"], within_sentence=False)["collocate"]) == {"a", "b", "c"}


def test_windows_count_words_not_punctuation():
    texts = ["war . a . b", "war . a . b", "q q q q q q"]
    assert set(collocate(*texts, nodes=["war"], window=1)["collocate"]) == {"a"}


def test_a_corpus_of_ten_articles_lists_five_occurrences_in_three_articles():
    texts = ["war a a a | war b b"] * 2 + ["war b"] + ["q q q q q q q q q q"] * 9
    found = collocate(*texts, nodes=["war"])
    assert set(found["collocate"]) == {"b"}


def test_without_nodes_the_most_frequent_content_words_are_taken():
    _, frequency, *_ = make("the the the of war war peace", "war peace town")
    assert choose_terms(frequency, [], 2)["term"].to_list() == ["war", "peace"]
    assert choose_terms(frequency, ["Town", "absent"], 2)["term"].to_list() == ["town"]


def test_multiword_terms_are_nodes_and_neighbours():
    texts = ["prime minister spoke today", "prime minister spoke", "q q q q q q"]
    found = collocate(*texts, nodes=["prime minister"], layer="phrase", phrases=["prime minister"])
    assert pick(found, "spoke", "right")["joint"] == 2
    assert pick(found, "spoke")["node_count"] == 2
    found = collocate(*texts, nodes=["spoke"], window=1, layer="phrase", phrases=["prime minister"])
    assert found.filter(pl.col("side") == "left")["collocate"].to_list() == ["prime minister"]


def test_no_node_gives_an_empty_table():
    assert collocate("war a", nodes=["absent"]).is_empty()


ARTICLES = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", ".", "|"]), min_size=1, max_size=25).map(" ".join), min_size=1, max_size=12
).filter(lambda articles: set("abc") & set("".join(articles)))


@settings(deadline=None, max_examples=40)
@given(ARTICLES)
def test_ngrams_are_those_counted_one_by_one(articles):
    matrix_rows, _, tokens, vocabulary, _ = make(*articles)
    found = conform(count_ngrams(matrix_rows, [tokens.lazy()], vocabulary, "lower"), find_tables()["ngrams"])
    counts, articles_with = Counter(), Counter()
    for article in articles:
        split = [run.split() for sentence in article.split("|") for run in sentence.split(".")]
        runs = [" ".join(run[at : at + n]) for run in split for n in (2, 3, 4) for at in range(len(run) - n + 1)]
        counts.update(runs)
        articles_with.update(set(runs))
    least = (5, 3) if matrix_rows.height >= 10 else (2, 1)
    expected = {
        (run, n, articles_with[run]) for run, n in counts.items() if n >= least[0] and articles_with[run] >= least[1]
    }
    assert set(found.select("ngram", "count", "articles").iter_rows()) == expected
    assert all(len(run.split()) == n for run, n in found.select("ngram", "n_words").iter_rows())


def test_ngrams_say_whether_they_begin_and_end_in_content_words():
    matrix_rows, _, tokens, vocabulary, _ = make("board of trade | board of trade | the board | the board")
    found = count_ngrams(matrix_rows, [tokens.lazy()], vocabulary, "lower")
    content = dict(found.select("ngram", "content").iter_rows())
    assert content == {"board of": False, "of trade": False, "the board": False, "board of trade": True}
    assert found.filter(pl.col("n_words") == 2)["rank"].to_list() == [1, 2, 3]
    assert found["per_million"].to_list() == [2 / 10 * 1e6] * 4
