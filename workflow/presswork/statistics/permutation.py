"""Permutation test of whether a term's rate differs between groups: units are reassigned to groups at random."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse, special

from presswork.statistics.arrays import Integers, Numbers

COLUMNS_AT_ONCE = 128
# Values that differ by less are equal.
EQUAL = 1e-9


@dataclass(frozen=True)
class Permuted:
    """For each group against the rest (groups x terms): the statistic, p, and p corrected over all groups and terms.

    `overdispersion` is the variance of the counts under permutation divided by that of independent tokens.
    """

    statistic: Numbers
    p: Numbers
    p_maxt: Numbers
    overdispersion: Numbers


@dataclass(frozen=True)
class Null:
    """The permutation distribution of each term: rate, total, and for each group expected count and overdispersion.

    `words` is the expected number of words of each group.
    """

    rate: Numbers
    total: Numbers
    words: Numbers
    expected: Numbers
    overdispersion: Numbers


def permute_groups(
    counts: sparse.csr_array,
    sizes: Numbers,
    groups: Integers,
    blocks: Integers,
    n_groups: int,
    permutations: int,
    seed: int,
) -> Permuted:
    """Return two-sided p-values of each term in groups 0 to n_groups - 1 against all other units, by permutation.

    `counts` is units x terms, `sizes` the words of each unit, `groups` its group (-1: only in the rest). Groups are
    permuted within `blocks`, so that a property shared by a block is not a difference between groups. The
    statistic is the signed root of the two-cell G2 divided by the term's overdispersion (its exact variance under
    permutation over that of independent tokens), which puts bursty and even, rare and frequent terms on one scale. p is
    (1 + number as extreme) / (1 + permutations); p_maxt is corrected over groups and terms together by step-down maxT
    (Westfall & Young 1993, algorithm 4.1).
    """
    null = _describe_null(counts, sizes, groups, blocks, n_groups)
    transposed = counts.T.tocsr()

    def measure(drawn: Integers) -> Numbers:
        members = _mark_members(drawn, n_groups)
        observed = np.asarray(transposed @ members).T.reshape(len(drawn), n_groups, -1)
        return _signed_root(observed, (members.T @ sizes).reshape(len(drawn), n_groups, 1), null)

    statistic = measure(groups[None])[0]
    extreme = np.abs(statistic).ravel() - EQUAL
    order = np.argsort(extreme, kind="stable")
    alone, jointly = np.zeros(extreme.size), np.zeros(extreme.size)
    generator = np.random.default_rng(seed)
    at_once = max(1, COLUMNS_AT_ONCE // n_groups)
    for start in range(0, permutations, at_once):
        drawn = [_shuffle(groups, blocks, generator) for _ in range(min(at_once, permutations - start))]
        for values in np.abs(measure(np.array(drawn))):
            alone += values.ravel() >= extreme
            jointly += np.maximum.accumulate(values.ravel()[order]) >= extreme[order]
    p_maxt = np.empty(extreme.size)
    # Monotone: a less extreme statistic never has a smaller p.
    p_maxt[order] = np.maximum.accumulate(((1 + jointly) / (1 + permutations))[::-1])[::-1]
    p = (1 + alone) / (1 + permutations)
    return Permuted(statistic, p.reshape(statistic.shape), p_maxt.reshape(statistic.shape), null.overdispersion)


def _mark_members(drawn: Integers, n_groups: int) -> Numbers:
    """Return 0/1 memberships (units x groups of each permutation, side by side)."""
    marks = drawn[:, None, :] == np.arange(n_groups)[None, :, None]
    return np.ascontiguousarray(marks.reshape(-1, drawn.shape[1]).T, dtype=float)


def _shuffle(groups: Integers, blocks: Integers, generator: np.random.Generator) -> Integers:
    shuffled = np.empty_like(groups)
    shuffled[np.argsort(blocks, kind="stable")] = groups[np.lexsort((generator.random(len(groups)), blocks))]
    return shuffled


def _signed_root(observed: Numbers, words: Numbers, null: Null) -> Numbers:
    """Return the statistics; 0 if permutation changes nothing."""
    expected = null.expected + null.rate * (words - null.words[:, None])
    expected = np.clip(expected, EQUAL, null.total - EQUAL)
    deviance = special.rel_entr(observed, expected) + special.rel_entr(null.total - observed, null.total - expected)
    scaled = np.zeros_like(deviance)
    np.divide(2 * np.maximum(deviance, 0), null.overdispersion, out=scaled, where=null.overdispersion > 0)
    return np.asarray(np.sign(observed - expected) * np.sqrt(scaled), dtype=float)


def _describe_null(counts: sparse.csr_array, sizes: Numbers, groups: Integers, blocks: Integers, n_groups: int) -> Null:
    """Return the exact moments of sampling without replacement within blocks.

    A group with k of a block's m units is expected to have k/m of its occurrences. With the sum S and the sum of
    squares Q of the block's residuals (count - size * rate), the variance is k(m-k)/(m(m-1)) (Q - S^2/m).
    """
    total = np.asarray(counts.sum(axis=0), dtype=float)
    rate = total / sizes.sum()
    numbers = np.unique(blocks, return_inverse=True)[1]
    units = np.bincount(numbers).astype(float)
    places = np.arange(len(numbers))
    joined = sparse.csr_array((np.ones(len(numbers)), (numbers, places)), shape=(len(units), len(numbers)))
    members = joined @ _mark_members(groups[None], n_groups)
    chance = (members / units[:, None]).T
    spread = chance * (units - members.T) / np.maximum(units - 1, 1)
    expected = _sum_weighted(chance[:, numbers], counts)
    own = _sum_squares(spread[:, numbers], counts, sizes, rate)
    shared = _sum_squares(spread / units, (joined @ counts).tocsr(), joined @ sizes, rate)
    variance = np.where(own - shared > EQUAL * own, own - shared, 0.0)
    single = expected * (total - expected) / np.maximum(total, EQUAL)
    overdispersion = np.divide(variance, single, out=np.zeros_like(variance), where=single > 0)
    return Null(rate, total, chance[:, numbers] @ sizes, expected, overdispersion)


def _sum_weighted(weights: Numbers, values: Any) -> Numbers:
    return np.asarray(values.T @ weights.T, dtype=float).T


def _sum_squares(weights: Numbers, counts: Any, sizes: Numbers, rate: Numbers) -> Numbers:
    """Return the weighted sums of squared residuals, groups x terms."""
    squares = _sum_weighted(weights, counts.power(2))
    products = _sum_weighted(weights * sizes, counts)
    return squares - 2 * rate * products + np.outer(weights @ sizes**2, rate**2)
