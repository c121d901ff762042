"""Latent Dirichlet allocation by variational Bayes."""

import numpy as np
from scipy import sparse, special
from sklearn.decomposition import LatentDirichletAllocation

from presswork.statistics.arrays import Numbers
from presswork.topics.fitting.mixture import infer_shares, normalise
from presswork.topics.fitting.model import Model

HAS_LIKELIHOOD = True
MAX_ITERATIONS = 100
CHECKED_EVERY = 5
STEPS_PER_ROW = 20
LEAST_FALL = 1e-3


def fit(counts: sparse.csr_array, k: int, seed: int) -> Model:
    """Return k topics of a count matrix (rows x terms), by batch variational Bayes (Blei, Ng & Jordan 2003).

    Symmetric priors of 1/k on shares and on terms. Stops if the perplexity falls within `CHECKED_EVERY` iterations by
    less than `LEAST_FALL` of its value with one topic.
    """
    rates = counts.sum(axis=0) / counts.sum()
    engine = LatentDirichletAllocation(
        k,
        learning_method="batch",
        max_iter=MAX_ITERATIONS,
        max_doc_update_iter=STEPS_PER_ROW,
        evaluate_every=CHECKED_EVERY,
        perp_tol=LEAST_FALL * np.exp(special.entr(rates).sum()),
        n_jobs=1,
        random_state=seed,
    )
    engine.fit(counts)
    # Terms that no row contains are not in the model; the prior alone would give them weight.
    components = np.where(rates > 0, engine.components_, 0)
    state = {"components": components, "alpha": np.full(k, engine.doc_topic_prior_)}
    return Model("variational", normalise(components), fold_in(state, counts), state, engine.n_iter_ < MAX_ITERATIONS)


def fold_in(state: dict[str, Numbers], counts: sparse.csr_array) -> Numbers:
    """Return the most probable shares of each row, rows x topics."""
    return infer_shares(normalise(state["components"]), state["alpha"], counts)
