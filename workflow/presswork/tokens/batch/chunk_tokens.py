"""The tokens of distinct chunks in their surroundings, and of whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, expand_ranges, number_keys, to_bounds
from presswork.tokens.batch.blanks import SAMPLES, Bytes
from presswork.tokens.batch.chunk_shapes import CONTRACTIONS, Shapes, find_shapes
from presswork.tokens.batch.distinct_chunks import Types
from presswork.tokens.batch.numbering import Numbering
from presswork.tokens.batch.shape_tokens import Forms, tokenize_forms
from presswork.tokens.tokenizer import QUOTES, Token

KINDS = len(SAMPLES)
SURROUNDINGS = KINDS * KINDS


@dataclass(frozen=True)
class Pieces:
    """Tokens of pieces of text: those of piece k start at `first[k]`, and offsets count from the start of the piece."""

    first: Ints
    token: Ints
    start: Ints
    end: Ints

    def __add__(self, other: "Pieces") -> "Pieces":
        return Pieces(
            np.append(self.first[:-1], self.first[-1] + other.first),
            np.append(self.token, other.token),
            np.append(self.start, other.start),
            np.append(self.end, other.end),
        )

    def __len__(self) -> int:
        return len(self.first) - 1


def tokenize_types(
    types: Types, used: Ints, left: Bytes, right: Bytes, tokenizer: str, numbers: Numbering
) -> tuple[Pieces, Ints]:
    """Return the tokens of chunks per kinds of surrounding blanks, each combination once, and the piece of each use."""
    shapes = find_shapes(types)
    around = left * np.uint8(KINDS) + right
    around[_is_plain(shapes)[shapes.of][used]] = 0
    pairs, piece = number_keys(used * np.int32(SURROUNDINGS) + around, len(types) * SURROUNDINGS)
    owner, around = np.divmod(pairs, SURROUNDINGS)
    keys, form = number_keys(shapes.of[owner] * np.int64(SURROUNDINGS) + around, len(shapes.strings) * SURROUNDINGS)
    shape, around = np.divmod(keys, SURROUNDINGS)
    surrounded = zip(shape.tolist(), (around // KINDS).tolist(), (around % KINDS).tolist(), strict=True)
    forms = tokenize_forms([(shapes.strings[each], one, other) for each, one, other in surrounded], tokenizer)
    return _place_in_types(types, shapes, owner, forms, form, numbers), piece


def locate_pieces(found: Sequence[Sequence[Token]], numbers: Numbering) -> Pieces:
    """Return pieces of text from the tokens of each."""
    places = np.array([(start, end) for tokens in found for _, start, end in tokens], np.int32).reshape(-1, 2)
    token = numbers.number_all([token for tokens in found for token, _, _ in tokens])
    return Pieces(to_bounds(np.array(list(map(len, found)), np.int64)), token, places[:, 0], places[:, 1])


def _is_plain(shapes: Shapes) -> Mask:
    """Return which shapes are one token in any surroundings: letters and digits that are not a contraction."""
    plain = (
        each.isascii() and each.isalnum() and not any(part in each.lower() for part in CONTRACTIONS)
        for each in shapes.strings
    )
    return np.fromiter(plain, np.bool_, len(shapes.strings))


def _place_in_types(types: Types, shapes: Shapes, owner: Ints, forms: Forms, form: Ints, numbers: Numbering) -> Pieces:
    counts = forms.first[form + 1] - forms.first[form]
    row = expand_ranges(forms.first[form], counts)
    base, origin = (np.repeat(each[owner], counts) for each in (shapes.first, types.offset))
    start, end = shapes.bounds[base + forms.start[row]], shapes.bounds[base + forms.end[row]]
    places = zip(start.tolist(), end.tolist(), strict=True)
    tokens = [types.flat[first:last] for first, last in places]
    quote = forms.quote[row]
    for number in np.flatnonzero(quote >= 0).tolist():
        tokens[number] = QUOTES[quote[number]]
    start, end = (start - origin).astype(np.int32), (end - origin).astype(np.int32)
    return Pieces(to_bounds(counts), numbers.number_all(tokens), start, end)
