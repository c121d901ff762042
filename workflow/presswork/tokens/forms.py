"""The tokens of chunks by shape and by the blanks beside them, each combination tokenised once by NLTK.

A chunk's tokens depend on its shape, on the kinds of blank before and after it, and on whether a sentence begins or
ends with it. Two things reach further and are left to whole sentences: a final full stop before closing marks that
stand apart (`stands_apart`), and a `://` in Toktok.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from presswork.tokens.chunks import EDGE, SAMPLES, Ints
from presswork.tokens.tokenizer import QUOTES, tokenize_sentence

KINDS = len(SAMPLES)
FILLER = "x"
Piece = tuple[str, int, int]


@dataclass(frozen=True)
class Forms:
    """Tokens of forms one after the other: those of form k begin at `first[k]`; places are characters of the shape.

    `quote` is what NLTK writes for a double quote, as an index of `QUOTES`, or -1 for a token as it stands.
    """

    first: Ints
    start: Ints
    end: Ints
    quote: NDArray[np.int64]


def tokenize_forms(
    shapes: list[str], shape: Iterable[int], left: Iterable[int], right: Iterable[int], tokenizer: str
) -> Forms:
    """Return the tokens of shapes between blanks of the kinds `left` and `right`, by `nltk` or `toktok`."""
    forms = [(shapes[each], one, other) for each, one, other in zip(shape, left, right, strict=True)]
    inner = [number for number, (_, one, other) in enumerate(forms) if EDGE not in (one, other)]
    found: list[list[Piece]] = [[] for _ in forms]
    for number, pieces in zip(inner, _tokenize_inner([forms[number] for number in inner], tokenizer), strict=True):
        found[number] = pieces
    for number in set(range(len(forms))).difference(inner):
        found[number] = _tokenize_edge(*forms[number], tokenizer)
    return _lay_out(forms, found)


def _tokenize_inner(forms: list[tuple[str, int, int]], tokenizer: str) -> list[list[Piece]]:
    """Return the tokens of forms amid a sentence: one sentence holds them all, with fillers between."""
    parts, starts, at = [FILLER], [], len(FILLER)
    for shape, left, right in forms:
        parts += [SAMPLES[left], shape, SAMPLES[right], FILLER]
        starts.append(at + 1)
        at += 1 + len(shape) + 1 + len(FILLER)
    found: list[list[Piece]] = [[] for _ in forms]
    limits = np.array(starts, np.int64)
    tokens = tokenize_sentence("".join(parts), tokenizer)
    owners = np.searchsorted(limits, [start for _, start, _ in tokens], side="right") - 1
    for (token, start, end), owner in zip(tokens, owners.tolist(), strict=True):
        if owner >= 0 and start < starts[owner] + len(forms[owner][0]):
            found[owner].append((token, start - starts[owner], end - starts[owner]))
    return found


def _tokenize_edge(shape: str, left: int, right: int, tokenizer: str) -> list[Piece]:
    """Return the tokens of a form that a sentence begins or ends with."""
    before = "" if left == EDGE else FILLER + SAMPLES[left]
    after = "" if right == EDGE else SAMPLES[right] + FILLER
    tokens = tokenize_sentence(before + shape + after, tokenizer)
    inside = slice(1 if before else 0, len(tokens) - 1 if after else len(tokens))
    return [(token, start - len(before), end - len(before)) for token, start, end in tokens[inside]]


def _lay_out(forms: list[tuple[str, int, int]], found: list[list[Piece]]) -> Forms:
    rows = [
        (start, end, -1 if shape[start:end] == token else QUOTES.index(token))
        for (shape, _, _), pieces in zip(forms, found, strict=True)
        for token, start, end in pieces
    ]
    start, end, quote = np.array(rows, np.int64).reshape(-1, 3).T
    counts = np.fromiter(map(len, found), np.int64, len(found))
    return Forms(np.concatenate([[0], np.cumsum(counts)]), start, end, quote)
