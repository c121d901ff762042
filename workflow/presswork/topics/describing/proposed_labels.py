"""Proposed names of topics, from the corpus's multiword terms and words."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from presswork.statistics.arrays import Numbers
from presswork.topics.choosing.quality import measure_character, own_shares, rank_terms

LEAST_ROWS = 2
# Smallest share of the topic's prevalence in rows with the name, so that it does not name a single story.
LEAST_PART = 0.1
WORDS = 2
# A multiword name contains one of this many top terms of its topic.
TOP = 10


def propose_names(
    weights: Numbers,
    terms: list[str],
    shares: pl.LazyFrame,
    matrix_rows: pl.DataFrame,
    phrase_places: Sequence[pl.LazyFrame],
) -> list[str]:
    """Return a different name for each topic: the multiword term with the highest character.

    The rate of a multiword term in a topic is estimated from its counts and the topics' shares in articles (passages).
    A term is eligible if it shares a word with the 10 top terms of the topic, at least two articles contain it, more
    than half of its weight is in the topic, and at least a tenth of the topic's prevalence is in rows with it. Other
    topics are named by their first two terms by character.
    """
    phrases, rates, parts = rate_phrases(shares, matrix_rows, phrase_places, len(weights))
    top = rank_terms(measure_character(weights), TOP)
    words = [{word for column in columns for word in terms[column].split()} for columns in top]
    fits = np.array([[not own.isdisjoint(phrase.split()) for phrase in phrases] for own in words], dtype=bool)
    suits = (own_shares(rates) > 0.5) & (parts >= LEAST_PART) & fits.reshape(rates.shape)
    worth = np.where(suits, measure_character(rates), 0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    found = {row: phrases[column] for row, column in zip(rows, columns) if worth[row, column] > 0}
    named = [", ".join(terms[column] for column in columns[:WORDS]) for columns in top]
    return [found.get(topic) or name for topic, name in enumerate(named)]


def rate_phrases(
    shares: pl.LazyFrame, matrix_rows: pl.DataFrame, phrase_places: Sequence[pl.LazyFrame], k: int
) -> tuple[list[str], Numbers, Numbers]:
    """Return the multiword terms in at least two rows, sorted, and two measures for each topic, both k x n.

    These are their occurrences per word of the topic, and the share of the topic's prevalence in rows with the term.
    """
    rows = matrix_rows.select("article_id", "passage", "n_words").sort("article_id", "passage").with_row_index("row")
    own = np.zeros((rows.height, k))
    placed = shares.collect().join(rows, on=["article_id", "passage"], nulls_equal=True, maintain_order="left")
    own[placed["row"].to_numpy(), placed["topic"].to_numpy() - 1] = placed["share"].to_numpy()
    cells = count_phrases(matrix_rows, phrase_places).join(rows, on=["article_id", "passage"], nulls_equal=True)
    cells = cells.filter(pl.len().over("phrase") >= LEAST_ROWS).sort("row", "phrase")
    phrases = cells["phrase"].unique().sort().to_list()
    column = cells["phrase"].rank("dense").cast(pl.Int64).to_numpy() - 1
    counts = sparse.csr_array(
        (cells["count"].to_numpy(), (cells["row"].to_numpy(), column)), (rows.height, len(phrases))
    )
    words = own.T @ rows["n_words"].to_numpy()
    rates = np.asarray((counts.T @ own).T / np.maximum(words, 1)[:, None])
    parts = np.asarray((counts.astype(bool).T @ own).T / np.maximum(own.sum(axis=0), 1e-12)[:, None])
    return phrases, rates, parts


def count_phrases(matrix_rows: pl.DataFrame, phrase_places: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """Return the count of each multiword term in the body of each article or passage that contains it."""
    columns = ["article_id", "passage", "first_sentence", "last_sentence"]
    rows = matrix_rows.select(columns).sort("article_id", "first_sentence")
    counted = []
    for shard in phrase_places:
        places = shard.filter(pl.col("field") == "body").select("article_id", "sentence", "phrase").collect()
        inside = places.sort("article_id", "sentence").join_asof(
            rows, left_on="sentence", right_on="first_sentence", by="article_id", check_sortedness=False
        )
        inside = inside.filter(pl.col("sentence") <= pl.col("last_sentence"))
        counted.append(inside.group_by("article_id", "passage", "phrase").agg(count=pl.len().cast(pl.Float64)))
    return pl.concat(counted)
