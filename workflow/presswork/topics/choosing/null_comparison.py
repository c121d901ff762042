"""Test of whether topics are more coherent than those of shuffled corpora (null model)."""

from typing import Any

import numpy as np
import polars as pl

HELD_AGAINST_NULL = "npmi"
# No further nulls are drawn once this many reach the articles' value.
ENOUGH = 5
LEAST_SPREAD = 1e-6


def find_p(reached: int, drawn: int, stops: bool = True) -> float:
    """Return p, given the number of nulls drawn and of those that reach the articles' value.

    It is (1 + reached) / (1 + drawn) or, if drawing stopped because `ENOUGH` reached it (`stops`), `ENOUGH` / drawn.
    """
    return ENOUGH / drawn if stops and reached >= ENOUGH else (1 + reached) / (1 + drawn)


def compare_null(scores: pl.DataFrame) -> dict[str, Any]:
    """Return the comparison of the articles' coherence with that of the nulls: statistic, nulls, and p.

    The statistic is the mean coherence over the numbers of topics tested. p is that of `find_p`: once `ENOUGH` nulls
    reach the value, no more are drawn (Besag & Clifford 1991). `sds` is the distance of the value from the mean of the
    nulls, in standard deviations of the nulls. p is None if there are no nulls.
    """
    held = scores.filter(pl.col("sample").is_in(["distinct", "null"]))
    if held.is_empty():
        return {"p": None}
    means = held.group_by("sample", "seed", maintain_order=True).agg(pl.col(HELD_AGAINST_NULL).mean())
    own = means.filter(pl.col("sample") == "distinct")[HELD_AGAINST_NULL].item()
    nulls = means.filter(pl.col("sample") == "null")[HELD_AGAINST_NULL].to_numpy()
    reached = int((np.round(nulls, 6) >= round(own, 6)).sum())
    spread = float(nulls.std(ddof=1)) if len(nulls) > 1 else 0.0
    p = find_p(reached, len(nulls))
    return {
        "statistic": "mean coherence (NPMI) over the numbers of topics tested",
        "ks": held["k"].unique().sort().to_list(),
        "value": round(own, 4),
        "nulls": len(nulls),
        "reached": reached,
        "null_mean": round(float(nulls.mean()), 4),
        "null_highest": round(float(nulls.max()), 4),
        "sds": round((own - float(nulls.mean())) / max(spread, LEAST_SPREAD), 1),
        "p": round(p, 4),
    }
