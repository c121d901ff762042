"""The number of topics that is reported, and whether there is topic structure at all."""

from pathlib import Path
from typing import Any

import polars as pl

from presswork.topics.choosing.null_comparison import compare_null
from presswork.topics.choosing.size_rule import excludes_best, find_size, has_turned, judge_sizes, list_near
from presswork.topics.fitting.model import empty_model, find_model
from presswork.topics.size_limits import find_largest_k, name_status

TOLERANCE = 1e-6
LEVEL = 0.05


def choose_topics(
    scores: pl.DataFrame,
    models: list[Path],
    unit_rows: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    engines: list[str],
    ks: list[int],
    choose: str | int,
    few_articles: bool,
    basis: dict[str, str],
) -> dict[str, Any]:
    """Return the choice with its reason, and the chosen model.

    `models` are those of all fits; `ks` the configured numbers of topics. `as_good` has larger ones that do as well as
    `by_rule` within one standard error. Among those not tried, `left_out` has the ones that the corpus does not
    support, `not_needed` the ones beyond the best. `basis` has language and layer of the terms.
    """
    n_articles = matrix_rows["article_id"].n_unique()
    reported = scores.filter(pl.col("engine") == engines[0])
    null = compare_null(reported)
    k, rule = choose_k(reported, null["p"], choose)
    largest_k = find_largest_k(n_articles, matrix_rows.height, few_articles)
    missing = sorted(set(ks) - set(reported["k"]))
    status = name_status(n_articles, few_articles)
    if reported.is_empty():
        status = "too few terms" if largest_k >= min(ks) else "too few articles"
        rule = status.replace(" ", "_")
    elif not k:
        status = "too few articles" if choose not in ("auto", *reported["k"]) else "no structure"
    near = list_near(judge_sizes(reported)) if k else []
    choice = {
        **basis,
        "engine": engines[0],
        "k": k,
        "seed": f"medoid of {count_starts(reported, k)} random starts" if k else None,
        "rule": rule,
        "chosen_by": "rule" if choose == "auto" else "person",
        "by_rule": near[0] if near else None,
        "as_good": near[1:],
        "status": status,
        "unit": "passage" if matrix_rows.height > n_articles or n_articles == 1 else "article",
        "n_articles": n_articles,
        "n_rows": matrix_rows.height,
        "n_fitted": unit_rows["article_id"].n_unique(),
        "null_comparison": null if null["p"] else None,
        "null_reason": "not_held" if not null["p"] else "held_against_null" if null["reached"] else "beyond_nulls",
        "asked": None if choose == "auto" else choose,
        "tried": sorted(set(reported["k"])),
        "left_out": [k for k in missing if k > largest_k],
        "not_needed": [k for k in missing if k <= largest_k],
        "largest_k": largest_k,
    }
    return {"choice": choice, "model": find_model(models, engines[0], k) if k else empty_model(engines[0])}


def count_starts(scores: pl.DataFrame, k: int) -> int:
    """Return the number of random starts with k topics."""
    return scores.filter((pl.col("sample") == "all") & (pl.col("k") == k)).height


def choose_k(scores: pl.DataFrame, p: float | None, choose: str | int) -> tuple[int | None, str]:
    """Return the number of topics and the code of the rule that chose it; None if there is nothing to choose."""
    if scores.is_empty():
        return None, "too_few_articles"
    if choose != "auto" and choose not in scores["k"]:
        return None, "beyond_corpus"
    if p is not None and p > LEVEL + TOLERANCE:
        return None, "no_structure"
    if choose != "auto":
        return int(choose), "set"
    rule = "best_stable" if excludes_best(scores) else "best_product" if has_turned(scores) else "not_turned"
    return find_size(judge_sizes(scores)), rule
