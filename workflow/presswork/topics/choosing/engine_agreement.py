"""Agreement of the chosen model's topics with those of other engines."""

from pathlib import Path

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.topics.choosing.quality import pair_topics
from presswork.topics.fitting.model import Model, find_model


def compare_engines(model: Model, models: list[Path], engines: list[str]) -> pl.DataFrame:
    """Return each chosen topic's match in the medoid of each other engine with as many topics, and their cosine.

    `models` are those of all fits. Topics are matched by the largest sum of cosines. No rows if nothing was chosen.
    """
    k = len(model.terms)
    others = [name for name in engines if name != model.engine] if k else []
    rows = []
    for engine in others:
        other = find_model(models, engine, k)
        partners, cosines = pair_topics(model.terms, other.terms)
        rows += [
            {"topic": topic, "engine": engine, "other_topic": partner, "cosine": cosine}
            for topic, (partner, cosine) in enumerate(zip((partners + 1).tolist(), np.minimum(cosines, 1).tolist()), 1)
        ]
    return pl.DataFrame(rows, find_tables()["agreement"].schema)
