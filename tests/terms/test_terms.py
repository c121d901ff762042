"""Counts, their matrix, and what is said of them."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from sklearn.feature_extraction.text import CountVectorizer

from conftest import clean_texts
from presswork.terms.counting.frequency import measure_frequency
from presswork.terms.counting.matrix import assign_passages, build_matrix
from presswork.terms.units import are_dated, choose_unit
from presswork.tokens.phrases import locate_phrases
from tokenized import build_words, tokenize_tables

TEXTS = [
    "The army attacked the town on Monday. The army said so.",
    "The town's mayor said the army can't stay in the town for long.",
    "A drone, two drones and a town: nothing else was seen on Monday.",
]


def count(*texts, layer="lower", passage_words=40, left_out=(), phrases=()):
    corpus = clean_texts(*texts)
    shard = tokenize_tables(corpus)
    vocabulary = build_words(shard).lazy()
    ids = corpus["articles"].select("article_id")
    counted = ids.with_columns(counted=~pl.col("article_id").is_in(left_out))
    tokens = [shard["tokens"].lazy()]
    places = [locate_phrases(each, vocabulary, pl.DataFrame({"phrase": phrases})).lazy() for each in tokens if phrases]
    return corpus, shard, build_matrix(counted, tokens, vocabulary, layer, passage_words, places)


def words_of(corpus, shard):
    """Return the words of each article, by hand."""
    vocabulary = build_words(shard)
    words = shard["tokens"].join(vocabulary.filter("word"), on="token_id").sort("article_id", "position")
    return [
        words.filter(pl.col("article_id") == each)["lower"].to_list()
        for each in sorted(corpus["articles"]["article_id"])
    ]


def test_the_matrix_is_that_of_count_vectorizer_on_the_same_tokens():
    corpus, shard, made = count(*TEXTS)
    peer = CountVectorizer(analyzer=lambda words: words)
    expected = peer.fit_transform(words_of(corpus, shard))
    assert made["matrix_columns"]["term"].to_list() == list(peer.get_feature_names_out())
    assert np.array_equal(made["matrix"].toarray(), expected.toarray())


def test_rows_and_columns_are_sorted_and_numbered():
    _, _, made = count(*TEXTS)
    assert made["matrix_columns"]["term"].is_sorted()
    assert made["matrix_rows"]["article_id"].is_sorted()
    assert made["matrix_columns"]["column"].to_list() == list(range(made["matrix"].shape[1]))
    assert made["matrix_rows"]["n_words"].to_list() == made["matrix"].sum(axis=1).tolist()


def test_clitics_and_punctuation_are_no_terms():
    _, _, made = count(*TEXTS)
    assert {"'s", "n't", ".", ","}.isdisjoint(made["matrix_columns"]["term"])


def test_lemmas_join_forms():
    _, _, made = count(*TEXTS, layer="lemma")
    terms = made["matrix_columns"]["term"].to_list()
    assert "drone" in terms and "drones" not in terms


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1]], ids=["articles", "passages"])
def test_a_multiword_term_takes_the_place_of_its_words_and_sizes_stay_in_words(texts):
    _, _, words = count(*texts)
    _, _, made = count(*texts, layer="phrase", phrases=["the army"])
    n_phrases = "\n".join(texts).lower().count("the army")
    counts = dict(zip(made["matrix_columns"]["term"], made["matrix"].sum(axis=0).tolist(), strict=True))
    before = dict(zip(words["matrix_columns"]["term"], words["matrix"].sum(axis=0).tolist(), strict=True))
    assert counts["the army"] == n_phrases and "army" not in counts
    assert counts["the"] == before["the"] - n_phrases
    assert made["matrix_rows"].equals(words["matrix_rows"])
    assert not made["matrix_columns"].filter(pl.col("term") == "the army")["stop"].item()


def test_articles_that_do_not_count_have_no_row_but_keep_their_tokens():
    corpus, _, every = count(*TEXTS)
    left_out = corpus["articles"]["article_id"][0]
    _, shard, made = count(*TEXTS, left_out=[left_out])
    assert set(every["matrix_rows"]["article_id"]) - set(made["matrix_rows"]["article_id"]) == {left_out}
    assert left_out in shard["tokens"]["article_id"]


def test_one_article_is_counted_by_passages():
    text = " ".join(f"Sentence number {number} has a few words." for number in range(12))
    _, _, made = count(text, passage_words=20)
    assert made["matrix_rows"]["passage"].to_list() == [1, 2, 3, 4]
    assert made["matrix_rows"]["n_words"].to_list() == [21] * 4


@given(st.lists(st.integers(1, 60), min_size=1, max_size=50), st.integers(1, 100))
def test_passages_are_whole_sentences_and_long_enough(lengths, passage_words):
    passages = assign_passages(lengths, passage_words)
    assert passages == sorted(passages)
    sums = [sum(length for length, place in zip(lengths, passages) if place == each) for each in set(passages)]
    assert len(sums) == 1 or min(sums) >= passage_words


def measure(*texts, unit="article", days=None):
    corpus, _, made = count(*texts)
    ids = corpus["articles"]["article_id"]
    dated = pl.DataFrame({"article_id": ids, "story": ids, "published": days or [None] * len(ids)})
    dated = dated.cast({"published": pl.Date})
    return measure_frequency(**made, articles=dated.lazy(), counted=dated, unit=unit)


def test_counts_articles_and_rates():
    frequency = measure(*TEXTS)
    row = frequency.filter(pl.col("term") == "town").row(0, named=True)
    n_words = int(frequency["count"].sum())
    assert (row["count"], row["articles"], row["stop"]) == (4, 3, False)
    assert row["per_million"] == pytest.approx(4 / n_words * 1e6)
    assert row["range"] == 1


def test_ranks_follow_counts_then_the_alphabet():
    frequency = measure(*TEXTS)
    assert frequency["term"][0] == "the"
    pairs = list(zip((-frequency["count"]).to_list(), frequency["term"].to_list()))
    assert pairs == sorted(pairs)


def test_one_article_has_no_interval_and_says_why():
    frequency = measure(" ".join(TEXTS * 10))
    assert frequency["per_million_low"].null_count() == frequency.height
    assert set(frequency["interval"]) == {"no_sample"}
    assert set(frequency["articles"]) == {1}


def test_an_interval_needs_ten_articles_with_the_term():
    texts = [f"The army {'attacked' if number < 9 else 'left'} town number {number} today." for number in range(18)]
    frequency = measure(*texts)
    with_interval = set(frequency.filter(pl.col("per_million_low").is_not_null())["term"])
    assert with_interval == {"the", "army", "town", "number", "today"}
    low, rate, high = (
        frequency.filter(pl.col("term") == "army").select("per_million_low", "per_million", "per_million_high").row(0)
    )
    assert low <= rate <= high
    codes = dict(frequency.select("term", "interval").iter_rows())
    assert (codes["army"], codes["attacked"]) == ("jackknife", "rare")


def test_days_are_drawn_whole():
    """Two copies of each article: by the day of both, intervals are those of twenty articles of double size."""
    texts = [f"The army {'attacked the town' * (number % 3)} of {number} today." for number in range(20)]
    corpus, _, _ = count(*texts * 2)
    copies = corpus["articles"]["text"].to_list()
    days = [date(2022, 1, 1) + timedelta(texts.index(text)) for text in copies]
    by_day = measure(*texts * 2, unit="auto", days=days).filter(term="army").row(0, named=True)
    once = measure(*texts).filter(term="army").row(0, named=True)
    assert (by_day["unit"], by_day["units"], once["unit"], once["units"]) == ("day", 20, "article", 20)
    assert by_day["interval"] == once["interval"] == "jackknife"
    assert by_day["per_million_low"] == pytest.approx(once["per_million_low"])
    assert by_day["per_million_high"] == pytest.approx(once["per_million_high"])
    assert measure(*texts * 2).filter(term="army")["per_million_low"].item() > by_day["per_million_low"]


def test_few_days_have_no_interval_however_many_articles():
    texts = [f"The army {'attacked' if number % 2 else 'left'} town number {number} today." for number in range(40)]
    days = [date(2022, 1, 1 + number % 9) for number in range(40)]
    frequency = measure(*texts, unit="day", days=days)
    assert frequency["per_million_low"].null_count() == frequency["dkl_low"].null_count() == frequency.height
    assert set(frequency["interval"]) | set(frequency["dispersion_interval"]) == {"rare", "rare_for_dispersion"}


@pytest.mark.parametrize(("dated", "unit"), [(20, "day"), (18, "day"), (17, "story"), (0, "story")])
def test_days_are_the_unit_where_nearly_all_articles_are_dated(dated, unit):
    ids = [f"{number:02d}" for number in range(20)]
    days = [date(2022, 1, 1)] * dated + [None] * (20 - dated)
    articles = pl.LazyFrame({"article_id": ids, "published": days}, schema_overrides={"published": pl.Date})
    by_days = are_dated(pl.DataFrame({"article_id": ids}), articles)
    assert choose_unit("auto", by_days) == unit
    assert choose_unit("article", by_days) == "article"


def test_dispersion_has_intervals_from_thirty_articles_on_and_a_warning_for_many_parts():
    texts = [f"The army {'attacked' if number < 29 else 'left'} {'the' * (number % 2)} town." for number in range(120)]
    frequency = measure(*texts)
    rows = {row["term"]: row for row in frequency.iter_rows(named=True)}
    assert rows["left"]["dkl_low"] < rows["left"]["dkl"] < rows["left"]["dkl_high"]
    assert rows["attacked"]["da_low"] is None
    codes = [rows[term]["dispersion_interval"] for term in ("left", "attacked")]
    assert codes == ["infinitesimal_jackknife", "rare_for_dispersion"]
    assert rows["left"]["juilland_warning"] == "saturated"
    assert set(measure(*texts[:99])["juilland_warning"]) == {None}


def test_passages_have_dispersion_without_interval():
    text = " ".join(f"Sentence number {number} has a few words more than the last." for number in range(40))
    frequency = measure(text)
    row = frequency.filter(pl.col("term") == "sentence").row(0, named=True)
    assert row["dp"] < 0.1 and row["da"] > 0.9 and row["dp_norm_low"] is None
    assert set(frequency["dispersion_interval"]) == {"no_sample"}


def test_a_matrix_of_other_rows_is_refused():
    _, _, made = count(*TEXTS)
    articles = made["matrix_rows"].select("article_id", published=pl.lit(None, pl.Date), story="article_id")
    with pytest.raises(ValueError, match="rows in the matrix"):
        measure_frequency(
            **made | {"matrix": made["matrix"][:2]}, articles=articles.lazy(), counted=articles, unit="day"
        )


def test_shards_are_counted_as_one_corpus():
    corpus, shard, whole = count(*TEXTS)
    ids = corpus["articles"].select("article_id", counted=pl.lit(True))
    vocabulary = build_words(shard).lazy()
    # In another order than that of the ids, and with one that has no words.
    parts = [shard["tokens"].filter(pl.col("article_id") == each) for each in reversed(ids["article_id"].sort())]
    tokens = [each.lazy() for each in (shard["tokens"].clear(), *parts)]
    made = build_matrix(ids, tokens, vocabulary, "lower", 40)
    assert np.array_equal(made["matrix"].toarray(), whole["matrix"].toarray())
    assert all(made[name].equals(whole[name]) for name in ("matrix_rows", "matrix_columns"))


def test_terms_have_the_same_measures_in_blocks_and_all_at_once(monkeypatch):
    days = [date(2022, 1, 1 + number % 12) for number in range(36)]
    whole = measure(*TEXTS * 12, unit="day", days=days)
    assert whole["per_million_low"].drop_nulls().len()
    monkeypatch.setattr("presswork.terms.counting.frequency.CELLS_AT_ONCE", 5)
    assert_frame_equal(measure(*TEXTS * 12, unit="day", days=days), whole)
