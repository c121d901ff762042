"""The terms of the articles in the order of the text, as numbers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from presswork.tokens.running_terms import read_terms

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

    `ids` says which articles enter.
    """
    for words in read_terms(tokens, vocabulary, layer, phrase_places, frequency.select("term", "rank"), ids):
        ordered = words.with_columns(article=pl.col("article_id").rank("dense")).sort("article", "position")
        changed = pl.any_horizontal(pl.col("article", "sentence").diff().fill_null(0) != 0)
        columns = ordered.select(
            "rank", pl.col("article").cast(pl.Int64) - 1, sentence=changed.cast(pl.Int64).cum_sum()
        )
        frame = columns.collect()
        yield TermSequence(*(frame[name].to_numpy() for name in ("rank", "article", "sentence")))
