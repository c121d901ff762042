"""The rule for the number of topics: they predict left-out articles, are coherent, and are found again by refits."""

import polars as pl

from presswork.core.limits import STABLE_MODEL

TOLERANCE = 1e-12


def add_merit(scores: pl.DataFrame) -> pl.DataFrame:
    """Return the scores of a number of topics with the merit of each refit to resampled articles.

    The merit is the product of the share of left-out articles that the refit explains, its stability, and the mean
    coherence of the fits to all articles; negative factors count as 0.
    """
    coherence = scores.filter(pl.col("sample") == "all")["npmi"].mean()
    factors = (pl.col("explained"), pl.col("stability"), pl.lit(coherence, pl.Float64))
    merit = pl.reduce(lambda one, other: one * other, [factor.clip(0) for factor in factors])
    return scores.with_columns(merit=pl.when(pl.col("sample") == "resample").then(merit))


def judge_sizes(scores: pl.DataFrame, least: float = STABLE_MODEL) -> pl.DataFrame:
    """Return the mean difference in merit between the best and each number of topics, and its standard error.

    `scores` are those of one engine. Numbers of topics are compared on the resamples that all of them have. Numbers
    with a mean stability below `least` are excluded; if all are below, all but the most stable. If no left-out row has
    enough words for document completion, all numbers have a merit of 0.
    """
    refits = _list_refits(scores)
    stability = pl.col("stability").mean().over("k").round(12)
    refits = refits.filter(stability >= pl.min_horizontal(stability.max(), least))
    best = refits.join(_rank_sizes(refits).head(1), on="k", how="semi").select("seed", best="merit")
    behind = pl.col("best") - pl.col("merit")
    compared = refits.join(best, on="seed").group_by("k")
    return compared.agg(behind=behind.mean(), error=behind.std().fill_null(0) / pl.len().sqrt()).sort("k")


def _list_refits(scores: pl.DataFrame) -> pl.DataFrame:
    refits = scores.filter(pl.col("sample") == "resample")
    refits = refits.drop_nulls("merit") if refits["merit"].count() else refits.with_columns(merit=pl.lit(0.0))
    refits = refits.filter(pl.col("k").n_unique().over("seed") == refits["k"].n_unique())
    return refits.select("k", "seed", "merit", "stability")


def _rank_sizes(refits: pl.DataFrame) -> pl.DataFrame:
    """Return the numbers of topics from the highest to the lowest mean merit; ties from the smallest number."""
    means = refits.group_by("k").agg(pl.col("merit").mean().round(12))
    return means.sort("merit", "k", descending=[True, False]).select("k")


def find_size(judged: pl.DataFrame) -> int:
    """Return the smallest number of topics within one standard error of the best."""
    return list_near(judged)[0]


def list_near(judged: pl.DataFrame) -> list[int]:
    """Return the numbers of topics within one standard error of the best, from the smallest."""
    return judged.filter(pl.col("behind") <= pl.col("error") + TOLERANCE)["k"].to_list()


def has_turned(scores: pl.DataFrame) -> bool:
    """Return whether a number of topics larger than the best was tried, so that more topics do not do better."""
    judged = judge_sizes(scores)
    return not judged.is_empty() and bool(judged.sort("behind", "k")["k"][0] < scores["k"].max())


def excludes_best(scores: pl.DataFrame) -> bool:
    """Return whether the number of topics with the highest merit is excluded because its refits are not stable."""
    return _rank_sizes(_list_refits(scores))["k"][0] not in judge_sizes(scores)["k"]
