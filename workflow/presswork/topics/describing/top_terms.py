"""The top terms of the chosen topics by character, weight and FREX."""

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers
from presswork.topics.choosing.quality import measure_character, own_shares, rank_terms
from presswork.topics.fitting.model import Model

LISTED = 20
LISTING = {"topic": pl.Int64, "column": pl.Int64, "character": pl.Float64, "weight": pl.Float64, "frex": pl.Float64} | {
    f"{name}_rank": pl.Int64 for name in ("character", "weight", "frex")
}


def list_terms(model: Model, unit_columns: pl.DataFrame) -> pl.DataFrame:
    """Return the terms of each topic that are among the first LISTED by character, weight or FREX."""
    measures = {
        "character": measure_character(model.terms),
        "weight": model.terms,
        "frex": measure_frex(model.terms),
    }
    listed = [_list_topic(topic, measures) for topic in range(len(model.terms))]
    frame = pl.concat([pl.DataFrame(schema=LISTING), *listed])
    names = unit_columns.select("column", "term")
    columns = find_tables()["topics"].schema.names()
    return frame.join(names, on="column").rename({"character_rank": "rank"}).select(columns)


def _list_topic(topic: int, measures: dict[str, Numbers]) -> pl.DataFrame:
    places = {}
    for name, measured in measures.items():
        order = rank_terms(measured[[topic]], measured.shape[1])[0]
        places[name] = np.empty(len(order), dtype=np.int64)
        places[name][order] = np.arange(1, len(order) + 1)
    listed = np.flatnonzero(np.min(list(places.values()), axis=0) <= LISTED)
    cells = {name: measures[name][topic][listed] for name in measures}
    ranks = {f"{name}_rank": places[name][listed] for name in measures}
    return pl.DataFrame({"topic": np.full(len(listed), topic + 1), "column": listed, **cells, **ranks}, LISTING)


def measure_frex(terms: Numbers) -> Numbers:
    """Return FREX, topics x terms, 0 to 1: the harmonic mean of a term's quantiles by frequency and by exclusivity.

    Both have a weight of one half; the empirical distributions are over all terms (Bischof & Airoldi 2012, section 2).
    """
    frequent, exclusive = (_rank_shares(values) for values in (terms, own_shares(terms)))
    return np.asarray(2 / (1 / frequent + 1 / exclusive))


def _rank_shares(values: Numbers) -> Numbers:
    """Return the empirical distribution function of each row at its own values, rounded to 12 decimals."""
    rounded = np.round(values, 12)
    no_greater = np.array([np.searchsorted(np.sort(row), row, side="right") for row in rounded], dtype=float)
    return np.asarray(no_greater.reshape(values.shape) / max(values.shape[1], 1))
