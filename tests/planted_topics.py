"""Corpora with known topics, as the stage's functions take them."""

import numpy as np
import polars as pl
from scipy import sparse

from presswork.topics.choosing.choice import choose_topics
from presswork.topics.choosing.criteria import gather_scores
from presswork.topics.fitting.fits import fit_topics
from presswork.topics.fitting.null_fits import fit_nulls


def plant(n_articles=240, k=3, own=12, seed=1):
    """Return counts of articles that each speak mostly of one of k topics with `own` words of its own."""
    generator = np.random.default_rng(seed)
    topics = np.kron(np.eye(k), np.ones(own)) + 0.02
    topics /= topics.sum(axis=1, keepdims=True)
    shares = generator.dirichlet(np.full(k, 0.2), n_articles)
    return sparse.csr_array(np.array([generator.multinomial(80, row) for row in shares @ topics])), topics


def tables_of(matrix, n_articles=None):
    """Return `unit_rows` and `unit_columns` of counts; the rows are passages where there is but one article."""
    n_rows, n_terms = matrix.shape
    ids = [f"{row if n_articles != 1 else 0:06d}" for row in range(n_rows)]
    rows = pl.DataFrame(
        {
            "row": range(n_rows),
            "article_id": ids,
            "passage": pl.Series([None if n_articles != 1 else row for row in range(n_rows)], dtype=pl.Int64),
            "story": ids,
            "n_words": matrix.sum(axis=1).tolist(),
        }
    )
    return rows, pl.DataFrame({"column": range(n_terms), "term": [f"w{column:03d}" for column in range(n_terms)]})


def fit(matrix, k=3, n_articles=None, **options):
    """Return what `fit_topics` makes of counts."""
    settings = {"smaller": [], "engine": "nmf", "seeds": 3, "few_articles": False, "asked": False} | options
    return fit_topics(matrix, *tables_of(matrix, n_articles), k=k, **settings)


def fit_without_topics(matrix, ks=(3,), n_articles=None, nulls=19):
    """Return what `fit_nulls` makes of counts."""
    return fit_nulls(matrix, tables_of(matrix, n_articles)[0], "nmf", list(ks), nulls, few_articles=False)


def choose(matrix, folder, ks, **options):
    """Return scores, criteria, diagnostics and what `choose_topics` makes of the fits of some numbers of topics.

    Each fit that has topics is written into the folder.
    """
    fits = {k: fit(matrix, k) for k in ks}
    for k, made in fits.items():
        made["model"].write_to(folder / f"{k}.npz")
    lists = {name: [fits[k][name].lazy() for k in ks] for name in ("scores", "diagnostics")}
    lists["scores"].append(fit_without_topics(matrix, ks).lazy())
    rows = tables_of(matrix)[0]
    scored = gather_scores(**lists, matrix_rows=rows)
    settings = {"engines": ["nmf"], "ks": ks, "choose": "auto", "few_articles": False, "basis": {}} | options
    models = [folder / f"{k}.npz" for k in ks]
    return scored | choose_topics(scored["scores"], models=models, unit_rows=rows, matrix_rows=rows, **settings)
