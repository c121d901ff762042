"""Separates the running text of a page copied from the web from its furniture, line by line.

The model is a sum of small decision trees over the features of a line and of its neighbours. It was learned from pages
that people had marked (`workflow/commands/train_line_model.py` made the file).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presswork.corpus.cleaning.decision_trees import Trees, build_trees, sum_trees
from presswork.corpus.cleaning.line_features import FEATURES, measure_pages
from presswork.corpus.cleaning.line_look import Words, read_words
from presswork.corpus.cleaning.lines import LINE_END
from presswork.statistics.arrays import Numbers

LINES_AT_ONCE = 4096


@dataclass(frozen=True)
class LineModel:
    """Furniture words, trees over `FEATURES`, and the least probability of running text that keeps a line."""

    words: Words
    trees: Trees
    threshold: float


@dataclass(frozen=True)
class LineScores:
    """The lines of a page that are not blank: features, probability of running text, and the least that is kept."""

    look: NDArray[np.float32]
    values: list[float]
    threshold: float


def build_line_model(content: dict[str, Any], words: str) -> LineModel:
    """Return the model of a model file's content and of the furniture words, given as CSV.

    Raises ValueError if the model needs features that are not measured.
    """
    return LineModel(read_words(words), build_trees(content, FEATURES), content["threshold"])


def apply_line_model(model: LineModel, features: NDArray[np.float32]) -> Numbers:
    """Return the probability that each row of features (lines x features) is running text."""
    probability: Numbers = 1 / (1 + np.exp(-sum_trees(model.trees, features)))
    return probability


def score_pages(texts: Iterable[str], model: LineModel) -> Iterator[LineScores]:
    """Yield the scores of the lines of each page; a page is scored alike whatever pages are around it."""
    for batch in _batch(texts):
        counts, features = measure_pages(batch, model.words)
        scores = apply_line_model(model, features).tolist()
        for end, count in zip(accumulate(counts), counts, strict=True):
            yield LineScores(features[end - count : end], scores[end - count : end], model.threshold)


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
