"""How topics split as their number grows, and the chosen topics in models with neighbouring numbers of topics."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers, Places
from presswork.topics.choosing.quality import TOP_TERMS, cosine_topics, measure_character, rank_terms
from presswork.topics.fitting.model import Model

BLOCK = 500
# Columns of the diagnostics.
MEASURED = ("prevalence", "stability", "npmi")


def relate_sizes(
    models: list[Path],
    units: sparse.csr_array,
    unit_columns: pl.DataFrame,
    diagnostics: pl.DataFrame,
    choice: dict[str, Any],
) -> dict[str, pl.DataFrame]:
    """Return how topics split as their number grows, and the chosen topics beside those of the neighbouring numbers.

    `hierarchy` has the splits, `neighbours` the nearest topics of the neighbouring models, `candidates` their topics.

    `models` are those of the reported engine, one for each planned number of topics; those not fitted are empty.
    """
    fitted = {len(model.terms): model for model in map(Model.read_from, models) if len(model.terms)}
    fitted = dict(sorted(fitted.items()))
    counts = units.astype(float)
    near = find_neighbours(list(fitted), choice["k"])
    own = diagnostics.filter(pl.col("engine") == choice["engine"])
    shown = [
        _describe(fitted[k], fitted[choice["k"]], unit_columns) for k in sorted([*near, choice["k"]] if near else [])
    ]
    links = [_link(fitted[k], fitted[larger], counts) for k, larger in pairwise(fitted)]
    hierarchy = pl.concat([find_tables()["hierarchy"].schema.to_frame(), *links])
    found = [_find_again(fitted[choice["k"]], fitted[k]) for k in near]
    listed = find_tables()["candidates"].schema
    candidates = pl.concat([listed.to_frame().drop(MEASURED), *shown]).join(
        own, on=["k", "topic"], maintain_order="left"
    )
    return {
        "hierarchy": hierarchy,
        "neighbours": pl.concat([find_tables()["neighbours"].schema.to_frame(), *found]),
        "candidates": candidates.select(listed.names()),
    }


def find_neighbours(ks: list[int], k: int | None) -> list[int]:
    """Return the next smaller and the next larger number to `k` in a sorted list, if any."""
    if k not in ks:
        return []
    place = ks.index(k)
    return [ks[near] for near in (place - 1, place + 1) if 0 <= near < len(ks)]


def _link(model: Model, larger: Model, counts: sparse.csr_array) -> pl.DataFrame:
    flows, cosines = measure_flow(model, larger, counts), cosine_topics(model.terms, larger.terms)
    first, second = np.indices(flows.shape).reshape(2, -1)
    return pl.DataFrame(
        {
            "k": np.full(len(first), len(model.terms)),
            "topic": first + 1,
            "next_k": np.full(len(first), len(larger.terms)),
            "next_topic": second + 1,
            "words": flows.ravel() / flows.sum(),
            "share": (flows / np.maximum(flows.sum(axis=1, keepdims=True), np.finfo(float).tiny)).ravel(),
            "cosine": cosines.ravel(),
        }
    )


def measure_flow(model: Model, other: Model, counts: sparse.csr_array) -> Numbers:
    """Return the number of words that the two models assign to each pair of topics, topics x topics of the other.

    Each model divides the occurrences of a term in a row among its topics by p(topic | term, row), proportional to
    share times p(term | topic). The two divisions are independent given term and row. A word that none of its row's
    topics contains is not assigned.
    """
    flows = np.zeros((len(model.terms), len(other.terms)))
    for start in range(0, counts.shape[0], BLOCK):
        block = counts[start : start + BLOCK].tocoo()
        own, others = (_divide(each, block.row + start, block.col) for each in (model, other))
        flows += (own * block.data[:, None]).T @ others
    return flows


def _divide(model: Model, rows: Places, columns: Places) -> Numbers:
    weights = model.shares[rows] * model.terms.T[columns]
    totals = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0))


def _find_again(model: Model, other: Model) -> pl.DataFrame:
    cosines = np.round(cosine_topics(model.terms, other.terms), 6)
    nearest = cosines.argmax(axis=1)
    prevalence = other.shares[other.shares.sum(axis=1) > 0].mean(axis=0)
    return pl.DataFrame(
        {
            "topic": np.arange(1, len(cosines) + 1),
            "k": np.full(len(cosines), len(other.terms)),
            "nearest": nearest + 1,
            "cosine": cosines.max(axis=1),
            "prevalence": prevalence[nearest],
        }
    )


def _describe(model: Model, chosen: Model, unit_columns: pl.DataFrame) -> pl.DataFrame:
    """Return each topic's top terms and the nearest chosen topic."""
    names = unit_columns["term"].to_numpy()
    top = names[rank_terms(measure_character(model.terms), TOP_TERMS)]
    cosines = np.minimum(np.round(cosine_topics(model.terms, chosen.terms), 6), 1)
    return pl.DataFrame(
        {
            "k": np.full(len(top), len(top)),
            "topic": np.arange(1, len(top) + 1),
            "terms": [", ".join(own) for own in top],
            "chosen_topic": cosines.argmax(axis=1) + 1,
            "cosine": cosines.max(axis=1),
        }
    )
