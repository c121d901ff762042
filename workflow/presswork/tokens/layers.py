"""The layers of a token: normalised form, dictionary form and stem."""

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
TURKISH = str.maketrans({"I": "ı", "İ": "i"})
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
HYPHENS = "-‐‑‒–—―−－"
# An abbreviation that lost its last full stop to the end of the sentence, and a number that took it.
UNFINISHED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
STOPPED = re.compile(r"\d[\d.,]*\.")
# Ligatures, full-width, half-width and mathematical letters and digits, and two other hyphens. Signs such as ², ½, ™
# and … have a meaning of their own and are kept.
SHAPED = re.compile(
    "[\u0132\u0133\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2010\u2011\ufb00-\ufd3d\ufd50-\ufdc7\ufdf2\ufe80-\ufefc\uff01-\uff5e\uff66-\uffdc\U0001d400-\U0001d7ff]+"
)
# A currency sign or quotation mark that was lost.
BESIDE_NUMBER = re.compile(r"^\ufffd+(?=\d)|(?<=\d)\ufffd+$")


def write_plainly(token: str) -> str:
    """Return a token with accents composed, and with plain letters for ligatures, full-width forms and the like."""
    if token.isascii():
        return token
    token = BESIDE_NUMBER.sub("", token)
    plain = SHAPED.sub(lambda match: unicodedata.normalize("NFKC", match.group()).replace("\u2010", "-"), token)
    return unicodedata.normalize("NFC", plain)


def trim_edges(token: str) -> str:
    """Return a token without hyphens before it (-19), without a number's full stop (2022.), and U.S as U.S."""
    token = token.lstrip(HYPHENS) or token
    if STOPPED.fullmatch(token):
        return token.rstrip(".")
    return f"{token}." if UNFINISHED.fullmatch(token) else token


# In the order in which they are taken.
STEPS: dict[str, Callable[[str], str]] = {
    "nfc": write_plainly,
    "quotes": lambda token: token.translate(QUOTES),
    "dashes": lambda token: token.translate(DASHES),
    "numbers": lambda token: NUMBER.sub("0", token),
    "edges": trim_edges,
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


def write_plainly_by(token: str, steps: Collection[str]) -> str:
    """Return a token after the named steps (of STEPS), with its case.

    nfc composes letters and accents and writes ligatures and full-width forms plainly, quotes and dashes make
    typographic ones plain, numbers makes each number 0, edges is `trim_edges`.
    """
    for name, step in STEPS.items():
        if name in steps:
            token = step(token)
    return token


def to_lower(token: str, language: str) -> str:
    """Return a token in the lower case of the language."""
    return (token.translate(TURKISH) if language == "tr" else token).lower()


def normalize(token: str, steps: Collection[str], language: str) -> str:
    """Return a token after the named steps, in the lower case of the language."""
    return to_lower(write_plainly_by(token, steps), language)


def lemmatize(token: str, language: str) -> str:
    """Return the dictionary form of a token in lower case, from simplemma; without tables, the lower case."""
    plain = write_plainly(token)
    lower = to_lower(plain, language)
    # simplemma cannot lower-case the Turkish İLLER.
    return to_lower(_lemmatizer(language)(plain if lower == plain.lower() else lower), language)


@cache
def _lemmatizer(language: str) -> Callable[[str], str]:
    import simplemma

    try:
        simplemma.lemmatize("a", lang=language)
    except ValueError:
        return str
    return lambda token: simplemma.lemmatize(token, lang=language)


def has_lemmas(language: str) -> bool:
    """Return whether simplemma has tables for a language."""
    return _lemmatizer(language) is not str


def stem(token: str, language: str) -> str:
    """Return the Snowball stem (Porter 2001) of a token in lower case; without a stemmer, the token."""
    if language not in STEMMERS:
        return token
    return str(_stemmer(STEMMERS[language]).stem(token))


@cache
def _stemmer(name: str) -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer(name)
