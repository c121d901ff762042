"""The tables of plotted rows, one per figure."""

from presswork.core.schema import Column, Table
from presswork.corpus.tables import FLOW
from presswork.figures.trace.tables import TRACE
from presswork.terms.tables import BAND, MISSING_OUTLETS, RATE
from presswork.terms.tables_keyness import INTERVALS
from presswork.terms.tables_vocabulary import GROWTH
from presswork.topics.tables import BOUNDS, CORRELATION, RELIABILITY
from presswork.topics.tables_models import CRITERIA, HIERARCHY

RANK = Column("rank", "integer", "rank in the figure, from 1 at the top")
TERM = Column("term", "string", "the term")
LABEL = Column("label", "string", "name of the topic: the user's label, or else the proposed one")
HIGH = "upper bound of the 95% CI"


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
        Column("value", "number", "plotted value: occurrences for one article, else occurrences per million words"),
        Column("low", "number", "lower bound of the 95% CI", "", True),
        Column("high", "number", HIGH, "", True),
        Column("interval", "string", "method of the 95% CI, or why there is none", codes=RATE),
        Column("unit", "string", "sampling unit: story, day or article"),
    ),
    _plotted(
        "keyness",
        "a term of a group",
        ("group", "rank"),
        Column("group", "string", "the group"),
        Column("reference", "string", "what it is compared with"),
        RANK,
        TERM,
        Column("log_ratio", "number", "log2 of the ratio of the rates in group and reference", "doublings"),
        Column("low", "number", "lower bound of the 95% CI", "doublings", True),
        Column("high", "number", HIGH, "doublings", True),
        Column("interval", "string", "method of the 95% CI, or why there is none", codes=INTERVALS),
        Column("unit", "string", "sampling unit: story, day or article", nullable=True),
        Column("bound", "number", "conservative log ratio over units, by which terms are ordered", "doublings", True),
        Column("p_maxt", "number", "p from permutations, corrected for all comparisons (maxT)", "0-1", True),
        Column("reference_count", "number", "occurrences in the reference", "tokens"),
    ),
    _plotted(
        "dispersion",
        "a term and a place where it occurs",
        ("rank", "place"),
        RANK,
        TERM,
        Column(
            "place", "number", "position of the word, from 1; for several articles, start of a twentieth of the text"
        ),
        Column("count", "integer", "occurrences there", "tokens"),
        Column("share", "number", "share of the term's occurrences", "0-1"),
    ),
    _plotted(
        "rank_frequency",
        "a count of occurrences that one or more words have",
        ("first_rank",),
        Column("first_rank", "integer", "rank of the first word with this count"),
        Column("last_rank", "integer", "rank of the last word with this count"),
        Column("count", "integer", "occurrences", "tokens"),
        Column("words", "integer", "number of words with this count", "words"),
        Column("first_word", "string", "the first of these words in alphabetical order"),
    ),
    _plotted("growth", GROWTH.row, GROWTH.key, *GROWTH.columns),
    _plotted(
        "topics",
        "a topic; for one article, a passage group",
        ("topic",),
        Column("topic", "integer", "topic, in the order of prevalence; background topics come last"),
        LABEL,
        Column("origin", "string", "origin of the label: person, or proposed (from the corpus)"),
        Column("terms", "string", "its top ten terms by weight"),
        Column("prevalence", "number", "mean share of the topic", "0-1"),
        *BOUNDS,
        *RELIABILITY,
        Column("stability", "number", "mean cosine similarity to the matched topic in the refits", "0-1"),
        Column(
            "agreement", "number", "lowest cosine similarity to the matched topics of the other engines", "0-1", True
        ),
    ),
    _plotted(
        "topics_articles",
        "a cell of the picture: a topic, and an article (passage) or the mean of neighbouring articles",
        ("row", "topic"),
        Column("row", "integer", "row of the picture, from 1 at the top"),
        Column("topic", "integer", "topic, in the order of prevalence; background topics come last"),
        Column(
            "first", "integer", "position of the row's first article in the order of largest topic and share, from 1"
        ),
        Column("last", "integer", "position of the row's last article"),
        Column("label", "string", "headline of the article, or else its file; or number of the passage", nullable=True),
        Column("share", "number", "mean share of the topic", "0-1"),
    ),
    _plotted(
        "collocations",
        "a collocate of a node",
        ("node_rank", "rank"),
        Column("node_rank", "integer", "rank of the node by frequency"),
        Column("node", "string", "the term whose collocates are counted"),
        RANK,
        Column("collocate", "string", "the collocate"),
        Column("log_dice", "number", "logDice (Rychlý 2008) of node and collocate"),
        Column(
            "joint",
            "integer",
            "occurrences of the collocate within the window on both sides, each counted once",
            "tokens",
        ),
        Column("left", "integer", "occurrences to the left of the node", "tokens"),
        Column("right", "integer", "occurrences to the right of the node", "tokens"),
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
        Column("low", "number", "lower bound of the 95% CI", "1/1,000,000 words", True),
        Column("high", "number", HIGH, "1/1,000,000 words", True),
        *BAND,
    ),
    _plotted(
        "topics_scores",
        "a criterion for a number of topics",
        ("engine", "k", "criterion"),
        *CRITERIA,
    ),
    _plotted("topics_correlation", "two topics", ("topic", "other_topic"), *CORRELATION),
    _plotted(
        "topics_hierarchy",
        "two topics of models with successive numbers of topics",
        ("k", "topic", "next_topic"),
        *HIERARCHY,
    ),
    _plotted(
        "topics_trend",
        "a topic in a period, raw or standardised by outlet",
        ("topic", "series", "start"),
        Column("topic", "integer", "topic, in the order of prevalence"),
        LABEL,
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
        LABEL,
        RANK,
        Column("name", "string", "name of the outlet, group, language or byline"),
        Column("articles", "integer", "articles of the group", "articles"),
        Column("prevalence", "number", "mean share over the articles of the group", "0-1"),
        *BOUNDS,
    ),
    TRACE,
)
