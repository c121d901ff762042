"""The tables of the terms stage."""

from presswork.core.tables import Column, Table

TERM = Column("term", "string", "the term: a word in the configured layer")

TABLES = (
    Table(
        "matrix_rows",
        "terms/matrix_rows.csv",
        "a row of the document-term matrix: an article, or a passage where the corpus is one article",
        ("row",),
        (
            Column("row", "integer", "row of the matrix, from 0"),
            Column("article_id", "string", "the article"),
            Column(
                "passage", "integer", "passage of the article, from 0; empty where a row is an article", nullable=True
            ),
            Column("first_sentence", "integer", "first sentence of the row"),
            Column("last_sentence", "integer", "last sentence of the row"),
            Column("n_words", "integer", "words of the row", "words"),
        ),
    ),
    Table(
        "matrix_columns",
        "terms/matrix_columns.csv",
        "a column of the document-term matrix",
        ("column",),
        (
            Column("column", "integer", "column of the matrix, from 0"),
            TERM,
            Column("stop", "boolean", "whether all its tokens are on the stop list"),
        ),
    ),
    Table(
        "frequency",
        "terms/frequency.csv",
        "a term of the corpus",
        ("rank",),
        (
            Column("rank", "integer", "place by count; equal counts in the order of the alphabet"),
            TERM,
            Column("stop", "boolean", "whether it is on the stop list"),
            Column("count", "integer", "occurrences in the bodies", "tokens"),
            Column("articles", "integer", "articles that have it", "articles"),
            Column("per_million", "number", "occurrences per million words", "1/1,000,000 words"),
            Column("per_million_low", "number", "lower bound of the 95 % interval", "1/1,000,000 words", True),
            Column("per_million_high", "number", "upper bound of the 95 % interval", "1/1,000,000 words", True),
            Column("interval", "string", "how the interval was made, or why there is none"),
            Column(
                "range", "number", "share of parts that have it (parts: articles, or passages for one article)", "0-1"
            ),
            Column("dp", "number", "deviation of proportions (Gries 2008); 0 is even", "0-1"),
            Column("dp_norm", "number", "DP over its largest value (Lijffijt & Gries 2012); 0 is even", "0-1", True),
            Column("dkl", "number", "1 / (1 + Kullback-Leibler divergence in bits), Gries 2020; 1 is even", "0-1"),
        ),
    ),
)
