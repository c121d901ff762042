"""Quality of topic models: coherence, exclusivity, diversity, and agreement with another model."""

import numpy as np
import polars as pl
from scipy import sparse, special

from presswork.statistics.arrays import Mask, Numbers, Places
from presswork.topics.fitting.model import Model

TOP_TERMS = 10
# Effective words and breadth of a background topic, at least, as multiples of the medians of all topics.
WIDE, BROAD = 2, 5


def score_model(model: Model, counts: sparse.csr_array) -> dict[str, float]:
    """Return a model's coherence, exclusivity and diversity, as means over topics, for the top terms by character.

    `npmi_weight` is the coherence of the top terms by weight.
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

    The distances are Kullback-Leibler divergences from the corpus's term shares and from equal shares. Source: MALLET's
    topic diagnostics (Mimno et al. 2011).
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
    """Return the effective number of words of each topic, 1 / sum of squared p(term | topic)."""
    return np.asarray(1 / (terms**2).sum(axis=1))


def measure_distance(terms: Numbers, rates: Numbers) -> Numbers:
    """Return the Kullback-Leibler divergence of each topic from term rates, in nats."""
    return np.asarray(special.rel_entr(terms, rates).sum(axis=1))


def find_background(terms: Numbers, rates: Numbers) -> Mask:
    """Return which topics are background: words shared by articles of all topics, or the remainder.

    Such a topic has many words and is close to the corpus. Breadth is its effective words divided by its distance from
    the corpus's rates. A topic that is merely frequent is also close to the corpus, but has no more words than others.
    """
    words = count_effective(terms)
    breadth = words / np.maximum(measure_distance(terms, rates), np.finfo(float).eps)
    return np.asarray((words >= WIDE * np.median(words)) & (breadth >= BROAD * np.median(breadth)))


def own_shares(terms: Numbers) -> Numbers:
    """Return the share of each term's total weight that is in each topic, topics x terms."""
    return np.asarray(terms / np.maximum(terms.sum(axis=0), np.finfo(float).tiny))


def measure_character(terms: Numbers) -> Numbers:
    """Return the character of each term in each topic: its weight times the share of its total weight in the topic."""
    return np.asarray(terms * own_shares(terms))


def rank_terms(values: Numbers, n_top: int) -> Places:
    """Return the columns of each topic's highest values, topics x n_top; ties in the order of columns."""
    rounded, kept = -np.round(values, 12), min(n_top, values.shape[1])
    last = np.partition(rounded, kept - 1, axis=1)[:, kept - 1] if kept else np.zeros(len(values))
    near = [np.flatnonzero(row <= bound) for row, bound in zip(rounded, last, strict=True)]
    ranked = [
        columns[np.argsort(row[columns], kind="stable")][:kept] for row, columns in zip(rounded, near, strict=True)
    ]
    return np.array(ranked, dtype=np.intp).reshape(len(values), kept)


def coherence_npmi(top: Places, counts: sparse.csr_array) -> Numbers:
    """Return each topic's mean NPMI over pairs of its top terms (Bouma 2009; Lau, Newman & Baldwin 2014).

    `top` has the columns of each topic's terms. Probabilities are shares of rows with a term, or with both. A pair that
    never co-occurs counts -1.
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
    """Return for each topic the mean over top terms of the share of the term's weight in it, 1/k to 1."""
    columns, places = np.unique(top, return_inverse=True)
    shares = own_shares(terms[:, columns])
    return np.asarray(np.take_along_axis(shares, places.reshape(top.shape), axis=1).mean(axis=1))


def diversity(top: Places) -> float:
    """Return the share of distinct terms among all topics' top terms (Dieng, Ruiz & Blei 2020)."""
    return len(np.unique(top)) / top.size


def match_topics(terms: Numbers, others: Numbers) -> Numbers:
    """Return each topic's cosine with its match in another model, by the assignment with the largest sum."""
    return pair_topics(terms, others)[1]


def pair_topics(terms: Numbers, others: Numbers) -> tuple[Places, Numbers]:
    """Return each topic's match in another model, and their cosine.

    The assignment has the largest sum of cosines (Crouse 2016). If the other model has fewer topics, a topic without a
    match has -1 and a cosine of 0.
    """
    # Imported here because it is slow, and most users of this module do not need it.
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
