"""The distinct tokens of the corpus with their layers, and the lengths of articles."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from presswork.core.annotations import Form, read_rows
from presswork.tokens.acronyms import Acronyms, find_acronyms, name_singular, read_listed
from presswork.tokens.addresses import is_address
from presswork.tokens.layers import lemmatize, stem, to_lower, write_plainly_by
from presswork.tokens.news_words import NEWS_CLASSES
from presswork.tokens.running_terms import TermFinder
from presswork.tokens.spellings.accepted_variants import read_accepted

DAMAGED = re.compile(r"\ufffd[^\W\d_]|[^\W\d_]\ufffd")
# Longer than nearly all words of Chinese, Japanese (except loan words in katakana), Thai, Lao, Khmer and Burmese.
PHRASE = re.compile(
    r"(?=[\u30a1-\u30ff]*[\u3041-\u3096\u3400-\u9fff])[\u3041-\u30ff\u3400-\u9fff]{9}|[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]{25}"
)
# 't is what remains of can't where a blank divides it.
CLITICS = frozenset(("'s", "'m", "'d", "'ll", "'re", "'ve", "n't", "'t"))
STOPWORDS = Form("annotations/stopwords.csv", ("word",))
DEFAULT_STEPS = ("nfc", "edges")


def is_word(token: str, addresses: bool = False) -> bool:
    """Return whether a token counts as a word: it has a letter or digit and is not a clitic such as 's or n't.

    Tokens that lost letters (U+FFFD) and phrases in a script without spaces between words are not words. Addresses
    (`is_address`) are words only with `addresses`.
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
    steps: Sequence[str] = DEFAULT_STEPS,
    accepted: Sequence[str] = (),
    addresses: bool = False,
    news: bool = True,
    acronyms: Sequence[str] = (),
) -> pl.DataFrame:
    """Return the distinct tokens of all shards with their layers, and whether each is a word and a stop word.

    `stopwords` are stop lists as CSV with the column `word`; without `news`, words of NEWS_CLASSES are left out.
    `steps` are those of `normalize`, `accepted` a person's spelling variants as CSV, and `addresses` says whether an
    address is a word. `acronyms` are the tables of `read_listed`; without one, acronyms are in lower case. Raises
    PressworkError for what `read_stopwords` and `read_accepted` refuse.
    """
    listed = {word for table in stopwords for word in read_stopwords(table, news)}
    # A word listed in capitals (US) is a stop word as an acronym, too.
    stop = listed | {to_lower(word, language) for word in listed}
    counts = pl.concat(types).group_by("token_id", "token", "shouted").agg(pl.col("articles").sum())
    tokens = counts.sort("token", "shouted").collect()
    names, shouted = tokens["token"].to_list(), tokens["shouted"].to_list()
    plain = [write_plainly_by(token, steps) for token in names]
    lower = [to_lower(form, language) for form in plain]
    known = Acronyms()
    for table in acronyms:
        evidence = zip(plain, shouted, tokens["articles"], strict=True)
        known = find_acronyms(evidence, lambda form: to_lower(form, language), stop, read_listed(table, language))
    forms = list(map(known.spell, plain, lower, shouted))
    canonical = {row.variant: row.canonical for row in read_accepted(accepted, TermFinder(forms))}
    variants = [canonical.get(form, form) for form in forms]
    # Accepted variants are one word, so one of them in the stop list stops them all.
    stopped = {canonical.get(word, word) for word in stop}
    kept = [form != word for form, word in zip(forms, lower, strict=True)]
    lemmas = (
        name_singular(form) if keep else lemmatize(token, language)
        for form, keep, token in zip(forms, kept, names, strict=True)
    )
    stems = (name_singular(form) if keep else stem(form, language) for form, keep in zip(forms, kept, strict=True))
    return tokens.drop("articles").with_columns(
        lower=pl.Series(forms, dtype=pl.String),
        variant=pl.Series(variants, dtype=pl.String),
        lemma=pl.Series(list(lemmas), dtype=pl.String),
        stem=pl.Series(list(stems), dtype=pl.String),
        word=pl.Series([is_word(token, addresses) for token in names], dtype=pl.Boolean),
        stop=pl.Series([form in stopped for form in variants], dtype=pl.Boolean),
    )


def read_stopwords(table: str, news: bool = True) -> list[str]:
    """Return the words of a stop list, as written; without `news`, those of NEWS_CLASSES are left out.

    Raises PressworkError for what `read_rows` refuses.
    """
    rows = [row.cells for row in read_rows(table, STOPWORDS)]
    return [cells["word"] for cells in rows if news or cells.get("class") not in NEWS_CLASSES]


def measure_lengths(tokens: list[pl.LazyFrame], vocabulary: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """Yield the lengths of articles per shard: sentences, tokens and words of the body."""
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
