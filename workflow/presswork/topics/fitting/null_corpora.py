"""Shuffled corpora (null model): the counts are exchanged among articles until only chance brings terms together."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from presswork.core.digests import derive_seed

Ints = NDArray[np.integer]
STRATUM = 10
SWEEPS = 10
# Levels of counts: 1, 2, 3 to 4, and 5 or more.
LEVELS = (2, 3, 5)
OVERLAP = 0.8
BLOCK = 500


def find_distinct(unit_rows: pl.DataFrame) -> NDArray[np.intp]:
    """Return the rows of one article per story, since copies of an article are structure, but not topics."""
    first = unit_rows.group_by("story").agg(pl.col("article_id").min())
    return np.flatnonzero(unit_rows["article_id"].is_in(first["article_id"].implode()).to_numpy())


def draw_nulls(units: sparse.csr_array, unit_rows: pl.DataFrame, nulls: int) -> Iterator[sparse.csr_array]:
    """Yield shuffled corpora of one article per story; none for a single article or without terms.

    Each term keeps its counts, including bursts; each article keeps its number of counts of each level. Articles
    exchange counts within strata of `STRATUM` articles of similar length, since longer ones have more of all terms.
    Terms that nearly always occur together are exchanged together. A chain of `SWEEPS` sweeps leads from the articles
    to a hub, and another from the hub to each null, so that the test is exact for independent terms, however short the
    chains (Besag & Clifford 1989).
    """
    distinct = find_distinct(unit_rows)
    counts, rows = sparse.csr_array(units[distinct]).sorted_indices(), unit_rows[distinct]
    if unit_rows["article_id"].n_unique() == 1 or not counts.nnz:
        return
    _, starts, article, passages = np.unique(
        rows["article_id"].to_numpy(), return_index=True, return_inverse=True, return_counts=True
    )
    entries = counts.tocoo()
    old = article[entries.row]
    bound = bind_terms(counts)[entries.col].astype(np.int64) * len(starts) + old
    cells, which = np.unique(bound, return_inverse=True)
    term, held = np.divmod(cells, len(starts))
    term, held = term.astype(np.int32), held.astype(np.int32)
    level = (1 + np.searchsorted(LEVELS, np.bincount(which, entries.data), side="right")).astype(np.int32)
    stratum = _cut_strata(np.bincount(article, rows["n_words"].to_numpy()))
    hub = trade_counts(term, held, level, stratum, 0)
    for null in range(nulls):
        new = trade_counts(term, hub, level, stratum, null + 1)[which]
        # Passages keep their relative position in the article. Counts in the same cell are summed.
        place = (2 * (entries.row - starts[old]) + 1) * passages[new] // (2 * passages[old])
        yield sparse.csr_array(sparse.coo_array((entries.data, (starts[new] + place, entries.col)), counts.shape))


def _cut_strata(lengths: NDArray[np.number]) -> Ints:
    """Return the stratum of each article: `STRATUM` or slightly more articles of similar length."""
    rank = np.argsort(np.argsort(lengths, kind="stable"))
    n_strata = max(1, len(lengths) // STRATUM)
    return np.asarray((rank * n_strata) // len(lengths), dtype=np.int64)


def bind_terms(counts: sparse.csr_array) -> NDArray[np.intp]:
    """Return a label for each term; terms with the same label occur in nearly the same rows, like the parts of a name.

    Two terms are bound if the Jaccard index of their rows is at least `OVERLAP`, or if a chain of such pairs connects
    them.
    """
    present = counts.astype(bool).astype(np.int32).tocsc()
    order = np.argsort(np.asarray(present.sum(axis=0)), kind="stable")
    present = present[:, order]
    held = np.asarray(present.sum(axis=0))
    pairs = []
    for start in range(0, len(held), BLOCK):
        # Terms in many more rows cannot overlap enough.
        stop = np.searchsorted(held, held[start : start + BLOCK][-1] / OVERLAP, side="right")
        both = (present[:, start : start + BLOCK].T @ present[:, start:stop]).tocoo()
        near = both.data >= OVERLAP * (held[start + both.row] + held[start + both.col] - both.data)
        pairs.append(order[start + np.stack([both.row[near], both.col[near]])])
    first, second = np.concatenate(pairs, axis=1)
    graph = sparse.csr_array((np.ones(len(first)), (first, second)), shape=(len(held), len(held)))
    labels: NDArray[np.intp] = csgraph.connected_components(graph, directed=False)[1].astype(np.intp)
    return labels


def trade_counts(term: Ints, article: Ints, level: Ints, stratum: Ints, chain: int) -> Ints:
    """Return the article of each count after `SWEEPS` sweeps, in each of which every article trades with another.

    A count has a term, an article and a level (from 1), and counts are ordered by term; articles trade within their
    stratum. Terms for which the two articles have different levels are exchanged: among those with the same two levels,
    all exchanges that keep each article's number of counts per level are equally likely (Strona et al. 2014, for
    presence).
    """
    chance = np.random.default_rng(derive_seed("topics", "null", chain))
    for _ in range(SWEEPS):
        members = _pair_articles(stratum, chance)
        article = _trade_once(term, article, level, members, chance)
    return article


def _pair_articles(stratum: Ints, chance: np.random.Generator) -> Ints:
    """Return random pairs of articles of the same stratum, pairs x 2; one of an odd number is left out."""
    order = np.lexsort((chance.random(len(stratum)), stratum))
    ordered = stratum[order]
    is_second = (np.arange(len(order)) - np.searchsorted(ordered, ordered)) % 2 == 1
    second = np.flatnonzero(is_second)
    return np.stack([order[second - 1], order[second]], axis=1)


def _trade_once(term: Ints, article: Ints, level: Ints, members: Ints, chance: np.random.Generator) -> Ints:
    pair = np.full(int(max(article.max(), members.max(initial=0))) + 1, len(members), article.dtype)
    side = np.zeros_like(pair)
    pair[members], side[members] = np.arange(len(members))[:, None], [0, 1]
    # Counts are ordered by term, so the two counts of a pair and term become adjacent.
    order = _sort_small(pair[article])
    own, sides, level = pair[article][order], side[article][order], level[order]
    is_next = (np.diff(term[order]) == 0) & (np.diff(own) == 0)
    # If both articles have the term, the higher level is exchanged for the lower one.
    one = np.flatnonzero(is_next & (own[1:] < len(members)))
    one = one[level[one] != level[one + 1]]
    is_second = level[one + 1] > level[one]
    alone = np.flatnonzero(~np.append(is_next, False) & ~np.append(False, is_next) & (own < len(members)))
    high, low = np.append(alone, one + is_second), one + ~is_second
    levels = level[high] * (len(LEVELS) + 2)
    levels[len(alone) :] += level[low]
    new = _shuffle_within(own[high] * (len(LEVELS) + 2) ** 2 + levels, sides[high], chance)
    sides[high], sides[low] = new, 1 - new[len(alone) :]
    traded, moved = article.copy(), np.append(high, low)
    traded[order[moved]] = members[own[moved], sides[moved]]
    return traded


def _shuffle_within(group: Ints, side: Ints, chance: np.random.Generator) -> Ints:
    """Return the sides (0 or 1) in random order within each group."""
    if not len(group):
        return side
    order = chance.permutation(np.arange(len(group), dtype=np.int32))
    order = order[_sort_small(group[order])]
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    ones = np.add.reduceat(side[order], starts)
    shuffled = np.empty_like(side)
    shuffled[order] = np.arange(len(order)) - np.repeat(starts, sizes) < np.repeat(ones, sizes)
    return shuffled


def _sort_small(keys: Ints) -> NDArray[np.intp]:
    """Return the stable order of non-negative integers; the smallest type is used, since short integers sort faster."""
    return np.argsort(keys.astype(np.min_scalar_type(keys.max(initial=0))), kind="stable")
