"""The most typical articles of each topic, with quotations."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.tokens.running_terms import name_term
from presswork.topics.describing.quotes import quote_rows
from presswork.topics.fitting.model import Model

LISTED = 5
# Shortest length, as a share of the median number of words.
SHORTEST = 0.5


def list_typical(
    model: Model,
    unit_columns: pl.DataFrame,
    shares: pl.LazyFrame,
    matrix_rows: pl.DataFrame,
    counted: pl.DataFrame,
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    sentences: list[pl.LazyFrame],
    tokens: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    phrase_places: Sequence[pl.LazyFrame] = (),
) -> pl.DataFrame:
    """Return the articles (passages of a single article) with the largest shares of each topic, each with a quotation.

    Rows have at least half the median number of words, since short texts easily have large shares; one per story.
    """
    chosen = choose_typical(shares, matrix_rows, counted)
    spelled = vocabulary.select("token_id", "word", name_term(layer)).collect()
    evidence = measure_evidence(model, unit_columns)
    quoted = quote_rows(chosen, evidence, records, ledger, sentences, tokens, spelled, phrase_places)
    titles = articles.select("article_id", "title").collect()
    table = chosen.join(quoted, on=["topic", "rank"], how="left").join(titles, on="article_id", how="left")
    return table.select(find_tables()["typical"].schema.names())


def choose_typical(shares: pl.LazyFrame, matrix_rows: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Return the first rows of each topic by share, with their rank and sentences.

    Shares equal to three decimals are ordered by length, longest first, then by article and passage.
    """
    rows = matrix_rows.join(counted.select("article_id", "story"), on="article_id", how="left")
    if matrix_rows["article_id"].n_unique() == 1:
        rows = rows.with_columns(story=pl.col("passage").cast(pl.String))
    long = rows.filter(pl.col("n_words") >= SHORTEST * pl.col("n_words").median()).drop("row")
    shared = shares.collect().join(long, on=["article_id", "passage"], nulls_equal=True)
    ordered = shared.sort("topic", -pl.col("share").round(3), -pl.col("n_words"), "article_id", "passage")
    first = ordered.unique(["topic", "story"], keep="first", maintain_order=True)
    ranked = first.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("topic"))
    return ranked.filter(pl.col("rank") <= LISTED).drop("story")


def measure_evidence(model: Model, unit_columns: pl.DataFrame) -> pl.DataFrame:
    """Return each term's evidence for each topic: the log ratio of p(term | topic) to its mean over topics, in nats.

    The probability in the topic is a mixture with 10% of the mean over topics, so that no term excludes a topic.
    """
    everywhere: Any = model.terms.mean(axis=0) if len(model.terms) else np.zeros(0)
    mixed = 0.9 * model.terms + 0.1 * everywhere
    ratio = np.divide(mixed, everywhere, out=np.ones_like(mixed), where=everywhere > 0)
    parts = [
        unit_columns.select("term", topic=pl.lit(topic, pl.Int64), evidence=pl.Series(np.round(np.log(row), 6)))
        for topic, row in enumerate(ratio, 1)
    ]
    schema = {"term": pl.String, "topic": pl.Int64, "evidence": pl.Float64}
    return pl.concat([pl.DataFrame(schema=schema), *parts])
