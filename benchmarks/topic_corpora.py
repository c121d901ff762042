"""Simulated corpora: counts of articles of known topics."""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from presswork.topics.mixture import normalise

Numbers = np.ndarray
BURSTINESS = 2.0
MIN_ARTICLES, MAX_SHARE = 2, 0.5


class Corpus(NamedTuple):
    """Counts (rows x terms) as `select_units` gives them, the rows, and the topics that were planted."""

    counts: sparse.csr_array
    rows: pl.DataFrame
    topics: Numbers


def zipf(size: int) -> Numbers:
    """Return probabilities of words by rank, as Zipf and Mandelbrot have them."""
    weights: Numbers = 1 / (np.arange(size) + 3.0)
    return weights / weights.sum()


def draw_lengths(n: int, mean: float, spread: float, chance: np.random.Generator) -> Numbers:
    """Return log-normal lengths in words; spread is the standard deviation of their logarithms."""
    return np.exp(chance.normal(np.log(mean) - spread**2 / 2, spread, n))


def burst(means: Numbers, burstiness: float, chance: np.random.Generator) -> Numbers:
    """Return negative binomial counts of these means; the variance is so many times the mean."""
    return chance.poisson(chance.gamma(means / (burstiness - 1), burstiness - 1)).astype(float)


def make_corpus(
    counts: Numbers,
    chance: np.random.Generator,
    topics: Numbers | None = None,
) -> Corpus:
    """Return counts without terms in too few or too many articles; half of the words are not terms."""
    present = (counts > 0).sum(axis=0)
    kept = (present >= MIN_ARTICLES) & (present <= MAX_SHARE * len(counts))
    rows = pl.DataFrame(
        {
            "row": np.arange(len(counts)),
            "article_id": [f"{row:06d}" for row in range(len(counts))],
            "passage": pl.Series([None] * len(counts), dtype=pl.Int64),
            "story": [f"{story:06d}" for story in range(len(counts))],
            "n_words": (counts.sum(axis=1) + chance.poisson(counts.sum(axis=1))).astype(np.int64),
        }
    )
    own = np.zeros((0, int(kept.sum()))) if topics is None else normalise(topics[:, kept])
    return Corpus(sparse.csr_array(counts[:, kept]), rows, own)


def plant_topics(k: int, size: int, chance: np.random.Generator, width: int = 60) -> Numbers:
    """Return topics, k x size: each has `width` words of its own above a background of all words, by Zipf's law."""
    topics = np.zeros((k, size))
    for topic in range(k):
        chosen = chance.choice(np.arange(20, size), width, replace=False)
        topics[topic, chosen] = chance.permutation(zipf(width))
    return topics


def draw_shares(kind: str, n: int, weights: Numbers, chance: np.random.Generator) -> Numbers:
    """Return shares, n x topics, whose means follow the weights: of LDA, correlated, or one topic an article."""
    k = len(weights)
    if kind == "LDA":
        return chance.dirichlet(weights * k * 0.1, n)
    if kind == "correlated":
        loads = chance.normal(size=(k, 2))
        covariance = 2.0 * (loads @ loads.T / 2 + np.eye(k))
        return normalise(np.exp(chance.multivariate_normal(2.0 * np.log(weights * k), covariance, n)))
    return np.eye(k)[chance.choice(k, n, p=weights)]


def draw_planted(
    kind: str,
    n: int,
    k: int,
    ratio: float,
    chance: np.random.Generator,
    *,
    size: int = 2000,
    words: float = 150,
    background: float = 0.5,
    topics: Numbers | None = None,
) -> Corpus:
    """Return articles of k topics, the most frequent `ratio` times the rarest; one topic an article: bursty words."""
    weights = np.geomspace(ratio, 1, k)
    weights = weights / weights.sum()
    topics = plant_topics(k, size, chance, min(60, size // 5)) if topics is None else topics
    topics = background * zipf(size) + (1 - background) * topics
    shares = draw_shares(kind, n, weights, chance)
    lengths = draw_lengths(n, words, 0.6, chance)
    means = lengths[:, None] * (shares @ topics)
    counts = burst(means, BURSTINESS, chance) if kind == "one an article" else chance.poisson(means).astype(float)
    return make_corpus(counts, chance, topics=topics)


KINDS = ("LDA", "correlated", "one an article")
