"""Counts of the words in counted bodies: occurrences, articles and capitals."""

from collections.abc import Iterable

import polars as pl

INNER = r"[\p{L}\p{N}]|^,$"
CAPITAL = r"^\p{Lu}"
UPPER = r"^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$"
SAME_SENTENCE = ("article_id", "sentence")


def count_words(tokens: Iterable[pl.LazyFrame], vocabulary: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Return each word (`lower`) with its count, articles, share of capitalised and share of all-capital occurrences.

    A capital indicates a name within a sentence, after a word or a comma. If a word never occurs there, its share is of
    all its occurrences. Sorted by word.
    """
    shards = [_count_shard(select_words(shard, vocabulary, counted)) for shard in tokens]
    sums = pl.concat(shards).group_by("lower").sum()
    inner = pl.when(pl.col("inner") > 0)
    capital = inner.then(pl.col("inner_capitals") / pl.col("inner")).otherwise(pl.col("capitals") / pl.col("count"))
    return sums.select("lower", "count", "articles", capital=capital, upper=pl.col("upper") / pl.col("count")).sort(
        "lower"
    )


def select_words(tokens: pl.LazyFrame, vocabulary: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Return the words of counted bodies, in text order.

    `inner` is whether a word or a comma precedes it in its sentence.
    """
    ids = counted.filter("counted").select("article_id").lazy()
    body = tokens.filter(pl.col("field") == "body").join(ids, on="article_id", how="semi", maintain_order="left")
    named = body.join(vocabulary.lazy(), on="token_id", maintain_order="left")
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in SAME_SENTENCE)
    inner = (same & pl.col("token").shift(1).str.contains(INNER)).fill_null(False)
    named = named.with_columns(inner=inner, capital=pl.col("token").str.contains(CAPITAL))
    names = ("article_id", "sentence", "position", "token", "lower", "stop", "inner", "capital")
    return named.filter("word").select(names).collect()


def _count_shard(words: pl.DataFrame) -> pl.DataFrame:
    return words.group_by("lower").agg(
        count=pl.len().cast(pl.Int64),
        articles=pl.col("article_id").n_unique().cast(pl.Int64),
        inner=pl.col("inner").sum().cast(pl.Int64),
        inner_capitals=(pl.col("inner") & pl.col("capital")).sum().cast(pl.Int64),
        capitals=pl.col("capital").sum().cast(pl.Int64),
        upper=pl.col("token").str.contains(UPPER).sum().cast(pl.Int64),
    )
