"""The tables of the terms stage."""

from presswork.core.tables import Column, Table
from presswork.terms.tables_vocabulary import VOCABULARY_TABLES

TERM = Column("term", "string", "the term: a word in the configured layer")


def _measure(name: str, meaning: str, interval: bool = False) -> tuple[Column, ...]:
    """Return the column of a measure of dispersion, and with it those of its 95 % interval."""
    bounds = (("low", "lower"), ("high", "upper")) if interval else ()
    return (
        Column(name, "number", meaning, "0-1", True),
        *(
            Column(f"{name}_{side}", "number", f"{word} bound of the 95 % interval", "0-1", True)
            for side, word in bounds
        ),
    )


DISPERSION = (
    Column("range", "number", "share of parts that have it (parts: articles, or passages for one article)", "0-1"),
    *_measure("dp", "deviation of proportions (Gries 2008); 0 is even"),
    *_measure("dp_norm", "DP over its largest value (Lijffijt & Gries 2012); 0 is even", True),
    *_measure("dp_egbert", "DP as normalised by Egbert et al. (2020); 0 is even"),
    *_measure("dp_adjusted", "DP between the least and greatest its count allows (after Gries 2024); 0 is even"),
    *_measure("dkl", "1 / (1 + Kullback-Leibler divergence in bits), Gries 2020; 1 is even", True),
    *_measure("da", "DA, from pairwise differences of the parts' rates (Burch et al. 2017); 1 is even", True),
    *_measure("d2", "D2, entropy of the parts' rates over its maximum (Carroll 1970); 1 is even"),
    *_measure("s", "S, adjusted share (Rosengren 1971); 1 is even"),
    *_measure("juilland_d", "Juilland's D with the population SD; 1 is even; read `juilland_warning`"),
    Column("juilland_warning", "string", "why D does not tell terms apart here", nullable=True),
    Column("dispersion_interval", "string", "how the intervals of dispersion were made, or why there are none"),
)

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
            *DISPERSION,
        ),
    ),
    *VOCABULARY_TABLES,
)
