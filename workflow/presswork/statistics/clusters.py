"""Counts and sizes of sampling units: the articles of a story or day are not independent and are summed."""

import numpy as np
from scipy import sparse

from presswork.statistics.arrays import Integers, Numbers


def join_counts(counts: sparse.csr_array, units: Integers) -> sparse.csr_array:
    """Return the sums of the rows of each unit (units x terms); `units` has each row's unit, from 0 without gaps."""
    shape = (int(units.max(initial=-1)) + 1, len(units))
    owners = sparse.csr_array((np.ones(len(units)), (units, np.arange(len(units)))), shape=shape)
    return (owners @ counts).tocsr()


def count_present(counts: sparse.csr_array) -> Integers:
    """Return the number of rows in which each term occurs."""
    return np.asarray(counts.astype(bool).sum(axis=0), dtype=np.int64)


def join_sizes(sizes: Numbers, units: Integers) -> Numbers:
    """Return the sums of the sizes of each unit."""
    return np.asarray(np.bincount(units, weights=sizes), dtype=float)
