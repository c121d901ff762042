"""The tables of the topics stage."""

from presswork.core.tables import Column, Table

ENGINE = "nmf"
TOPIC = Column("topic", "integer", "topic, from 1 in the order of prevalence; passage group, for one article")

SCORES = (
    Column("engine", "string", "how the model was fitted"),
    Column("k", "integer", "number of topics"),
    Column("seed", "integer", "number of the random start and of its resample, from 1"),
    Column(
        "npmi",
        "number",
        "normalised pointwise mutual information of the top 10 terms within rows (Bouma 2009)",
        "-1 to 1",
    ),
    Column("exclusivity", "number", "mean share of a top term's weight that lies in its topic", "0-1"),
    Column("diversity", "number", "share of distinct terms among the top 10 of all topics", "0-1"),
    Column("stability", "number", "mean cosine of matched topics, refitted on resampled rows", "0-1"),
    Column("heldout", "number", "log likelihood of held-out words; empty, since NMF has no likelihood", "nats", True),
    Column("converged", "boolean", "whether the fit came to rest before its last iteration"),
)
TOPICS = (
    TOPIC,
    Column("rank", "integer", "place of the term in the topic, from 1"),
    Column("term", "string", "the term"),
    Column("weight", "number", "p(term | topic), re-estimated from shares and counts", "0-1"),
)
SHARES = (
    Column("article_id", "string", "the article"),
    Column("passage", "integer", "passage of the article; empty where the unit is the article", "", True),
    TOPIC,
    Column("share", "number", "share of the topic in the article or passage; all of them sum to 1", "0-1"),
)
PREVALENCE = (
    TOPIC,
    Column("prevalence", "number", "mean share over articles (passages, for one article)", "0-1"),
    Column("low", "number", "lower bound of the 95 % interval over articles, the model taken as given", "0-1", True),
    Column("high", "number", "upper bound", "0-1", True),
    Column("interval", "string", "how the interval was made, or why there is none"),
    Column("stability", "number", "mean cosine with the matched topic in refits on resampled rows", "0-1"),
)

TABLES = (
    Table("scores", "topics/scores.csv", "a fitted model", ("engine", "k", "seed"), SCORES),
    Table("topics", "topics/topics.csv", "a top term of a topic of the chosen model", ("topic", "rank"), TOPICS),
    Table(
        "shares",
        "topics/shares.parquet",
        "an article (or passage) and a topic",
        ("article_id", "passage", "topic"),
        SHARES,
    ),
    Table("prevalence", "topics/prevalence.csv", "a topic of the chosen model", ("topic",), PREVALENCE),
)
