"""How much of the corpus each topic takes up."""

from typing import Any

import numpy as np
import polars as pl
from scipy import special

MODEL_GIVEN = "mean over articles, Student's t; the model is taken as given"
ONE_ARTICLE = "none: one article is no sample of articles"


def measure_prevalence(shares: pl.LazyFrame, diagnostics: pl.DataFrame, choice: dict[str, Any]) -> pl.DataFrame:
    """Return each topic's mean share with its interval over articles, and its stability."""
    own = (pl.col("engine") == choice["engine"]) & (pl.col("k") == choice["k"])
    stability = diagnostics.filter(own).select("topic", "stability")
    value = pl.col("share")
    means = shares.group_by("topic").agg(prevalence=value.mean(), spread=value.std(), n=pl.len()).collect()
    of_articles = choice["n_articles"] > 1
    quantile = special.stdtrit(np.maximum(means["n"].to_numpy() - 1, 1), 0.975)
    width = pl.Series(quantile) * pl.col("spread") / pl.col("n").sqrt()
    bounds = means.with_columns(
        low=(pl.col("prevalence") - width).clip(0), high=(pl.col("prevalence") + width).clip(upper_bound=1)
    )
    if not of_articles:
        bounds = bounds.with_columns(low=pl.lit(None, pl.Float64), high=pl.lit(None, pl.Float64))
    return (
        bounds.drop("spread", "n")
        .with_columns(interval=pl.lit(MODEL_GIVEN if of_articles else ONE_ARTICLE))
        .join(stability, on="topic")
    )
