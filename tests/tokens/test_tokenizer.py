"""The tokens are NLTK's, each where it stands in the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nltk.tokenize.destructive import NLTKWordTokenizer

from presswork.tokens.tokenizer import (
    QUOTES,
    load_splitter,
    locate_tokens,
    map_apostrophes,
    split_sentences,
    tokenize_sentence,
)

NASTY = st.text(
    st.sampled_from("abAB12 .,:;!?'\"`´‘’“”«»()[]{}<>-–—…&%$#@*/\\\u00a0\u0301é😀\t\n") | st.characters(codec="utf-8"),
    max_size=60,
)


def tokens_of(sentence):
    return [token for token, _, _ in tokenize_sentence(sentence)]


@given(NASTY)
def test_tokens_are_those_of_nltk_and_stand_where_we_say(sentence):
    found = tokenize_sentence(sentence)
    assert [token for token, _, _ in found] == NLTKWordTokenizer().tokenize(sentence)
    for token, start, end in found:
        assert sentence[start:end] == token or (token in QUOTES and sentence[start:end] in ('"', *QUOTES))


@given(NASTY)
def test_only_blanks_lie_between_tokens(sentence):
    rest = list(sentence)
    for _, start, end in tokenize_sentence(sentence):
        rest[start:end] = [" "] * (end - start)
    assert not "".join(rest).strip()


@given(NASTY)
@example("!\r0")
def test_sentences_are_those_of_punkt(text):
    assert split_sentences(text, "en") == list(load_splitter("en").span_tokenize(text))
    kept = "".join(text[start:end] for start, end in split_sentences(text, "en"))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        ("Ukraine's army can't win.", ["Ukraine", "'s", "army", "ca", "n't", "win", "."]),
        ('He said "no" twice.', ["He", "said", "``", "no", "''", "twice", "."]),
        ("Feb. 24, three-and-a-half", ["Feb.", "24", ",", "three-and-a-half"]),
        ("I cannot, gonna", ["I", "can", "not", ",", "gon", "na"]),
    ],
)
def test_known_sentences(sentence, tokens):
    assert tokens_of(sentence) == tokens


def test_typographic_apostrophes_become_plain_ones_and_offsets_stay():
    assert map_apostrophes("Ukraine’s ‘plan’") == "Ukraine's 'plan'"
    assert tokens_of("Ukraine’s") == ["Ukraine", "’", "s"]
    assert tokens_of(map_apostrophes("Ukraine’s")) == ["Ukraine", "'s"]


@pytest.mark.parametrize("sign", "'’‘‛´＇`\u02bc\u2032\x92")
def test_other_signs_for_an_apostrophe_are_read_as_one(sign):
    assert tokens_of(map_apostrophes(f"russia{sign}s don{sign}t")) == ["russia", "'s", "do", "n't"]


def test_signs_that_are_no_apostrophe_stay():
    assert map_apostrophes("``no'' п\u02bcять 5\u2032 `a") == "``no'' п\u02bcять 5\u2032 `a"


def test_abbreviations_do_not_end_sentences():
    text = "Dr. Smith met the U.S. envoy on Feb. 24. He left."
    assert [text[start:end] for start, end in split_sentences(text, "en")] == [text[:-9], "He left."]


def test_tokens_of_another_sentence_are_refused():
    with pytest.raises(ValueError, match="is not at 0"):
        list(locate_tokens(["other"], "sentence"))
