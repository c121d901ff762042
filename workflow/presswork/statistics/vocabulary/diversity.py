"""Lexical diversity of texts.

Texts are one array of words, coded as integers, one text after the other, with the texts' lengths. Each function
returns one value per text, NaN if the text is shorter than the window or sample. Windows never shrink.
"""

import math
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from presswork.statistics.arrays import Integers, Mask, Numbers


def moving_average_ratio(words: Integers, lengths: Integers, window: int) -> Numbers:
    """Return MATTR (Covington & McFall 2010): the mean type-token ratio of all windows of `window` words."""
    starts = np.cumsum(lengths) - lengths
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(words)) - starts[text]
    before = previous_places(words, lengths)
    # A word adds a type to the windows that contain it and begin after its previous occurrence.
    first = np.maximum(place - window + 1, before + 1)
    last = np.minimum(place, lengths[text] - window)
    types = np.bincount(text, weights=np.maximum(last - first + 1, 0), minlength=len(lengths))
    return _where_long(types, window * (lengths - window + 1), lengths >= window)


def mean_segmental_ratio(words: Integers, lengths: Integers, window: int) -> Numbers:
    """Return MSTTR (Johnson 1944): the mean type-token ratio of segments of `window` words; the rest is dropped."""
    starts = np.cumsum(lengths) - lengths
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(words)) - starts[text]
    segments = lengths // window
    begin = place // window * window
    fresh = (previous_places(words, lengths) < begin) & (begin < segments[text] * window)
    return _where_long(np.bincount(text, weights=fresh, minlength=len(lengths)), segments * window, segments > 0)


def textual_diversity(words: Integers, lengths: Integers, least: int, ratio: float = 0.72) -> Numbers:
    """Return MTLD (McCarthy & Jarvis 2010): the mean length of runs with a type-token ratio of `ratio` or more.

    A factor is complete if the ratio falls below `ratio`; the remaining words count as a partial factor. The mean of a
    forward and a backward pass. NaN if a text has fewer than `least` words or repeats none.
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
    """Return the number of factors of a text, given the previous position of each word (-1 for none)."""
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
    """Return HD-D (McCarthy & Jarvis 2007): the expected share of types in a sample of `sample` words, 0 to 1.

    `counts` has the occurrences of each type in each text, `texts` the text of each. Sampling is without replacement,
    so the probability of missing a type is hypergeometric.
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
    """Return Yule's K (1944): 10,000 (sum of squared counts - words) / words^2; higher is more repetitive."""
    squares = np.bincount(texts, weights=counts**2, minlength=len(lengths))
    return _where_long(10_000 * (squares - lengths), lengths**2, lengths >= max(least, 1))


def previous_places(words: Integers, lengths: Integers) -> Integers:
    """Return the position in the text of each word's previous occurrence, from 0; -1 if there is none."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    order = np.lexsort((place, words, text))
    same = (words[order][1:] == words[order][:-1]) & (text[order][1:] == text[order][:-1])
    before = np.full(len(words), -1, dtype=np.int64)
    before[order[1:][same]] = place[order[:-1][same]]
    return before


def count_types(words: Integers, lengths: Integers) -> tuple[Numbers, Integers]:
    """Return the number of occurrences of each type in each text, and the text of each."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    order = np.lexsort((words, text))
    ends = np.flatnonzero((np.diff(words[order]) != 0) | (np.diff(text[order]) != 0)) + 1
    bounds = np.concatenate([[0], ends, [len(words)]]) if len(words) else np.zeros(1, dtype=np.int64)
    return np.diff(bounds).astype(float), text[order][bounds[:-1]]


def _where_long(values: NDArray[Any], parts: NDArray[Any], long: Mask) -> Numbers:
    return np.where(long, values / np.where(long, parts, 1), np.nan)
