"""Parts of a corpus joined to the units that are drawn: what stands in one story or day is not independent."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


def join_counts(counts: sparse.csr_array, units: Codes) -> sparse.csr_array:
    """Return the sums of the rows of each unit (units x terms); `units` holds each row's unit, from 0 without gaps."""
    shape = (int(units.max(initial=-1)) + 1, len(units))
    owners = sparse.csr_array((np.ones(len(units)), (units, np.arange(len(units)))), shape=shape)
    return (owners @ counts).tocsr()


def join_sizes(sizes: Numbers, units: Codes) -> Numbers:
    """Return the sums of the sizes of each unit."""
    return np.asarray(np.bincount(units, weights=sizes), dtype=float)
