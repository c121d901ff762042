"""The tokens and sentences of a shard of articles."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.tables import find_tables
from presswork.tokens.tokenizer import PUNKT_MODELS, Span, map_apostrophes, split_sentences, tokenize_sentence

TOKENIZED = ("title", "body")
BREAK = "paragraph break"


def tokenize_shard(
    articles: pl.LazyFrame, records: pl.LazyFrame, ledger: pl.LazyFrame, apostrophes: bool, language: str
) -> dict[str, pl.DataFrame]:
    """Return tokens, sentences and distinct tokens of the titles and bodies of a shard's articles.

    `apostrophes` maps ’ and ‘ to ' before NLTK sees them. An article's own language chooses Punkt's tables; `language`
    does where it is uncertain or has none.
    """
    regions = _find_regions(ledger)
    tokens: dict[str, list[Any]] = defaultdict(list)
    sentences: dict[str, list[Any]] = defaultdict(list)
    ids: dict[str, int] = {}
    texts = articles.select("article_id", "language").join(records.select("article_id", "text"), on="article_id")
    for article_id, own, text in texts.sort("article_id").collect().iter_rows():
        mapped = map_apostrophes(text) if apostrophes else text
        tables_of = own if own in PUNKT_MODELS else language
        for row in _tokenize_article(mapped, regions[article_id], tables_of):
            target = sentences if row[0] is None else tokens
            _append(target, article_id, row, ids)
    tables = find_tables()
    return {
        "tokens": pl.DataFrame(tokens, tables["tokens"].schema),
        "sentences": pl.DataFrame(sentences, tables["sentences"].schema),
        "types": pl.DataFrame({"token_id": list(ids.values()), "token": list(ids)}, tables["types"].schema),
    }


def hash_token(token: str) -> int:
    """Return a token's id: the first 64 bits of its BLAKE2b digest, so that shards need no common counter."""
    return int.from_bytes(hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _find_regions(ledger: pl.LazyFrame) -> dict[str, list[tuple[str, int, int]]]:
    """Return for each article its runs of adjoining kept spans of one field, as (field, start, end).

    A break that a cut parts from its paragraph begins no run: a sentence would begin with it.
    """
    kept = ledger.filter(pl.col("kept") & pl.col("field").is_in(TOKENIZED)).sort("article_id", "start")
    regions: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    columns = ("article_id", "field", "start", "end", "rule")
    for article_id, field, start, end, rule in kept.select(columns).collect().iter_rows():
        runs = regions[article_id]
        if runs and runs[-1][0] == field and runs[-1][2] == start:
            runs[-1] = (field, runs[-1][1], end)
        elif rule != BREAK:
            runs.append((field, start, end))
    return regions


def _tokenize_article(text: str, regions: list[tuple[str, int, int]], language: str) -> Iterator[tuple[Any, ...]]:
    """Yield (None, sentence, start, end) for each sentence and (token, field, sentence, position, start, end)."""
    sentence = position = 0
    for field, start, end in regions:
        for first, last in split_sentences(text[start:end], language):
            place: Span = (start + first, start + last)
            yield None, sentence, *place
            for token, low, high in tokenize_sentence(text[slice(*place)]):
                yield token, field, sentence, position, place[0] + low, place[0] + high
                position += 1
            sentence += 1


def _append(target: dict[str, list[Any]], article_id: str, row: tuple[Any, ...], ids: dict[str, int]) -> None:
    token, *values = row
    names = ("sentence", "start", "end") if token is None else ("field", "sentence", "position", "start", "end")
    target["article_id"].append(article_id)
    for name, value in zip(names, values, strict=True):
        target[name].append(value)
    if token is not None:
        if token not in ids:
            ids[token] = hash_token(token)
        target["token_id"].append(ids[token])
