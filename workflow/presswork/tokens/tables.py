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
        "phrases",
        "tokens/phrases.csv",
        "a multiword term",
        ("phrase",),
        (
            Column("phrase", "string", "its tokens in lower case, parted by blanks"),
            Column("n_words", "integer", "how many tokens", "tokens"),
            Column("count", "integer", "occurrences in the bodies of counted articles"),
            Column("articles", "integer", "counted articles that have it", "articles"),
            Column("log_dice", "number", "logDice of its two parts (Rychlý 2008), at most 14", nullable=True),
            Column("g2", "number", "log-likelihood ratio of its two parts, four cells (Dunning 1993)", nullable=True),
            Column("origin", "string", "person (annotations/phrases.csv) or corpus (found by its measures)"),
        ),
    ),
    Table(
        "phrase_places",
        "tokens/phrase_places/{shard}.parquet",
        "an occurrence of a multiword term",
        ("article_id", "position"),
        (
            ARTICLE,
            Column("field", "string", "title or body"),
            Column("sentence", "integer", "sentence of the article, from 0"),
            Column("position", "integer", "place of its first token in the article, from 0", "tokens"),
            Column("n_tokens", "integer", "how many tokens", "tokens"),
            Column("phrase", "string", "the multiword term"),
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
