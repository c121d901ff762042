"""Which number of topics is reported, by a rule that is written down."""

from typing import Any

import polars as pl

from presswork.topics.sizes import find_largest_k, name_status
from presswork.topics.tables import ENGINE

RULE = (
    "the smallest number of topics whose mean coherence (NPMI) over the random starts lies within one standard "
    "deviation of the best mean"
)
TOLERANCE = 1e-6
NO_NULL = "not compared with a null model: coherence alone does not show that there are topics"


def choose_topics(
    scores: list[pl.LazyFrame],
    topics: list[pl.LazyFrame],
    shares: list[pl.LazyFrame],
    prevalence: list[pl.LazyFrame],
    matrix_rows: pl.DataFrame,
    ks: list[int],
    choose: str | int,
    few_articles: bool,
) -> dict[str, Any]:
    """Return all scores, the tables of the chosen number of topics, and the choice with its reason.

    The lists hold one table for each of `ks`, in that order; those of sizes that were not tried are empty.
    """
    n_articles = matrix_rows["article_id"].n_unique()
    scored = pl.concat(scores).collect()
    k, rule = choose_k(scored, choose)
    place = ks.index(k) if k else 0
    seeds = scored.filter(pl.col("k") == k)["seed"].to_list() if k else []
    choice = {
        "engine": ENGINE,
        "k": k,
        "seed": f"medoid of {len(seeds)} random starts" if k else None,
        "rule": rule,
        "status": name_status(n_articles, few_articles) if k else "too few articles",
        "unit": "passage" if n_articles == 1 else "article",
        "n_articles": n_articles,
        "n_rows": matrix_rows.height,
        "null_comparison": None,
        "null_reason": NO_NULL,
        "tried": sorted(set(scored["k"])),
        "left_out": sorted(set(ks) - set(scored["k"])),
        "largest_k": find_largest_k(n_articles, matrix_rows.height, few_articles),
    }
    tables = {"topics": topics[place], "shares": shares[place], "prevalence": prevalence[place]}
    return {"scores": scored, "choice": choice, **{name: table.collect() for name, table in tables.items()}}


def choose_k(scores: pl.DataFrame, choose: str | int) -> tuple[int | None, str]:
    """Return the number of topics, and the rule that chose it; None where nothing could be fitted."""
    if scores.is_empty():
        return None, "none fitted: the corpus has too few articles for topics"
    if choose != "auto":
        if choose not in scores["k"]:
            return None, f"none: {choose} topics were asked for, more than the corpus can carry"
        return int(choose), "the number was set in the configuration (topics.choose)"
    means = scores.group_by("k").agg(pl.col("npmi").mean(), spread=pl.col("npmi").std()).sort("k")
    best = means.sort(-pl.col("npmi").round(6), "k").row(0, named=True)
    near = means.filter(pl.col("npmi") >= best["npmi"] - best["spread"] - TOLERANCE)
    return int(near["k"][0]), RULE
