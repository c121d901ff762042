"""The distinct tokens of the corpus with their layers, and the articles' lengths in words."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from presswork.core.annotations import Form, read_rows
from presswork.tokens.addresses import is_address
from presswork.tokens.layers import lemmatize, normalize, stem
from presswork.tokens.spellings.accepted_variants import read_accepted

DAMAGED = re.compile(r"\ufffd[^\W\d_]|[^\W\d_]\ufffd")
# Longer than nearly all words of Chinese, Japanese (but for loan words in katakana), Thai, Lao, Khmer and Burmese.
PHRASE = re.compile(
    r"(?=[\u30a1-\u30ff]*[\u3041-\u3096\u3400-\u9fff])[\u3041-\u30ff\u3400-\u9fff]{9}|[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]{25}"
)
CLITICS = frozenset(("'s", "'m", "'d", "'ll", "'re", "'ve", "n't"))
STOPWORDS = Form("annotations/stopwords.csv", ("word",))


def is_word(token: str, addresses: bool = False) -> bool:
    """Return whether a token counts as a word: it has a letter or digit and is no clitic such as 's or n't.

    Nor is a word one that lost letters (U+FFFD), a phrase in a script without blanks between words, or an address
    (`is_address`) unless `addresses` says that they are.
    """
    if not any(map(str.isalnum, token)) or token.lower() in CLITICS:
        return False
    if not token.isascii() and (DAMAGED.search(token) or PHRASE.search(token)):
        return False
    return addresses or not is_address(token)


def build_vocabulary(
    types: list[pl.LazyFrame],
    stopwords: Sequence[str],
    language: str,
    steps: Sequence[str] = ("nfc",),
    accepted: Sequence[str] = (),
    addresses: bool = False,
) -> pl.DataFrame:
    """Return the distinct tokens of all shards with their layers, and whether each is a word and a stop word.

    `stopwords` are stop lists as CSV with the column `word`, `steps` those of `normalize`, `accepted` a person's
    spelling variants as CSV, and `addresses` says whether an address is a word. Raises PressworkError for what
    `read_stopwords` and `read_accepted` refuse.
    """
    canonical = {row.variant: row.canonical for row in read_accepted(accepted)}
    stop = {word for table in stopwords for word in read_stopwords(table)}
    tokens = pl.concat(types).unique().sort("token").collect()
    names = tokens["token"].to_list()
    lower = [normalize(token, steps, language) for token in names]
    return tokens.with_columns(
        lower=pl.Series(lower, dtype=pl.String),
        variant=pl.Series([canonical.get(form, form) for form in lower], dtype=pl.String),
        lemma=pl.Series([lemmatize(token, language) for token in names], dtype=pl.String),
        stem=pl.Series([stem(form, language) for form in lower], dtype=pl.String),
        word=pl.Series([is_word(token, addresses) for token in names], dtype=pl.Boolean),
        stop=pl.Series([form in stop for form in lower], dtype=pl.Boolean),
    )


def read_stopwords(table: str) -> list[str]:
    """Return the words of a stop list, in lower case; raises PressworkError for what `read_rows` refuses."""
    return [row.cells["word"].lower() for row in read_rows(table, STOPWORDS)]


def measure_lengths(tokens: list[pl.LazyFrame], vocabulary: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """Yield the articles' lengths, a shard at a time: sentences, tokens and words of the body."""
    words = vocabulary.select("token_id", "word")
    for shard in tokens:
        lengths = (
            shard.filter(pl.col("field") == "body")
            .join(words, on="token_id")
            .group_by("article_id")
            .agg(
                n_sentences=pl.col("sentence").n_unique().cast(pl.Int64),
                n_tokens=pl.len().cast(pl.Int64),
                n_words=pl.col("word").sum().cast(pl.Int64),
            )
        )
        yield lengths.collect()
