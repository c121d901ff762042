"""Collocations: words counted within a window around a node, by side, with association measures."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.statistics import association
from presswork.statistics.arrays import Integers
from presswork.terms.counting.frequency import choose_terms
from presswork.tokens.neighbouring_tokens import choose_least
from presswork.tokens.running_terms import read_terms

TOP_NODES = 15
SIDES = ("left", "right", "both")
KEY = ["node", "side", "collocate"]


class TermSequence(NamedTuple):
    """The words of a shard in text order: rank of the term, number of the article, number of the sentence."""

    terms: Integers
    articles: Integers
    sentences: Integers


def find_collocations(
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    tokens: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    phrase_places: list[pl.LazyFrame],
    layer: str,
    nodes: list[str],
    window: int,
    within_sentence: bool,
) -> pl.DataFrame:
    """Return the collocates of each node with their association measures, by side.

    A word counts if it is within `window` words to the left or right of a node. In overlapping windows it counts once,
    and the node itself does not count (surface co-occurrence, Evert 2008, section 4.1). All measures except logDice,
    which counts pairs, are based on this table. Without `nodes`, the TOP_NODES most frequent terms other than stop
    words are used. Collocates are listed if they are more frequent than expected and frequent enough for
    `choose_least`.
    """
    ids = matrix_rows.select("article_id").unique()
    chosen = choose_terms(frequency, nodes, TOP_NODES)["rank"].to_list()
    ranks = frequency.select("term", "rank")
    shards = [
        each
        for words in read_terms(tokens, vocabulary, layer, phrase_places, ranks, ids)
        for each in _count_shard(_order_words(words), chosen, window, within_sentence)
    ]
    # No article is in two shards.
    counts = pl.concat([_COUNTS.to_frame(), *shards]).group_by(KEY).sum()
    windows = counts.group_by("node", "side").agg(window=pl.col("joint").sum())
    least = choose_least(ids.height)
    frequent = counts.filter(pl.col("joint") >= least[0], pl.col("articles") >= least[1])
    for side in SIDES[:2]:
        own = counts.filter(pl.col("side") == side).select("node", "collocate", pl.col("joint").alias(side))
        frequent = frequent.join(own, on=["node", "collocate"], how="left").with_columns(pl.col(side).fill_null(0))
    return _measure(frequent.join(windows, on=["node", "side"]), frequency)


_COUNTS = pl.Schema(
    {"node": pl.Int64(), "side": pl.String()} | dict.fromkeys(("collocate", "joint", "pairs", "articles"), pl.Int64())
)


def _order_words(words: pl.LazyFrame) -> TermSequence:
    ordered = words.with_columns(article=pl.col("article_id").rank("dense")).sort("article", "position")
    changed = pl.any_horizontal(pl.col("article", "sentence").diff().fill_null(0) != 0)
    columns = ordered.select("rank", pl.col("article").cast(pl.Int64) - 1, sentence=changed.cast(pl.Int64).cum_sum())
    frame = columns.collect()
    return TermSequence(*(frame[name].to_numpy() for name in ("rank", "article", "sentence")))


def _count_shard(
    sequence: TermSequence, nodes: Sequence[int], window: int, within_sentence: bool
) -> Iterator[pl.DataFrame]:
    groups = sequence.sentences if within_sentence else sequence.articles
    for node in nodes:
        left, right = count_windows(sequence.terms, groups, node, window)
        for side, windows in zip(SIDES, (left, right, left + right), strict=True):
            yield _count_words(sequence, windows).select(
                pl.lit(node, pl.Int64).alias("node"), pl.lit(side).alias("side"), "*"
            )


def count_windows(terms: Integers, groups: Integers, node: int, window: int) -> tuple[Integers, Integers]:
    """Return the number of left and of right windows of a node that contain each word, within its group."""
    places = np.flatnonzero(terms == node)
    counts = []
    for direction in (-1, 1):
        windows = np.zeros(len(terms), dtype=np.int64)
        for step in range(1, window + 1):
            others = places + direction * step
            inside = (others >= 0) & (others < len(terms))
            inside[inside] = groups[others[inside]] == groups[places[inside]]
            windows[others[inside]] += 1
        windows[places] = 0
        counts.append(windows)
    return counts[0], counts[1]


def _count_words(sequence: TermSequence, windows: Integers) -> pl.DataFrame:
    """Return each term's occurrences within windows, its pairs with nodes, and the articles with these."""
    near = windows > 0
    words = pl.DataFrame(
        {"collocate": sequence.terms[near], "article": sequence.articles[near], "pairs": windows[near]},
        schema=dict.fromkeys(("collocate", "article", "pairs"), pl.Int64),
    )
    counts = (pl.len().alias("joint"), pl.col("pairs").sum(), pl.col("article").n_unique().alias("articles"))
    return words.group_by("collocate").agg(*counts).cast(pl.Int64)


def _measure(counts: pl.DataFrame, frequency: pl.DataFrame) -> pl.DataFrame:
    """Return the collocates above expectation with names, measures and rank by logDice, stop words last."""
    terms = frequency.select("rank", "term", "count", "stop")
    nodes = terms.select(node="rank", node_term="term", node_count="count")
    others = terms.select("stop", collocate="rank", collocate_term="term", collocate_count="count")
    rows = counts.join(nodes, on="node").join(others, on="collocate").sort(KEY)
    joint, window, node, count = (
        rows[name].to_numpy() for name in ("joint", "window", "node_count", "collocate_count")
    )
    total = int(frequency["count"].sum()) - node
    by_node, by_collocate = association.delta_p(joint, window, count, total)
    measured = rows.with_columns(
        expected=association.expected_joint(window, count, total),
        log_dice=association.log_dice(rows["pairs"].to_numpy(), node, count),
        g2=association.log_likelihood(joint, window, count, total),
        mi=association.mutual_information(joint, window, count, total),
        mi3=association.mutual_information(joint, window, count, total, power=3),
        t=association.t_score(joint, window, count, total),
        delta_p_collocate=by_node,
        delta_p_node=by_collocate,
    ).filter(pl.col("joint") > pl.col("expected"))
    # logDice has no expectation, so function words would come first.
    ordered = measured.sort("stop", -pl.col("log_dice"), "collocate_term")
    ranked = ordered.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("node", "side"))
    named = ranked.with_columns(node="node_term", collocate="collocate_term")
    return named.select(find_tables()["collocations"].schema.names())
