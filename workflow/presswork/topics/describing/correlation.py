"""Correlation of topics over articles."""

from typing import Any

import numpy as np
import polars as pl
from scipy import special

from presswork.core.limits import MIN_CORRELATED
from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers

FLOOR = 0.01


def correlate_topics(shares: pl.LazyFrame, choice: dict[str, Any]) -> pl.DataFrame:
    """Return the correlation of each pair of topics over articles, with its interval.

    Shares are transformed to centred log ratios (Aitchison 1986, section 4.6), with shares below 1% taken as 1%. The
    passages of an article are averaged. The intervals are simultaneous for all pairs (Bonferroni).
    """
    if not choice["k"]:
        return find_tables()["correlation"].schema.to_frame()
    means = shares.group_by("article_id", "topic").agg(pl.col("share").mean()).collect()
    wide = means.pivot("topic", index="article_id", values="share").drop("article_id")
    values = centre_log_ratios(wide.select(map(str, range(1, choice["k"] + 1))).to_numpy())
    first, second = np.triu_indices(choice["k"], 1)
    frame = pl.DataFrame({"topic": first + 1, "other_topic": second + 1})
    # With two topics, the log ratios are perfectly negatively correlated.
    if choice["n_articles"] < MIN_CORRELATED or choice["k"] < 3:
        few = "two_topics" if choice["n_articles"] >= MIN_CORRELATED else "few_correlated"
        nothing = pl.lit(None, pl.Float64)
        return frame.with_columns(correlation=nothing, low=nothing, high=nothing, interval=pl.lit(few))
    correlation, low, high = correlation_interval(values, 1 - 0.05 / len(first))
    return frame.with_columns(
        correlation=correlation[first, second],
        low=low[first, second],
        high=high[first, second],
        interval=pl.lit("fisher_z"),
    )


def centre_log_ratios(shares: Numbers) -> Numbers:
    """Return the logs of the shares (rows x topics, at least `FLOOR`) less the mean log of their row."""
    logs = np.log(np.maximum(shares, FLOOR))
    return np.asarray(logs - logs.mean(axis=1, keepdims=True))


def correlation_interval(values: Numbers, confidence: float) -> tuple[Numbers, Numbers, Numbers]:
    """Return Pearson's correlations of the columns with lower and upper bounds, columns x columns.

    The standard error is that of the infinitesimal jackknife over rows (Efron 1982, chapter 6; influence of the
    correlation after Devlin et al. 1975, equation 2.2); the bounds are symmetric in Fisher's z. NaN for a column
    without variance.
    """
    n = len(values)
    spread = values.std(axis=0)
    scaled = (values - values.mean(axis=0)) / np.where(spread > 0, spread, np.nan)
    r = scaled.T @ scaled / n
    squares = scaled**2
    fourths = (squares**2).sum(axis=0)
    crossed = (scaled * squares).T @ scaled
    both = squares.T @ squares
    influence = both - r * (crossed + crossed.T) + r**2 / 4 * (fourths[:, None] + fourths + 2 * both)
    bounded = np.clip(r, -1 + 1e-12, 1 - 1e-12)
    error = np.sqrt(np.maximum(influence, 0) / (n * (n - 1))) / (1 - bounded**2)
    width = special.ndtri(0.5 + confidence / 2) * error
    return r, np.tanh(np.arctanh(bounded) - width), np.tanh(np.arctanh(bounded) + width)
