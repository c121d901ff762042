"""Tokens of languages other than English, by NLTK's port of tok-tok."""

from collections.abc import Iterator
from functools import cache
from typing import Any

TAB, PIPE, AMPERSAND = "&#9;", "&#124;", "&amp;"


@cache
def _tokenizer() -> Any:
    from nltk.tokenize.toktok import ToktokTokenizer

    return ToktokTokenizer()


def tokenize_by_toktok(sentence: str) -> list[tuple[str, int, int]]:
    """Return Toktok's tokens of a sentence (Dehdari 2014), as written there, with start and end.

    Toktok's references for & and | are resolved, and its tokens for tabs are left out. Since it drops characters of
    `://a/`, a sentence with such an address is split at its blanks instead.
    """
    try:
        return list(_locate(_tokenizer().tokenize(sentence), sentence))
    except ValueError:
        return _split_at_blanks(sentence)


def _locate(tokens: list[str], sentence: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for token in tokens:
        if token == TAB:
            continue
        while sentence[at : at + 1].isspace():
            at += 1
        written = "|" if token == PIPE else token.replace(AMPERSAND, "&")
        if not sentence.startswith(written, at):
            raise ValueError(f"the token {token!r} is not at {at} in {sentence!r}")
        yield written, at, at + len(written)
        at += len(written)
    if sentence[at:].strip():
        raise ValueError(f"no token holds what follows {at} in {sentence!r}")


def _split_at_blanks(sentence: str) -> list[tuple[str, int, int]]:
    tokens, at = [], 0
    for token in sentence.split():
        at = sentence.index(token, at)
        tokens.append((token, at, at + len(token)))
        at += len(token)
    return tokens
