"""The document-term matrix: counts of terms in articles, or in passages of a single article."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.errors import PressworkError
from presswork.tokens.running_terms import locate_words, name_tokens, number_terms, pair_shards, put_phrases

# Number of reasons that the message lists.
LISTED = 3


def build_matrix(
    counted: pl.DataFrame,
    tokens: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    passage_words: int,
    phrase_places: Sequence[pl.LazyFrame] = (),
    in_passages: bool = False,
) -> dict[str, Any]:
    """Return the counts of terms in bodies (rows x terms), with its rows and columns, both sorted.

    `counted` says which articles are included. `layer` is the column of the vocabulary that is counted, or `phrase`:
    lower case, with each multiword term of `phrase_places` as one term. A row is an article, or a passage with
    `in_passages` and for a single article; its size is always in words. Raises PressworkError if there is
    nothing to count.
    """
    ids = counted.filter("counted").select("article_id").sort("article_id")
    terms = number_terms(vocabulary, layer, phrase_places)
    named = name_tokens(vocabulary, layer, terms).select("token_id", "column")
    split = passage_words if in_passages or ids.height == 1 else None
    shards = [
        _count_shard(shard, ids, named, split, phrases, terms)
        for shard, phrases in pair_shards(tokens, layer, phrase_places)
    ]
    rows = pl.concat([rows for rows, _ in shards])
    if not rows.height:
        raise _nothing_to_count(counted)
    order = rows.select(pl.arg_sort_by("article_id", "passage")).to_series().to_numpy()
    matrix = sparse.vstack([cells for _, cells in shards], format="csr")[order]
    used = np.unique(matrix.indices)
    return {
        "matrix": matrix[:, used],
        "matrix_rows": rows[order].drop("row").with_row_index("row").cast({"row": pl.Int64}),
        "matrix_columns": terms[used].drop("column").with_row_index("column").cast({"column": pl.Int64}),
    }


def _nothing_to_count(counted: pl.DataFrame) -> PressworkError:
    left_out = (
        counted.filter(~pl.col("counted"))["reason"].value_counts().sort("count", "reason", descending=[True, False])
    )
    why = "; ".join(f"{number} {reason}" for reason, number in left_out.head(LISTED).iter_rows())
    return PressworkError(
        "The articles have no words." if counted["counted"].any() else "No article is left to count.",
        file="corpus/report.md in the results folder",
        found=f"{counted.height} article{'s'[: counted.height != 1]}" + (f", of these left out: {why}" if why else ""),
        expected="at least one article with running text, in corpus.language, that corpus.select does not exclude",
        remedy="correct these options or the articles; the report says why records were rejected, and what to check",
    )


def _count_shard(
    tokens: pl.LazyFrame,
    ids: pl.DataFrame,
    named: pl.DataFrame,
    passage_words: int | None,
    phrases: pl.LazyFrame | None,
    terms: pl.DataFrame,
) -> tuple[pl.DataFrame, sparse.csr_array]:
    """Return the rows of a shard and their counts; without `passage_words`, each article is one row."""
    counted = locate_words(tokens, named, ids).collect()
    passages = _split_passages(counted, passage_words) if passage_words else _whole_articles(counted)
    passages = passages.with_columns(row=pl.struct("article_id", "passage").rank("dense") - 1)
    placed = counted.join(passages, on=["article_id", "sentence"])
    rows = placed.group_by("row", "article_id", "passage").agg(
        first_sentence=pl.col("sentence").min(),
        last_sentence=pl.col("sentence").max(),
        n_words=pl.len().cast(pl.Int64),
    )
    if phrases is not None:
        counted = put_phrases(counted.lazy(), phrases, tokens, terms, ids).collect()
        placed = counted.join(passages, on=["article_id", "sentence"])
    cells = placed.group_by("row", "column").agg(count=pl.len().cast(pl.Int64)).sort("row", "column")
    # 32-bit indices halve the memory of the matrix and suffice for up to 2**31 cells.
    places = tuple(cells[name].to_numpy().astype(np.int32) for name in ("row", "column"))
    shape = (rows.height, terms.height)
    return rows.sort("row"), sparse.csr_array((cells["count"].to_numpy(), places), shape=shape)


def _whole_articles(counted: pl.DataFrame) -> pl.DataFrame:
    sentences = counted.select("article_id", "sentence").unique()
    return sentences.with_columns(passage=pl.lit(None, dtype=pl.Int64))


def _split_passages(counted: pl.DataFrame, passage_words: int) -> pl.DataFrame:
    """Return each sentence's passage: whole sentences of at least `passage_words`; a short rest joins the last one."""
    lengths = counted.group_by("article_id", "sentence").len("n_words").sort("article_id", "sentence")
    articles = lengths.group_by("article_id", maintain_order=True).agg("sentence", "n_words")
    split = [assign_passages(each, passage_words) for each in articles["n_words"].to_list()]
    passages = articles.with_columns(passage=pl.Series(split, dtype=pl.List(pl.Int64))).drop("n_words")
    return passages.explode("sentence", "passage")


def assign_passages(lengths: list[int], passage_words: int) -> list[int]:
    """Return the passage of each sentence, from 1, given the sentences' lengths in words."""
    passages, filled, passage = [], 0, 1
    for length in lengths:
        if filled >= passage_words:
            passage, filled = passage + 1, 0
        passages.append(passage)
        filled += length
    if passage > 1 and filled < passage_words:
        passages = [min(each, passage - 1) for each in passages]
    return passages
