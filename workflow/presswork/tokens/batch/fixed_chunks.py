"""Chunks with fixed words, which become separate chunks as if they were surrounded by blanks."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, to_bounds
from presswork.tokens.batch.blanks import SPACE
from presswork.tokens.batch.chunks import Chunks
from presswork.tokens.batch.distinct_chunks import Types
from presswork.tokens.fixed_words import Fixed, FixedWords, stand_in
from presswork.tokens.tokenizer import Token

Scalar = TypeVar("Scalar", bound=np.integer[Any])
Found = dict[int, list[Fixed]]


@dataclass(frozen=True)
class FixedTypes:
    """The types of chunks that are fixed words, numbered from `first`, and the tokens of each."""

    first: int
    tokens: list[tuple[Token, ...]]

    def find(self, kinds: Ints) -> Mask:
        """Return which types of chunks are fixed words."""
        return (kinds >= self.first) & (kinds < self.first + len(self.tokens))


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    kind: int


def find_fixed(strings: list[str], words: FixedWords, tokenizer: str) -> Found:
    """Return the fixed words of the strings by the number of the string."""
    if not words.sign or not strings:
        return {}
    candidates = pl.Series(strings, dtype=pl.String).str.contains(words.sign).arg_true().to_list()
    found = {number: words.find(strings[number], tokenizer) for number in candidates}
    return {number: fixed for number, fixed in found.items() if fixed}


def mask(chunks: Chunks, found: Found) -> Chunks:
    """Return the chunks with a word of letters in place of each fixed word, for the sentence splitter."""
    strings = chunks.types.strings.copy()
    for number, fixed in found.items():
        for start, end, _ in fixed:
            own = strings[number]
            strings[number] = own[:start] + stand_in(own[start], end - start) + own[end:]
    return replace(chunks, types=Types(strings)) if found else chunks


def set_apart(chunks: Chunks, found: Found) -> tuple[Chunks, FixedTypes]:
    """Return the chunks split at the edges of fixed words, and the tokens of the fixed words."""
    strings = chunks.types.strings
    fixed = [(strings[number][start:end], tokens) for number in found for start, end, tokens in found[number]]
    if not fixed:
        return chunks, FixedTypes(len(strings), [])
    others: list[str] = []
    parts = _list_parts(strings, found, len(strings), len(strings) + len(fixed), others)
    types = Types([*strings, *(string for string, _ in fixed), *others])
    return _replace(chunks, parts, types), FixedTypes(len(strings), [tokens for _, tokens in fixed])


def _list_parts(strings: list[str], found: Found, fixed: int, other: int, others: list[str]) -> dict[int, list[_Part]]:
    parts: dict[int, list[_Part]] = {}
    for number, words in found.items():
        own, at = [], 0
        for start, end, _ in [*words, (len(strings[number]), 0, ())]:
            if at < start:
                own.append(_Part(at, start, other + len(others)))
                others.append(strings[number][at:start])
            if end:
                own.append(_Part(start, end, fixed))
                fixed, at = fixed + 1, end
        parts[number] = own
    return parts


def _replace(chunks: Chunks, parts: dict[int, list[_Part]], types: Types) -> Chunks:
    """Return the chunks with those of some types split into parts."""
    affected = np.zeros(len(types), np.bool_)
    affected[list(parts)] = True
    at = np.flatnonzero(affected[chunks.type])
    own = [parts[kind] for kind in chunks.type[at].tolist()]
    counts = np.array(list(map(len, own)), np.int64)
    origin = np.repeat(chunks.start[at], counts)
    first, last = np.zeros(len(origin), np.bool_), np.zeros(len(origin), np.bool_)
    first[to_bounds(counts)[:-1]] = last[to_bounds(counts)[1:] - 1] = True
    start, end, kind = np.array([(part.start, part.end, part.kind) for each in own for part in each], np.int32).T
    left = np.where(first, np.repeat(chunks.left[at], counts), np.uint8(SPACE))
    right = np.where(last, np.repeat(chunks.right[at], counts), np.uint8(SPACE))
    bounds, added = to_bounds(counts).tolist(), to_bounds(counts - 1)

    def splice(values: NDArray[Scalar], others: Ints) -> NDArray[Scalar]:
        """Return the values with each affected one replaced by its range of others."""
        pieces: list[NDArray[Any]] = []
        before = 0
        for place, begin, stop in zip(at.tolist(), bounds, bounds[1:], strict=False):
            pieces += [values[before:place], others[begin:stop]]
            before = place + 1
        return np.concatenate([*pieces, values[before:]], dtype=values.dtype)

    return replace(
        chunks,
        start=splice(chunks.start, origin + start),
        end=splice(chunks.end, origin + end),
        left=splice(chunks.left, left),
        right=splice(chunks.right, right),
        type=splice(chunks.type, kind),
        types=types,
        first=chunks.first + added[np.searchsorted(at, chunks.first)],
    )
