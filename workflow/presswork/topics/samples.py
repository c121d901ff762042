"""The samples that show how far a model is due to chance: resampled articles, one article a story, permuted counts."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from presswork.core.digests import derive_seed
from presswork.topics.sizes import SMALL

Rows = NDArray[np.intp]
STRATUM = 5
OVERLAP = 0.8
BLOCK = 500


def draw_resamples(unit_rows: pl.DataFrame, resamples: int) -> Iterator[Rows]:
    """Yield the rows of each resample: articles drawn with replacement, each with all its passages.

    Below 50 articles one is left out in turn. Of one article, passages are drawn. The same for every engine and number
    of topics.
    """
    members = _group_rows(unit_rows)
    n = len(members)
    for replicate in range(1, count_resamples(unit_rows, resamples) + 1):
        chance = np.random.default_rng(derive_seed("topics", "resample", replicate))
        drawn = np.delete(np.arange(n), replicate - 1) if n < SMALL else np.sort(chance.integers(n, size=n))
        yield np.concatenate([members[each] for each in drawn])


def count_resamples(unit_rows: pl.DataFrame, resamples: int) -> int:
    """Return how many resamples there are: as many as asked for; of a small corpus one an article (passage)."""
    n = len(_group_rows(unit_rows))
    return n if n < SMALL else resamples


def _group_rows(unit_rows: pl.DataFrame) -> list[Rows]:
    if unit_rows["article_id"].n_unique() == 1:
        return [np.array([row]) for row in range(unit_rows.height)]
    grouped = unit_rows.with_row_index("place").group_by("article_id", maintain_order=True).agg("place")
    return [np.array(places, dtype=np.intp) for places in grouped["place"].to_list()]


def find_distinct(unit_rows: pl.DataFrame) -> Rows:
    """Return the rows of one article a story: copies of an article are structure, but no topics."""
    first = unit_rows.group_by("story").agg(pl.col("article_id").min())
    return np.flatnonzero(unit_rows["article_id"].is_in(first["article_id"].implode()).to_numpy())


def bind_terms(counts: sparse.csr_array) -> NDArray[np.intp]:
    """Return a label for each term: terms of one label stand in nearly the same rows, as the parts of a name do.

    Two terms are bound where the rows that hold both are at least `OVERLAP` of those that hold either (Jaccard), or
    where a chain of such pairs joins them.
    """
    present = counts.astype(bool).astype(np.int32).tocsc()
    held = np.asarray(present.sum(axis=0))
    pairs = []
    for start in range(0, len(held), BLOCK):
        both = (present[:, start : start + BLOCK].T @ present).tocoo()
        near = both.data >= OVERLAP * (held[start + both.row] + held[both.col] - both.data)
        pairs.append(np.stack([start + both.row[near], both.col[near]]))
    first, second = np.concatenate(pairs, axis=1)
    graph = sparse.csr_array((np.ones(len(first)), (first, second)), shape=(len(held), len(held)))
    labels: NDArray[np.intp] = csgraph.connected_components(graph, directed=False)[1].astype(np.intp)
    return labels


def permute_counts(
    counts: sparse.csr_array, unit_rows: pl.DataFrame, bound: NDArray[np.intp], replicate: int
) -> sparse.csr_array:
    """Return the counts with each term's own counts dealt to other articles: as bursty as before, but without topics.

    Terms of one label of `bound` move together. Articles trade counts with those next to them in length, `STRATUM` or
    a few more, since long articles have more of all terms (permutation within strata: Good 2005, chapter 3). Passages
    go with their article, to where they stood in it.
    """
    chance = np.random.default_rng(derive_seed("topics", "null", replicate))
    ids = unit_rows["article_id"].to_numpy()
    _, starts, article, passages = np.unique(ids, return_index=True, return_inverse=True, return_counts=True)
    entries = counts.tocoo()
    old = article[entries.row]
    moved, which = np.unique(bound[entries.col] * len(starts) + old, return_inverse=True)
    lengths = np.bincount(article, unit_rows["n_words"].to_numpy()).astype(float)
    new = _deal_articles(*np.divmod(moved, len(starts)), lengths, chance)[which]
    place = (2 * (entries.row - starts[old]) + 1) * passages[new] // (2 * passages[old])
    dealt = sparse.csr_array((entries.data, (starts[new] + place, entries.col)), shape=counts.shape)
    dealt.sum_duplicates()
    return dealt


def _deal_articles(
    label: NDArray[np.intp], article: NDArray[np.intp], lengths: NDArray[np.float64], chance: np.random.Generator
) -> NDArray[np.intp]:
    """Return another article for each: within a label and a stratum of lengths, all orders are equally likely."""
    ordered = np.argsort(lengths, kind="stable")
    rank = np.argsort(ordered)
    n_strata = max(1, len(lengths) // STRATUM)
    edges = np.arange(n_strata + 1) * len(lengths) // n_strata
    stratum = np.searchsorted(edges, rank[article], side="right") - 1
    dealt = np.empty_like(article)
    for size in np.unique(np.diff(edges)):
        own = np.flatnonzero(np.diff(edges)[stratum] == size)
        keys, which = np.unique(label[own] * n_strata + stratum[own], return_inverse=True)
        orders = chance.permuted(np.tile(np.arange(size, dtype=np.int32), (len(keys), 1)), axis=1)
        start = edges[stratum[own]]
        dealt[own] = ordered[start + orders[which, rank[article[own]] - start]]
    return dealt
