"""Sums of small decision trees, the form of the line model and of the headline model.

Each tree has at most eight splits, so that a row's answers to the splits fit into one byte, and a table of
256 entries holds the tree's score for each byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presswork.statistics.arrays import Numbers, Places

SPLITS = 8
ROWS_AT_ONCE = 512


@dataclass(frozen=True)
class Trees:
    """Column and limit of each split (trees x 8), score of each byte (trees x 256), and what is added to their sum."""

    columns: Places
    limits: NDArray[np.float32]
    scores: NDArray[np.float32]
    bias: float


def build_trees(content: dict[str, Any], names: Sequence[str]) -> Trees:
    """Return the trees of a model file's content over features with these names.

    Raises ValueError if the model needs features that are not measured.
    """
    trees = content["trees"]
    unknown = {split[0] for tree in trees for split in tree["splits"]} - set(names)
    if unknown:
        raise ValueError(f"the model needs unknown features: {sorted(unknown)}")
    columns = np.zeros((len(trees), SPLITS), dtype=np.intp)
    limits = np.full((len(trees), SPLITS), np.inf, dtype=np.float32)
    for row, tree in enumerate(trees):
        for place, (feature, limit, _, _) in enumerate(tree["splits"]):
            columns[row, place] = names.index(feature)
            limits[row, place] = limit
    scores = np.array([_tabulate_tree(tree) for tree in trees], dtype=np.float32)
    return Trees(columns, limits, scores, content["bias"])


def _tabulate_tree(tree: dict[str, Any]) -> Numbers:
    """Return the tree's score for each byte of answers; the first split is the highest bit, 1 means at most the limit.

    A split is [feature, limit, next if at most, next if above]; next is a split, or the leaf -next - 1 if negative.
    """
    bytes_ = np.arange(1 << SPLITS)
    splits = tree["splits"]
    lower, upper = (np.array([split[side] for split in splits], dtype=np.intp) for side in (2, 3))
    places = np.full(1 << SPLITS, 0 if splits else -1, dtype=np.intp)
    for _ in splits:
        inner = np.maximum(places, 0)
        at_most = bytes_ >> (SPLITS - 1 - inner) & 1
        places = np.where(places < 0, places, np.where(at_most, lower[inner], upper[inner]))
    scores: Numbers = np.array(tree["leaves"], dtype=np.float64)[-places - 1]
    return scores


def sum_trees(trees: Trees, features: NDArray[np.float32]) -> Numbers:
    """Return the sum of the trees' scores and their bias for each row of features."""
    offsets = (np.arange(len(trees.columns)) << SPLITS)[:, None]
    sums = [np.zeros(0)]
    for start in range(0, len(features), ROWS_AT_ONCE):
        values = np.ascontiguousarray(features[start : start + ROWS_AT_ONCE].T)
        answers = values[trees.columns] <= trees.limits[:, :, None]
        bytes_ = np.packbits(answers, axis=1)[:, 0]
        sums.append(np.take(trees.scores, bytes_ + offsets).sum(axis=0, dtype=np.float64))
    total: Numbers = trees.bias + np.concatenate(sums)
    return total
