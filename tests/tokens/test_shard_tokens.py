"""A shard's tokens lead back to the record, character by character."""

import polars as pl
import pytest

from conftest import clean_texts
from presswork.core.digests import hash_text
from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT
from presswork.corpus.passages import list_edits, read_passages
from presswork.tokens import shard_tokens as tokens_of_shard
from presswork.tokens import tokenized_texts as regions
from presswork.tokens.languages import gather_languages
from presswork.tokens.layers import lemmatize
from presswork.tokens.shard_tokens import tokenize_shard
from presswork.tokens.vocabulary import build_vocabulary, is_word, measure_lengths, read_stopwords
from tokenized import STOPWORDS, build_words, tokenize_tables

HASH_OF_WAR = 9194194343270635776


def tokenize(*texts, apostrophes=True):
    corpus = clean_texts(*texts)
    return corpus, tokenize_tables(corpus, apostrophes)


def tokenize_languages(texts, language):
    rows = [(name, own, text, 0, len(text), True, "body", "running text") for name, (own, text) in texts.items()]
    schema = dict.fromkeys(("article_id", "language", "text"), pl.String) | {"start": pl.Int64, "end": pl.Int64}
    table = pl.DataFrame(
        rows, schema | {"kept": pl.Boolean, "field": pl.String, "rule": pl.String}, orient="row"
    ).lazy()
    return tokenize_shard(table, table, table, apostrophes=True, language=language)


@pytest.fixture(scope="module")
def seed(seed_text):
    corpus, shard = tokenize(seed_text)
    vocabulary = build_words(shard)
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


LAID_OUT = """> The old museum of the parlia-
> ment opened on Monday after three years of repairs, and the govern-
> ment\u00ad sent a minis\u200bter. He said, \u201cWe have waited for a long
> time.\u201d
>
> Not every\u00adbody was pleased.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_layout_puts_into_a_text_ends_no_word_and_no_sentence(end):
    record = LAID_OUT.replace("\n", end)
    corpus, shard = tokenize(record)
    named = shard["tokens"].join(shard["types"], on="token_id").sort("position")
    words = " ".join(named["token"])
    assert words.startswith("The old museum of the parliament opened on Monday after three years of repairs , and the")
    assert "the government sent a minister . He said" in words
    assert shard["sentences"].height == 3
    within = corpus["ledger"].filter(pl.col("rule").is_in(WITHIN_TEXT)).select("start", "end").rows()
    hidden = {place for start, end in within for place in range(start, end)}
    for token, first, last in named.select("token", "start", "end").iter_rows():
        assert "".join(record[place] for place in range(first, last) if place not in hidden) == token
    places = shard["sentences"].select("start", "end").rows()
    assert not any(first in hidden or last - 1 in hidden for first, last in places)
    found = read_passages(
        shard["sentences"].join(corpus["records"], on="article_id"),
        list_edits(corpus["ledger"].lazy(), corpus["articles"]["article_id"]),
    )
    assert found.to_list()[-1] == "Not everybody was pleased."


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


def test_each_article_is_read_in_its_own_language():
    texts = {"a": ("de", "L’Abt z.B. ging. Er kam."), "b": ("hu", "Pl. ez. Az 5."), "c": (None, "It’s No. 5.")}
    shard = tokenize_languages(texts, language="en")
    named = shard["tokens"].join(shard["types"], on="token_id").sort("article_id", "position")
    words = named.group_by("article_id", maintain_order=True).agg(pl.col("token").str.join(" "))["token"].to_list()
    assert words == ["L ' Abt z.B. ging . Er kam .", "Pl. ez . Az 5 .", "It 's No . 5 ."]
    assert shard["tokenizing"].sort("language").rows() == [
        ("de", "punkt", "toktok", 1, 2, 0),
        ("en", "punkt", "nltk", 1, 2, 0),
        ("hu", "rule", "toktok", 1, 2, 0),
    ]


def test_an_uncertain_language_is_that_of_the_analysis_even_without_tables():
    shard = tokenize_languages({"a": (None, "Ez. Az.")}, language="hu")
    assert shard["tokenizing"].row(0)[:3] == ("hu", "rule", "toktok")


def test_a_shard_without_articles_has_empty_tables():
    shard = tokenize_languages({}, language="en")
    assert all(frame.is_empty() for frame in shard.values())


def test_blocks_make_no_difference(seed_text, monkeypatch):
    texts = {str(number): ("en", f"{seed_text}\n{number}") for number in range(3)}
    whole = tokenize_languages(texts, language="en")
    monkeypatch.setattr(regions, "BLOCK", 1)
    monkeypatch.setattr(tokens_of_shard, "SENTENCES", 7)
    parts = tokenize_languages(texts, language="en")
    assert all(whole[name].equals(parts[name]) for name in whole)


def test_a_tokens_id_is_the_same_in_every_corpus():
    assert hash_text("war") == HASH_OF_WAR
    assert hash_text("war") != hash_text("War")


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
        ("https://a.org/b", False),
        ("��ternel", False),
        ("�10m", True),
        ("�1.2", True),
        ("他还只是个孩子", True),
        ("我们为什么不能再给他一次机会呢", False),
        ("コミュニケーション", True),
    ],
)
def test_a_word_has_a_letter_or_digit_and_is_no_clitic(token, word):
    assert is_word(token) is word


@pytest.mark.parametrize(("token", "lemma"), [("attacked", "attack"), ("children", "child"), ("Putin", "putin")])
def test_lemmas_are_dictionary_forms_in_lower_case(token, lemma):
    assert lemmatize(token, "en") == lemma


def test_the_stop_list_spares_words_that_news_is_about():
    words = set(read_stopwords(STOPWORDS))
    assert {"the", "and", "of", "he", "us", "said", "one"} <= words
    assert words.isdisjoint({"state", "world", "people", "new", "president", "billion", "march"})


def test_the_vocabulary_merges_shards(seed):
    _, shard, vocabulary = seed
    types = shard["types"].lazy()
    assert build_vocabulary([types, types], [STOPWORDS], "en").equals(vocabulary)


def test_paragraphs_can_be_split_by_themselves():
    text = (
        "A heading\n\nThe town was quiet.\n \r\nAnother heading\n\nIt rained on Monday, and everyone went home early."
    )
    corpus = clean_texts(text)
    made = [tokenize_tables(corpus, paragraphs=each) for each in (False, True)]
    ends = [[text[start:end] for start, end in each["sentences"].select("start", "end").iter_rows()] for each in made]
    assert "Another heading\n\nIt rained on Monday, and everyone went home early." in ends[0]
    assert ends[1][-2:] == ["Another heading", "It rained on Monday, and everyone went home early."]


def test_languages_say_what_they_were_tokenised_with():
    texts = {"a": ("de", "Der Minister kam. Er ging."), "b": ("ko", "안녕하세요."), "c": (None, "It rained.")}
    row = {
        row["language"]: row
        for row in gather_languages([tokenize_languages(texts, "en")["tokenizing"].lazy()] * 2).iter_rows(named=True)
    }
    assert (row["de"]["splitter"], row["de"]["tokenizer"], row["de"]["lemmas"]) == ("punkt", "toktok", "simplemma")
    assert (row["ko"]["splitter"], row["ko"]["lemmas"], row["de"]["stems"]) == ("rule", "lower case", "Snowball")
    assert (row["en"]["tokenizer"], row["en"]["n_articles"], row["de"]["n_sentences"]) == ("nltk", 2, 4)
