"""Whether a term's rate differs between groups, by permuting which units belong to which group."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
COLUMNS_AT_ONCE = 128
# Sums that differ by rounding alone are equal.
EQUAL = 1e-9


@dataclass(frozen=True)
class Permuted:
    """Of each group against the rest (groups x terms): the statistic, its p, and its p corrected over all of them."""

    statistic: Numbers
    p: Numbers
    p_maxt: Numbers


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

    `counts` is units x terms, `sizes` the words of each unit, `groups` its group (-1: only ever in the rest). Groups
    are permuted among the units of one of `blocks`, so that what the units of a block share stays with all of them. The
    statistic is the group's occurrences less those expected from its words at the rate of all units, standardised by
    its exact mean and variance under permutation. p is (1 + as extreme) / (1 + permutations); p_maxt is corrected over
    groups and terms together by step-down maxT (Westfall & Young 1993, algorithm 4.1).
    """
    rate = np.asarray(counts.sum(axis=0), dtype=float) / sizes.sum()
    mean, deviation = _moments(counts, sizes, rate, groups, blocks, n_groups)
    transposed = counts.T.tocsr()

    def standardize(members: Numbers) -> Numbers:
        """Return statistics (sets of groups x groups x terms) from 0/1 memberships (units x sets of groups)."""
        observed = np.asarray(transposed @ members).T - np.outer(members.T @ sizes, rate)
        shaped = observed.reshape(-1, n_groups, len(rate)) - mean
        return np.divide(shaped, deviation, out=np.zeros_like(shaped), where=deviation > 0)

    statistic = standardize(_mark_members(groups[None], n_groups))[0]
    extreme = np.abs(statistic).ravel() - EQUAL
    order = np.argsort(extreme, kind="stable")
    alone, jointly = np.zeros(extreme.size), np.zeros(extreme.size)
    generator = np.random.default_rng(seed)
    at_once = max(1, COLUMNS_AT_ONCE // n_groups)
    for start in range(0, permutations, at_once):
        drawn = [_shuffle(groups, blocks, generator) for _ in range(min(at_once, permutations - start))]
        for values in np.abs(standardize(_mark_members(np.array(drawn), n_groups))):
            sample = values.ravel()
            alone += sample >= extreme
            jointly += np.maximum.accumulate(sample[order]) >= extreme[order]
    stepped = np.maximum.accumulate(((1 + jointly) / (1 + permutations))[::-1])[::-1]
    p_maxt = np.empty(extreme.size)
    p_maxt[order] = stepped
    shape = statistic.shape
    return Permuted(statistic, ((1 + alone) / (1 + permutations)).reshape(shape), p_maxt.reshape(shape))


def _mark_members(groups: Integers, n_groups: int) -> Numbers:
    """Return 0/1 memberships, units x (sets of groups, one behind the other)."""
    marks = groups[:, None, :] == np.arange(n_groups)[None, :, None]
    return np.ascontiguousarray(marks.reshape(-1, groups.shape[1]).T, dtype=float)


def _shuffle(groups: Integers, blocks: Integers, generator: np.random.Generator) -> Integers:
    shuffled = np.empty_like(groups)
    shuffled[np.argsort(blocks, kind="stable")] = groups[np.lexsort((generator.random(len(groups)), blocks))]
    return shuffled


def _moments(
    counts: sparse.csr_array, sizes: Numbers, rate: Numbers, groups: Integers, blocks: Integers, n_groups: int
) -> tuple[Numbers, Numbers]:
    """Return mean and standard deviation (groups x terms) under permutation, of sampling without replacement.

    A group with k of a block's m units has of that block the mean k/m S and the variance k(m-k)/(m(m-1)) (Q - S^2/m),
    with S the sum and Q the sum of squares of the residuals count - size * rate.
    """
    numbers = np.unique(blocks, return_inverse=True)[1]
    units = np.bincount(numbers).astype(float)
    places = np.arange(len(numbers))
    joined = sparse.csr_array((np.ones(len(numbers)), (numbers, places)), shape=(len(units), len(numbers)))
    members = joined @ _mark_members(groups[None], n_groups)
    chance = (members / units[:, None]).T
    spread = chance * (units - members.T) / np.maximum(units - 1, 1)
    mean = _sum_weighted(chance[:, numbers], counts) - np.outer(chance[:, numbers] @ sizes, rate)
    own = _sum_squares(spread[:, numbers], counts, sizes, rate)
    shared = _sum_squares(spread / units, (joined @ counts).tocsr(), joined @ sizes, rate)
    return mean, np.sqrt(_without_rounding(own - shared, own))


def _without_rounding(variance: Numbers, scale: Numbers) -> Numbers:
    return np.where(variance > EQUAL * scale, variance, 0.0)


def _sum_weighted(weights: Numbers, values: Any) -> Numbers:
    return np.asarray(values.T @ weights.T, dtype=float).T


def _sum_squares(weights: Numbers, counts: Any, sizes: Numbers, rate: Numbers) -> Numbers:
    """Return the weighted sums of squared residuals, groups x terms."""
    squares = _sum_weighted(weights, counts.power(2))
    products = _sum_weighted(weights * sizes, counts)
    return squares - 2 * rate * products + np.outer(weights @ sizes**2, rate**2)
