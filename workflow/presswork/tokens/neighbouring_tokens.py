"""Runs of adjacent tokens, read in text order and counted shard by shard."""

from collections.abc import Sequence

import polars as pl

from presswork.core.limits import FEW

# Minimum count and articles of what is listed, in a corpus of few articles and in others.
LEAST = {True: (2, 1), False: (5, 3)}


def choose_least(n_articles: int) -> tuple[int, int]:
    """Return the minimum occurrences and articles of what is listed: 5 and 3, or 2 and 1 in small corpora."""
    return LEAST[n_articles < FEW]


def name_keys(length: int) -> list[str]:
    """Return the names of the columns with the forms of a run: w0, w1, ..."""
    return [f"w{step}" for step in range(length)]


def read_forms(tokens: pl.LazyFrame, ids: pl.LazyFrame, forms: pl.LazyFrame) -> pl.LazyFrame:
    """Return the tokens of bodies in order: article, sentence, number of the form, and whether it is open.

    `forms` has token_id, form and is_open: whether the token may be part of a run.
    """
    body = tokens.filter(pl.col("field") == "body").join(ids, on="article_id", how="semi", maintain_order="left")
    numbered = body.join(forms.select("token_id", "form", "is_open"), on="token_id", maintain_order="left")
    return numbered.select("article_id", "sentence", "form", "is_open")


def count_runs(shards: Sequence[pl.LazyFrame], length: int, within: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the count and articles of all runs of `length` open tokens of a sentence, sorted by their forms.

    `shards` come from `read_forms`. `within` has runs that are one token shorter: both parts of a run must be in it.
    """
    keys = name_keys(length)
    counts = []
    for shard in shards:
        inside = [pl.col(name).shift(1 - length) == pl.col(name) for name in ("article_id", "sentence")]
        is_open = [pl.col("is_open").shift(-step) for step in range(length)]
        columns = [pl.col("form").shift(-step).alias(key) for step, key in enumerate(keys)]
        runs = shard.select("article_id", *columns, whole=pl.all_horizontal(*inside, *is_open)).filter("whole")
        if within is not None:
            shorter = within.lazy().select(name_keys(length - 1))
            runs = runs.join(shorter, on=keys[:-1], how="semi")
            runs = runs.join(shorter, left_on=keys[1:], right_on=keys[:-1], how="semi")
        by_article = runs.group_by(*keys, "article_id").agg(count=pl.len())
        counts.append(by_article.group_by(keys).agg(pl.col("count").sum(), articles=pl.len()).collect())
    # No article is in two shards.
    return pl.concat(counts).group_by(keys).agg(pl.col("count", "articles").sum().cast(pl.Int64)).sort(keys)
