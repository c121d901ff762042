"""How good a topic model is: coherence, exclusivity, diversity, and agreement with another model."""

import numpy as np
import polars as pl
from scipy import sparse, special

from presswork.statistics.arrays import Mask, Numbers, Places
from presswork.topics.fitting.model import Model

TOP_TERMS = 10
# A background topic has so many times the effective words of the middle topic, and so many times its breadth.
WIDE, BROAD = 2, 5


def score_model(model: Model, counts: sparse.csr_array) -> dict[str, float]:
    """Return a model's coherence, exclusivity and diversity, means over topics, of the terms that speak for them.

    `npmi_weight` is the coherence of those with the highest weights.
    """
    top = rank_terms(measure_character(model.terms), TOP_TERMS)
    return {
        "npmi": float(coherence_npmi(top, counts).mean()),
        "npmi_weight": float(coherence_npmi(rank_terms(model.terms, TOP_TERMS), counts).mean()),
        "exclusivity": float(exclusivity(model.terms, top).mean()),
        "diversity": diversity(top),
    }


def diagnose(model: Model, counts: sparse.csr_array) -> pl.DataFrame:
    """Return the measures of each topic: prevalence, coherence, exclusivity, effective words, and two distances.

    The distances are Kullback-Leibler divergences from the corpus's shares of terms and from equal shares. Source:
    MALLET's topic diagnostics (Mimno et al. 2011).
    """
    rates = np.asarray(counts.sum(axis=0) / counts.sum())
    covered = model.shares.sum(axis=1) > 0
    top = rank_terms(measure_character(model.terms), TOP_TERMS)
    measures = {
        "prevalence": model.shares[covered].mean(axis=0),
        "npmi": coherence_npmi(top, counts),
        "npmi_weight": coherence_npmi(rank_terms(model.terms, TOP_TERMS), counts),
        "exclusivity": exclusivity(model.terms, top),
        "effective_words": count_effective(model.terms),
        "distance_corpus": measure_distance(model.terms, rates),
        "distance_uniform": measure_distance(model.terms, np.full(len(rates), 1 / len(rates))),
        "background": find_background(model.terms, rates),
    }
    return pl.DataFrame({"topic": np.arange(1, len(model.terms) + 1), **measures})


def count_effective(terms: Numbers) -> Numbers:
    """Return the effective number of words of each topic, 1 / the sum of squared p(term | topic)."""
    return np.asarray(1 / (terms**2).sum(axis=1))


def measure_distance(terms: Numbers, rates: Numbers) -> Numbers:
    """Return the Kullback-Leibler divergence of each topic from rates of terms, in nats."""
    return np.asarray(special.rel_entr(terms, rates).sum(axis=1))


def find_background(terms: Numbers, rates: Numbers) -> Mask:
    """Return which topics are background: the words that articles of all topics share, or what other topics leave.

    Such a topic has many words and is near the corpus. Breadth is its effective words over its distance from the
    corpus's rates; a topic that is but frequent is near the corpus, too, but has no more words than others.
    """
    words = count_effective(terms)
    breadth = words / np.maximum(measure_distance(terms, rates), np.finfo(float).eps)
    return np.asarray((words >= WIDE * np.median(words)) & (breadth >= BROAD * np.median(breadth)))


def own_shares(terms: Numbers) -> Numbers:
    """Return the share of each term's weight over all topics that lies in each topic, topics x terms."""
    return np.asarray(terms / np.maximum(terms.sum(axis=0), np.finfo(float).tiny))


def measure_character(terms: Numbers) -> Numbers:
    """Return what speaks for a topic in a term: its weight there times the share of its weight that lies there."""
    return np.asarray(terms * own_shares(terms))


def rank_terms(values: Numbers, n_top: int) -> Places:
    """Return the columns of each topic's highest values, topics x n_top; equal ones in the order of the columns."""
    rounded, kept = -np.round(values, 12), min(n_top, values.shape[1])
    last = np.partition(rounded, kept - 1, axis=1)[:, kept - 1] if kept else np.zeros(len(values))
    near = [np.flatnonzero(row <= bound) for row, bound in zip(rounded, last, strict=True)]
    ranked = [
        columns[np.argsort(row[columns], kind="stable")][:kept] for row, columns in zip(rounded, near, strict=True)
    ]
    return np.array(ranked, dtype=np.intp).reshape(len(values), kept)


def coherence_npmi(top: Places, counts: sparse.csr_array) -> Numbers:
    """Return each topic's mean NPMI over pairs of its top terms (Bouma 2009; Lau, Newman & Baldwin 2014).

    `top` has the columns of each topic's terms. Probabilities are shares of the matrix's rows that hold a term, or
    both. A pair that never meets counts -1.
    """
    columns, places = np.unique(top, return_inverse=True)
    present = counts[:, columns].astype(bool).astype(float).tocsc()
    return np.array([_mean_npmi(present[:, own].toarray()) for own in places.reshape(top.shape)])


def _mean_npmi(present: Numbers) -> float:
    joint = present.T @ present / len(present)
    single = np.diag(joint)
    first, second = np.triu_indices(len(single), 1)
    both = joint[first, second]
    met = both > 0
    values = np.full(len(both), -1.0)
    chance = single[first[met]] * single[second[met]]
    sure = both[met] >= 1
    information = np.log(both[met] / chance)
    values[met] = np.where(sure, 1.0, information / np.where(sure, 1.0, -np.log(both[met])))
    return float(values.mean())


def exclusivity(terms: Numbers, top: Places) -> Numbers:
    """Return for each topic the mean share of a top term's weight that lies in it, 1/k to 1."""
    columns, places = np.unique(top, return_inverse=True)
    shares = own_shares(terms[:, columns])
    return np.asarray(np.take_along_axis(shares, places.reshape(top.shape), axis=1).mean(axis=1))


def diversity(top: Places) -> float:
    """Return the share of distinct terms among all topics' top terms (Dieng, Ruiz & Blei 2020)."""
    return len(np.unique(top)) / top.size


def match_topics(terms: Numbers, others: Numbers) -> Numbers:
    """Return for each topic its cosine with its partner in another model, by the assignment with the largest sum."""
    return pair_topics(terms, others)[1]


def pair_topics(terms: Numbers, others: Numbers) -> tuple[Places, Numbers]:
    """Return each topic's partner in another model, and their cosine.

    The pairs are those with the largest sum of cosines (Crouse 2016). Where the other model has fewer topics, a topic
    without a partner has -1 and a cosine of 0.
    """
    # Slow to import, and most of who imports this module has nothing to assign.
    from scipy.optimize import linear_sum_assignment

    cosines = cosine_topics(terms, others)
    rows, columns = linear_sum_assignment(cosines, maximize=True)
    partners, matched = np.full(len(terms), -1), np.zeros(len(terms))
    partners[rows], matched[rows] = columns, cosines[rows, columns]
    return partners, matched


def cosine_topics(terms: Numbers, others: Numbers) -> Numbers:
    """Return the cosine of each topic with each of another model, topics x topics."""
    return np.asarray(_unit(terms) @ _unit(others).T)


def _unit(terms: Numbers) -> Numbers:
    lengths = np.linalg.norm(terms, axis=1, keepdims=True)
    unit: Numbers = terms / np.where(lengths > 0, lengths, 1)
    return unit
