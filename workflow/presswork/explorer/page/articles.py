"""The articles of the page: an index of all of them, and the details of each."""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.explorer.page.chunks import Codebook, pack
from presswork.explorer.page.inputs import CorpusTables, TopicTables
from presswork.explorer.page.quotes import Pieces

INDEX_CHUNK = 20_000
LEAST_SHARE = 0.01
SIMILAR = 5
NAMES = ("n_characters", "n_sentences", "n_tokens", "story", "reason")
# These may repeat words of the headline or text.
LEADING_TO_TEXT = ("byline", "id", "source", "record", "url", "duplicate_of")


def order_articles(articles: pl.LazyFrame, counted: pl.DataFrame, lengths: pl.DataFrame) -> pl.DataFrame:
    """Return the articles without their texts, by day, with length and whether they count; `place` numbers them."""
    known = articles.drop("text").collect()
    joined = known.join(counted, on="article_id", how="left").join(lengths, on="article_id", how="left")
    # A story with a single article is not named.
    joined = joined.with_columns(story=pl.when(pl.col("story") != pl.col("article_id")).then("story"))
    return joined.sort("published", "article_id", nulls_last=True).with_row_index("place").cast({"place": pl.Int64})


def index_articles(articles: pl.DataFrame, text: str) -> dict[str, Any]:
    """Return the columns of the list of articles and their codes; without headlines for `none`."""
    codes = {name: Codebook() for name in ("outlet", "group", "language")}
    columns: dict[str, list[Any]] = {
        "id": articles["article_id"].to_list(),
        "published": articles["published"].dt.epoch("d").to_list(),
        "words": articles["n_words"].to_list(),
        "counted": articles["counted"].fill_null(False).cast(pl.Int64).to_list(),
    }
    for name, code in codes.items():
        columns[name] = [code.number(each) for each in articles[name].to_list()]
        if set(columns[name]) <= {None}:
            del columns[name]
    if text != "none":
        columns["title"] = articles["title"].to_list()
    chunks = [
        {name: values[first : first + INDEX_CHUNK] for name, values in columns.items()}
        for first in range(0, articles.height, INDEX_CHUNK)
    ]
    return {"chunks": chunks, "codes": {name: code.texts for name, code in codes.items()}}


def describe_articles(
    articles: pl.DataFrame,
    corpus: CorpusTables,
    topics: TopicTables,
    pieces: Pieces,
    signs: dict[str, str],
    steps: dict[str, list[int]],
    text: str,
) -> dict[str, Any]:
    """Return the details of each article in chunks, with the place of the first article of each chunk, and codes.

    The details are a list: values of `names`; number of the list of field origins; end, 1 if kept, field and rule of
    each span of the record, in one list; shares of topics; similar articles; and, if text is shown, pieces, signs of
    tokens and steps to multiword terms. Without text, all spans of one kind are merged. Fields, rules and reasons are
    numbers of `codes`.
    """
    code = Codebook()
    spans = _spans_by_article(corpus.ledger, code, text != "none")
    origins = Codebook()
    told = _fields_by_article(corpus.fields, code, origins)
    near = _similar_by_article(topics.similar, articles)
    largest = _shares_by_article(topics.shares)
    names = NAMES if text == "none" else (*NAMES, *LEADING_TO_TEXT)

    def describe() -> Iterator[list[Any]]:
        for row in articles.iter_rows(named=True):
            key = row["article_id"]
            known = [code.number(row[name]) if name == "reason" else row[name] for name in names]
            shown = [pieces[key], signs.get(key, ""), steps.get(key, [])] if key in pieces else []
            yield [known, told.get(key), spans.get(key, []), largest.get(key, []), near.get(key, []), *shown]

    chunks = list(pack(describe()))
    starts = [sum(map(len, chunks[:number])) for number in range(len(chunks))]
    layout = {
        "starts": starts,
        "names": names,
        "codes": code.texts,
        "origins": [json.loads(each) for each in origins.texts],
    }
    return {"chunks": chunks, "layout": layout}


def _spans_by_article(ledger: pl.LazyFrame, code: Codebook, each: bool) -> dict[str, list[Any]]:
    """Return end, kept, field and rule of each span; if not `each`, with all spans of one kind merged."""
    rows = ledger.select("article_id", "start", "end", "kept", "field", "rule")
    if not each:
        kinds = rows.group_by("article_id", "kept", "field", "rule").agg(length=(pl.col("end") - pl.col("start")).sum())
        ordered = kinds.sort("article_id", "kept", "field", "rule", nulls_last=True)
        rows = ordered.with_columns(start=0, end=pl.col("length").cum_sum().over("article_id"))
    spans: dict[str, list[Any]] = {}
    chosen = rows.sort("article_id", "end").select("article_id", "end", "kept", "field", "rule").collect()
    for article_id, end, kept, field, rule in chosen.iter_rows():
        spans.setdefault(article_id, []).extend((end, int(kept), code.number(field), code.number(rule)))
    return spans


def _fields_by_article(fields: pl.LazyFrame, code: Codebook, origins: Codebook) -> dict[str, int | None]:
    """Return the number of each article's list of field, origin, reason, ...: most articles share a few lists."""
    told: dict[str, list[Any]] = {}
    rows = fields.sort("article_id", "field").select("article_id", "field", "origin", "reason").collect()
    for article_id, field, origin, reason in rows.iter_rows():
        told.setdefault(article_id, []).extend((code.number(field), code.number(origin), code.number(reason)))
    return {article_id: origins.number(json.dumps(each)) for article_id, each in told.items()}


def _similar_by_article(similar: pl.LazyFrame, articles: pl.DataFrame) -> dict[str, list[Any]]:
    places = articles.select("article_id", "place")
    first = similar.filter(pl.col("rank") <= SIMILAR)
    found = first.collect().join(places, left_on="other_id", right_on="article_id").sort("article_id", "rank")
    near: dict[str, list[Any]] = {}
    for article_id, place, cosine in found.select("article_id", "place", "similarity").iter_rows():
        near.setdefault(article_id, []).append([place, round(cosine, 3)])
    return near


def _shares_by_article(shares: pl.DataFrame) -> dict[str, list[Any]]:
    kept = shares.filter(pl.col("share") >= LEAST_SHARE).sort("article_id", "passage", "topic", nulls_last=True)
    topics: dict[str, list[Any]] = {}
    for article_id, passage, topic, share in kept.select("article_id", "passage", "topic", "share").iter_rows():
        topics.setdefault(article_id, []).append([topic, round(share, 3), *([] if passage is None else [passage])])
    return topics
