"""The tokens and sentences of a shard of articles."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from presswork.core.digests import hash_text
from presswork.core.schema import find_tables
from presswork.tokens.acronyms import is_in_capitals
from presswork.tokens.batch.arrays import Ints, count_from_zero
from presswork.tokens.batch.numbering import Numbering
from presswork.tokens.batch.tokenizer import Batch, tokenize_texts
from presswork.tokens.damaged_words import NO_DAMAGE, read_repairs
from presswork.tokens.fixed_words import FixedWords
from presswork.tokens.tokenized_texts import Block, deal_blocks
from presswork.tokens.tokenizer import choose_splitter, choose_tokenizer

# Precedes a shouted token in the text whose hash is its id; no token has a line break.
SHOUTED = "\n"
SHOUTED_RUN = 3
FLAGS = (pl.lit(False), pl.lit(True))
# Sentences whose tokens are laid out at once; more would not fit the processor's cache.
SENTENCES = 4096


def tokenize_shard(
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    apostrophes: bool,
    language: str,
    paragraphs: bool = False,
    addresses: bool = True,
    respelled: pl.DataFrame = NO_DAMAGE,
) -> dict[str, pl.DataFrame]:
    """Return the tokens, sentences and distinct tokens of a shard's titles and bodies, and its languages.

    Rows are in article order within a language; offsets are characters of the record. `apostrophes` says whether to map
    ’ and similar signs to '. An article is read in its own language, or in `language` if its own is uncertain.
    `paragraphs` says whether each paragraph is split separately, so that a heading is not part of the next sentence;
    `addresses` says whether a URL, e-mail address or @name is one token. `respelled` has the spelling of damaged words.
    """
    words = FixedWords(addresses, read_repairs(respelled))
    numbers, known = Numbering(), Known()
    tables = find_tables()
    parts = {name: [tables[name].schema.to_frame()] for name in ("tokens", "sentences", "tokenizing")}
    for block in deal_blocks(articles, records, ledger, apostrophes, language, paragraphs):
        batch = tokenize_texts(block.texts, block.language, numbers, words)
        known.add(list(numbers)[len(known) :])
        for name, frames in _lay_out(block, batch, known).items():
            parts[name] += frames
    joined = {name: pl.concat(frames, rechunk=False) for name, frames in parts.items()}
    summed = joined["tokenizing"].group_by("language", "splitter", "tokenizer").sum()
    return joined | {
        "tokenizing": summed.select(tables["tokenizing"].schema.names()),
        "types": known.list_types(joined["tokens"]),
    }


class Known:
    """The distinct tokens of a shard with their ids; an acronym has another id where it is shouted."""

    def __init__(self) -> None:
        self._tokens: list[str] = []
        self.plain = self.shouted = np.zeros(0, np.uint64)
        # Whether a token is in capitals, in capitals with more than one letter, and has lower-case letters.
        self._case = np.zeros((3, 0), np.bool_)

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, tokens: list[str]) -> None:
        """Add tokens, numbered after the known ones."""
        plain = np.fromiter(map(hash_text, tokens), np.uint64, len(tokens))
        marked = (hash_text(SHOUTED + token) if is_in_capitals(token) else 0 for token in tokens)
        shouted = np.fromiter(marked, np.uint64, len(tokens))
        self._tokens += tokens
        # A token's id is a hash, so that shards need no common counter.
        self.plain = np.append(self.plain, plain)
        self.shouted = np.append(self.shouted, np.where(shouted, shouted, plain))
        case = [(each.isupper(), each.isupper() and len(each) > 1, each != each.upper()) for each in tokens]
        self._case = np.append(self._case, np.array(case, np.bool_).reshape(-1, 3).T, axis=1)

    def identify(self, token: Ints, counts: Ints) -> NDArray[np.uint64]:
        """Return the ids of tokens, given by number; `counts` has the number of tokens per sentence.

        A token is shouted in a run of at least SHOUTED_RUN adjacent words in capitals, or in a sentence of at least two
        without lower case. One-letter words may be in a run, but are not counted.
        """
        capitals, long, lower = self._case[:, token]
        sentence = np.repeat(np.arange(len(counts)), counts)
        run = np.cumsum(np.diff(capitals, prepend=False) | (np.diff(sentence, prepend=-1) > 0))
        in_run = np.bincount(run, long)[run]
        in_sentence, n_lower = (np.bincount(sentence, each, len(counts))[sentence] for each in (long, lower))
        shouted = capitals & ((in_run >= SHOUTED_RUN) | ((n_lower == 0) & (in_sentence > 1)))
        return np.where(shouted, self.shouted[token], self.plain[token])

    def list_types(self, tokens: pl.DataFrame) -> pl.DataFrame:
        """Return the table of the distinct tokens that occur."""
        once = tokens.select("article_id", "token_id").unique()
        occurring = once.group_by("token_id").agg(articles=pl.len().cast(pl.Int64))
        marked = (pl.DataFrame({"token_id": ids, "token": self._tokens}) for ids in (self.plain, self.shouted))
        types = pl.concat(frame.with_columns(shouted=flag) for frame, flag in zip(marked, FLAGS, strict=True))
        types = types.unique("token_id", keep="first", maintain_order=True).join(occurring, on="token_id")
        return types.select(find_tables()["types"].schema.names())


def _lay_out(block: Block, batch: Batch, known: Known) -> dict[str, list[pl.DataFrame]]:
    """Return the rows of each table for a block; sentences and tokens are numbered from 0 in each article."""
    article = np.array(block.article, np.int64)[batch.text]
    shift = np.array(block.start, np.int64)[batch.text]
    start, end = shift + batch.start, shift + batch.end
    first, last = block.locate(start), block.locate(end - 1) + 1
    # If nothing within a sentence is cut, all its tokens have the same distance from their places in the text.
    is_cut = first - start != last - end
    sentence = count_from_zero(article)
    columns = {
        "article_id": pl.Series(block.articles, dtype=pl.String).gather(article),
        "sentence": sentence,
        "start": first,
        "end": last,
    }
    sentences = pl.DataFrame(columns, find_tables()["sentences"].schema)
    named = sentences.select("article_id", field=pl.Series(block.name, dtype=pl.String).gather(batch.text))
    away = np.where(is_cut, shift, first - batch.start)
    numbers = np.array([sentence, batch.first_token[np.arange(len(batch)) - sentence], away, is_cut])
    parts = (slice(at, at + SENTENCES) for at in range(0, len(batch), SENTENCES))
    tokens = [_lay_out_tokens(block, batch, named, numbers, part, known) for part in parts]
    return {"tokens": tokens, "sentences": [sentences], "tokenizing": [_summarize(block, batch)]}


def _lay_out_tokens(
    block: Block, batch: Batch, named: pl.DataFrame, numbers: Ints, part: slice, known: Known
) -> pl.DataFrame:
    """Return the rows of the tokens of some sentences.

    `numbers` has for each sentence its number in the article, the number of tokens before the article, the distance of
    its places in the text from those in the record (or in the block, if it is cut), and whether it is cut.
    """
    first, last, _ = part.indices(len(batch))
    token, start, end = batch.find_tokens(first, last)
    bounds = batch.first_token[first : last + 1]
    counts = np.diff(bounds)
    sentence, before, away = np.repeat(numbers[:3, part], counts, axis=1)
    start, end = start + away, end + away
    if numbers[3, part].any():
        cut = np.flatnonzero(np.repeat(numbers[3, part], counts))
        start[cut], end[cut] = block.locate(start[cut]), block.locate(end[cut] - 1) + 1
    return (
        named[part]
        .select(pl.all().gather(np.repeat(np.arange(last - first), counts)))
        .with_columns(
            sentence=pl.Series(sentence),
            position=pl.Series(np.arange(bounds[0], bounds[-1]) - before),
            token_id=pl.Series(known.identify(token, counts)),
            start=pl.Series(start),
            end=pl.Series(end),
        )
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
