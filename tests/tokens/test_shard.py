"""A shard's tokens lead back to the record, character by character."""

import polars as pl
import pytest

from conftest import ROOT, clean_texts
from presswork.tokens.layers import lemmatize
from presswork.tokens.shard import hash_token, tokenize_shard
from presswork.tokens.vocabulary import build_vocabulary, is_word, measure_lengths

HASH_OF_WAR = 9194194343270635776
STOPWORDS = (ROOT / "workflow/presswork/tokens/stopwords/en.csv").read_text(encoding="utf-8")


def tokenize(*texts, apostrophes=True):
    corpus = clean_texts(*texts)
    lazy = {name: corpus[name].lazy() for name in ("articles", "records", "ledger")}
    return corpus, tokenize_shard(**lazy, apostrophes=apostrophes, language="en")


@pytest.fixture(scope="module")
def seed(seed_text):
    corpus, shard = tokenize(seed_text)
    vocabulary = build_vocabulary([shard["types"].lazy()], [STOPWORDS], "en")
    return corpus, shard, vocabulary


def test_every_token_stands_in_the_record_where_the_table_says(seed, seed_text):
    _, shard, vocabulary = seed
    named = shard["tokens"].join(vocabulary, on="token_id").sort("position")
    assert named.height == shard["tokens"].height
    for token, start, end in named.select("token", "start", "end").iter_rows():
        surface = seed_text[start:end].translate({0x2019: "'", 0x2018: "'"})
        assert surface == token or (token in ("``", "''") and surface == '"')


def test_the_counts_of_the_seed_article(seed):
    _, shard, vocabulary = seed
    (lengths,) = measure_lengths([shard["tokens"].lazy()], vocabulary.lazy())
    assert lengths.select("n_sentences", "n_tokens", "n_words").row(0) == (26, 631, 553)


def test_sentences_are_one_span_each_and_end_at_cuts(seed, seed_text):
    corpus, shard, _ = seed
    cuts = corpus["ledger"].filter(~pl.col("kept"))
    for start, end in shard["sentences"].select("start", "end").iter_rows():
        assert cuts.filter((pl.col("start") < end) & (pl.col("end") > start)).is_empty()
        assert seed_text[start:end] == seed_text[start:end].strip()


def test_titles_are_tokenised_and_marked(seed):
    _, shard, vocabulary = seed
    title = shard["tokens"].filter(pl.col("field") == "title").join(vocabulary, on="token_id").sort("position")
    assert title["token"].to_list() == [
        "Drones",
        "attack",
        "Ukrainian",
        "capital",
        "as",
        "Putin",
        "heads",
        "to",
        "Belarus",
    ]


def test_positions_number_the_tokens_of_an_article(seed):
    _, shard, _ = seed
    assert shard["tokens"]["position"].to_list() == list(range(shard["tokens"].height))


def test_without_the_mapping_nltk_sees_the_text_as_it_is():
    _, shard = tokenize(
        "The minister of Ukraine’s government said on Monday that the plan was ready.", apostrophes=False
    )
    assert "’" in shard["types"]["token"].to_list()


def test_a_tokens_id_is_the_same_in_every_corpus():
    assert hash_token("war") == HASH_OF_WAR
    assert hash_token("war") != hash_token("War")


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("war", True),
        ("15", True),
        ("U.S.", True),
        ("'s", False),
        ("n't", False),
        ("N'T", False),
        ("“", False),
        ("...", False),
    ],
)
def test_a_word_has_a_letter_or_digit_and_is_no_clitic(token, word):
    assert is_word(token) is word


@pytest.mark.parametrize(("token", "lemma"), [("attacked", "attack"), ("children", "child"), ("Putin", "putin")])
def test_lemmas_are_dictionary_forms_in_lower_case(token, lemma):
    assert lemmatize(token, "en") == lemma


def test_the_stop_list_spares_words_that_news_is_about():
    words = set(pl.read_csv(STOPWORDS.encode())["word"])
    assert {"the", "and", "of", "he"} <= words
    assert words.isdisjoint({"us", "state", "world", "people", "new", "one", "said"})


def test_the_vocabulary_merges_shards(seed):
    _, shard, vocabulary = seed
    types = shard["types"].lazy()
    assert build_vocabulary([types, types], [STOPWORDS], "en").equals(vocabulary)
