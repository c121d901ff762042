"""Tells the running text of a page copied from the web from its furniture, line by line.

The model is a sum of small decision trees over the features of a line and of its neighbours. It was learned from pages
that people had marked (`workflow/train_line_model.py` made the file).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presswork.corpus.line_features import FEATURES, Words, measure_page, read_words
from presswork.corpus.trees import Numbers, Trees, build_trees, sum_trees


@dataclass(frozen=True)
class LineModel:
    """Furniture words, trees over `FEATURES`, and the least probability of running text that keeps a line."""

    words: Words
    trees: Trees
    threshold: float


def build_line_model(content: dict[str, Any], words: str) -> LineModel:
    """Return the model of a model file's content and of the furniture words, given as CSV.

    Raises ValueError where the model needs features that are not measured.
    """
    return LineModel(read_words(words), build_trees(content, FEATURES), content["threshold"])


def apply_line_model(model: LineModel, features: NDArray[np.float32]) -> Numbers:
    """Return the probability that each row of features (lines x features) is running text."""
    probability: Numbers = 1 / (1 + np.exp(-sum_trees(model.trees, features)))
    return probability


def score_lines(lines: list[str], model: LineModel) -> list[float]:
    """Return the probability that each line of a page that is not blank is running text.

    Takes all lines, blank ones and indents included: the surroundings count.
    """
    _, features = measure_page(lines, model.words)
    return [float(score) for score in apply_line_model(model, features)]
