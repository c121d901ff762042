"""The document-term matrix: counts of terms in articles, or in passages where the corpus is one article."""

from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.errors import PressworkError


def build_matrix(
    counted: pl.DataFrame,
    tokens: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    passage_words: int,
) -> dict[str, Any]:
    """Return the counts of words in bodies (rows x terms), with its rows and columns, both sorted.

    `counted` says which articles enter; `layer` names the vocabulary's column that is counted. Raises PressworkError
    where there is nothing to count.
    """
    ids = counted.filter("counted").select("article_id").sort("article_id")
    words = vocabulary.filter("word").select("token_id", "stop", term=pl.col(layer))
    terms = words.group_by("term").agg(pl.col("stop").all()).sort("term").collect()
    shards = [_count_shard(shard, ids, words, passage_words) for shard in tokens]
    if not any(rows.height for rows, _ in shards):
        raise _nothing_to_count(ids.height)
    rows = pl.concat([rows for rows, _ in shards]).sort("article_id", "passage").with_row_index("row")
    cells = pl.concat([cells for _, cells in shards])
    used = terms.join(cells.select("term").unique(), on="term", how="semi").sort("term").with_row_index("column")
    cells = cells.join(rows.select("row", "article_id", "passage"), on=["article_id", "passage"], nulls_equal=True)
    cells = cells.join(used.select("column", "term"), on="term").sort("row", "column")
    shape = (rows.height, used.height)
    places = (cells["row"].to_numpy(), cells["column"].to_numpy())
    return {
        "matrix": sparse.csr_array((cells["count"].to_numpy().astype(np.int64), places), shape=shape),
        "matrix_rows": rows.cast({"row": pl.Int64}),
        "matrix_columns": used.cast({"column": pl.Int64}),
    }


def _nothing_to_count(n_articles: int) -> PressworkError:
    return PressworkError(
        "No article is left to count." if not n_articles else "The articles have no words.",
        file="corpus/rejected.csv in the results folder",
        found=f"{n_articles} articles",
        expected="at least one article with running text",
        remedy="see in that file why each record was rejected, mend it, and run again",
    )


def _count_shard(
    tokens: pl.LazyFrame, ids: pl.DataFrame, words: pl.LazyFrame, passage_words: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows and the cells of a shard; only the corpus's single article is split into passages."""
    body = tokens.filter(pl.col("field") == "body").join(ids.lazy(), on="article_id", how="semi")
    counted = body.select("article_id", "sentence", "token_id").join(words, on="token_id").collect()
    passages = _split_passages(counted, passage_words) if ids.height == 1 else _whole_articles(counted)
    counted = counted.join(passages, on=["article_id", "sentence"])
    row = ["article_id", "passage"]
    rows = counted.group_by(row).agg(
        first_sentence=pl.col("sentence").min(),
        last_sentence=pl.col("sentence").max(),
        n_words=pl.len().cast(pl.Int64),
    )
    return rows, counted.group_by([*row, "term"]).agg(count=pl.len())


def _whole_articles(counted: pl.DataFrame) -> pl.DataFrame:
    sentences = counted.select("article_id", "sentence").unique()
    return sentences.with_columns(passage=pl.lit(None, dtype=pl.Int64))


def _split_passages(counted: pl.DataFrame, passage_words: int) -> pl.DataFrame:
    """Return each sentence's passage: whole sentences up to at least so many words; a short rest joins the last one."""
    lengths = counted.group_by("article_id", "sentence").len("n_words").sort("article_id", "sentence")
    passages = assign_passages(lengths["n_words"].to_list(), passage_words)
    return lengths.with_columns(passage=pl.Series(passages, dtype=pl.Int64)).drop("n_words")


def assign_passages(lengths: list[int], passage_words: int) -> list[int]:
    """Return the passage of each sentence, from the sentences' lengths in words."""
    passages, filled, passage = [], 0, 0
    for length in lengths:
        if filled >= passage_words:
            passage, filled = passage + 1, 0
        passages.append(passage)
        filled += length
    if passage and filled < passage_words:
        passages = [min(each, passage - 1) for each in passages]
    return passages
