"""The table of a trace, which is the same for every figure."""

from presswork.core.schema import Column, Table
from presswork.corpus.tables import RECORD, SOURCE

OCCURRENCE = "occurrence"
ARTICLE = "article"
IN_GROUP, IN_REFERENCE = "in the group", "in the reference"
# `trace()` looks for the places of such a row when asked.
BY_ARTICLE = "occurrences in the article"

TRACE = Table(
    "trace",
    "figures/{figure}.trace.parquet",
    "a place, or an article, that a mark of the figure stands for; as places of single words let running text be put "
    "together again, it is not for sharing where the texts are not",
    ("mark", "part", "article_id", "source", "record", "start"),
    (
        Column(
            "mark",
            "integer",
            "row of the figure's csv, from 1 in the order drawn; empty where the row stands behind every mark",
            nullable=True,
        ),
        Column("part", "string", "what it is to the mark, or why there is nothing behind the mark"),
        Column("article_id", "string", "the article; empty for a file that gave none", nullable=True),
        Column(SOURCE.name, SOURCE.type, "the file, where it gave no article", nullable=True),
        Column(RECORD.name, RECORD.type, "place in that file, where it gave no article", nullable=True),
        Column("sentence", "integer", "sentence of the article, from 0", nullable=True),
        Column(
            "start", "integer", "first character in the record; empty where the article is meant", "characters", True
        ),
        Column("end", "integer", "character after the last", "characters", True),
        Column(
            "count",
            "integer",
            "how many occurrences (articles, where the mark counts articles) it stands for; empty for an example",
            nullable=True,
        ),
        Column("share", "number", "share of the topic in the article (passage), where the mark is a mean", "0-1", True),
    ),
)
