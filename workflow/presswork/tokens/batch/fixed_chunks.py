"""Chunks with fixed words: these become chunks of their own, as though blanks stood around them."""

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
from presswork.tokens.fixed_words import Fixed, FixedWords, case_placeholder
from presswork.tokens.tokenizer import Token

Scalar = TypeVar("Scalar", bound=np.integer[Any])
Found = dict[int, list[Fixed]]


@dataclass(frozen=True)
class FixedTypes:
    """The types of chunks that stand for fixed words, numbered from `first`, and the tokens of each."""

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


def set_apart(chunks: Chunks, words: FixedWords, tokenizer: str) -> tuple[Chunks, FixedTypes]:
    """Return the chunks cut at the edges of fixed words, and the tokens of these.

    Such a chunk's string is a placeholder that the sentence splitter takes for a word; its place is the word's.
    """
    strings = chunks.types.strings
    found = {
        number: fixed
        for number in _find_candidates(strings, words)
        if (fixed := words.find(strings[number], tokenizer))
    }
    if not found:
        return chunks, FixedTypes(len(strings), [])
    fixed = [each for number in found for each in found[number]]
    placeholders = [case_placeholder(strings[number][start]) for number in found for start, _, _ in found[number]]
    others: list[str] = []
    parts = _list_parts(strings, found, len(strings), len(strings) + len(fixed), others)
    kinds = FixedTypes(len(strings), [tokens for _, _, tokens in fixed])
    return _replace(chunks, parts, Types(strings + placeholders + others)), kinds


def _find_candidates(strings: list[str], words: FixedWords) -> list[int]:
    """Return the numbers of the strings that may have a fixed word."""
    if not words.sign:
        return []
    return pl.Series(strings, dtype=pl.String).str.contains(words.sign).arg_true().to_list()


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
    """Return the chunks with those of some types in parts."""
    affected = np.zeros(int(chunks.type.max()) + 1, np.bool_)
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
        """Return the values with each of the affected ones replaced by its range of others."""
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
