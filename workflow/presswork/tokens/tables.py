"""The tables of the tokens stage."""

from presswork.core.tables import Column, Table

ARTICLE = Column("article_id", "string", "the article")
START = Column("start", "integer", "first character in the record", "characters")
END = Column("end", "integer", "character after the last", "characters")
TOKEN_ID = Column("token_id", "hash", "64-bit hash of the token, the same in every corpus")
TOKEN = Column("token", "string", "the token as NLTK gives it")

TABLES = (
    Table(
        "tokens",
        "tokens/tokens/{shard}.parquet",
        "a token, with its place in the record",
        ("article_id", "position"),
        (
            ARTICLE,
            Column("field", "string", "title or body"),
            Column("sentence", "integer", "sentence of the article, from 0"),
            Column("position", "integer", "place in the article, from 0", "tokens"),
            TOKEN_ID,
            START,
            END,
        ),
    ),
    Table(
        "sentences",
        "tokens/sentences/{shard}.parquet",
        "a sentence, with its place in the record",
        ("article_id", "sentence"),
        (ARTICLE, Column("sentence", "integer", "sentence of the article, from 0"), START, END),
    ),
    Table(
        "types",
        "tokens/types/{shard}.parquet",
        "a distinct token of a shard",
        ("token",),
        (TOKEN_ID, TOKEN),
    ),
    Table(
        "tokenizing",
        "tokens/tokenizing/{shard}.parquet",
        "a language of a shard, and what its sentences and tokens were found with",
        ("language",),
        (
            Column("language", "string", "the article's own, or that of the analysis where its own is uncertain"),
            Column("splitter", "string", "what finds sentences: punkt, or rule where Punkt has no tables"),
            Column("tokenizer", "string", "what finds words: nltk (NLTKWordTokenizer) or toktok (ToktokTokenizer)"),
            Column("n_articles", "integer", "articles of that language", "articles"),
            Column("n_sentences", "integer", "their sentences, titles included", "sentences"),
            Column("n_by_itself", "integer", "sentences that took the slow way, with the same result", "sentences"),
        ),
    ),
    Table(
        "vocabulary",
        "tokens/vocabulary.parquet",
        "a distinct token of the corpus, with its layers",
        ("token",),
        (
            TOKEN_ID,
            TOKEN,
            Column("lower", "string", "the token in lower case"),
            Column("lemma", "string", "dictionary form in lower case, by simplemma"),
            Column("word", "boolean", "whether it counts as a word: a letter or digit in it, and no clitic ('s, n't)"),
            Column("stop", "boolean", "whether its lower case is on the stop list"),
        ),
    ),
    Table(
        "lengths",
        "tokens/lengths.parquet",
        "an article's length; titles are not counted",
        ("article_id",),
        (
            ARTICLE,
            Column("n_sentences", "integer", "sentences of the body", "sentences"),
            Column("n_tokens", "integer", "tokens of the body, punctuation included", "tokens"),
            Column("n_words", "integer", "words of the body", "words"),
        ),
    ),
)
