"""The tokens of shapes of chunks per kinds of surrounding blanks, by NLTK.

A chunk's tokens depend on its shape, on the blanks before and after it, and on whether a sentence begins or ends with
it. Two things reach further and are left to whole sentences: a final full stop before closing marks that stand apart,
and a `://` in Toktok.
"""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from presswork.tokens.batch.arrays import Ints, to_bounds
from presswork.tokens.batch.blanks import BLANK, EDGE, SAMPLES, SPACE
from presswork.tokens.tokenizer import QUOTES, tokenize_sentence

FILLER = "x"
# Forms in one sentence: NLTK gives each of its expressions five seconds.
LOT = 2000
# A sentence's beginning counts for these alone, and its end for a full stop that nothing but closing marks follows.
BEGINNING = ("'", '"', ".")
CLOSING = "])}>\"'»”’›"
Form = tuple[str, int, int]
Token = tuple[str, int, int]


@dataclass(frozen=True)
class Forms:
    """Concatenated tokens of forms: those of form k start at `first[k]`; offsets are characters of the shape.

    `quote` is the index in `QUOTES` of what NLTK writes for a double quote, or -1 for any other token.
    """

    first: Ints
    start: Ints
    end: Ints
    quote: Ints


def tokenize_forms(forms: list[Form], tokenizer: str) -> Forms:
    """Return the tokens of forms, each a shape with the kinds of blank to its left and right."""
    stopped = [tokenizer == "nltk" and _is_stopped(*form) for form in forms]
    simpler = [_simplify(*form, stop) for form, stop in zip(forms, stopped, strict=True)]
    distinct = list(dict.fromkeys(simpler))
    inner = [form for form in distinct if EDGE not in form[1:]]
    lots = (_tokenize_inner(inner[first : first + LOT], tokenizer) for first in range(0, len(inner), LOT))
    found = dict(zip(inner, chain.from_iterable(lots), strict=True))
    found |= {form: _tokenize_edge(*form, tokenizer) for form in distinct if EDGE in form[1:]}
    laid_out = []
    for (shape, _, _), form, stop in zip(forms, simpler, stopped, strict=True):
        last = [(".", len(shape) - 1, len(shape))] if stop else []
        laid_out.append((shape, found[form] + last))
    return _lay_out(laid_out)


def _is_stopped(shape: str, left: int, right: int) -> bool:
    """Return whether NLTK splits off a final full stop before any rule that looks beyond one character."""
    return right == EDGE and shape[-1] == "." and shape[-2:-1] not in ("", ".")


def _simplify(shape: str, left: int, right: int, stopped: bool) -> Form:
    """Return an equivalent form with a blank for a sentence edge and a plain blank for others, if possible."""
    if stopped:
        shape, right = shape[:-1], SPACE
    if left == EDGE and not shape.startswith(BEGINNING):
        left = BLANK
    if right == EDGE and not shape.rstrip(CLOSING).endswith("."):
        right = BLANK
    return shape, SPACE if left != EDGE and shape[0].isalnum() else left, right


def _tokenize_inner(forms: list[Form], tokenizer: str) -> list[list[Token]]:
    """Return the tokens of forms within a sentence, tokenised together with fillers between them."""
    parts, starts, at = [FILLER], [], len(FILLER)
    for shape, left, right in forms:
        parts += [SAMPLES[left], shape, SAMPLES[right], FILLER]
        starts.append(at + 1)
        at += 1 + len(shape) + 1 + len(FILLER)
    found: list[list[Token]] = [[] for _ in forms]
    tokens = tokenize_sentence("".join(parts), tokenizer)
    owners = np.searchsorted(starts, [start for _, start, _ in tokens], side="right") - 1
    for (token, start, end), owner in zip(tokens, owners.tolist(), strict=True):
        if owner >= 0 and start < starts[owner] + len(forms[owner][0]):
            found[owner].append((token, start - starts[owner], end - starts[owner]))
    return found


def _tokenize_edge(shape: str, left: int, right: int, tokenizer: str) -> list[Token]:
    """Return the tokens of a form at the start or end of a sentence."""
    before = "" if left == EDGE else FILLER + SAMPLES[left]
    after = "" if right == EDGE else SAMPLES[right] + FILLER
    tokens = tokenize_sentence(before + shape + after, tokenizer)
    inside = slice(1 if before else 0, len(tokens) - 1 if after else len(tokens))
    return [(token, start - len(before), end - len(before)) for token, start, end in tokens[inside]]


def _lay_out(found: list[tuple[str, list[Token]]]) -> Forms:
    rows = [
        (start, end, -1 if shape[start:end] == token else QUOTES.index(token))
        for shape, tokens in found
        for token, start, end in tokens
    ]
    start, end, quote = np.array(rows, np.int64).reshape(-1, 3).T
    return Forms(to_bounds(np.array([len(tokens) for _, tokens in found], np.int64)), start, end, quote)
