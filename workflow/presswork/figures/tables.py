"""The plotted rows of each figure."""

from presswork.core.schema import Column, Table
from presswork.corpus.tables import FLOW
from presswork.figures.trace.tables import TRACE
from presswork.terms.tables import BAND, MISSING_OUTLETS, RATE
from presswork.terms.tables_keyness import INTERVALS
from presswork.terms.tables_vocabulary import GROWTH
from presswork.topics.tables import BOUNDS, CORRELATION, RELIABILITY
from presswork.topics.tables_models import CRITERIA, HIERARCHY

RANK = Column("rank", "integer", "place in the figure, from the top")
TERM = Column("term", "string", "the term, in full")


def _plotted(name: str, row: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(f"figure_{name}", f"figures/{name}.csv", row, key, columns)


TABLES = (
    _plotted(
        "flow",
        "a step of the selection, from records read to articles analysed",
        ("step",),
        *FLOW,
    ),
    _plotted(
        "top_terms",
        "a term",
        ("rank",),
        RANK,
        TERM,
        Column("value", "number", "what is plotted: occurrences, or occurrences per million words"),
        Column("low", "number", "lower bound of the 95% interval", "", True),
        Column("high", "number", "upper bound", "", True),
        Column("interval", "string", "how the interval was made, or why there is none", codes=RATE),
        Column("unit", "string", "unit of sampling: story, day or article"),
    ),
    _plotted(
        "keyness",
        "a term of a group",
        ("group", "rank"),
        Column("group", "string", "the group"),
        Column("reference", "string", "what it is compared with"),
        RANK,
        TERM,
        Column("log_ratio", "number", "log2 of the ratio of the rates", "doublings"),
        Column("low", "number", "lower bound of the 95% interval", "doublings", True),
        Column("high", "number", "upper bound", "doublings", True),
        Column("interval", "string", "how the interval was made, or why there is none", codes=INTERVALS),
        Column("unit", "string", "unit of sampling: story, day or article", nullable=True),
        Column("bound", "number", "conservative log ratio over units: the order of the terms", "doublings", True),
        Column("p_maxt", "number", "by permutation, corrected over the family", "0-1", True),
        Column("reference_count", "number", "occurrences in the reference", "tokens"),
    ),
    _plotted(
        "dispersion",
        "a term and a place where it occurs",
        ("rank", "place"),
        RANK,
        TERM,
        Column(
            "place", "number", "word of the article from 1; for more articles, lower edge of a twentieth of the text"
        ),
        Column("count", "integer", "occurrences there", "tokens"),
        Column("share", "number", "share of the term's occurrences", "0-1"),
    ),
    _plotted(
        "rank_frequency",
        "a number of occurrences that some words have",
        ("first_rank",),
        Column("first_rank", "integer", "rank of the first word with so many occurrences"),
        Column("last_rank", "integer", "rank of the last"),
        Column("count", "integer", "occurrences", "tokens"),
        Column("words", "integer", "how many words have so many", "words"),
        Column("first_word", "string", "the first of them in the order of the alphabet"),
    ),
    _plotted("growth", GROWTH.row, GROWTH.key, *GROWTH.columns),
    _plotted(
        "topics",
        "a topic, or a passage group where the corpus is one article",
        ("topic",),
        Column("topic", "integer", "topic, in the order of prevalence; background topics come last"),
        Column("label", "string", "what it is called"),
        Column("origin", "string", "who named it: person, or proposed (from the corpus)"),
        Column("terms", "string", "its top ten terms by weight"),
        Column("prevalence", "number", "mean share", "0-1"),
        *BOUNDS,
        *RELIABILITY,
        Column("stability", "number", "mean cosine with the matched topic in refits on resampled rows", "0-1"),
        Column("agreement", "number", "lowest cosine with the matched topics of the other engines", "0-1", True),
    ),
    _plotted(
        "topics_articles",
        "a row of the picture, which is an article (passage) or the mean of neighbouring ones, and a topic",
        ("row", "topic"),
        Column("row", "integer", "row of the picture, from the top"),
        Column("topic", "integer", "topic, in the order of prevalence; background topics come last"),
        Column("first", "integer", "place of the row's first article in the order of largest topic and share, from 1"),
        Column("last", "integer", "place of its last article"),
        Column("label", "string", "headline of the article; of passages their number", nullable=True),
        Column("share", "number", "mean share of the topic", "0-1"),
    ),
    _plotted(
        "collocations",
        "a collocate of a node",
        ("node_rank", "rank"),
        Column("node_rank", "integer", "rank of the node by frequency"),
        Column("node", "string", "the term whose neighbours are counted"),
        RANK,
        Column("collocate", "string", "the neighbour"),
        Column("log_dice", "number", "logDice (Rychlý 2008) of node and collocate"),
        Column("joint", "integer", "its occurrences within the windows on both sides, each counted once", "tokens"),
        Column("left", "integer", "to the left of the node", "tokens"),
        Column("right", "integer", "to the right of the node", "tokens"),
    ),
    _plotted(
        "trend",
        "a term in a period, raw or standardised by outlet",
        ("rank", "series", "start"),
        Column("rank", "integer", "rank of the term by frequency"),
        TERM,
        Column("series", "string", "raw or standardised"),
        Column("unit", "string", "day, week or month"),
        Column("start", "date", "first day of the period"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words", True),
        Column("low", "number", "lower bound of the 95% band", "1/1,000,000 words", True),
        Column("high", "number", "upper bound", "1/1,000,000 words", True),
        *BAND,
    ),
    _plotted(
        "topics_scores",
        "a criterion of a number of topics",
        ("engine", "k", "criterion"),
        *CRITERIA,
    ),
    _plotted("topics_correlation", "two topics", ("topic", "other_topic"), *CORRELATION),
    _plotted("topics_hierarchy", "two topics of models of neighbouring size", ("k", "topic", "next_topic"), *HIERARCHY),
    _plotted(
        "topics_trend",
        "a topic in a period, raw or standardised by outlet",
        ("topic", "series", "start"),
        Column("topic", "integer", "topic, in the order of prevalence"),
        Column("label", "string", "what it is called: the name a person gave it, or the proposed one"),
        Column("series", "string", "raw or standardised"),
        Column("unit", "string", "day, week or month"),
        Column("start", "date", "first day of the period"),
        Column("prevalence", "number", "mean share over the articles of the period", "0-1", True),
        *BOUNDS,
        MISSING_OUTLETS,
    ),
    _plotted(
        "topics_groups",
        "a topic in an outlet (or group, language, byline)",
        ("topic", "rank"),
        Column("topic", "integer", "topic, in the order of prevalence"),
        Column("label", "string", "what it is called: the name a person gave it, or the proposed one"),
        RANK,
        Column("name", "string", "name of the outlet, group, language or byline"),
        Column("articles", "integer", "its articles", "articles"),
        Column("prevalence", "number", "mean share over its articles", "0-1"),
        *BOUNDS,
    ),
    TRACE,
)
