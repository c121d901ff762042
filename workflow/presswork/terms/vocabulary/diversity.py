"""Lexical diversity and readability of each article, with the underlying counts and the reasons for missing values."""

from itertools import count

import numpy as np
import polars as pl

from presswork.core.limits import MIN_WORDS, MIN_WORDS_HDD
from presswork.core.tables import LISTED
from presswork.statistics.vocabulary import diversity, readability
from presswork.statistics.vocabulary.syllables import count_syllables
from presswork.tokens.running_terms import locate_words

VARIED = ("mattr", "msttr", "mtld", "hdd", "yule_k")
ENGLISH = ("flesch", "flesch_kincaid", "smog", "coleman_liau")
MEASURES = (*VARIED, *ENGLISH, "lix")
COUNTS = ("n_words", "n_types", "n_sentences", "n_characters", "n_long_words", "n_syllables", "n_polysyllables")


def measure_diversity(
    counted: pl.DataFrame, tokens: list[pl.LazyFrame], vocabulary: pl.LazyFrame, language: str
) -> pl.DataFrame:
    """Return counts, diversity and readability of the body of each counted article; missing if it is too short.

    Words are those of the vocabulary in lower case, for any layer of the terms; sentences without words do not
    count. HD-D needs 42 words, all other measures 100, SMOG also 30 sentences; all readability measures except LIX need
    the language `en`.
    """
    ids = counted.filter("counted").select("article_id")
    words = describe_words(vocabulary, language == "en")
    measured = [_measure_shard(shard, ids, words) for shard in tokens]
    empty = [pl.col(name).fill_null(0) for name in COUNTS if language == "en" or "syllables" not in name]
    articles = ids.join(pl.concat(measured), on="article_id", how="left").with_columns(empty)
    scores = [pl.Series(name, values, nan_to_null=True) for name, values in _score(articles).items()]
    return articles.with_columns(scores).with_columns(missing=_explain(language)).sort("article_id")


def describe_words(vocabulary: pl.LazyFrame, english: bool) -> pl.DataFrame:
    """Return each word's number, letters and digits, whether it is long, and its syllables (English only)."""
    words = vocabulary.filter("word").select("token_id", "token", "lower").collect()
    tokens = words["token"].to_list()
    syllables = list(map(count_syllables, tokens)) if english else [None] * len(tokens)
    numbers = dict(zip(words["lower"].unique().sort().to_list(), count()))
    return words.select(
        "token_id",
        word=pl.Series(map(numbers.__getitem__, words["lower"].to_list()), dtype=pl.Int64),
        characters=pl.Series([sum(map(str.isalnum, token)) for token in tokens], dtype=pl.Int64),
        long=pl.Series([sum(map(str.isalpha, token)) >= readability.LONG_WORD for token in tokens], dtype=pl.Boolean),
        syllables=pl.Series(syllables, dtype=pl.Int64),
    )


def _measure_shard(tokens: pl.LazyFrame, ids: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Return the counts and the diversity of the articles of a shard."""
    placed = locate_words(tokens, words, ids).sort("article_id", "position").collect()
    syllables = pl.col("syllables")
    articles = placed.group_by("article_id").agg(
        n_words=pl.len().cast(pl.Int64),
        n_types=pl.col("word").n_unique().cast(pl.Int64),
        n_sentences=pl.col("sentence").n_unique().cast(pl.Int64),
        n_characters=pl.col("characters").sum(),
        n_long_words=pl.col("long").sum().cast(pl.Int64),
        n_syllables=pl.when(syllables.is_not_null().any()).then(syllables.sum()),
        n_polysyllables=pl.when(syllables.is_not_null().any()).then(
            (syllables >= readability.POLYSYLLABLE).sum().cast(pl.Int64)
        ),
    )
    articles = articles.sort("article_id")
    values = _measure_texts(placed["word"].to_numpy(), articles["n_words"].to_numpy())
    return articles.with_columns(pl.Series(name, each, nan_to_null=True) for name, each in values.items())


def _measure_texts(words: np.ndarray, lengths: np.ndarray) -> dict[str, np.ndarray]:
    types, texts = diversity.count_types(words, lengths)
    return {
        "mattr": diversity.moving_average_ratio(words, lengths, MIN_WORDS),
        "msttr": diversity.mean_segmental_ratio(words, lengths, MIN_WORDS),
        "mtld": diversity.textual_diversity(words, lengths, MIN_WORDS),
        "hdd": diversity.sampled_diversity(types, texts, lengths, MIN_WORDS_HDD),
        "yule_k": diversity.yule_k(types, texts, lengths, MIN_WORDS),
    }


def _score(articles: pl.DataFrame) -> dict[str, np.ndarray]:
    """Return the readability of each article from its counts."""
    long = articles.with_columns(pl.when(pl.col("n_words") >= MIN_WORDS).then(name).alias(name) for name in COUNTS)
    words, _, sentences, characters, long_words, syllables, polysyllables = (
        long[name].cast(pl.Float64).to_numpy() for name in COUNTS
    )
    english = np.where(np.isnan(syllables), np.nan, 1)
    return {
        "flesch": readability.flesch_reading_ease(sentences, words, syllables),
        "flesch_kincaid": readability.flesch_kincaid_grade(sentences, words, syllables),
        "smog": readability.smog_grade(sentences, polysyllables),
        "coleman_liau": readability.coleman_liau_grade(sentences, words, characters) * english,
        "lix": readability.lix(sentences, words, long_words),
    }


def name_missing(english: bool) -> dict[str, tuple[str, ...]]:
    """Return the measures that an article lacks, by the code of the reason."""
    short = tuple(name for name in MEASURES if name != "hdd" and (english or name not in ENGLISH))
    foreign, few = ((), ("smog",)) if english else (ENGLISH, ())
    named = {"english_only": foreign, "few_words": short, "few_words_hdd": ("hdd",), "no_repeat": ("mtld",)}
    return named | {"few_sentences": few}


def _explain(language: str) -> pl.Expr:
    """Return the codes of why an article lacks measures; null if it has all."""
    words = pl.col("n_words")
    holds = {
        "english_only": pl.lit(language != "en"),
        "few_words": words < MIN_WORDS,
        "few_words_hdd": words < MIN_WORDS_HDD,
        "no_repeat": (words >= MIN_WORDS) & pl.col("mtld").is_null(),
        "few_sentences": (words >= MIN_WORDS) & (pl.col("n_sentences") < readability.SMOG_SENTENCES),
    }
    told = [pl.when(holds[code]).then(pl.lit(code)) for code, names in name_missing(language == "en").items() if names]
    codes = pl.concat_str(told, separator=LISTED, ignore_nulls=True)
    return pl.when(codes != "").then(codes)
