"""How much of the corpus each topic takes up."""

import numpy as np
import polars as pl

from presswork.core.limits import FEW
from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers
from presswork.statistics.odds import odds_interval
from presswork.topics.describing.mean_shares import Evidence, EvidenceTables, describe_mean, mix_nothing


def measure_prevalence(tables: EvidenceTables, unit: str) -> pl.DataFrame:
    """Return each topic's mean share over articles with two intervals, and its stability.

    `low` and `high` cover random starts and articles, those of a `unit` (day, story) drawn as one; `model_low` and
    `model_high` take the model as given.
    """
    evidence = Evidence.gather(tables, unit)
    n, k = evidence.shares.shape
    if not k:
        return find_tables()["prevalence"].schema.to_frame()
    low, high = bound_given_model(evidence.shares)
    return describe_mean(evidence, np.ones(n, dtype=bool), mix_nothing(n), "all").with_columns(
        model_low=pl.Series(low).fill_nan(None),
        model_high=pl.Series(high).fill_nan(None),
        stability=evidence.stability,
    )


def bound_given_model(shares: Numbers) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of mean shares over articles, shares being articles x topics.

    The standard error of the log odds is error / (share (1 - share)), by the delta method. NaN below 10 articles.
    """
    n, k = shares.shape
    if n < FEW:
        return np.full(k, np.nan), np.full(k, np.nan)
    mean = shares.mean(axis=0)
    spread = np.where((mean > 0) & (mean < 1), mean * (1 - mean), np.nan)
    return odds_interval(mean, shares.std(axis=0, ddof=1) / np.sqrt(n) / spread, n - 1)
