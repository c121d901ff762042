"""Quotations: the one or two sentences of a text with the strongest evidence for a topic."""

from collections.abc import Sequence

import polars as pl

from presswork.corpus.passages import list_edits, read_passages

LONGEST = 60
COLUMNS = ("topic", "rank", "quotation", "start", "end")


def quote_rows(
    chosen: pl.DataFrame,
    evidence: pl.DataFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    sentences: list[pl.LazyFrame],
    tokens: list[pl.LazyFrame],
    spelled: pl.DataFrame,
    phrase_places: Sequence[pl.LazyFrame],
) -> pl.DataFrame:
    """Return the quotation of each chosen row: text on one line, and its place in the record.

    `evidence` has the evidence of each term for each topic, `spelled` the term of each token and whether it is a word.
    The quotation is the sentence, or pair of adjacent sentences, of at most LONGEST words with the largest sum of
    evidence (the first of equal ones). If all sentences are longer, it is the shortest.
    """
    ids = chosen.select("article_id").unique().lazy()
    own = [_select(shards, ids) for shards in (tokens, sentences)]
    terms = own[0].filter(pl.col("field") == "body").join(spelled, on="token_id")
    said = terms.select("article_id", "sentence", "term")
    if phrase_places:
        said = pl.concat([said, _select(phrase_places, ids).select("article_id", "sentence", term="phrase")])
    lengths = terms.filter("word").group_by("article_id", "sentence").agg(n_words=pl.len().cast(pl.Int64))
    places = own[1].join(lengths, on=["article_id", "sentence"])
    texts = records.join(ids, on="article_id", how="semi").select("article_id", "text").collect()
    inside = chosen.select("topic", "rank", "article_id", "first_sentence", "last_sentence").join(
        places, on="article_id"
    )
    inside = inside.filter(pl.col("sentence").is_between("first_sentence", "last_sentence"))
    weighed = _weigh(inside, said, evidence)
    windows = pl.concat([weighed, _pair(weighed, texts)]).with_columns(too_long=pl.col("n_words") > LONGEST)
    length = pl.when("too_long").then("n_words")
    ordered = windows.sort("topic", "rank", "too_long", length, -pl.col("evidence").round(6), "start")
    best = ordered.unique(["topic", "rank"], keep="first", maintain_order=True)
    found = best.join(texts, on="article_id", maintain_order="left")
    passages = read_passages(found, list_edits(ledger, found["article_id"]))
    return found.with_columns(quotation=passages.str.replace_all(r"\s+", " ")).select(COLUMNS)


def _select(shards: Sequence[pl.LazyFrame], ids: pl.LazyFrame) -> pl.DataFrame:
    return pl.concat([shard.join(ids, on="article_id", how="semi").collect() for shard in shards])


def _weigh(inside: pl.DataFrame, said: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences with the summed evidence of their terms for the topic of their row."""
    key = ["topic", "rank", "article_id", "sentence"]
    spoken = inside.select(key).join(said, on=["article_id", "sentence"]).join(evidence, on=["term", "topic"])
    sums = spoken.group_by(key).agg(pl.col("evidence").sum())
    weighed = inside.join(sums, on=key, how="left").with_columns(pl.col("evidence").fill_null(0.0))
    return weighed.select(*key, "start", "end", "n_words", "evidence").sort(key)


def _pair(weighed: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Return each pair of adjacent sentences, with only white space between them, as one."""
    second = weighed.with_columns(pl.col("sentence") - 1)
    both = weighed.join(second, on=["topic", "rank", "article_id", "sentence"], suffix="_second").join(
        texts, on="article_id"
    )
    between = pl.col("text").str.slice("end", pl.col("start_second") - pl.col("end"))
    joined = both.filter(between.str.strip_chars() == "").with_columns(
        pl.col("n_words", "evidence") + pl.col("n_words_second", "evidence_second"), end="end_second"
    )
    return joined.select(weighed.columns)
