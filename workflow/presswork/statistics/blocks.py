"""Work in blocks, so that memory holds a part of it at a time."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


def split_blocks(sizes: NDArray[np.int64], most: int) -> list[slice]:
    """Return slices that follow each other and hold hardly more than `most` each: up to one of `sizes` above it."""
    if not sizes.size:
        return []
    numbers = np.cumsum(sizes) // most
    edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), sizes.size]
    return [slice(start, end) for start, end in pairwise(edges)]
