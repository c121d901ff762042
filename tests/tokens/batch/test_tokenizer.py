"""What is found for many texts at once is what the reference finds for one."""

import random
import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nltk import redos
from nltk.tokenize.punkt import PunktLanguageVars

from presswork.tokens.batch.blanks import SEPARATORS, WIDE_BLANKS
from presswork.tokens.batch.chunk_shapes import CONTRACTIONS, fold_case
from presswork.tokens.batch.numbering import Numbering
from presswork.tokens.batch.punkt_classes import UNKNOWN, WORD_ENDS
from presswork.tokens.batch.sentences import CLOSERS
from presswork.tokens.batch.tokenizer import tokenize_texts
from presswork.tokens.tokenizer import (
    PUNKT_MODELS,
    choose_tokenizer,
    load_splitter,
    split_sentences,
    tokenize_sentence,
)

EVERY_CHARACTER = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]
WORDS = """
a A I s t n m d re ve ll n't N'T 's 'S 'm 'd 'll 'RE ' '' ''' " \"\" ` `` . .. ... .... , ,, : ; ! ? ?! !! ??? - -- ---
– — ― ‒ ( ) [ ] { } < > « » “ ” „ ‘ ’ ‹ › … $ % & @ # * / \\ | _ + = ~ ^ 1 5 12 1,000.50 3.14 0 ² ٣ 5. 5,000. 'n' nn'
cannot CANNOT gonna gotta gimme lemme wanna d'ye more'n More'N 'tis 'Twas tis whaddya cannot's gımme 'tıſ l'homme
e.g. i.e. No. U.S. U.N. Mr. Dr. St. p.m. Jan. D-Md., J. J.R. Inc. b. smith The the He It But Smith said. word Word
word, word. well-known Ukraine's O'Brien don't won't é É ß ſ ı İ Я я. 中 。 ！ 😀 ☘️ \u0301 e\u0301 \u200b \u200d ª ǅ
\x00 \x7f \ufeff ¿ ¡ ، ؛ ؟ । http://a/b http://ab.de/f ://x/ &amp; &#124; &#9;
"""
PARTS = WORDS.split()
COMMON, PLAIN = [" "], [" "] * 12 + ["\n", "\n\n", "  ", "\t", " \n", "\r\n"]
ALL_BLANKS = [*PLAIN, *"\x0b\x0c\r", *SEPARATORS, *WIDE_BLANKS, "\u00a0" * 2, " \u00a0", "\u00a0 ", "\u00a0\n"]
LANGUAGES = ("en", "de", "fr", "ru", "ja")

texts = st.lists(
    st.one_of(
        st.sampled_from(PARTS), st.sampled_from(PLAIN), st.sampled_from(ALL_BLANKS), st.characters(codec="utf-8")
    ),
    max_size=30,
).map("".join)


def read_one_by_one(all_texts, language):
    sentences, tokens = [], []
    for number, text in enumerate(all_texts):
        for start, end in split_sentences(text, language):
            found = tokenize_sentence(text[start:end], choose_tokenizer(language))
            tokens += [(len(sentences), token, start + first, start + last) for token, first, last in found]
            sentences.append((number, start, end))
    return sentences, tokens


def read_at_once(all_texts, language):
    numbers = Numbering()
    batch = tokenize_texts(all_texts, language, numbers)
    names = list(numbers)
    sentence = np.repeat(np.arange(len(batch)), np.diff(batch.first_token))
    token, start, end = (column.tolist() for column in batch.find_tokens(0, len(batch)))
    tokens = list(zip(sentence.tolist(), [names[each] for each in token], start, end, strict=True))
    return list(zip(batch.text.tolist(), batch.start.tolist(), batch.end.tolist(), strict=True)), tokens


def generate_text(chance):
    blanks = chance.choice((COMMON, PLAIN, PLAIN, ALL_BLANKS))
    parts = chance.choice((PARTS, chance.sample(PARTS, 8)))
    share = chance.choice((0.2, 0.5, 0.8))
    drawn = [chance.choice(parts) + (chance.choice(blanks) if chance.random() < share else "") for _ in range(12)]
    return chance.choice(["", "", "", *blanks]) + "".join(drawn)


@settings(max_examples=300)
@given(st.lists(texts, max_size=4), st.sampled_from(LANGUAGES))
@example(["", " ", "a"], "en")
@example(["What ??\nNo ?? ?"], "en")
@example([" ?? No"], "en")
@example(['He said. ) " Then.'], "en")
@example(['"" x ""x\n\'\'y'], "en")
@example(["x's' y\nx's'\nz 'tis\x1c'tis"], "en")
@example(["M.\u00a0Smith. It.\u00a0\u00a0He ??\u00a0?? No."], "en")
@example(["Fin. » Il dit : « Oui. » Non. | a\tb & c AT& d"], "fr")
@example(["Voir http://a/b ici. Et http://ab.de/f là."], "fr")
def test_many_texts_at_once_are_as_one_by_one(all_texts, language):
    assert read_at_once(all_texts, language) == read_one_by_one(all_texts, language)


@pytest.mark.slow
def test_a_hundred_thousand_sentences_are_as_one_by_one():
    chance, n_sentences = random.Random("sentences"), 0
    while n_sentences < 100_000:
        language = chance.choice(("en", "en", *LANGUAGES))
        all_texts = [generate_text(chance) for _ in range(400)]
        sentences, tokens = read_at_once(all_texts, language)
        assert (sentences, tokens) == read_one_by_one(all_texts, language)
        n_sentences += len(sentences)


def test_known_sentences_and_tokens():
    text = 'He said: "I can\'t." Sen. Mikulski, D-Md., paid $1,000.50 ... [tea].'
    sentences, tokens = read_at_once([text], "en")
    assert [text[start:end] for _, start, end in sentences] == [text[:19], text[20:]]
    assert " ".join(token for _, token, _, _ in tokens) == (
        "He said : `` I ca n't . '' Sen. Mikulski , D-Md. , paid $ 1,000.50 ... [ tea ] ."
    )
    assert tokens[3] == (0, "``", 9, 10)


def test_few_sentences_are_read_by_themselves():
    text = "The minister of Ukraine's government (U.S.-born) said “no”\u00a0twice. So what?! 'Nothing.' \"Why?\" " * 50
    batch = tokenize_texts([text], "en", Numbering())
    assert len(batch) == 200 and not batch.by_itself.any()


def test_texts_without_words_have_no_tokens():
    assert read_at_once(["", "\n \u00a0"], "en") == ([], [])
    assert read_at_once([], "en") == ([], [])


def test_blanks_are_those_of_str_and_of_nltk():
    blank = redos.compile(r"\s")
    wide = [each for each in EVERY_CHARACTER if each.isspace() and not each.isascii()]
    assert sorted(WIDE_BLANKS) == wide
    assert all(blank.match(each) for each in WIDE_BLANKS) and not any(blank.match(each) for each in SEPARATORS)


def test_marks_are_those_of_punkt():
    rules = PunktLanguageVars()
    joined = "".join(EVERY_CHARACTER)
    assert set(WORD_ENDS) == set(redos.findall(rules._re_non_word_chars, joined))
    closing = rules.re_boundary_realignment
    assert set(CLOSERS) == {each for each in EVERY_CHARACTER[:0x3000] if closing.match(each)}


def test_contractions_are_found_in_any_case():
    folded = {each: fold_case(each) for each in EVERY_CHARACTER[:0x3000]}
    joined = "".join(folded)
    for letter in sorted(set("".join(CONTRACTIONS))):
        same = set(re.findall(re.escape(letter), joined, re.IGNORECASE))
        assert same == {each for each, plain in folded.items() if plain == letter}


@pytest.mark.parametrize("language", PUNKT_MODELS)
def test_punkt_has_noted_nothing_of_the_word_that_stands_for_unknown_ones(language):
    tables, word = load_splitter(language)._params, UNKNOWN[:-1]
    assert word not in tables.abbrev_types and not any(first == word for first, _ in tables.collocations)
