"""Addresses are one token each and no word, and damaged words are read as the corpus spells them."""

import time

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.tokens.addresses import is_address
from presswork.tokens.batch.numbering import Numbering
from presswork.tokens.batch.tokenizer import tokenize_texts
from presswork.tokens.damaged_words import list_damaged, read_repairs
from presswork.tokens.fixed_words import FixedWords, split_words
from presswork.tokens.vocabulary import is_word

ADDRESSES = [
    "https://www.example.org/a-b/c.html?x=1&y=2", "http://a.b/c?d=e&f=g#h", "//apple.co/3xYz", "www.example.org",
    "www.x.org/y", "bit.ly/abc", "pic.twitter.com/0pzP1WWr2t", "example.org/news", "cnn.com", "bbc.co.uk", "a.b@c.org",
    "first.last+tag@mail.example.co.uk", "mailto:a@b.de", "@town_mayor", "https://en.wikipedia.org/wiki/A_(b)",
]  # fmt: skip
OTHERS = [
    "and/or", "he/she", "U.S./U.K.", "km/h", "9/11", "Amazon.com", "e.g.", "#MeToo", "3.14", "12:30", "end.He", "@",
    "S@nders", "p.m./a.m.", "x.jpg", "//",
]  # fmt: skip
REPAIRS = {"garda��": "gardaí", "don?t": "don't", "they���re": "they're", "schr?der": "schröder", "o?brien": "o'brien"}


def read(text, words=None, language="en"):
    numbers = Numbering()
    batch = tokenize_texts([text], language, numbers, words or FixedWords())
    token, start, end = batch.find_tokens(0, len(batch))
    names = list(numbers)
    return [(names[each], text[first:last]) for each, first, last in zip(token, start, end, strict=True)]


def damaged(*texts):
    table = pl.LazyFrame({"title": [None] * len(texts), "text": texts}, {"title": pl.String, "text": pl.String})
    return list_damaged([table])


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "de", "hu"])
@pytest.mark.parametrize(
    "around", ["{}", "See {} now.", "Look (at {}).", "At {}. He", "“{}”, he said", "a—{}", "[x]({})"]
)
def test_an_address_is_one_token_that_is_no_word(address, language, around):
    tokens = read(around.format(address), language=language)
    assert tokens.count((address, address)) == 1
    assert is_address(address) and not is_word(address) and is_word(address, addresses=True)
    assert "".join(surface for _, surface in tokens) == "".join(around.format(address).split())


@pytest.mark.parametrize("token", OTHERS)
def test_what_only_looks_like_an_address_stays_with_the_tokeniser(token):
    assert read(token) == read(token, FixedWords(join_addresses=False))
    assert not is_address(token)


def test_a_clitic_parts_from_an_address():
    assert split_words("example.org/a's page") == ["example.org/a", "'s", "page"]


def test_addresses_can_be_left_to_the_tokeniser():
    assert [token for token, _ in read("at a.b@c.org", FixedWords(join_addresses=False))] == ["at", "a.b", "@", "c.org"]


PIECES = st.sampled_from(
    [*ADDRESSES, *OTHERS, *REPAIRS, *"abc.,?!\"'()“”’—\n ", "\u00a0", "He said. It", "\ufffd", "x\x1cy"]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from([" ", ""]), st.sampled_from(["en", "fr", "hu"]))
def test_tokens_stand_where_they_say_and_texts_do_not_change_each_other(parts, joint, language):
    text, words = joint.join(parts), FixedWords(repairs=REPAIRS)
    numbers = Numbering()
    batch = tokenize_texts([text, "He said. \u00a0It is at a.b/c.", text], language, numbers, words)
    token, start, end = batch.find_tokens(0, len(batch))
    of_text = np.repeat(batch.text, np.diff(batch.first_token))
    rows = [list(zip(token[of_text == n], start[of_text == n], end[of_text == n], strict=True)) for n in (0, 2)]
    assert rows[0] == rows[1]
    names = list(numbers)
    assert [(names[each], text[first:last]) for each, first, last in rows[0]] == read(text, words, language)
    assert "".join(text[first:last] for _, first, last in rows[0]) == "".join(text.split())


def test_a_damaged_word_is_read_as_repaired_and_stands_where_it_stood():
    words = FixedWords(repairs=REPAIRS)
    text = "Garda�� don?t say they���re Schr?der's, O?Brien."
    assert read(text, words) == [
        ("Gardaí", "Garda��"), ("do", "do"), ("n't", "n?t"), ("say", "say"), ("they", "they"), ("'re", "���re"),
        ("Schröder", "Schr?der"), ("'s", "'s"), (",", ","), ("O'Brien", "O?Brien"), (".", "."),
    ]  # fmt: skip


def test_damage_is_matched_to_the_intact_spelling_of_the_corpus():
    texts = ["Gardaí said the café of Schröder was shut. Gardaí came to Ukraine’s house.", "We agree, said one man."]
    table = damaged(*texts, "Garda�� and the caf\ufffd, Schr?der don?t see �One man of Ukraine?s. They\ufffdre off.")
    assert read_repairs(table) == {
        "garda��": "gardaí", "caf\ufffd": "café", "schr?der": "schröder", "don?t": "don't", "�one": "one",
        "ukraine?s": "ukraine's", "they\ufffdre": "they're",
    }  # fmt: skip
    rows = {row["found"]: row for row in table.iter_rows(named=True)}
    assert (rows["garda��"]["evidence"], rows["garda��"]["spelling_count"]) == ("the corpus", 2)
    assert rows["don?t"]["evidence"] == "a known contraction"


def test_a_question_mark_that_stands_for_no_letter_is_left_alone():
    table = damaged("What?then he said. Who?me. He asked why?because. M?nchen.", "The then me because.")
    assert table.is_empty()
    assert split_words("What?then") == ["What", "?", "then"]


def test_a_damaged_word_without_an_intact_spelling_is_listed_and_no_word():
    table = damaged("S��och��na came.")
    assert table.row(0) == ("s��och��na", None, "none", 1, 0)
    assert not is_word("S��och��na") and is_word("�10,000")


def test_a_repair_leaves_the_sentences_as_they_were():
    text = 'It was late, he said. "\ufffdPeople left. "\ufffdPeople saw @potus. (See a.b/c.) Then it ended.'
    batch = tokenize_texts([text], "en", Numbering(), FixedWords(repairs={"\ufffdpeople": "people"}))
    sentences = [text[start:end] for start, end in zip(batch.start, batch.end, strict=True)]
    assert sentences == [
        "It was late, he said.", '"\ufffdPeople left.', '"\ufffdPeople saw @potus.', "(See a.b/c.)", "Then it ended.",
    ]  # fmt: skip


def test_an_address_is_no_damage():
    assert damaged("At http://a.org/page?s=1 and a page.").is_empty()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000, "a-" * 100_000, "a." * 100_000, "a?" * 100_000, "\ufffda" * 100_000,
        "e" + "\u0301" * 200_000, "@" * 100_000,
        "http://" * 50_000, "//" * 100_000, "(" * 100_000, "a@" * 100_000, "www." * 50_000, "-'" * 100_000 + "?a",
        "\u200f\u202e" * 100_000, "a.b/((" * 20_000, '"' * 100_000, "x\u200d" * 100_000,
    ],
    ids=lambda text: ascii(text[:8]),
)  # fmt: skip
def test_hostile_texts_take_no_time(text):
    started = time.process_time()
    table = damaged(text, "é d'a")
    tokens = read(text, FixedWords(repairs={"a\ufffda": "aéa"}))
    assert "".join(surface for _, surface in tokens) == text
    assert len([is_word(token) for token, _ in tokens]) == len(tokens) and table.height <= 1
    assert time.process_time() - started < 10
