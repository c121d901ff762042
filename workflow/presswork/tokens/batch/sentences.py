"""Sentences of many texts at once, by Punkt: each distinct chunk is judged once, and the rest is done on arrays.

What may end a sentence is the last stop of a chunk that a blank or certain marks follow, and Punkt decides from that
chunk and the next alone, as NLTK 3.10 has it (`PunktSentenceTokenizer.span_tokenize`). Texts that hold separators, such
as U+001C, are left to NLTK.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, to_points
from presswork.tokens.batch.chunks import Chunks
from presswork.tokens.batch.distinct_chunks import Types
from presswork.tokens.batch.non_ascii_blanks import find_joined, find_soft_breaks
from presswork.tokens.batch.punkt_classes import STOPS, WORD_ENDS, Judge
from presswork.tokens.tokenizer import split_sentences

# Marks that Punkt gives back to the sentence before.
CLOSERS = "\"')]}‘’“”«»"


@dataclass(frozen=True)
class Spans:
    """Sentences in order: start and end in the joined text, number of the text, and whether NLTK split them."""

    start: Ints
    end: Ints
    text: Ints
    by_itself: Mask


def split_texts(chunks: Chunks, language: str) -> Spans:
    """Return the sentences of the joined texts, with Punkt's parameters for the language."""
    fast = _split_regular(chunks, Judge(language))
    numbers = np.flatnonzero(chunks.irregular)
    return merge_spans(fast, split_singly(chunks, numbers, language)) if len(numbers) else fast


def split_singly(chunks: Chunks, numbers: Ints, language: str, by_itself: bool = True) -> Spans:
    """Return the sentences of some texts, found one text at a time by `split_sentences`."""
    rows: list[tuple[int, int, int]] = []
    for number in numbers.tolist():
        start = int(chunks.text_start[number])
        spans = split_sentences(chunks.texts[number], language)
        rows += [(start + first, start + last, number) for first, last in spans]
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    return Spans(columns[0], columns[1], columns[2], np.full(len(rows), by_itself))


def merge_spans(one: Spans, other: Spans) -> Spans:
    """Return the sentences of both, in order."""
    text = np.concatenate([one.text, other.text])
    order = np.argsort(text, kind="stable")
    return Spans(
        np.concatenate([one.start, other.start])[order],
        np.concatenate([one.end, other.end])[order],
        text[order],
        np.concatenate([one.by_itself, other.by_itself])[order],
    )


def _split_regular(chunks: Chunks, judge: Judge) -> Spans:
    number = np.repeat(np.arange(len(chunks.irregular)), np.diff(chunks.first))
    at, stop, begin, taken, skipped = _find_breaks(chunks, judge, number)
    filled = np.flatnonzero((np.diff(chunks.first) > 0) & ~chunks.irregular)
    place = np.searchsorted(at, chunks.first[filled])
    slices = len(at) + len(filled)
    opens = place + np.arange(len(filled))
    last = np.searchsorted(at, chunks.first[filled + 1]) + np.arange(len(filled))
    broken = np.ones(slices, np.bool_)
    broken[last] = False
    follows = np.ones(slices, np.bool_)
    follows[opens] = False
    start, end, given = np.zeros(slices, np.int64), np.zeros(slices, np.int64), np.zeros(slices, np.bool_)
    start[opens], start[follows] = chunks.text_start[filled], begin + skipped
    end[last], end[broken] = chunks.end[chunks.first[filled + 1] - 1], np.where(taken > 0, begin + taken, stop)
    given[broken] = taken > 0
    text = np.repeat(filled, last - opens + 1)
    # NLTK drops empty sentences, but for those that got marks back.
    plain_end = np.where(given, start + 1, end)
    kept = start < plain_end
    return Spans(start[kept], end[kept], text[kept], np.zeros(int(kept.sum()), np.bool_))


def _find_breaks(chunks: Chunks, judge: Judge, number: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Return for each break the chunk, its end, the start of the next sentence, and how much of that is taken back.

    The fourth array is the length of the marks that go to the previous sentence, the fifth includes the blanks after.
    """
    last = chunks.is_last()
    joined, heads, tails = find_joined(chunks)
    at, stop, begin = _find_hard_breaks(chunks, judge, number, chunks.irregular[number] | joined, last)
    if len(heads):
        soft = find_soft_breaks(chunks, judge, heads, tails, number, last)
        stop, begin = np.append(stop, soft[:, 0]), np.append(begin, soft[:, 1])
        at = np.append(at, np.searchsorted(chunks.start, soft[:, 0]) - 1)
    order = np.argsort(stop)
    at, stop, begin = at[order], stop[order], begin[order]
    taken, skipped = _take_back(chunks, begin, last)
    return at, stop, begin, taken, skipped


def _find_hard_breaks(
    chunks: Chunks, judge: Judge, number: Ints, left_out: Mask, last: Mask
) -> tuple[Ints, Ints, Ints]:
    """Return for each break between or inside chunks the chunk, its end, and the start of the next sentence."""
    types = chunks.types
    inner, opening = _find_inner_stops(types)
    ends = np.isin(types.points[types.offset[1:] - 1], to_points(STOPS))
    at = np.flatnonzero(((inner > 0) | ends)[chunks.type])
    at = at[~left_out[at]]
    kind = chunks.type[at]
    at_end = ends[kind] & ~last[at]
    outer, inside = at[at_end], at[(inner[kind] > 0) & ~at_end]
    # NLTK takes the last stop of a chunk, and the first too where the chunk begins with it.
    both = at[opening[kind] & ((inner[kind] > 1) | at_end)]
    both = both[chunks.start[both] != chunks.text_start[number[both]] + 1]
    outer = outer[_judge_outer(chunks, judge, outer)]
    inside = inside[_judge_inner(types, judge, inner, chunks.type[inside])]
    both = both[_judge_inner(types, judge, np.ones_like(inner), chunks.type[both])]
    cuts = np.concatenate([chunks.start[inside] + inner[chunks.type[inside]], chunks.start[both] + 1])
    stop, begin = np.append(chunks.end[outer], cuts), np.append(chunks.start[outer + 1], cuts)
    return np.concatenate([outer, inside, both]), stop, begin


def _find_inner_stops(types: Types) -> tuple[Ints, Mask]:
    """Return for each distinct chunk the end of its last stop before a mark that ends a word, or 0.

    The second array says whether the chunk starts with such a stop.
    """
    points = types.points
    places = np.flatnonzero(np.isin(points[:-2], to_points(STOPS)))
    places = places[np.isin(points[places + 1], to_points(WORD_ENDS))]
    places = places[types.owner[places] == np.append(types.owner, -1)[places + 1]]
    inner = np.zeros(len(types), np.int64)
    np.maximum.at(inner, types.owner[places], places + 1 - types.offset[types.owner[places]])
    opening = np.zeros(len(types), np.bool_)
    opening[types.owner[places[places == types.offset[types.owner[places]]]]] = True
    return inner, opening


def _judge_outer(chunks: Chunks, judge: Judge, at: Ints) -> Mask:
    """Return whether a sentence ends at the end of each chunk that ends with a stop."""
    one, other = chunks.type[at], chunks.type[at + 1]
    before, firsts, earlier = _read_types(chunks.types, one, judge.read_before)
    after, seconds, inside = _read_types(chunks.types, other, judge.read_after)
    pairs, which = np.unique(before[one] << 32 | after[other], return_inverse=True)
    decided = np.array([judge.decide(pair >> 32, pair & 0xFFFFFFFF) for pair in pairs.tolist()], np.bool_)[which]
    rare = np.isin(one, list(firsts)) & np.isin(other, list(seconds))
    for row in np.flatnonzero(rare).tolist():
        decided[row] &= (firsts[int(one[row])], seconds[int(other[row])]) not in judge.collocations
    return decided | earlier[one] | inside[other]


def _read_types(
    types: Types, used: Ints, read: Callable[[str], tuple[int, str, bool]]
) -> tuple[Ints, dict[int, str], Mask]:
    """Return the class, kind (if any) and flag that `read` gives each distinct chunk."""
    classes, flags = np.zeros(len(types), np.int64), np.zeros(len(types), np.bool_)
    kinds: dict[int, str] = {}
    for each in np.unique(used).tolist():
        classes[each], kind, flags[each] = read(types.strings[each])
        if kind:
            kinds[each] = kind
    return classes, kinds, flags


def _judge_inner(types: Types, judge: Judge, inner: Ints, used: Ints) -> Mask:
    """Return whether a sentence ends inside each chunk with a stop inside it."""
    decided = np.zeros(len(types), np.bool_)
    for each in np.unique(used).tolist():
        string, stop = types.strings[each], int(inner[each])
        decided[each] = judge.ends_inside(string[:stop], string[stop])
    return decided[used]


def _take_back(chunks: Chunks, begin: Ints, last: Mask) -> tuple[Ints, Ints]:
    """Return how many closing marks at the start of a sentence belong to the previous one, without and with blanks."""
    types = chunks.types
    following = np.searchsorted(chunks.start, begin.astype(np.int32), side="right") - 1
    owner = chunks.type[following]
    place, limit = types.offset[owner] + begin - chunks.start[following], types.offset[owner + 1]
    others = np.flatnonzero(~np.isin(types.points, to_points(CLOSERS)))
    run_end = np.minimum(others[np.searchsorted(others, place)], limit)
    to_blank = run_end == limit
    dash = types.points == ord("-")
    to_dashes = (run_end + 1 < limit) & dash[run_end] & dash[run_end + 1]
    taken = np.where(to_blank | to_dashes, run_end - place, 0)
    gap = np.append(chunks.start[1:], 0)[following] - begin
    return taken, np.where(to_blank & ~last[following] & (taken > 0), gap, taken)
