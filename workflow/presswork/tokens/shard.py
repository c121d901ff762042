"""The tokens and sentences of a shard of articles."""

import hashlib

import numpy as np
import polars as pl
from numpy.typing import NDArray

from presswork.core.tables import find_tables
from presswork.tokens.arrays import count_from_zero
from presswork.tokens.batch import Batch, tokenize_texts
from presswork.tokens.numbering import Numbering
from presswork.tokens.regions import Block, deal_blocks
from presswork.tokens.tokenizer import choose_splitter, choose_tokenizer

# Sentences whose tokens are laid out at once; more would leave the processor's cache.
SENTENCES = 4096


def tokenize_shard(
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    apostrophes: bool,
    language: str,
    paragraphs: bool = False,
) -> dict[str, pl.DataFrame]:
    """Return tokens, sentences and distinct tokens of a shard's titles and bodies, and what they were found with.

    `apostrophes` maps ’ and ‘ to ' before NLTK sees them. An article is read in its own language, or in `language`
    where its own is uncertain. `paragraphs` says whether each paragraph is split by itself, so that a heading is no
    part of the sentence after it.
    """
    numbers, hashes = Numbering(), np.zeros(0, np.uint64)
    tables = find_tables()
    parts = {name: [tables[name].schema.to_frame()] for name in ("tokens", "sentences", "tokenizing")}
    for block in deal_blocks(articles, records, ledger, apostrophes, language, paragraphs):
        batch = tokenize_texts(block.texts, block.language, numbers)
        hashes = np.append(hashes, hash_tokens(list(numbers)[len(hashes) :]))
        for name, frames in _lay_out(block, batch, hashes).items():
            parts[name] += frames
    joined = {name: pl.concat(frames, rechunk=False) for name, frames in parts.items()}
    summed = joined["tokenizing"].group_by("language", "splitter", "tokenizer").sum()
    return joined | {
        "tokenizing": summed.select(tables["tokenizing"].schema.names()),
        "types": pl.DataFrame({"token_id": hashes, "token": list(numbers)}, tables["types"].schema),
    }


def hash_token(token: str) -> int:
    """Return a token's id: the first 64 bits of its BLAKE2b digest, so that shards need no common counter."""
    return int(hash_tokens([token])[0])


def hash_tokens(tokens: list[str]) -> NDArray[np.uint64]:
    """Return the ids of tokens."""
    digests = (hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest() for token in tokens)
    return np.frombuffer(b"".join(digests), "<u8")


def _lay_out(block: Block, batch: Batch, hashes: NDArray[np.uint64]) -> dict[str, list[pl.DataFrame]]:
    """Return a block's rows of each table; an article's sentences and tokens are numbered from 0."""
    article = np.array(block.article, np.int64)[batch.text]
    shift = np.array(block.start, np.int64)[batch.text]
    sentence = count_from_zero(article)
    columns = {
        "article_id": pl.Series(block.articles, dtype=pl.String).gather(article),
        "sentence": sentence,
        "start": shift + batch.start,
        "end": shift + batch.end,
    }
    sentences = pl.DataFrame(columns, find_tables()["sentences"].schema)
    extra = sentences.select(
        "article_id",
        "sentence",
        field=pl.Series(block.name, dtype=pl.String).gather(batch.text),
        shift=pl.Series(shift),
        before=pl.Series(batch.first_token[np.arange(len(batch)) - sentence]),
    )
    starts = range(0, len(batch), SENTENCES)
    tokens = [_lay_out_tokens(batch, extra, first, min(first + SENTENCES, len(batch)), hashes) for first in starts]
    return {"tokens": tokens, "sentences": [sentences], "tokenizing": [_summarize(block, batch)]}


def _lay_out_tokens(
    batch: Batch, sentences: pl.DataFrame, first: int, last: int, hashes: NDArray[np.uint64]
) -> pl.DataFrame:
    """Return the rows of the tokens of some sentences."""
    token, start, end = batch.find_tokens(first, last)
    bounds = batch.first_token[first : last + 1]
    row = np.repeat(np.arange(first, last), np.diff(bounds))
    columns = sentences.select(pl.all().gather(row))
    return columns.select(
        "article_id",
        "field",
        "sentence",
        position=pl.Series(np.arange(bounds[0], bounds[-1])) - pl.col("before"),
        token_id=pl.Series(hashes[token]),
        start=pl.Series(start) + pl.col("shift"),
        end=pl.Series(end) + pl.col("shift"),
    )


def _summarize(block: Block, batch: Batch) -> pl.DataFrame:
    row = {
        "language": block.language,
        "splitter": choose_splitter(block.language),
        "tokenizer": choose_tokenizer(block.language),
        "n_articles": len(block.articles),
        "n_sentences": len(batch),
        "n_by_itself": int(batch.by_itself.sum()),
    }
    return pl.DataFrame([row], find_tables()["tokenizing"].schema)
