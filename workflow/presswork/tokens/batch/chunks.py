"""Texts split at blanks: the place of each chunk, the blanks around it, and its distinct string."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, to_bounds
from presswork.tokens.batch.blanks import BLANK, BLANKS, EDGE, KINDS, NO_BREAK, SEPARATOR, WIDE_BLANKS, Bytes
from presswork.tokens.batch.distinct_chunks import Types


@dataclass(frozen=True)
class Chunks:
    """The chunks of texts, in their order; places are characters of the texts joined by one character.

    `first` holds the first chunk of each text, `wide` the places of blanks beyond ASCII. A text is irregular where it
    has separators that `str.split` takes for blanks and NLTK does not.
    """

    texts: list[str]
    text_start: Ints
    first: Ints
    irregular: Mask
    wide: Ints
    start: Ints
    end: Ints
    left: Bytes
    right: Bytes
    type: Ints
    types: Types

    def is_last(self) -> Mask:
        """Return for each chunk whether it is the last of its text."""
        last = np.zeros(len(self.start), np.bool_)
        last[self.first[1:][np.diff(self.first) > 0] - 1] = True
        return last

    def slice_text(self, number: int, start: int, end: int) -> str:
        """Return the characters of a text between two places."""
        origin = int(self.text_start[number])
        return self.texts[number][start - origin : end - origin]


def find_chunks(texts: list[str]) -> Chunks:
    """Return the chunks of texts: maximal runs of what `str.split` does not split at."""
    text = "\n".join(texts)
    encoded = text.encode()
    data = np.frombuffer(encoded, np.uint8)
    kinds = np.frombuffer(bytearray(encoded.translate(KINDS)), np.uint8)
    wide = np.zeros(0, np.int64) if text.isascii() else _mark_wide_blanks(data, kinds)
    blank = kinds != 0
    edges = np.flatnonzero(np.diff(blank, prepend=True, append=True))
    beside = np.append(kinds, np.uint8(EDGE))
    left, right = beside[edges[::2] - 1], beside[edges[1::2]]
    solid = data[~blank].tobytes() if len(wide) else encoded.translate(None, BLANKS)
    codes, strings = _number_strings(solid, edges[1::2] - edges[::2])
    odd = np.concatenate([wide, np.flatnonzero(kinds == SEPARATOR)])
    places = np.append(edges, odd).astype(np.int32)
    if not text.isascii():
        places -= _count_trailing(data, places)
    start, end = places[: len(edges) : 2].copy(), places[1 : len(edges) : 2].copy()
    wide, separators = np.split(places[len(edges) :], [len(wide)])
    bounds = to_bounds(np.fromiter(map(len, texts), np.int32, len(texts)) + 1)
    irregular = np.zeros(len(texts), np.bool_)
    irregular[np.searchsorted(bounds, separators, side="right") - 1] = True
    first = np.searchsorted(start, bounds.astype(np.int32))
    return Chunks(texts, bounds[:-1], first, irregular, np.sort(wide), start, end, left, right, codes, Types(strings))


def cut_chunks(chunks: Chunks, places: Ints, text: Ints) -> Chunks:
    """Return the chunks split at places inside them, such as sentence boundaries; `text` has the text of each place."""
    owner = np.searchsorted(chunks.start, places.astype(np.int32), side="right") - 1
    inside = (owner >= 0) & (chunks.start[owner] < places) & (places < chunks.end[owner])
    places, owner, text = places[inside], owner[inside], text[inside]
    if not len(places):
        return chunks
    start, end = np.insert(chunks.start, owner + 1, places), np.insert(chunks.end, owner, places)
    kind = np.insert(chunks.type, owner, 0)
    before = owner + np.arange(len(owner))
    changed = np.concatenate([before, before + 1])
    spans = zip(np.tile(text, 2).tolist(), start[changed].tolist(), end[changed].tolist(), strict=True)
    strings = [chunks.slice_text(*span) for span in spans]
    kind[changed] = np.arange(len(strings)) + len(chunks.types)
    return replace(
        chunks,
        start=start,
        end=end,
        left=np.insert(chunks.left, owner + 1, EDGE),
        right=np.insert(chunks.right, owner, EDGE),
        type=kind,
        types=Types(chunks.types.strings + strings),
        first=chunks.first + np.searchsorted(owner, chunks.first),
    )


def _count_trailing(data: Bytes, places: Ints) -> Ints:
    """Return the number of bytes before each place that are not the first of a character."""
    trailing = np.zeros(len(data) + 1, np.int32)
    np.cumsum((data & 0xC0) == 0x80, out=trailing[1:])
    return trailing[places]


def _mark_wide_blanks(data: Bytes, kinds: Bytes) -> Ints:
    """Mark each byte of the non-ASCII blanks in `kinds` and return where they start."""
    leads = np.flatnonzero(np.isin(data, [each.encode()[0] for each in WIDE_BLANKS]))
    following = np.append(data, np.zeros(2, np.uint8))
    found = []
    for length in (2, 3):
        wanted = [int.from_bytes(each.encode(), "big") for each in WIDE_BLANKS if len(each.encode()) == length]
        packed = np.zeros(len(leads), np.int64)
        for step in range(length):
            packed = packed << 8 | following[leads + step]
        chosen = np.isin(packed, wanted)
        for step in range(length):
            kinds[leads[chosen] + step] = np.where(packed[chosen] == 0xC2A0, NO_BREAK, BLANK)
        found.append(leads[chosen])
    return np.concatenate(found)


def _number_strings(data: bytes, lengths: Ints) -> tuple[NDArray[np.int32], list[str]]:
    """Return the number of each string, given their lengths in bytes, and the distinct strings by number."""
    offsets = pa.py_buffer(to_bounds(lengths))
    encoded = pa.LargeStringArray.from_buffers(len(lengths), offsets, pa.py_buffer(data)).dictionary_encode()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
