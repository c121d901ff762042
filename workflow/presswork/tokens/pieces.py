"""The tokens of distinct chunks in their surroundings, and of whole sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from presswork.tokens.chunks import Flags, Ints, Kinds, Types
from presswork.tokens.forms import KINDS, Forms, tokenize_forms
from presswork.tokens.shapes import CONTRACTIONS, Shapes, find_shapes
from presswork.tokens.tokenizer import QUOTES, tokenize_sentence

SURROUNDINGS = KINDS * KINDS


class Numbers(dict[str, int]):
    """Numbers distinct tokens in the order in which they come."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number

    def number_all(self, tokens: list[str]) -> Ints:
        """Return the number of each token."""
        return np.fromiter(map(self.__getitem__, tokens), np.int64, len(tokens))


@dataclass(frozen=True)
class Pieces:
    """Tokens of pieces of text: those of piece k begin at `first[k]`, and stand so far from the piece's beginning."""

    first: Ints
    token: Ints
    start: Ints
    end: Ints

    def __add__(self, other: "Pieces") -> "Pieces":
        return Pieces(
            np.concatenate([self.first[:-1], self.first[-1] + other.first]),
            *(np.concatenate([getattr(self, each), getattr(other, each)]) for each in ("token", "start", "end")),
        )

    def expand(self, used: Ints) -> tuple[Ints, Ints]:
        """Return for each token of the pieces used, one after the other, its row here and which use it belongs to."""
        return expand_ranges(self.first[used], self.first[used + 1] - self.first[used])


def expand_ranges(first: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return the numbers from each `first` on, so many as `counts` says, and which range each belongs to."""
    before = np.cumsum(counts) - counts
    rows = np.arange(int(counts.sum())) + np.repeat(first - before, counts)
    return rows, np.repeat(np.arange(len(counts)), counts)


def tokenize_types(
    types: Types,
    used: NDArray[np.int32],
    left: Kinds,
    right: Kinds,
    tokenizer: str,
    numbers: Numbers,
) -> tuple[Pieces, Ints]:
    """Return the tokens of chunks between kinds of blanks, each combination once, and for each use its piece."""
    shapes = find_shapes(types)
    alike = _is_plain(shapes)[shapes.of]
    key = used.astype(np.int64) * SURROUNDINGS
    key += np.where(alike[used], 0, left.astype(np.int64) * KINDS + right)
    pairs, piece = _number_keys(key, len(types) * SURROUNDINGS)
    owner, around = np.divmod(pairs, SURROUNDINGS)
    keys, form = _number_keys(
        shapes.of.astype(np.int64)[owner] * SURROUNDINGS + around, len(shapes.strings) * SURROUNDINGS
    )
    shape, around = np.divmod(keys, SURROUNDINGS)
    left_kinds, right_kinds = np.divmod(around, KINDS)
    forms = tokenize_forms(shapes.strings, shape.tolist(), left_kinds.tolist(), right_kinds.tolist(), tokenizer)
    return _place_in_types(types, shapes, owner, forms, form, numbers), piece


def tokenize_whole(sentences: list[str], tokenizer: str, numbers: Numbers) -> Pieces:
    """Return the tokens of sentences, each tokenised by itself."""
    found = [tokenize_sentence(sentence, tokenizer) for sentence in sentences]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    places = np.array([(start, end) for tokens in found for _, start, end in tokens], np.int64).reshape(-1, 2)
    token = numbers.number_all([token for tokens in found for token, _, _ in tokens])
    return Pieces(np.concatenate([[0], np.cumsum(counts)]), token, places[:, 0], places[:, 1])


def _is_plain(shapes: Shapes) -> Flags:
    """Return which shapes are one token whatever surrounds them: letters and digits, and no contraction."""
    plain = (
        each.isascii() and each.isalnum() and not any(part in each.lower() for part in CONTRACTIONS)
        for each in shapes.strings
    )
    return np.fromiter(plain, np.bool_, len(shapes.strings))


def _number_keys(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the distinct keys, all below `size`, in their order, and for each key its place among them."""
    seen = np.zeros(size, np.bool_)
    seen[keys] = True
    distinct = np.flatnonzero(seen)
    place = np.zeros(size, np.int32)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[keys].astype(np.int64)


def _place_in_types(types: Types, shapes: Shapes, owner: Ints, forms: Forms, form: Ints, numbers: Numbers) -> Pieces:
    counts = forms.first[form + 1] - forms.first[form]
    row, piece = expand_ranges(forms.first[form], counts)
    base = shapes.first[owner][piece]
    start, end = shapes.bounds[base + forms.start[row]], shapes.bounds[base + forms.end[row]]
    token = numbers.number_all(list(_cut(types.flat, start, end, forms.quote[row])))
    origin = types.offset[owner][piece]
    return Pieces(np.concatenate([[0], np.cumsum(counts)]), token, start - origin, end - origin)


def _cut(flat: str, start: Ints, end: Ints, quote: Ints) -> Iterator[str]:
    for first, last, number in zip(start.tolist(), end.tolist(), quote.tolist()):
        yield flat[first:last] if number < 0 else QUOTES[number]
