"""Criteria by which numbers of topics are compared, with intervals and the comparison with shuffled corpora."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import special

from presswork.core.limits import SMALL
from presswork.core.schema import find_tables
from presswork.topics.choosing.null_comparison import HELD_AGAINST_NULL, find_p

# Criteria with their range, which limits the intervals.
CRITERIA = {
    "npmi": (-1, 1),
    "npmi_weight": (-1, 1),
    "exclusivity": (0, 1),
    "diversity": (0, 1),
    "stability": (0, 1),
    "heldout": (-np.inf, 0),
    "explained": (-np.inf, 1),
    "merit": (0, 1),
}
# Criteria measured on articles that the refits leave out.
HELD_OUT = ("heldout", "explained", "merit")


def gather_scores(
    scores: list[pl.LazyFrame], diagnostics: list[pl.LazyFrame], matrix_rows: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Return scores and diagnostics of all fits, and the criteria by which numbers of topics are compared."""
    scored = pl.concat(scores).collect()
    criteria = compare_sizes(scored, matrix_rows["article_id"].n_unique())
    return {"scores": scored, "criteria": criteria, "diagnostics": pl.concat(diagnostics).collect()}


def compare_sizes(scores: pl.DataFrame, n_articles: int) -> pl.DataFrame:
    """Return each criterion of each engine and number of topics: value, interval, and comparison with shuffled corpora.

    The interval is the value +- t times the standard error from refits to resampled articles (Efron & Tibshirani 1993,
    chapter 12; for fewer than 50 articles that of the jackknife, chapter 11). p is (1 + nulls that reach the value) /
    (1 + nulls) (Phipson & Smyth 2010) or, if a single number of topics is tested, the p of the choice.
    """
    held_alone = scores.filter(pl.col("sample") == "distinct").height == 1
    sizes = scores.select("engine", "k").unique(maintain_order=True).rows()
    rows = [
        {"engine": engine, "k": k, "criterion": name}
        | _summarise(scores.filter((pl.col("engine") == engine) & (pl.col("k") == k)), name, n_articles, held_alone)
        for engine, k in sizes
        for name in CRITERIA
    ]
    return pl.DataFrame(rows, find_tables()["criteria"].schema)


def _summarise(fits: pl.DataFrame, name: str, n_articles: int, held_alone: bool) -> dict[str, float | str | None]:
    values = {
        sample: fits.filter(pl.col("sample") == sample)[name].drop_nulls().to_numpy()
        for sample in ("all", "resample", "distinct", "null")
    }
    of_starts = values["all"] if len(values["all"]) else values["resample"]
    value = float(of_starts.mean()) if len(of_starts) else None
    error, reason = _find_error(name, values["resample"], value, n_articles)
    width = None if error is None else float(special.stdtrit(len(values["resample"]) - 1, 0.975)) * error
    row: dict[str, float | str | None] = {
        "value": value,
        "low": None if value is None or width is None else max(value - width, CRITERIA[name][0]),
        "high": None if value is None or width is None else min(value + width, CRITERIA[name][1]),
        "interval": reason,
    }
    if name == HELD_AGAINST_NULL and len(values["null"]):
        row |= _compare_null(float(values["distinct"][0]), values["null"], held_alone)
    return row


def _find_error(
    name: str, refits: NDArray[np.float64], value: float | None, n_articles: int
) -> tuple[float | None, str]:
    if value is None:
        return None, "no_likelihood"
    if n_articles == 1:
        return None, "no_sample"
    if name == "diversity":
        return None, "unsound"
    if name == "stability" or len(refits) < 2:
        return None, "no_refit"
    if n_articles < SMALL and name in HELD_OUT:
        return float(refits.std(ddof=1) / np.sqrt(len(refits))), "scored_alone"
    if n_articles < SMALL:
        return float(np.sqrt((len(refits) - 1) * refits.var())), "left_out"
    return float(refits.std(ddof=1)), "resampled"


def _compare_null(value: float, nulls: NDArray[np.float64], held_alone: bool) -> dict[str, float | str | None]:
    reached = int((np.round(nulls, 6) >= round(value, 6)).sum())
    return {
        "distinct": value,
        "null_mean": float(nulls.mean()),
        "null_highest": float(nulls.max()),
        "p": find_p(reached, len(nulls), stops=held_alone),
    }
