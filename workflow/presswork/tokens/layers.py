"""The layers of a token: normalised, dictionary form, stem. The token itself always stays beside them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
TURKISH = str.maketrans({"I": "ı", "İ": "i"})
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
STEPS: dict[str, Callable[[str], str]] = {
    "nfc": lambda token: unicodedata.normalize("NFC", token),
    "quotes": lambda token: token.translate(QUOTES),
    "dashes": lambda token: token.translate(DASHES),
    "numbers": lambda token: NUMBER.sub("0", token),
}
STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}


def normalize(token: str, steps: Sequence[str], language: str) -> str:
    """Return a token after the named steps (of STEPS), in the lower case of the language.

    nfc composes letters and accents (Unicode's canonical composition), quotes and dashes make typographic ones plain,
    numbers makes each number 0.
    """
    for step in steps:
        token = STEPS[step](token)
    return (token.translate(TURKISH) if language == "tr" else token).lower()


def lemmatize(token: str, language: str) -> str:
    """Return a token's dictionary form in lower case, by simplemma's tables; without tables for it, the lower case."""
    return str(_lemmatizer(language)(token)).lower()


@cache
def _lemmatizer(language: str) -> Callable[[str], str]:
    import simplemma

    try:
        simplemma.lemmatize("a", lang=language)
    except ValueError:
        return str
    return lambda token: simplemma.lemmatize(token, lang=language)


def has_lemmas(language: str) -> bool:
    """Return whether there are lemma tables for a language."""
    return _lemmatizer(language) is not str


def stem(token: str, language: str) -> str:
    """Return the Snowball stem (Porter 2001) of a token in lower case; without one for the language, the token."""
    if language not in STEMMERS:
        return token
    return str(_stemmer(STEMMERS[language]).stem(token))


@cache
def _stemmer(name: str) -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer(name)
