"""Occurrence and co-occurrence of terms in sliding windows of running text."""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from presswork.statistics.arrays import Integers


class Windows(NamedTuple):
    """Number of windows, and of windows with both terms of each pair (terms x terms; diagonal: one term)."""

    total: int
    joint: sparse.csr_array


class Spans(NamedTuple):
    """Disjoint runs of windows that contain a term; a window is identified by the position of its first word."""

    column: Integers
    first: Integers
    last: Integers


def count_windows(text: pl.DataFrame, terms: pl.Series, size: int) -> Windows:
    """Return the number of windows of `size` words in which the terms occur, alone and in pairs.

    `text` has article_id, position and term (name or number) of every word. A window starts at each word that is
    followed by size - 1 words of its article; a shorter article is one window. As in gensim's c_npmi, if a window
    contains a term twice and the first occurrence leaves it, the term counts again only from its next occurrence on.
    """
    placed = text.sort("article_id", "position").select(
        "article_id", "term", place=pl.int_range(pl.len(), dtype=pl.Int64)
    )
    article = placed.group_by("article_id").agg(
        opening=pl.col("place").min(), windows=(pl.len().cast(pl.Int64) - size + 1).clip(1)
    )
    known = terms.cast(text.schema["term"]).to_frame("term").with_columns(column=pl.int_range(pl.len(), dtype=pl.Int64))
    found = placed.join(known, on="term").join(article, on="article_id").sort("column", "place")
    return Windows(int(article["windows"].sum()), _count_overlaps(_find_spans(found, size), len(terms)))


def _find_spans(found: pl.DataFrame, size: int) -> Spans:
    column, place, opening, windows = (found[name].to_numpy() for name in ("column", "place", "opening", "windows"))
    first = np.maximum(place - size + 1, opening)
    width = place.max(initial=0) + 1
    leading = np.searchsorted(column * width + place, column * width + first)
    last = np.minimum(place[leading], opening + windows - 1)
    follows = np.diff(column, prepend=-1) == 0
    first = np.where(follows, np.maximum(first, np.roll(last, 1) + 1), first)
    kept = first <= last
    return Spans(column[kept], first[kept], last[kept])


def _count_overlaps(spans: Spans, n_terms: int) -> sparse.csr_array:
    order = np.argsort(spans.first, kind="stable")
    column, first, last = (values[order] for values in spans)
    cells = [(column, column, last - first + 1)]
    left = np.arange(len(first))
    for step in range(1, len(first)):
        left = left[left + step < len(first)]
        left = left[first[left + step] <= last[left]]
        if not len(left):
            break
        right = left + step
        both = np.minimum(last[left], last[right]) - first[right] + 1
        cells += [(column[left], column[right], both), (column[right], column[left], both)]
    rows, columns, counts = (np.concatenate(values) for values in zip(*cells))
    return sparse.csr_array((counts, (rows, columns)), shape=(n_terms, n_terms))
