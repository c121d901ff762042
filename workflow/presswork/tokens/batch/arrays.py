"""Operations on arrays in which each group has a range of values."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Points = NDArray[np.uint32]


def to_points(characters: str) -> Points:
    """Return the code points of a string."""
    return np.frombuffer(characters.encode("utf-32-le"), np.uint32)


def to_bounds(counts: Ints) -> Ints:
    """Return the start of each group, given the sizes of the groups, and the end of the last."""
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds


def expand_ranges(first: Ints, counts: Ints) -> Ints:
    """Return the concatenated ranges that start at `first` and have the lengths `counts`."""
    bounds = to_bounds(counts)
    return np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], counts)


def number_keys(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the sorted distinct keys, all below `size`, and the index of each key among them."""
    seen = np.zeros(size, np.bool_)
    seen[keys] = True
    distinct = np.flatnonzero(seen)
    place = np.zeros(size, np.int32)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[keys]


def count_from_zero(groups: Ints) -> Ints:
    """Return the position of each value within its group of equal values, which are adjacent."""
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.arange(len(groups)) - np.repeat(first, np.diff(first, append=len(groups)))
