"""The tokens and sentences of a shard of articles."""

import hashlib

import numpy as np
import polars as pl
from numpy.typing import NDArray

from presswork.core.tables import find_tables
from presswork.tokens.batch import Batch, tokenize_texts
from presswork.tokens.chunks import Ints
from presswork.tokens.pieces import Numbers
from presswork.tokens.regions import Block, deal_blocks
from presswork.tokens.tokenizer import choose_splitter, choose_tokenizer


def tokenize_shard(
    articles: pl.LazyFrame, records: pl.LazyFrame, ledger: pl.LazyFrame, apostrophes: bool, language: str
) -> dict[str, pl.DataFrame]:
    """Return tokens, sentences and distinct tokens of a shard's titles and bodies, and what they were found with.

    `apostrophes` maps ’ and ‘ to ' before NLTK sees them. An article is read in its own language, or in `language`
    where its own is uncertain.
    """
    numbers, hashes = Numbers(), np.zeros(0, np.uint64)
    frames: dict[str, list[pl.DataFrame]] = {"tokens": [], "sentences": [], "tokenizing": []}
    for block in deal_blocks(articles, records, ledger, apostrophes, language):
        batch = tokenize_texts(block.texts, block.language, numbers)
        hashes = np.append(hashes, hash_tokens(list(numbers)[len(hashes) :]))
        for name, frame in _lay_out(block, batch, hashes).items():
            frames[name].append(frame)
    tables = find_tables()
    joined = {name: pl.concat([tables[name].schema.to_frame(), *parts]) for name, parts in frames.items()}
    summed = joined["tokenizing"].group_by("language", "splitter", "tokenizer").sum()
    types = {"token_id": hashes, "token": list(numbers)}
    return {
        "tokens": joined["tokens"].sort("article_id", "position"),
        "sentences": joined["sentences"].sort("article_id", "sentence"),
        "types": pl.DataFrame(types, tables["types"].schema),
        "tokenizing": summed.select(tables["tokenizing"].schema.names()).sort("language"),
    }


def hash_token(token: str) -> int:
    """Return a token's id: the first 64 bits of its BLAKE2b digest, so that shards need no common counter."""
    return int(hash_tokens([token])[0])


def hash_tokens(tokens: list[str]) -> NDArray[np.uint64]:
    """Return the ids of tokens."""
    digests = (hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest() for token in tokens)
    return np.frombuffer(b"".join(digests), "<u8")


def _lay_out(block: Block, batch: Batch, hashes: NDArray[np.uint64]) -> dict[str, pl.DataFrame]:
    """Return a block's rows of each table; an article's sentences and tokens are numbered from 0."""
    article, shift = np.array(block.article, np.int64)[batch.text], np.array(block.start, np.int64)[batch.text]
    names, fields = pl.Series(block.articles, dtype=pl.String), pl.Series(block.name, dtype=pl.String)
    sentence = _count_from_zero(article)
    token_article, token_shift = article[batch.sentence], shift[batch.sentence]
    tokens = {
        "article_id": names.gather(token_article),
        "field": fields.gather(batch.text[batch.sentence]),
        "sentence": sentence[batch.sentence],
        "position": _count_from_zero(token_article),
        "token_id": hashes[batch.token],
        "start": token_shift + batch.token_start,
        "end": token_shift + batch.token_end,
    }
    places = {"start": shift + batch.start, "end": shift + batch.end}
    summary = {
        "language": block.language,
        "splitter": choose_splitter(block.language),
        "tokenizer": choose_tokenizer(block.language),
        "n_articles": len(block.articles),
        "n_sentences": len(sentence),
        "n_by_itself": int(batch.by_itself.sum()),
    }
    return {
        "tokens": pl.DataFrame(tokens),
        "sentences": pl.DataFrame({"article_id": names.gather(article), "sentence": sentence, **places}),
        "tokenizing": pl.DataFrame([summary]),
    }


def _count_from_zero(groups: Ints) -> Ints:
    """Return for each value its place among equals, which stand together."""
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.arange(len(groups)) - np.repeat(first, np.diff(first, append=len(groups)))
