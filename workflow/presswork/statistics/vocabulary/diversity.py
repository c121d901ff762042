"""How varied the words of texts are.

Texts come as one array of words, coded as integers, one text after the other, with the texts' lengths. Each function
returns a value a text; NaN where it is shorter than the measure's window or sample. Windows never shrink.
"""

import math
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from presswork.statistics.arrays import Integers, Mask, Numbers


def moving_average_ratio(words: Integers, lengths: Integers, window: int) -> Numbers:
    """Return MATTR (Covington & McFall 2010): the mean share of types over all windows of so many words."""
    starts = np.cumsum(lengths) - lengths
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(words)) - starts[text]
    before = previous_places(words, lengths)
    # A word is a type of its own in the windows that hold it and begin after its last occurrence.
    first = np.maximum(place - window + 1, before + 1)
    last = np.minimum(place, lengths[text] - window)
    types = np.bincount(text, weights=np.maximum(last - first + 1, 0), minlength=len(lengths))
    return _where_long(types, window * (lengths - window + 1), lengths >= window)


def mean_segmental_ratio(words: Integers, lengths: Integers, window: int) -> Numbers:
    """Return MSTTR (Johnson 1944): the mean share of types over segments of so many words; the rest is dropped."""
    starts = np.cumsum(lengths) - lengths
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(words)) - starts[text]
    segments = lengths // window
    begin = place // window * window
    fresh = (previous_places(words, lengths) < begin) & (begin < segments[text] * window)
    return _where_long(np.bincount(text, weights=fresh, minlength=len(lengths)), segments * window, segments > 0)


def textual_diversity(words: Integers, lengths: Integers, least: int, ratio: float = 0.72) -> Numbers:
    """Return MTLD (McCarthy & Jarvis 2010): the mean length of a run of words whose share of types stays at `ratio`.

    A factor closes where the share falls below `ratio`, not at it; what remains counts as a part of a factor. The mean
    of a pass forwards and one backwards. NaN where a text has fewer words than `least`, or repeats none.
    """
    forwards = previous_places(words, lengths).tolist()
    backwards = previous_places(words[::-1], lengths[::-1]).tolist()
    ends = np.cumsum(lengths)
    spans = list(pairwise([0, *ends.tolist()]))
    values = [
        _mean_factor(forwards[start:end], backwards[len(words) - end : len(words) - start], ratio)
        if end - start >= max(least, 1)
        else math.nan
        for start, end in spans
    ]
    return np.array(values, dtype=float)


def _mean_factor(forwards: list[int], backwards: list[int], ratio: float) -> float:
    factors = [_count_factors(places, ratio) for places in (forwards, backwards)]
    if not all(factors):
        return math.nan
    return sum(len(forwards) / factor for factor in factors) / 2


def _count_factors(before: list[int], ratio: float) -> float:
    """Return the factors of a text from the place where each word stood before, -1 for none."""
    start, types, factors = 0, 0, 0.0
    for place, last in enumerate(before):
        if last < start:
            types += 1
        if types / (place + 1 - start) < ratio:
            start, types, factors = place + 1, 0, factors + 1
    if start < len(before):
        factors += (1 - types / (len(before) - start)) / (1 - ratio)
    return factors


def sampled_diversity(counts: Numbers, texts: Integers, lengths: Integers, sample: int) -> Numbers:
    """Return HD-D (McCarthy & Jarvis 2007): the expected share of types among so many words drawn from a text, 0 to 1.

    `counts` are the occurrences of each type of each text, `texts` the text of each. The draws are without
    replacement: a type is missed by the hypergeometric distribution.
    """
    rest, size = lengths[texts] - counts, lengths[texts].astype(float)
    possible = rest >= sample
    missed = special.gammaln(np.where(possible, rest, sample) + 1) - special.gammaln(
        np.where(possible, rest - sample, 0) + 1
    )
    missed += special.gammaln(np.maximum(size - sample, 0) + 1) - special.gammaln(size + 1)
    seen = 1 - np.where(possible, np.exp(missed), 0)
    types = np.bincount(texts, weights=seen, minlength=len(lengths))
    return _where_long(types, np.full(len(lengths), sample), lengths >= sample)


def yule_k(counts: Numbers, texts: Integers, lengths: Integers, least: int = 1) -> Numbers:
    """Return Yule's K (1944): 10,000 (sum of squared counts - words) / words^2; the higher, the more repetitive."""
    squares = np.bincount(texts, weights=counts**2, minlength=len(lengths))
    return _where_long(10_000 * (squares - lengths), lengths**2, lengths >= max(least, 1))


def previous_places(words: Integers, lengths: Integers) -> Integers:
    """Return the place in its text where each word stood before, from 0; -1 where it is new to the text."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    order = np.lexsort((place, words, text))
    same = (words[order][1:] == words[order][:-1]) & (text[order][1:] == text[order][:-1])
    before = np.full(len(words), -1, dtype=np.int64)
    before[order[1:][same]] = place[order[:-1][same]]
    return before


def count_types(words: Integers, lengths: Integers) -> tuple[Numbers, Integers]:
    """Return the occurrences of each type of each text, and the text of each."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    order = np.lexsort((words, text))
    ends = np.flatnonzero((np.diff(words[order]) != 0) | (np.diff(text[order]) != 0)) + 1
    bounds = np.concatenate([[0], ends, [len(words)]]) if len(words) else np.zeros(1, dtype=np.int64)
    return np.diff(bounds).astype(float), text[order][bounds[:-1]]


def _where_long(values: NDArray[Any], parts: NDArray[Any], long: Mask) -> Numbers:
    return np.where(long, values / np.where(long, parts, 1), np.nan)
