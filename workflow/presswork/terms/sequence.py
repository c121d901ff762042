"""The terms of the articles in the order of the text, as numbers."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

Integers = NDArray[np.int64]


class TermSequence(NamedTuple):
    """The words of a shard in the order of the text: number of the term, of its article, of its sentence."""

    terms: Integers
    articles: Integers
    sentences: Integers


def read_sequences(
    tokens: Sequence[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    ids: pl.DataFrame,
    frequency: pl.DataFrame,
    phrase_places: Sequence[pl.LazyFrame] = (),
) -> Iterator[TermSequence]:
    """Yield each shard's words of the bodies in order; a term's number is its rank in `frequency`.

    `ids` says which articles enter. With `phrase_places`, a multiword term stands in the place of its words.
    """
    ranks = frequency.select("term", "rank").lazy()
    named = vocabulary.filter("word").select("token_id", term="lower" if layer == "phrase" else layer)
    numbers = named.join(ranks, on="term").select("token_id", "rank")
    for shard, places in zip_longest(tokens, phrase_places):
        body = shard.filter(pl.col("field") == "body").join(ids.lazy(), on="article_id", how="semi")
        words = body.join(numbers, on="token_id").select("article_id", "sentence", "position", "rank")
        if places is not None:
            words = _put_phrases(words, places, ids, ranks)
        ordered = words.with_columns(article=pl.col("article_id").rank("dense")).sort("article", "position")
        changed = pl.any_horizontal(pl.col("article", "sentence").diff().fill_null(0) != 0)
        columns = ordered.select(
            "rank", pl.col("article").cast(pl.Int64) - 1, sentence=changed.cast(pl.Int64).cum_sum()
        )
        frame = columns.collect()
        yield TermSequence(*(frame[name].to_numpy() for name in ("rank", "article", "sentence")))


def _put_phrases(words: pl.LazyFrame, places: pl.LazyFrame, ids: pl.DataFrame, ranks: pl.LazyFrame) -> pl.LazyFrame:
    body = places.filter(pl.col("field") == "body").join(ids.lazy(), on="article_id", how="semi")
    covered = body.select(
        "article_id", position=pl.int_ranges("position", pl.col("position") + pl.col("n_tokens"))
    ).explode("position")
    named = body.join(ranks, left_on="phrase", right_on="term").select("article_id", "sentence", "position", "rank")
    return pl.concat([words.join(covered, on=["article_id", "position"], how="anti"), named])
