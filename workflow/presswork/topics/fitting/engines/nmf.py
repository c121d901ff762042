"""Non-negative matrix factorisation of TF-IDF, as a topic model."""

import numpy as np
from scipy import sparse

from presswork.statistics.arrays import Numbers
from presswork.topics.fitting.engines.factors import MAX_ITERATIONS, factorise
from presswork.topics.fitting.engines.nonnegative import solve_nonnegative
from presswork.topics.fitting.mixture import normalise
from presswork.topics.fitting.model import Model

HAS_LIKELIHOOD = False


def fit(counts: sparse.csr_array, k: int, seed: int) -> Model:
    """Return k topics of a count matrix (rows x terms), from TF-IDF with smoothed idf and rows of length 1.

    p(term | topic) is the component divided by the terms' idf and scaled to sum to 1.
    """
    idf = measure_idf(counts)
    factors = factorise(weigh_counts(counts, idf), k, seed)
    state = {"components": factors.right, "weighted": factors.right * idf}
    terms = normalise(factors.right / idf)
    return Model("nmf", terms, fold_in(state, counts), state, len(factors.losses) < MAX_ITERATIONS)


def measure_idf(counts: sparse.csr_array) -> Numbers:
    """Return the smoothed inverse document frequency of each term: ln((1 + rows) / (1 + rows with the term)) + 1."""
    held = np.bincount(counts.indices[counts.data > 0], minlength=counts.shape[1])
    return np.asarray(np.log((1 + counts.shape[0]) / (1 + held)) + 1)


def weigh_counts(counts: sparse.csr_array, idf: Numbers) -> sparse.csr_array:
    """Return TF-IDF of counts with rows of length 1; rows without terms stay empty."""
    weighted = counts.astype(float)
    weighted.data *= idf[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.power(2).sum(axis=1)))
    weighted.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(weighted.indptr))
    return weighted


def explain_weights(
    state: dict[str, Numbers], idf: Numbers, given: sparse.csr_array, scored: sparse.csr_array
) -> float | None:
    """Return the mean share of a row's squared TF-IDF weights that loadings from other words of the row explain.

    `given` and `scored` are counts of different words of the same rows. The loadings minimise the squared error of the
    weights of `given`; the share is 1 - the squared error of the weights of `scored`, whose rows have length 1. None if
    no row has words in both.
    """
    components = state["components"]
    weights, targets = weigh_counts(given, idf), weigh_counts(scored, idf)
    gram = components @ components.T
    loads = solve_nonnegative(gram, np.ascontiguousarray((weights @ components.T).T))
    explained = (loads * (2 * (targets @ components.T).T - gram @ loads)).sum(axis=0)
    has_words = (np.diff(given.indptr) > 0) & (np.diff(scored.indptr) > 0)
    return float(explained[has_words].mean()) if has_words.any() else None


def fold_in(state: dict[str, Numbers], counts: sparse.csr_array) -> Numbers:
    """Return the shares of each row, rows x topics, from its loadings by non-negative least squares."""
    components = state["components"]
    products = np.ascontiguousarray((counts @ state["weighted"].T).T)
    loads = solve_nonnegative(components @ components.T, products)
    return normalise(loads.T * components.sum(axis=1))
