"""Articles of tests as tokens and a vocabulary."""

from conftest import ROOT
from presswork.tokens.shard_tokens import tokenize_shard
from presswork.tokens.vocabulary import build_vocabulary

STOPWORDS = (ROOT / "workflow/presswork/tokens/stopwords/en.csv").read_text(encoding="utf-8")


def tokenize_tables(tables, apostrophes=True, language="en", **options):
    """Return the tables of tokens of a shard of articles."""
    lazy = {name: tables[name].lazy() for name in ("articles", "records", "ledger")}
    return tokenize_shard(**lazy, apostrophes=apostrophes, language=language, **options)


def build_words(made, stopwords=STOPWORDS, **options):
    """Return the vocabulary of a shard's tokens."""
    return build_vocabulary([made["types"].lazy()], [stopwords], "en", **options)
