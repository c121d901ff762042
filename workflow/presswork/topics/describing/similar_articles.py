"""The articles most similar to each article."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers, Places
from presswork.statistics.clusters import join_counts
from presswork.terms.units import number_clusters

NEAREST = 10
BLOCK = 500


def find_similar(units: sparse.csr_array, unit_rows: pl.DataFrame, shares: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """Yield for each article that topics are fitted to the 10 most similar ones by the cosine of TF-IDF.

    Also given is the similarity of their topic shares. Passages are joined into articles.
    """
    ids = unit_rows["article_id"].unique().sort()
    weights = weigh_terms(join_counts(units, number_clusters(unit_rows["article_id"]).to_numpy()))
    topics = _spread_shares(shares, ids)
    for start in range(0, len(ids) if len(ids) > 1 else 0, BLOCK):
        yield _rank_block(start, weights, topics, ids)


def weigh_terms(counts: sparse.csr_array) -> sparse.csr_array:
    """Return TF-IDF of counts (rows x terms): 1 + log of the count, log(n / articles) + 1, rows of length 1."""
    weights = counts.astype(float)
    held = np.bincount(weights.indices, minlength=weights.shape[1])
    idf = np.log(weights.shape[0] / np.maximum(held, 1)) + 1
    weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
    lengths = np.sqrt(np.asarray(weights.power(2).sum(axis=1)))
    weights.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(weights.indptr))
    return weights


def _spread_shares(shares: pl.LazyFrame, ids: pl.Series) -> Numbers | None:
    """Return the square roots of the articles' shares, articles x topics; None without topics."""
    means = shares.group_by("article_id", "topic").agg(pl.col("share").mean()).collect()
    if means.is_empty():
        return None
    wide = means.pivot("topic", index="article_id", values="share", sort_columns=True)
    spread = ids.to_frame().join(wide, on="article_id", how="left", maintain_order="left").drop("article_id")
    return np.asarray(np.sqrt(spread.to_numpy()))


def _rank_block(start: int, weights: sparse.csr_array, topics: Numbers | None, ids: pl.Series) -> pl.DataFrame:
    block = weights[start : start + BLOCK]
    cosines = np.round((block @ weights.T).toarray(), 6)
    rows = np.arange(len(cosines))
    cosines[rows, rows + start] = -1
    kept = min(NEAREST, len(ids) - 1)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :kept]
    ranked = {
        "article_id": ids.gather(np.repeat(rows + start, kept)),
        "rank": np.tile(np.arange(1, kept + 1), len(rows)),
        "other_id": ids.gather(nearest.ravel()),
        "similarity": np.take_along_axis(cosines, nearest, axis=1).ravel(),
    }
    frame = pl.DataFrame(ranked).with_columns(topic_similarity=_compare_topics(topics, start, nearest))
    return frame.filter(pl.col("similarity") > 0).select(find_tables()["similar"].schema.names())


def _compare_topics(topics: Numbers | None, start: int, nearest: Places) -> pl.Series:
    """Return 1 - the Hellinger distance between the shares of each article and of those most similar to it."""
    if topics is None:
        return pl.Series([None] * nearest.size, dtype=pl.Float64)
    overlap = np.einsum("rk,rnk->rn", topics[start : start + len(nearest)], topics[nearest])
    return pl.Series((1 - np.sqrt(np.maximum(1 - overlap, 0))).ravel(), nan_to_null=True)
