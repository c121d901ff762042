"""Texts cut at their blanks: where each chunk stands, what blanks surround it, and which distinct string it is."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Kinds = NDArray[np.uint8]

# What may stand beside a chunk. NLTK's regular expressions tell these apart: most ask for a plain space, `\s` of the
# regex module leaves out four separators that `str.split` splits at, and Toktok turns a no-break space into a space.
EDGE, SPACE, BLANK, SEPARATOR, NO_BREAK = range(5)
SAMPLES = ("", " ", "\n", "\x1c", "\u00a0")
PLAIN_BLANKS = b"\t\n\x0b\x0c\r"
SEPARATORS = b"\x1c\x1d\x1e\x1f"
WIDE_BLANKS = (
    "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


def to_points(characters: str) -> NDArray[np.uint32]:
    """Return the code points of a string."""
    return np.frombuffer(characters.encode("utf-32-le"), np.uint32)


def _kind_table() -> Kinds:
    table = np.zeros(256, np.uint8)
    table[ord(" ")] = SPACE
    table[list(PLAIN_BLANKS)] = BLANK
    table[list(SEPARATORS)] = SEPARATOR
    return table


KINDS = _kind_table()


@dataclass(frozen=True)
class Chunks:
    """The chunks of joined texts, in their order; places are characters of the joined text."""

    text: str
    start: Ints
    end: Ints
    left: Kinds
    right: Kinds
    type: NDArray[np.int32]
    types: "Types"
    text_start: Ints
    first: Ints
    irregular: Flags

    def is_last(self) -> Flags:
        """Return for each chunk whether it is the last of its text."""
        last = np.zeros(len(self.start), np.bool_)
        last[self.first[1:][np.diff(self.first) > 0] - 1] = True
        return last


@dataclass(frozen=True)
class Types:
    """Distinct chunks: their strings, and all their characters as code points one after the other."""

    strings: list[str]

    def __len__(self) -> int:
        return len(self.strings)

    @cached_property
    def flat(self) -> str:
        """All strings, joined by nothing."""
        return "".join(self.strings)

    @cached_property
    def points(self) -> NDArray[np.uint32]:
        """The code points of `flat`, and two zeros that spare a look beyond the end."""
        return to_points(self.flat + "\0\0")

    @cached_property
    def offset(self) -> Ints:
        """Where each string begins in `flat`, and the length of it all."""
        lengths = np.fromiter(map(len, self.strings), np.int64, len(self.strings))
        return np.concatenate([[0], np.cumsum(lengths)])

    @cached_property
    def owner(self) -> Ints:
        """Which string each code point belongs to."""
        return np.repeat(np.arange(len(self.strings)), np.diff(self.offset))


def find_chunks(texts: list[str]) -> Chunks:
    """Return the chunks of texts: maximal runs of what `str.split` does not split at."""
    text = "\n".join(texts)
    data = np.frombuffer(text.encode(), np.uint8)
    kinds = KINDS[data]
    wide = np.zeros(0, np.int64) if text.isascii() else _mark_wide_blanks(data, kinds)
    blank = kinds != 0
    edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
    if len(data) and not blank[0]:
        edges = np.concatenate([[0], edges])
    if len(data) and not blank[-1]:
        edges = np.concatenate([edges, [len(data)]])
    starts, ends = edges[::2], edges[1::2]
    padded = np.concatenate([kinds, [EDGE]]).astype(np.uint8)
    codes, strings = _number_strings(data[~blank], ends - starts)
    odd = np.concatenate([wide, np.flatnonzero(kinds == SEPARATOR)])
    places = np.concatenate([edges, odd])
    if not text.isascii():
        places -= _count_trailing(data, places)
    places, odd = places[: len(edges)], places[len(edges) :]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    text_start = np.concatenate([[0], np.cumsum(lengths + 1)])
    first = np.searchsorted(places[::2], text_start)
    irregular = np.zeros(len(texts), np.bool_)
    irregular[np.searchsorted(text_start, odd, side="right") - 1] = True
    return Chunks(
        text,
        places[::2],
        places[1::2],
        padded[starts - 1],
        padded[ends],
        codes,
        Types(strings),
        text_start[:-1],
        first,
        irregular,
    )


def cut_chunks(chunks: Chunks, places: Ints) -> Chunks:
    """Return the chunks cut in two at places inside them, as by a sentence's edge."""
    owner = np.searchsorted(chunks.start, places, side="right") - 1
    inside = (owner >= 0) & (chunks.start[owner] < places) & (places < chunks.end[owner])
    places, owner = places[inside], owner[inside]
    if not len(places):
        return chunks
    start, end = np.insert(chunks.start, owner + 1, places), np.insert(chunks.end, owner, places)
    new = owner + np.arange(len(owner))
    left, right = np.insert(chunks.left, owner + 1, EDGE), np.insert(chunks.right, owner, EDGE)
    kind = np.insert(chunks.type, owner, 0)
    changed = np.unique(np.concatenate([new, new + 1]))
    strings = [chunks.text[slice(*span)] for span in zip(start[changed].tolist(), end[changed].tolist())]
    kind[changed] = np.arange(len(strings)) + len(chunks.types)
    return replace(
        chunks,
        start=start,
        end=end,
        left=left,
        right=right,
        type=kind,
        types=Types(chunks.types.strings + strings),
        first=chunks.first + np.searchsorted(owner, chunks.first),
    )


def _mark_wide_blanks(data: NDArray[np.uint8], kinds: Kinds) -> Ints:
    """Mark the blanks beyond ASCII in `kinds`, each of their bytes; return where they begin."""
    leads = np.flatnonzero(np.isin(data, [each.encode()[0] for each in WIDE_BLANKS]))
    found = []
    following = np.concatenate([data, np.zeros(2, np.uint8)])
    for length in (2, 3):
        wanted = [int.from_bytes(each.encode(), "big") for each in WIDE_BLANKS if len(each.encode()) == length]
        packed = np.zeros(len(leads), np.int64)
        for step in range(length):
            packed = packed << 8 | following[leads + step]
        places = leads[np.isin(packed, wanted)]
        for step in range(length):
            kinds[places + step] = np.where(packed[np.isin(packed, wanted)] == 0xC2A0, NO_BREAK, BLANK)
        found.append(places)
    return np.concatenate(found)


def _count_trailing(data: NDArray[np.uint8], places: Ints) -> Ints:
    """Return how many bytes before each place are no character's first."""
    trailing = np.cumsum((data & 0xC0) == 0x80, dtype=np.int32)
    return np.where(places > 0, trailing[places - 1], 0)


def _number_strings(data: NDArray[np.uint8], lengths: Ints) -> tuple[NDArray[np.int32], list[str]]:
    """Return the number of each string of the given length in bytes, and the distinct strings by number."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    array = pa.LargeStringArray.from_buffers(len(lengths), pa.py_buffer(offsets), pa.py_buffer(data))
    encoded = array.dictionary_encode()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
