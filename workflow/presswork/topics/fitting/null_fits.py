"""Fits to shuffled corpora (null model), with which fits to the articles are compared."""

import logging
from typing import Any

import polars as pl
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.core.schema import find_tables
from presswork.topics.choosing.null_comparison import ENOUGH, compare_null
from presswork.topics.choosing.quality import score_model
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.null_corpora import draw_nulls, find_distinct
from presswork.topics.size_limits import list_sizes

# Numbers of topics for which nulls are fitted, as far as they are tried; otherwise the smallest.
FITTED_NUMBERS = (3, 5, 10)
progress = logging.getLogger("presswork")


def fit_nulls(
    units: sparse.csr_array, unit_rows: pl.DataFrame, engine: str, ks: list[int], nulls: int, few_articles: bool
) -> pl.DataFrame:
    """Return the scores of fits to one article per story (`distinct`) and to shuffled corpora of these (`null`).

    At most `nulls` are drawn, fewer if enough of them are as coherent as the articles. No rows for a single article, or
    if the corpus is too small.
    """
    counts = sparse.csr_array(units[find_distinct(unit_rows)].astype(float))
    sizes = list_sizes(ks, unit_rows["article_id"].n_unique(), counts.shape[0], counts.shape[1], few_articles)
    held = [k for k in sizes if k in FITTED_NUMBERS] or sorted(sizes)[:1]
    schema = find_tables()["scores"].schema
    scores = schema.to_frame()
    for number, null in enumerate(draw_nulls(units, unit_rows, nulls) if held else (), 1):
        rows = [_score(null, engine, k, "null", number) for k in held]
        if number == 1:
            rows += [_score(counts, engine, k, "distinct", 1) for k in held]
        scores = pl.concat([scores, pl.DataFrame(rows, schema)])
        progress.info("%d of %d shuffled corpora", number, nulls)
        if compare_null(scores)["reached"] >= ENOUGH:
            break
    return scores


def _score(counts: sparse.csr_array, engine: str, k: int, sample: str, seed: int) -> dict[str, Any]:
    model = find_engine(engine).fit(counts, k, derive_seed("topics", engine, k, sample, seed))
    own = {"engine": engine, "k": k, "sample": sample, "seed": seed, "converged": bool(model.converged)}
    return own | score_model(model, counts)
