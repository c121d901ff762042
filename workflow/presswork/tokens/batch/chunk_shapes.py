"""Shapes of chunks: chunks of one shape are tokenised alike, regardless of their letters and digits.

A shape has one letter for a run of letters and one digit for a run of digits. It keeps what NLTK's regular expressions
depend on: up to two letters after an apostrophe ('s, 're), an n before one (n't), and chunks with a contraction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, Points
from presswork.tokens.batch.distinct_chunks import Types

# NLTK splits these in any case; re.IGNORECASE takes three letters beyond ASCII for i and s.
CONTRACTIONS = ("cannot", "d'ye", "gimme", "gonna", "gotta", "lemme", "more'n", "wanna", "'tis", "'twas")
FOLDED = {"İ": "i", "ı": "i", "ſ": "s"}
LETTER, DIGIT = ord("a"), ord("0")
CLITIC = 2
BASIC_PLANE = 0x10000


@dataclass(frozen=True)
class Shapes:
    """The shape of each distinct chunk, the distinct shapes, and the place in the chunk of each character of its shape.

    `bounds` has places in `Types.flat`; those of chunk k are from `first[k]` to the first of the next chunk.
    """

    of: Ints
    strings: list[str]
    first: Ints
    bounds: Ints


@cache
def _letters() -> Mask:
    """Return which characters of the basic plane are letters; only these are collapsed."""
    return np.fromiter((chr(point).isalpha() for point in range(BASIC_PLANE)), np.bool_, BASIC_PLANE)


def find_shapes(types: Types) -> Shapes:
    """Return the shapes of distinct chunks."""
    points = types.points[:-2]
    letter = _letters()[np.minimum(points, BASIC_PLANE - 1)] & (points < BASIC_PLANE - 1)
    digit = (points >= ord("0")) & (points <= ord("9"))
    verbatim = _find_contractions(types)[types.owner]
    kind = np.where(verbatim, 0, letter + 2 * digit)
    opening = np.zeros(len(points) + 1, np.bool_)
    opening[types.offset] = True
    edges = opening.copy()
    edges[1:-1] |= (kind[1:] != kind[:-1]) | (kind[1:] == 0)
    starts, ends = (runs := np.flatnonzero(edges))[:-1], runs[1:]
    code = np.where(kind[starts] == 0, points[starts], np.where(kind[starts] == 1, LETTER, DIGIT))
    apostrophe = types.points == ord("'")
    after = (kind[starts] == 1) & ~opening[starts] & apostrophe[starts - 1] & (ends - starts <= CLITIC)
    ending = points[ends - 1]
    n_before = (kind[starts] == 1) & ~opening[ends] & apostrophe[ends] & ((ending | 32) == ord("n"))
    kept = np.zeros(len(points), np.bool_)
    kept[starts] = True
    shaped = np.zeros(len(points), np.uint32)
    shaped[starts] = code
    for place in (starts[after], ends[after] - 1, ends[n_before] - 1):
        kept[place] = True
        shaped[place] = points[place]
    bounds = np.flatnonzero(kept)
    first = np.searchsorted(bounds, types.offset)
    of, strings = _number_shapes(shaped[bounds], first)
    return Shapes(of, strings, first, np.append(bounds, len(points)))


def _find_contractions(types: Types) -> Mask:
    found = np.zeros(len(types), np.bool_)
    folded = fold_case("\n".join(types.strings))
    lines = types.offset[:-1] + np.arange(len(types))
    places = [place for each in CONTRACTIONS for place in _find_all(folded, each)]
    found[np.searchsorted(lines, places, side="right") - 1] = True
    return found


def fold_case(text: str) -> str:
    """Return the text in lower case as re.IGNORECASE compares it with `CONTRACTIONS`, with the same length."""
    for letter, plain in FOLDED.items():
        text = text.replace(letter, plain)
    return text.lower()


def _find_all(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _number_shapes(points: Points, first: Ints) -> tuple[Ints, list[str]]:
    array = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(first) - 1, [None, pa.py_buffer(first * 4), pa.py_buffer(points)]
    )
    encoded = array.dictionary_encode()
    strings = [each.decode("utf-32-le") for each in encoded.dictionary.to_pylist()]
    return encoded.indices.to_numpy(), strings
