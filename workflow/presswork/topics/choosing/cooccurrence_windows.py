"""In how many sliding windows of running text terms occur, alone and together."""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from presswork.statistics.arrays import Integers


class Windows(NamedTuple):
    """How many windows there are, and in how many each two terms occur, terms x terms; the diagonal is for one term."""

    total: int
    joint: sparse.csr_array


class Spans(NamedTuple):
    """Runs of windows that hold a term, each window named by the place of its first word; those of a term are apart."""

    column: Integers
    first: Integers
    last: Integers


def count_windows(text: pl.DataFrame, terms: pl.Series, size: int) -> Windows:
    """Return in how many windows of `size` words the terms occur.

    `text` has article_id, position and term of every word, the term by name or number. A window opens at each word with
    size - 1 words of its article behind it; a shorter article is one window. Counted as gensim's c_npmi does: where a
    window holds a term twice and leaves the first behind, the term counts again only from where it comes anew.
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
