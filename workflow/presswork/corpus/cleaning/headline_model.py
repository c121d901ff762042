"""Finds the headline of a page copied from the web, below the navigation, or says that no line stands out.

The candidates of a page compete: a sum of small decision trees gives each its odds against "none of them", so that two
lines that look alike weaken each other. It was learned from pages with a known headline
(`workflow/commands/train_headline_model.py` made the file).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from presswork.corpus.cleaning.decision_trees import Trees, build_trees, sum_trees
from presswork.corpus.cleaning.headline_features import FEATURES, Page, measure_candidates
from presswork.statistics.arrays import Numbers


@dataclass(frozen=True)
class HeadlineModel:
    """Trees over `FEATURES`, and the least probability that makes a line the headline."""

    trees: Trees
    threshold: float


def build_headline_model(content: dict[str, Any]) -> HeadlineModel:
    """Return the model of a model file's content.

    Raises ValueError if the model needs features that are not measured.
    """
    return HeadlineModel(build_trees(content, FEATURES), content["threshold"])


def share_probability(odds: Numbers) -> Numbers:
    """Return the probability of each candidate from its log odds against none of them."""
    top = max(0.0, float(odds.max(initial=0.0)))
    weights = np.exp(odds - top)
    probability: Numbers = weights / (weights.sum() + np.exp(-top))
    return probability


def find_headline(page: Page, model: HeadlineModel) -> tuple[int, float] | None:
    """Return the place of the likeliest headline and its probability, None where no line may be the headline."""
    places, features = measure_candidates(page)
    if not len(places):
        return None
    probability = share_probability(sum_trees(model.trees, features))
    best = int(probability.argmax())
    return int(places[best]), float(probability[best])
