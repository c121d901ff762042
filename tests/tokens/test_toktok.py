"""Other languages than English: Toktok's tokens stand where they say, and sentences end by a simple rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.tokenize.toktok import ToktokTokenizer

from presswork.tokens.rule_sentences import split_by_rule
from presswork.tokens.tokenizer import choose_splitter, choose_tokenizer
from presswork.tokens.toktok import tokenize_by_toktok

NASTY = st.text(
    st.sampled_from("abA1 .,:;!?'\"`´‘’“”«»()[]{}<>|&-–—…%$#@*/\\\u00a0\u0301é中😀\t\n") | st.characters(codec="utf-8"),
    max_size=60,
)


def tokens_of(sentence):
    return [token for token, _, _ in tokenize_by_toktok(sentence)]


def split(text):
    return [text[start:end] for start, end in split_by_rule(text)]


@given(NASTY)
def test_tokens_are_those_of_toktok_as_they_stand_in_the_text(sentence):
    found = tokenize_by_toktok(sentence)
    assert all(sentence[start:end] == token for token, start, end in found)
    assert "".join(tokens_of(sentence)) == "".join(sentence.split())
    if "://" not in sentence:
        expected = [token for token in ToktokTokenizer().tokenize(sentence) if token != "&#9;"]
        assert tokens_of(sentence) == [token.replace("&amp;", "&").replace("&#124;", "|") for token in expected]


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        ("L'homme qu'il a vu.", ["L", "'", "homme", "qu", "'", "il", "a", "vu", "."]),
        ("« Oui », dit-il ... 3,5 %", ["«", "Oui", "»", ",", "dit-il", "...", "3,5", "%"]),
        ("Müller & Söhne | [5]\tAT& T", ["Müller", "&", "Söhne", "|", "[", "5", "]", "AT&", "T"]),
        ("&amp; &#124;", ["&amp", ";", "&#124", ";"]),
    ],
)
def test_known_sentences(sentence, tokens):
    assert tokens_of(sentence) == tokens


def test_a_sentence_that_toktok_drops_characters_of_is_split_at_its_blanks():
    assert tokens_of("Siehe http://a/b, bitte.") == ["Siehe", "http://a/b,", "bitte."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Egy. Két? Három", ["Egy.", "Két?", "Három"]),
        ("Pl. ez. Vége", ["Pl. ez.", "Vége"]),
        ('„Igen.” Azt mondta: "Nem!" Ő', ["„Igen.”", 'Azt mondta: "Nem!"', "Ő"]),
        ("一。二！「三？」四", ["一。", "二！", "「三？」", "四"]),
        ("Cím\nszöveg folytatás\r\n\n más ", ["Cím", "szöveg folytatás", "más"]),
        ("3.14 a.b", ["3.14 a.b"]),
        (" \n ", []),
    ],
)
def test_the_rule_ends_sentences(text, sentences):
    assert split(text) == sentences


@given(NASTY)
def test_the_rule_leaves_out_nothing_but_blanks(text):
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in split(text))


@pytest.mark.parametrize(
    ("language", "splitter", "tokenizer"),
    [("en", "punkt", "nltk"), ("de", "punkt", "toktok"), ("nb", "punkt", "toktok"), ("hu", "rule", "toktok")],
)
def test_the_language_chooses_splitter_and_tokenizer(language, splitter, tokenizer):
    assert (choose_splitter(language), choose_tokenizer(language)) == (splitter, tokenizer)
