"""All fits for one number of topics: random starts, refits on resampled rows, and the run that stands for them."""

import logging
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse, special

from presswork.core.digests import derive_seed
from presswork.core.tables import find_tables
from presswork.topics.model import Model, find_engine
from presswork.topics.quality import coherence_npmi, diversity, exclusivity, match_topics, rank_terms
from presswork.topics.sizes import find_largest_k
from presswork.topics.tables import ENGINE

LISTED_TERMS = 20
MODEL_GIVEN = "mean over articles, Student's t; the model is taken as given"
Numbers = NDArray[np.float64]
progress = logging.getLogger("presswork")


def fit_topics(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    k: int,
    seeds: int,
    min_articles: int,
    max_share: float,
    few_articles: bool,
) -> dict[str, pl.DataFrame]:
    """Return scores of all fits with k topics, and topics, shares and prevalence of their medoid.

    The medoid is the run whose topics are on average closest to those of the other runs (Rieger et al. 2024). The
    tables are empty where the corpus is too small for k topics.
    """
    n_articles = matrix_rows["article_id"].n_unique()
    kept = select_terms(matrix, matrix_columns, min_articles, max_share)
    counts = matrix.astype(float)[:, kept]
    if k > find_largest_k(n_articles, matrix.shape[0], few_articles) or k > min(counts.shape):
        return {name: find_tables()[name].schema.to_frame() for name in ("scores", "topics", "shares", "prevalence")}
    models, refits = _fit_all(counts, k, seeds)
    chosen = choose_medoid([model.terms for model in models])
    stability = np.mean([match_topics(models[chosen].terms, refit.terms) for refit in refits], axis=0)
    scores = [_score(model, refit, counts, k, seed + 1) for seed, (model, refit) in enumerate(zip(models, refits))]
    terms = matrix_columns["term"].gather(kept)
    tables = describe_model(models[chosen], stability, matrix_rows, terms.to_list())
    return {"scores": pl.DataFrame(scores, find_tables()["scores"].schema), **tables}


def select_terms(
    matrix: sparse.csr_array, matrix_columns: pl.DataFrame, min_articles: int, max_share: float
) -> NDArray[np.intp]:
    """Return the columns that enter the model: no stop words, in enough rows and in not too many."""
    present = np.asarray(matrix.astype(bool).sum(axis=0))
    wanted = (present >= min_articles) & (present <= max_share * matrix.shape[0])
    return np.flatnonzero(wanted & ~matrix_columns["stop"].to_numpy())


def _fit_all(counts: sparse.csr_array, k: int, seeds: int) -> tuple[list[Model], list[Model]]:
    fit = find_engine(ENGINE).fit
    models, refits = [], []
    for replicate in range(1, seeds + 1):
        seed = derive_seed("topics", ENGINE, k, replicate)
        rows = np.random.default_rng(seed).integers(counts.shape[0], size=counts.shape[0])
        models.append(fit(counts, k, seed))
        refits.append(fit(counts[rows], k, seed))
        progress.info("%d of %d starts with %d topics", replicate, seeds, k)
    return models, refits


def choose_medoid(runs: list[Numbers]) -> int:
    """Return the index of the run most similar to the others; within 1e-6 the first one."""
    similarity = [np.mean([match_topics(run, other).mean() for other in runs]) for run in runs]
    return int(np.argmax(np.round(similarity, 6)))


def _score(model: Model, refit: Model, counts: sparse.csr_array, k: int, seed: int) -> dict[str, Any]:
    return {
        "engine": ENGINE,
        "k": k,
        "seed": seed,
        "npmi": float(coherence_npmi(model.terms, counts).mean()),
        "exclusivity": exclusivity(model.terms),
        "diversity": diversity(model.terms),
        "stability": float(match_topics(model.terms, refit.terms).mean()),
        "heldout": None,
        "converged": bool(model.converged),
    }


def describe_model(
    model: Model, stability: Numbers, matrix_rows: pl.DataFrame, terms: list[str]
) -> dict[str, pl.DataFrame]:
    """Return a model's topics, shares and prevalence, topics in the order of prevalence, then of their top term."""
    covered = model.shares.sum(axis=1) > 0
    means = model.shares[covered].mean(axis=0)
    top = rank_terms(model.terms, min(LISTED_TERMS, len(terms)))
    order = sorted(range(len(means)), key=lambda topic: (-round(means[topic], 6), terms[top[topic, 0]]))
    tables = find_tables()
    rows = [
        {"topic": number, "rank": rank, "term": terms[column], "weight": model.terms[topic, column]}
        for number, topic in enumerate(order, 1)
        for rank, column in enumerate(top[topic], 1)
    ]
    units = matrix_rows.filter(pl.Series(covered)).select("article_id", "passage")
    shares = [
        units.with_columns(topic=pl.lit(number, pl.Int64), share=model.shares[covered, topic])
        for number, topic in enumerate(order, 1)
    ]
    return {
        "topics": pl.DataFrame(rows, tables["topics"].schema),
        "shares": pl.concat(shares),
        "prevalence": _measure_prevalence(model.shares[covered][:, order], stability[order], units),
    }


def _measure_prevalence(shares: Numbers, stability: Numbers, units: pl.DataFrame) -> pl.DataFrame:
    n_rows, k = shares.shape
    of_articles = units["article_id"].n_unique() > 1
    means = shares.mean(axis=0)
    width = np.full(k, np.nan)
    if of_articles:
        width = special.stdtrit(n_rows - 1, 0.975) * shares.std(axis=0, ddof=1) / np.sqrt(n_rows)
    frame = pl.DataFrame(
        {
            "topic": np.arange(1, k + 1),
            "prevalence": means,
            "low": np.maximum(means - width, 0),
            "high": np.minimum(means + width, 1),
            "stability": stability,
        }
    )
    reason = MODEL_GIVEN if of_articles else "none: one article is no sample of articles"
    return frame.with_columns(pl.selectors.float().fill_nan(None), interval=pl.lit(reason))
