"""All fits of one engine and number of topics: random starts, and refits to resamples."""

import logging
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers
from presswork.topics.choosing.held_out import foresee
from presswork.topics.choosing.quality import diagnose, match_topics, score_model
from presswork.topics.choosing.size_rule import add_merit, has_turned
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model, empty_model, order_topics
from presswork.topics.fitting.resamples import draw_resamples
from presswork.topics.size_limits import find_largest_k

# Smallest cosine of the topics of two starts for which no other starts are tried.
SAME = 0.999
progress = logging.getLogger("presswork")


def fit_topics(
    units: sparse.csr_array,
    unit_rows: pl.DataFrame,
    unit_columns: pl.DataFrame,
    smaller: list[pl.LazyFrame],
    engine: str,
    k: int,
    seeds: int,
    few_articles: bool,
    asked: bool,
) -> dict[str, Any]:
    """Return the medoid of an engine's models with k topics, the scores of all fits, and the medoid's diagnostics.

    The medoid is the run whose topics are on average closest to those of the other runs (Rieger et al. 2024). If the
    first two of the `seeds` starts lead to the same topics, no others are tried. The results are empty if the corpus is
    too small for k topics, or if the scores of `smaller` numbers show that more topics do not do better and k was not
    `asked` for.
    """
    n_articles = unit_rows["article_id"].n_unique()
    is_small = k > min(find_largest_k(n_articles, unit_rows.height, few_articles), *units.shape)
    if is_small or (not asked and smaller and has_turned(pl.concat(smaller).collect())):
        nothing = {name: find_tables()[name].schema.to_frame() for name in ("scores", "diagnostics")}
        return {"model": empty_model(engine), **nothing}
    counts = units.astype(float)
    # Stories are resampled, so that no left-out article is a copy of one in the resample.
    resamples = list(draw_resamples(unit_rows, seeds, unit_rows["story"]))
    fit = _Fits(engine, k, seeds + len(resamples))
    models = _fit_starts(fit, counts, seeds)
    refits = [fit(counts[rows], "resample", seed) for seed, rows in enumerate(resamples, 1)]
    matched = [[match_topics(model.terms, refit.terms) for refit in refits] for model in models]
    scores = [
        _score(fit, "all", seed, model, counts, stability=float(np.mean(own)))
        for seed, (model, own) in enumerate(zip(models, matched, strict=True), 1)
    ]
    chosen = choose_medoid([model.terms for model in models])
    for seed, (refit, rows) in enumerate(zip(refits, resamples, strict=True), 1):
        measured = foresee(refit, counts, rows, seed) | {"stability": float(matched[chosen][seed - 1].mean())}
        scores.append(_score(fit, "resample", seed, refit, counts[rows], **measured))
    found = diagnose(models[chosen], counts).with_columns(stability=np.mean(matched[chosen], axis=0))
    model, order = order_topics(models[chosen], unit_columns["term"].to_list(), found["background"].to_numpy())
    described = found[order].with_columns(topic=found["topic"], engine=pl.lit(engine), k=pl.lit(k, pl.Int64))
    return {
        "model": model,
        "scores": add_merit(pl.DataFrame(scores, find_tables()["scores"].schema)),
        "diagnostics": described.select(find_tables()["diagnostics"].schema.names()),
    }


class _Fits:
    """Fits models of one engine and number of topics, each with its own seed, and logs progress."""

    def __init__(self, engine: str, k: int, total: int) -> None:
        self.engine, self.k, self.total, self.done = engine, k, total, 0
        self._fit = find_engine(engine).fit

    def __call__(self, counts: sparse.csr_array, sample: str, seed: int) -> Model:
        model: Model = self._fit(counts, self.k, derive_seed("topics", self.engine, self.k, sample, seed))
        self.done += 1
        progress.info("%d of %d fits with %d topics", self.done, self.total, self.k)
        return model


def _fit_starts(fit: _Fits, counts: sparse.csr_array, seeds: int) -> list[Model]:
    """Return a model for each random start, or only the first two if they lead to the same topics."""
    models = [fit(counts, "all", 1)]
    for seed in range(2, seeds + 1):
        models.append(fit(counts, "all", seed))
        if seed == 2 and match_topics(models[0].terms, models[1].terms).min() >= SAME:
            fit.total -= seeds - 2
            break
    return models


def _score(
    fit: _Fits, sample: str, seed: int, model: Model, counts: sparse.csr_array, **measured: float | None
) -> dict[str, Any]:
    own = {"engine": fit.engine, "k": fit.k, "sample": sample, "seed": seed, "converged": bool(model.converged)}
    return own | score_model(model, counts) | measured


def choose_medoid(runs: list[Numbers]) -> int:
    """Return the index of the run most similar to the others; the first one of those equal within 1e-6."""
    similarity = [np.mean([match_topics(run, other).mean() for other in runs]) for run in runs]
    return int(np.argmax(np.round(similarity, 6)))
