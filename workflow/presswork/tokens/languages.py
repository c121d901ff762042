"""The languages of the articles, with the splitter, tokeniser, lemmatiser and stemmer of each."""

import polars as pl

from presswork.tokens.layers import STEMMERS, has_lemmas


def gather_languages(tokenizing: list[pl.LazyFrame]) -> pl.DataFrame:
    """Return a row per language: articles, sentences, splitter, tokeniser, lemmatiser and stemmer."""
    keys = ["language", "splitter", "tokenizer"]
    summed = pl.concat(tokenizing).group_by(keys).agg(pl.exclude(keys).sum()).collect()
    names = summed["language"].to_list()
    return summed.with_columns(
        lemmas=pl.Series(["simplemma" if has_lemmas(name) else "lower case" for name in names], dtype=pl.String),
        stems=pl.Series(["Snowball" if name in STEMMERS else "lower case" for name in names], dtype=pl.String),
    )
