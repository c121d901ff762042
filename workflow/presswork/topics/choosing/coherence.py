"""Coherence within windows of running text."""

from pathlib import Path

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers, Places
from presswork.tokens.running_terms import number_terms, read_terms
from presswork.topics.choosing.cooccurrence_windows import Windows, count_windows
from presswork.topics.choosing.quality import TOP_TERMS, measure_character, rank_terms
from presswork.topics.fitting.model import Model

WINDOW = 10
EPSILON = 1e-12


def measure_coherence(
    models: list[Path],
    unit_rows: pl.DataFrame,
    unit_columns: pl.DataFrame,
    tokens: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    phrase_places: list[pl.LazyFrame],
    layer: str,
) -> pl.DataFrame:
    """Return each topic's NPMI within windows of running text, for the medoid of each fit.

    The text consists of the words of the bodies of the fitted articles, including stop words.
    """
    fitted, tops = [], []
    for model in map(Model.read_from, models):
        fitted.append((model.engine, len(model.terms)))
        tops.append(rank_terms(measure_character(model.terms), TOP_TERMS))
    asked = np.unique(np.concatenate([top.ravel() for top in tops])).astype(np.intp)
    numbered = number_terms(vocabulary, layer, phrase_places).select("column", "term")
    sought = unit_columns[asked].select("term").join(numbered, on="term", maintain_order="left")["column"]
    counted = [
        count_windows(words.select("article_id", "position", term="column").collect(), sought, WINDOW)
        for words in read_terms(tokens, vocabulary, layer, phrase_places, numbered, unit_rows)
    ]
    windows = Windows(sum(each.total for each in counted), sum((each.joint for each in counted[1:]), counted[0].joint))
    rows = [
        {"engine": engine, "k": k, "topic": topic, "npmi_window": value}
        for (engine, k), top in zip(fitted, tops, strict=True)
        for topic, value in enumerate(coherence_windows(np.searchsorted(asked, top), windows), 1)
    ]
    return pl.DataFrame(rows, find_tables()["coherence"].schema)


def coherence_windows(top: Places, windows: Windows) -> Numbers:
    """Return each topic's mean NPMI over pairs of its top terms within windows: gensim's c_npmi (Röder et al. 2015).

    `top` has the positions of each topic's terms in `windows`. 1e-12 is added to each joint probability, so a pair that
    never co-occurs counts more than -1, and more the rarer its terms are.
    """
    return np.array([_mean_window_npmi(windows.joint[own][:, own].toarray() / windows.total) for own in top])


def _mean_window_npmi(joint: Numbers) -> float:
    single = np.diag(joint)
    first, second = np.triu_indices(len(single), 1)
    both = joint[first, second] + EPSILON
    return float((np.log(both / (single[first] * single[second])) / -np.log(both)).mean())
