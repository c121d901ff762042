"""Latent Dirichlet allocation by collapsed Gibbs sampling."""

import numpy as np
from pyrmallet import _rust_mallet
from scipy import sparse

from presswork.statistics.arrays import Numbers
from presswork.topics.fitting.mixture import infer_shares, normalise
from presswork.topics.fitting.model import Model

HAS_LIKELIHOOD = True
ITERATIONS = 400
BURN_IN = 50
LEARNED_EVERY = 10
SAMPLES = 5
SAMPLED_EVERY = 10
CHECKED_EVERY = 10
ALPHA_SUM = 5.0
BETA = 0.01
LARGEST_GAIN = 0.02


def fit(counts: sparse.csr_array, k: int, seed: int) -> Model:
    """Return k topics of a count matrix (rows x terms), by sparse Gibbs sampling (Yao, Mimno & McCallum 2009).

    Alpha, with one value per topic, is learned; beta has one value for all terms (Wallach, Mimno & McCallum 2009; Minka
    2000). p(term | topic) is the mean of the last `SAMPLES` samples. The chain has converged if the log likelihood per
    token of words and topics rises from the third to the last quarter of the iterations by less than `LARGEST_GAIN`.
    """
    trend: list[float] = []
    corpus = _rust_mallet.Corpus.from_strings(_spell_rows(counts), token_regex=r"\S+")
    sampler = _rust_mallet.train(
        corpus,
        num_topics=k,
        iterations=ITERATIONS,
        burn_in=BURN_IN,
        optimize_interval=LEARNED_EVERY,
        num_samples=SAMPLES,
        sample_interval=SAMPLED_EVERY,
        alpha_sum=ALPHA_SUM,
        beta=BETA,
        seed=seed,
        callback=lambda iteration, last, likelihood: trend.append(likelihood),
        callback_interval=CHECKED_EVERY,
    )
    weights = np.zeros((k, counts.shape[1]))
    weights[:, np.array(sampler.vocabulary, dtype=int)] = sampler.topic_word_matrix()
    state = {"components": weights, "alpha": np.array(sampler.alpha)}
    return Model("gibbs", normalise(weights), fold_in(state, counts), state, is_at_rest(trend))


def fold_in(state: dict[str, Numbers], counts: sparse.csr_array) -> Numbers:
    """Return the most probable shares of each row, rows x topics."""
    return infer_shares(normalise(state["components"]), state["alpha"], counts)


def is_at_rest(trend: list[float]) -> bool:
    """Return whether the mean of the last quarter exceeds that of the third by less than `LARGEST_GAIN`."""
    quarter = len(trend) // 4
    return float(np.mean(trend[-quarter:]) - np.mean(trend[-2 * quarter : -quarter])) < LARGEST_GAIN


def _spell_rows(counts: sparse.csr_array) -> list[str]:
    """Return each row as a text of column numbers, each repeated by its count, since the sampler reads words."""
    ordered = counts.sorted_indices()
    names = np.array([str(column) for column in range(counts.shape[1])], dtype=object)
    tokens = np.repeat(names[ordered.indices], ordered.data.astype(int))
    ends = np.cumsum(np.asarray(ordered.sum(axis=1)).astype(int))
    return [" ".join(row) for row in np.split(tokens, ends[:-1])]
