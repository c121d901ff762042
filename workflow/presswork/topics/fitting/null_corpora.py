"""Articles without topics: the corpus's own counts, traded among articles until only chance joins terms."""

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
# Counts of 1, 2, 3 to 4, and 5 or more are traded among themselves.
LEVELS = (2, 3, 5)
OVERLAP = 0.8
BLOCK = 500


def find_distinct(unit_rows: pl.DataFrame) -> NDArray[np.intp]:
    """Return the rows of one article a story: copies of an article are structure, but no topics."""
    first = unit_rows.group_by("story").agg(pl.col("article_id").min())
    return np.flatnonzero(unit_rows["article_id"].is_in(first["article_id"].implode()).to_numpy())


def draw_nulls(units: sparse.csr_array, unit_rows: pl.DataFrame, nulls: int) -> Iterator[sparse.csr_array]:
    """Yield corpora without topics, made of one article a story; none of one article, or without terms.

    Each term keeps its counts, as bursty as they are; each article keeps how many counts it has of each size. Articles
    trade with others of like length (`STRATUM` of them): long ones have more of all terms. Terms that nearly always
    stand together are traded as one. From the articles a chain of `SWEEPS` trades of all articles leads to a hub, and
    from there one of as many to each null, so that the articles' place among the nulls is exact where terms are
    independent, whether or not the chain has run long enough to be (Besag & Clifford 1989).
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
        # Passages go with their article, to where they stood in it. Counts that meet in a cell are summed.
        place = (2 * (entries.row - starts[old]) + 1) * passages[new] // (2 * passages[old])
        yield sparse.csr_array(sparse.coo_array((entries.data, (starts[new] + place, entries.col)), counts.shape))


def _cut_strata(lengths: NDArray[np.number]) -> Ints:
    """Return the stratum of each article: `STRATUM` or a few more that are next to each other in length."""
    rank = np.argsort(np.argsort(lengths, kind="stable"))
    n_strata = max(1, len(lengths) // STRATUM)
    return np.asarray((rank * n_strata) // len(lengths), dtype=np.int64)


def bind_terms(counts: sparse.csr_array) -> NDArray[np.intp]:
    """Return a label for each term: terms of one label stand in nearly the same rows, as the parts of a name do.

    Two terms are bound where the rows that hold both are at least `OVERLAP` of those that hold either (Jaccard), or
    where a chain of such pairs joins them.
    """
    present = counts.astype(bool).astype(np.int32).tocsc()
    order = np.argsort(np.asarray(present.sum(axis=0)), kind="stable")
    present = present[:, order]
    held = np.asarray(present.sum(axis=0))
    pairs = []
    for start in range(0, len(held), BLOCK):
        # Those in so many more rows cannot overlap enough.
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

    A count is of a term in an article, and of a level from 1 up; the article has a stratum, within which it trades. The
    counts are in the order of terms.
    Terms of which the two articles have different levels change hands: among those of the same two levels, all ways
    that leave each article as many of each level are equally likely (Strona et al. 2014, for presence alone).
    """
    chance = np.random.default_rng(derive_seed("topics", "null", chain))
    for _ in range(SWEEPS):
        members = _pair_articles(stratum, chance)
        article = _trade_once(term, article, level, members, chance)
    return article


def _pair_articles(stratum: Ints, chance: np.random.Generator) -> Ints:
    """Return pairs of articles of a stratum, pairs x 2; of an odd number one is left out."""
    order = np.lexsort((chance.random(len(stratum)), stratum))
    ordered = stratum[order]
    is_second = (np.arange(len(order)) - np.searchsorted(ordered, ordered)) % 2 == 1
    second = np.flatnonzero(is_second)
    return np.stack([order[second - 1], order[second]], axis=1)


def _trade_once(term: Ints, article: Ints, level: Ints, members: Ints, chance: np.random.Generator) -> Ints:
    pair = np.full(int(max(article.max(), members.max(initial=0))) + 1, len(members), article.dtype)
    side = np.zeros_like(pair)
    pair[members], side[members] = np.arange(len(members))[:, None], [0, 1]
    # Counts are in the order of terms, so that the two of a pair and term come to stand next to each other.
    order = _sort_small(pair[article])
    own, sides, level = pair[article][order], side[article][order], level[order]
    is_next = (np.diff(term[order]) == 0) & (np.diff(own) == 0)
    # Where both articles have the term, the higher level is what changes hands, for the lower one.
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
    """Return the sides (0 or 1) in any order within each group."""
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
    """Return the stable order of numbers from 0 up; below 65,536 of them sorting takes a tenth of the time."""
    return np.argsort(keys.astype(np.min_scalar_type(keys.max(initial=0))), kind="stable")
