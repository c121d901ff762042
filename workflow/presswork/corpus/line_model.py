"""Tells the running text of a page copied from the web from its furniture, line by line.

The model is a sum of small decision trees over the features of a line and of its neighbours. It was learned from pages
that people had marked (`workflow/train_line_model.py` made the file). Each tree has at most eight splits, so the
answers of a line to a tree's splits make one byte, and a table of 256 entries holds the tree's score for each byte.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presswork.corpus.line_features import FEATURES, measure_pages
from presswork.corpus.line_look import Words, read_words
from presswork.corpus.lines import LINE_END

SPLITS = 8
ROWS_AT_ONCE = 512
LINES_AT_ONCE = 4096
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class LineModel:
    """Furniture words, and trees: column and limit of each split (trees x 8), score of each byte (trees x 256)."""

    words: Words
    columns: NDArray[np.intp]
    limits: NDArray[np.float32]
    scores: NDArray[np.float32]
    bias: float
    threshold: float


@dataclass(frozen=True)
class LineScores:
    """The probability of running text of each line of a page that is not blank, and the least that is kept."""

    values: list[float]
    threshold: float


def build_line_model(content: dict[str, Any], words: str) -> LineModel:
    """Return the model of a model file's content and of the furniture words, given as CSV.

    Raises ValueError where the model needs features that are not measured.
    """
    trees = content["trees"]
    unknown = {split[0] for tree in trees for split in tree["splits"]} - set(FEATURES)
    if unknown:
        raise ValueError(f"the line model needs unknown features: {sorted(unknown)}")
    columns = np.zeros((len(trees), SPLITS), dtype=np.intp)
    limits = np.full((len(trees), SPLITS), np.inf, dtype=np.float32)
    for row, tree in enumerate(trees):
        for place, (feature, limit, _, _) in enumerate(tree["splits"]):
            columns[row, place] = FEATURES.index(feature)
            limits[row, place] = limit
    scores = np.array([_tabulate_tree(tree) for tree in trees], dtype=np.float32)
    return LineModel(read_words(words), columns, limits, scores, content["bias"], content["threshold"])


def _tabulate_tree(tree: dict[str, Any]) -> list[float]:
    """Return the tree's score for each byte of answers; the first split is the highest bit, 1 means at most the limit.

    A split is [feature, limit, next if at most, next if above]; next is a split, or the leaf -next - 1 if negative.
    """
    scores = []
    for byte in range(1 << SPLITS):
        place = 0 if tree["splits"] else -1
        while place >= 0:
            at_most = byte >> (SPLITS - 1 - place) & 1
            place = tree["splits"][place][2 if at_most else 3]
        scores.append(tree["leaves"][-place - 1])
    return scores


def apply_line_model(model: LineModel, features: NDArray[np.float32]) -> Numbers:
    """Return the probability that each row of features (lines x features) is running text."""
    trees = (np.arange(len(model.columns)) << SPLITS)[:, None]
    odds = [np.zeros(0)]
    for start in range(0, len(features), ROWS_AT_ONCE):
        values = np.ascontiguousarray(features[start : start + ROWS_AT_ONCE].T)
        answers = values[model.columns] <= model.limits[:, :, None]
        bytes_ = np.packbits(answers, axis=1)[:, 0]
        odds.append(np.take(model.scores, bytes_ + trees).sum(axis=0, dtype=np.float64))
    probability: Numbers = 1 / (1 + np.exp(-model.bias - np.concatenate(odds)))
    return probability


def score_pages(texts: Iterable[str], model: LineModel) -> Iterator[LineScores]:
    """Yield the scores of the lines of each page; a page is scored alike whatever pages are around it."""
    for batch in _batch(texts):
        counts, features = measure_pages(batch, model.words)
        scores = apply_line_model(model, features).tolist()
        for end, count in zip(accumulate(counts), counts, strict=True):
            yield LineScores(scores[end - count : end], model.threshold)


def _batch(texts: Iterable[str]) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    size = 0
    for text in texts:
        batch.append(LINE_END.split(text))
        size += len(batch[-1])
        if size >= LINES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
