"""Diversity and readability of articles: the right words are counted, and what is missing says why."""

import polars as pl
import pytest

from conftest import clean_texts
from presswork.core.reasons import explain
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.statistics.vocabulary.syllables import count_syllables
from presswork.terms.vocabulary.diversity import ENGLISH, MEASURES, measure_diversity, name_missing
from presswork.terms.vocabulary.diversity_groups import compare_diversity
from tokenized import build_words, tokenize_tables

SENTENCE = "The army's column number {} attacked another settlement near Kharkiv on Monday."
N_WORDS = 12  # 's is none


def article(n_sentences, start=0):
    return " ".join(SENTENCE.format(start + number) for number in range(n_sentences))


def measure(*texts, language="en", left_out=(), without_words=()):
    corpus = clean_texts(*texts)
    shard = tokenize_tables(corpus)
    vocabulary = build_words(shard).lazy()
    ids = [*corpus["articles"].sort("source")["article_id"], *without_words]
    counted = pl.DataFrame({"article_id": ids, "counted": [number not in left_out for number in range(len(ids))]})
    measured = measure_diversity(counted, [shard["tokens"].lazy()], vocabulary, language)
    assert conform(measured, find_tables()["diversity"]).height == measured.height
    return [
        measured.row(by_predicate=pl.col("article_id") == each, named=True) if each in measured["article_id"] else None
        for each in ids
    ]


def test_the_counts_are_those_of_the_words():
    (row,) = measure(article(9))
    words = SENTENCE.format(3).replace("'s", "").rstrip(".").split()
    assert len(words) == N_WORDS
    assert row["n_words"] == 9 * N_WORDS and row["n_sentences"] == 9
    assert row["n_types"] == N_WORDS - 1 + 9
    assert row["n_long_words"] == 9 * 4  # attacked, another, settlement, Kharkiv
    assert row["n_characters"] == 9 * sum(map(len, words))
    assert row["n_syllables"] == 9 * sum(map(count_syllables, words))
    assert row["n_polysyllables"] == 9 * 2  # another, settlement


def test_readability_follows_from_the_counts():
    (row,) = measure(article(9))
    assert row["lix"] == pytest.approx(N_WORDS + 100 * 4 / N_WORDS)
    syllables = row["n_syllables"] / row["n_words"]
    assert row["flesch"] == pytest.approx(206.835 - 1.015 * N_WORDS - 84.6 * syllables)
    assert row["flesch_kincaid"] == pytest.approx(0.39 * N_WORDS + 11.8 * syllables - 15.59)


def test_what_a_text_is_too_short_for_is_missing_with_its_reason():
    brief, short, medium, long = measure(article(2), article(5, 20), article(12, 40), article(31, 80))
    assert {name for name in MEASURES if brief[name] is not None} == set()
    assert {name for name in MEASURES if short[name] is not None} == {"hdd"}
    assert {name for name in MEASURES if medium[name] is None} == {"smog"}
    assert all(long[name] is not None for name in MEASURES) and long["missing"] is None
    assert (brief["missing"], short["missing"]) == ("few_words; few_words_hdd", "few_words")
    assert medium["missing"] == "few_sentences"
    assert name_missing(True)["few_words"] == tuple(name for name in MEASURES if name != "hdd")


def test_another_language_has_what_needs_no_syllables():
    (row,) = measure(article(31), language="de")
    assert {name for name in MEASURES if row[name] is None} == set(ENGLISH)
    assert row["n_syllables"] is None and row["lix"] is not None
    assert row["missing"] == "english_only" and name_missing(False)["english_only"] == ENGLISH


def test_only_counted_articles_have_a_row_and_those_without_words_say_so():
    left_out, empty = measure(article(9), left_out=[0], without_words=["empty"])
    assert left_out is None
    assert (empty["n_words"], empty["n_syllables"], empty["mattr"]) == (0, 0, None)
    assert "few_words" in empty["missing"]


def compared(outlets, values, groups=None):
    ids = [f"{number:03d}" for number in range(len(outlets))]
    diversity = pl.DataFrame({"article_id": ids} | {name: pl.Series(values, dtype=pl.Float64) for name in MEASURES})
    articles = pl.DataFrame(
        {"article_id": ids, "outlet": outlets, "group": groups or [None] * len(ids)},
        schema_overrides={"group": pl.String},
    )
    return conform(compare_diversity(diversity, articles.lazy()), find_tables()["diversity_groups"])


def test_outlets_have_median_interval_and_what_is_missing():
    values = [*map(float, range(1, 11)), None, 4.0, 5.0]
    frame = compared(["A"] * 11 + [None, None], values).filter(pl.col("measure") == "mtld")
    rows = {row["name"]: row for row in frame.iter_rows(named=True)}
    assert set(rows) == {"(all)", "A", "(unknown)"}
    outlet, unknown = rows["A"], rows["(unknown)"]
    assert (outlet["articles"], outlet["articles_without"]) == (10, 1)
    assert (outlet["median"], outlet["low"], outlet["high"]) == (5.5, 2, 9)
    assert unknown["low"] is None and explain(unknown["interval"], unknown) == "too few articles have a value (2)"


def test_a_persons_groups_have_rows_where_there_are_some():
    with_groups = compared(["A", "A"], [1.0, 2.0], ["x", "y"])
    assert set(with_groups["grouping"]) == {"all", "outlet", "group"}
    assert set(compared(["A", "A"], [1.0, 2.0])["grouping"]) == {"all", "outlet"}


def test_no_article_gives_no_rows():
    assert compared([], []).is_empty()
