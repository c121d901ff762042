"""Arrays in which each group has a range of values, and other small steps on whole arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Points = NDArray[np.uint32]


def to_points(characters: str) -> Points:
    """Return the code points of a string."""
    return np.frombuffer(characters.encode("utf-32-le"), np.uint32)


def to_bounds(counts: Ints) -> Ints:
    """Return where each group begins that has so many values, and where the last ends."""
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds


def expand_ranges(first: Ints, counts: Ints) -> Ints:
    """Return the numbers from each `first` on, so many as `counts` says, one range after the other."""
    bounds = to_bounds(counts)
    return np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], counts)


def number_keys(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the distinct keys, all below `size`, in their order, and for each key its place among them."""
    seen = np.zeros(size, np.bool_)
    seen[keys] = True
    distinct = np.flatnonzero(seen)
    place = np.zeros(size, np.int32)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[keys]


def count_from_zero(groups: Ints) -> Ints:
    """Return for each value its place among equals, which stand together."""
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.arange(len(groups)) - np.repeat(first, np.diff(first, append=len(groups)))
