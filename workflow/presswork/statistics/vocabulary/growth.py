"""Vocabulary growth with the size of the corpus, over all orders of its parts."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse, special

from presswork.statistics.arrays import Integers, Numbers


@dataclass(frozen=True)
class Growth:
    """Types and hapaxes, one value for each number of parts."""

    types: Numbers
    hapaxes: Numbers


def expected_growth(counts: sparse.csr_array, parts: Integers) -> Growth:
    """Return the expected types and hapaxes in k parts drawn without replacement, for each k of `parts`; exact.

    A type in d of n parts is missed with probability C(n-d, k) / C(n, k) (Ugland et al. 2003). It is a hapax if one
    part in which it occurs once is drawn, and no other part that has it. `counts` is parts x terms.
    """
    n_parts = counts.shape[0]
    columns = counts.tocsc()
    having = np.diff(columns.indptr)
    # The probability depends only on the number of parts with the type, and there are fewer such numbers than types.
    once = np.bincount(having, weights=np.asarray((columns == 1).sum(axis=0)), minlength=n_parts + 1)
    types = np.bincount(having, minlength=n_parts + 1)
    used = np.flatnonzero(types[1:]) + 1
    drawn, spread = parts[:, None].astype(float), used[None, :].astype(float)
    missed = _share_without(n_parts, spread, drawn, drawn)
    single = _share_without(n_parts, spread, drawn - 1, drawn)
    return Growth((types[used] * (1 - missed)).sum(axis=1), (once[used] * single).sum(axis=1))


def _share_without(n_parts: int, spread: Numbers, others: Numbers, drawn: Numbers) -> Numbers:
    """Return C(n_parts - spread, others) / C(n_parts, drawn), 0 if there are too few others."""
    rest = n_parts - spread

    def log_choose(total: Numbers | float, chosen: Numbers) -> Numbers:
        logs = special.gammaln(total + 1) - special.gammaln(chosen + 1) - special.gammaln(total - chosen + 1)
        return np.asarray(logs, dtype=float)

    possible = others <= rest
    logs = log_choose(rest, np.where(possible, others, 0)) - log_choose(float(n_parts), drawn)
    return np.where(possible, np.exp(logs), 0.0)


def simulate_growth(counts: sparse.csr_array, parts: Integers, orders: int, seed: int) -> Growth:
    """Return types and hapaxes of the first k parts in random orders (orders x numbers of parts)."""
    generator = np.random.default_rng(seed)
    columns = counts.tocsc()
    columns.eliminate_zeros()
    grown = [_grow(columns, generator.permutation(counts.shape[0]), parts) for _ in range(orders)]
    return Growth(np.array([each[0] for each in grown]), np.array([each[1] for each in grown]))


def _grow(columns: sparse.csc_array, places: Integers, parts: Integers) -> tuple[Numbers, Numbers]:
    """Return types and hapaxes of the first parts, with part i at position `places[i]`."""
    n_parts, starts = len(places), columns.indptr[:-1]
    place = places[columns.indices]
    first = np.minimum.reduceat(place, starts)
    is_first = place == np.repeat(first, np.diff(columns.indptr))
    # The second occurrence is in the part of the first, in the next part with the type, or nowhere.
    repeated = np.maximum.reduceat(np.where(is_first, columns.data, 0), starts) > 1
    second = np.where(repeated, first, np.minimum.reduceat(np.where(is_first, n_parts, place), starts))
    seen = np.cumsum(np.bincount(first, minlength=n_parts + 1))
    seen_twice = np.cumsum(np.bincount(second, minlength=n_parts + 1))
    return seen[parts - 1].astype(float), (seen - seen_twice)[parts - 1].astype(float)


def token_growth(totals: Integers, shares: Numbers) -> Growth:
    """Return the expected types and hapaxes of a share of the tokens drawn one by one (Baayen 2001, section 2.6.1).

    Each occurrence of a type is drawn independently with that probability, as if words did not come in bursts.
    """
    distinct, types = np.unique(totals, return_counts=True)
    missed = (1 - shares[:, None]) ** distinct
    single = distinct * shares[:, None] * (1 - shares[:, None]) ** (distinct - 1.0)
    return Growth((types * (1 - missed)).sum(axis=1), (types * single).sum(axis=1))
