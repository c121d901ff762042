"""The terms of the chosen topics: the heaviest, and those that are both frequent and exclusive."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import rankdata

from presswork.core.tables import find_tables
from presswork.topics.model import Model
from presswork.topics.quality import rank_terms

Numbers = NDArray[np.float64]
LISTED = 20


def list_terms(model: Model, unit_columns: pl.DataFrame) -> pl.DataFrame:
    """Return the terms of each topic that are among the first by weight, p(term | topic), or by FREX."""
    terms = unit_columns["term"].to_list()
    scores = measure_frex(model.terms)
    rows = [row for topic in range(len(model.terms)) for row in _list_topic(topic, terms, model.terms, scores)]
    return pl.DataFrame(rows, find_tables()["topics"].schema, orient="row")


def _list_topic(topic: int, terms: list[str], weights: Numbers, scores: Numbers) -> list[tuple[int | float | str, ...]]:
    rank, frex_rank = (
        {int(column): place for place, column in enumerate(ordered[0], 1)}
        for ordered in (rank_terms(values[[topic]], len(terms)) for values in (weights, scores))
    )
    listed = [column for column in rank if rank[column] <= LISTED or frex_rank[column] <= LISTED]
    return [
        (topic + 1, rank[each], terms[each], weights[topic, each], scores[topic, each], frex_rank[each])
        for each in listed
    ]


def measure_frex(terms: Numbers) -> Numbers:
    """Return FREX, topics x terms, 0 to 1: the harmonic mean of two shares of the topic's terms.

    Of those no more frequent in the topic than this term, and of those no more exclusive to it, each weighing one half
    (Bischof & Airoldi 2012, section 2; their empirical distributions are over all terms).
    """
    frequent, exclusive = (_rank_shares(values) for values in (terms, own_shares(terms)))
    return np.asarray(2 / (1 / frequent + 1 / exclusive))


def own_shares(terms: Numbers) -> Numbers:
    """Return the share of each term's weight over all topics that lies in each topic, topics x terms."""
    return np.asarray(terms / np.maximum(terms.sum(axis=0), np.finfo(float).tiny))


def measure_character(terms: Numbers) -> Numbers:
    """Return what speaks for a topic in a term: its weight there times the share of its weight that lies there."""
    return np.asarray(terms * own_shares(terms))


def _rank_shares(values: Numbers) -> Numbers:
    """Return the empirical distribution function of each row at its own values; equal are those of 12 decimals."""
    if not values.size:
        return values
    return np.asarray(rankdata(np.round(values, 12), method="max", axis=1) / values.shape[1])
