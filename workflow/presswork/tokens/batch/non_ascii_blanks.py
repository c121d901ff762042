"""Possible sentence ends near non-ASCII blanks, such as no-break spaces, which NLTK decides one by one.

Punkt looks back from a stop to the last ASCII blank, so chunks that are separated by other blanks count as one.
"""

import numpy as np

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints
from presswork.tokens.batch.blanks import WIDE_BLANKS
from presswork.tokens.batch.chunks import Chunks
from presswork.tokens.batch.punkt_classes import STOPS, Judge


def find_joined(chunks: Chunks) -> tuple[Mask, Ints, Ints]:
    """Return which chunks adjoin or follow such blanks, and the first and last chunk of each group."""
    size = len(chunks.start)
    before = np.searchsorted(chunks.start, chunks.wide)
    wide = np.bincount(before, minlength=size + 1)[1:size]
    after = np.append((wide > 0) & (wide == chunks.start[1:] - chunks.end[:-1]), False)[:size]
    joined = after.copy()
    joined[before[np.append(chunks.start, -1)[before] == chunks.wide + 1]] = True
    joined[1:] |= after[:-1]
    heads = np.flatnonzero(joined & ~np.append(False, after)[:size])
    ends = np.flatnonzero(~after)
    return joined, heads, ends[np.searchsorted(ends, heads)]


def find_soft_breaks(chunks: Chunks, judge: Judge, heads: Ints, tails: Ints, number: Ints, last: Mask) -> Ints:
    """Return where sentences end within groups of chunks and where the next ones start, as rows of two places."""
    chosen = ~chunks.irregular[number[heads]]
    rows: list[tuple[int, int]] = []
    for head, tail in zip(heads[chosen].tolist(), tails[chosen].tolist(), strict=True):
        strings = [chunks.types.strings[each] for each in chunks.type[head : tail + 1].tolist()]
        if not any(stop in string for stop in STOPS for string in strings):
            continue
        text = int(number[head])
        origin = _find_origin(chunks, text, head)
        end = int(chunks.end[tail])
        part = chunks.slice_text(text, origin, end if last[tail] else int(chunks.end[tail + 1]))
        rows += [(origin + stop, origin + begin) for stop, begin in judge.find_ends(part, end - origin)]
    return np.array(rows, np.int64).reshape(-1, 2)


def _find_origin(chunks: Chunks, text: int, head: int) -> int:
    """Return where Punkt stops looking back: at the start of the text, or after an ASCII blank."""
    if head == chunks.first[text]:
        return int(chunks.text_start[text])
    before = int(chunks.end[head - 1])
    return before + len(chunks.slice_text(text, before, int(chunks.start[head])).rstrip(WIDE_BLANKS))
