"""Chunks with fixed words: these become chunks of their own, as though blanks stood around them."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, to_bounds
from presswork.tokens.batch.blanks import SPACE
from presswork.tokens.batch.chunks import Chunks
from presswork.tokens.batch.distinct_chunks import Types
from presswork.tokens.fixed_words import Fixed, FixedWords, case_placeholder
from presswork.tokens.tokenizer import Token

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
    n_parts, affected = np.ones(int(chunks.type.max()) + 1, np.int64), np.zeros(int(chunks.type.max()) + 1, np.bool_)
    n_parts[list(parts)], affected[list(parts)] = [len(each) for each in parts.values()], True
    counts, at = n_parts[chunks.type], np.flatnonzero(affected[chunks.type])
    bounds = to_bounds(counts)
    start, end, kind = (np.repeat(each, counts) for each in (chunks.start, chunks.end, chunks.type))
    left, right = (np.repeat(each, counts) for each in (chunks.left, chunks.right))
    for chunk, row in zip(at.tolist(), bounds[at].tolist(), strict=True):
        own, origin = parts[int(chunks.type[chunk])], chunks.start[chunk]
        rows = slice(row, row + len(own))
        start[rows] = [origin + part.start for part in own]
        end[rows] = [origin + part.end for part in own]
        kind[rows] = [part.kind for part in own]
        left[row + 1 : row + len(own)] = SPACE
        right[row : row + len(own) - 1] = SPACE
    return replace(
        chunks, start=start, end=end, left=left, right=right, type=kind, types=types, first=bounds[chunks.first]
    )
