"""The distinct tokens of the corpus with their layers, and the articles' lengths in words."""

from collections.abc import Iterator, Sequence

import polars as pl
import simplemma

from presswork.tokens.accepted_variants import read_accepted

CLITICS = frozenset(("'s", "'m", "'d", "'ll", "'re", "'ve", "n't"))


def is_word(token: str) -> bool:
    """Return whether a token counts as a word: it has a letter or digit and is no clitic such as 's or n't."""
    return any(map(str.isalnum, token)) and token.lower() not in CLITICS


def build_vocabulary(
    types: list[pl.LazyFrame], stopwords: str, language: str, accepted: Sequence[str] = ()
) -> pl.DataFrame:
    """Return the distinct tokens of all shards with their layers, and whether each is a word and a stop word.

    `stopwords` is the stop list as CSV with the column `word`, `accepted` a person's spelling variants, also as CSV.
    """
    canonical = {row.variant: row.canonical for row in read_accepted(accepted)}
    stop = set(pl.read_csv(stopwords.encode(), infer_schema=False)["word"])
    tokens = pl.concat(types).unique().sort("token").collect()
    names = tokens["token"].to_list()
    return tokens.with_columns(
        lower=pl.Series([token.lower() for token in names], dtype=pl.String),
        variant=pl.Series([canonical.get(token.lower(), token.lower()) for token in names], dtype=pl.String),
        lemma=pl.Series([lemmatize(token, language) for token in names], dtype=pl.String),
        word=pl.Series([is_word(token) for token in names], dtype=pl.Boolean),
        stop=pl.Series([token.lower() in stop for token in names], dtype=pl.Boolean),
    )


def lemmatize(token: str, language: str) -> str:
    """Return a token's dictionary form in lower case, by simplemma's tables."""
    return str(simplemma.lemmatize(token, lang=language)).lower()


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
