"""Reliability of topics over refits: how often a topic is found again, and the agreement of its prevalence."""

from typing import Any

import numpy as np
import polars as pl

from presswork.core.limits import LEAST_FOUND, STABLE, TWO_GROUPS
from presswork.statistics.arrays import Numbers
from presswork.statistics.modes import split_variance
from presswork.statistics.odds import log_odds

RANGE = (0.05, 0.5, 0.95)
# Prevalence of a topic in a refit that lacks it.
LEAST = 1e-6
MEASURED = ("found", "two_groups", "refits_low", "refits_median", "refits_high")
COLUMNS: dict[str, Any] = dict.fromkeys(MEASURED, pl.Float64) | {"doubt": pl.String}


def judge_refits(means: Numbers, cosines: Numbers, value: Numbers, bounds: tuple[Numbers, Numbers]) -> pl.DataFrame:
    """Return for each topic the agreement of its refits, and in `doubt` the code of why it has no interval over fits.

    `means` and `cosines` are refits x topics: prevalence in the same articles as the estimate (`value`), and cosine
    with the model's topic. `bounds` are those of the estimate given the model; if they contain 90% of the refits,
    differences between refits do not matter. Null without refits.
    """
    if not len(means):
        return pl.DataFrame([(None,) * len(COLUMNS)] * len(value), COLUMNS, orient="row")
    low, middle, high = np.quantile(means, RANGE, axis=0)
    found, groups = (cosines >= STABLE).mean(axis=0), split_variance(log_odds(np.clip(means, LEAST, 1 - LEAST)))
    differ = ~((bounds[0] <= low) & (high <= bounds[1]))
    doubts = {
        "not_found": found < LEAST_FOUND,
        "two_groups": differ & (groups >= TWO_GROUPS),
        "outside_refits": differ & ((value < low) | (value > high)),
    }
    doubt = [next((code for code, holds in doubts.items() if holds[topic]), None) for topic in range(len(value))]
    measured = dict(zip(COLUMNS, (found, groups, low, middle, high, doubt), strict=True))
    return pl.DataFrame(measured, COLUMNS).with_columns(pl.col("two_groups").fill_nan(None))
