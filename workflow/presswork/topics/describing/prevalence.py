"""The prevalence of topics, and how well refits agree on it."""

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.topics.describing.mean_shares import Evidence, EvidenceTables, describe_mean, mix_nothing


def measure_prevalence(tables: EvidenceTables, unit: str) -> dict[str, pl.DataFrame]:
    """Return `prevalence` (each topic's mean share with both intervals and its reliability) and `topic_refits`.

    `model_low` and `model_high` are the sampling error given the fitted model, with `unit` (day, story) as the sampling
    unit; `low` and `high` add the variance of the fit.
    """
    evidence = Evidence.gather(tables, unit)
    n, k = evidence.shares.shape
    if not k:
        return {name: find_tables()[name].schema.to_frame() for name in ("prevalence", "topic_refits")}
    described = describe_mean(evidence, np.ones(n, dtype=bool), mix_nothing(n))
    judged = evidence.reliability.drop("doubt")
    return {
        "prevalence": described.with_columns(*judged, stability=evidence.stability),
        "topic_refits": tabulate_refits(evidence),
    }


def tabulate_refits(evidence: Evidence) -> pl.DataFrame:
    """Return the prevalence of each topic in each refit, over the same articles, and its cosine with the topic."""
    refits, k = evidence.refits.shape
    return pl.DataFrame(
        {
            "topic": np.tile(np.arange(1, k + 1), refits),
            "refit": np.repeat(np.arange(1, refits + 1), k),
            "cosine": evidence.replicates.cosines.ravel(),
            "prevalence": evidence.refits.ravel(),
        }
    )
