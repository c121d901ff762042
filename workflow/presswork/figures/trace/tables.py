"""The table of a trace, which has the same columns for every figure."""

from presswork.core.schema import Column, Table
from presswork.corpus.tables import RECORD, SOURCE

OCCURRENCE = "occurrence"
ARTICLE = "article"
IN_GROUP, IN_REFERENCE = "in the group", "in the reference"
# `trace()` finds the occurrences of such a row when it is called.
BY_ARTICLE = "occurrences in the article"

TRACE = Table(
    "trace",
    "figures/{figure}.trace.parquet",
    "an occurrence or an article behind a mark of the figure; do not share it where the texts may not be shared, since "
    "running text can be reconstructed from the places of single words",
    ("mark", "part", "article_id", "source", "record", "start"),
    (
        Column(
            "mark",
            "integer",
            "row of the figure's csv, from 1 in the order drawn; empty where the row stands behind every mark",
            nullable=True,
        ),
        Column("part", "string", "how it is related to the mark, or why there is nothing behind the mark"),
        Column(
            "article_id", "string", "the article; empty for a file that could not be read as an article", nullable=True
        ),
        Column(SOURCE.name, SOURCE.type, "the file, if it could not be read as an article", nullable=True),
        Column(RECORD.name, RECORD.type, "place in that file, if it could not be read as an article", nullable=True),
        Column("sentence", "integer", "sentence of the article, from 0", nullable=True),
        Column("start", "integer", "first character in the record; empty if the row is an article", "characters", True),
        Column("end", "integer", "offset of the end (exclusive)", "characters", True),
        Column(
            "count",
            "integer",
            "occurrences (or articles, if the mark counts articles) that the row stands for; empty for an example",
            nullable=True,
        ),
        Column("share", "number", "share of the topic in the article (passage), if the mark is a mean", "0-1", True),
    ),
)
