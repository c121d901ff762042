"""Split work into blocks that fit into memory."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


def split_blocks(sizes: NDArray[np.int64], most: int) -> list[slice]:
    """Return consecutive slices of items whose `sizes` sum to about `most`, exceeding it by less than one item."""
    if not sizes.size:
        return []
    numbers = np.cumsum(sizes) // most
    edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), sizes.size]
    return [slice(start, end) for start, end in pairwise(edges)]
