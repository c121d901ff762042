"""The tables of the topics stage."""

from presswork.core.tables import Column, Table

ENGINE = Column("engine", "string", "how the model was fitted: nmf, gibbs or variational")
K = Column("k", "integer", "number of topics")
TOPIC = Column("topic", "integer", "topic, from 1 in the order of prevalence; passage group, for one article")
ARTICLE = Column("article_id", "string", "the article")
PASSAGE = Column("passage", "integer", "passage of the article; empty where the unit is the article", "", True)
NPMI = Column(
    "npmi", "number", "normalised pointwise mutual information of the top 10 terms within rows (Bouma 2009)", "-1 to 1"
)
STABILITY = "mean cosine of p(term | topic) with the matched topic, over refits on resampled articles"

SCORES = (
    ENGINE,
    K,
    Column(
        "sample",
        "string",
        "what was fitted: `all` articles, a `resample` of them, one article a story (`distinct`), or those with each "
        "term's counts permuted (`null`)",
    ),
    Column("seed", "integer", "number of the random start, the resample or the permutation, from 1"),
    NPMI,
    Column("exclusivity", "number", "mean share of a top term's weight that lies in its topic", "0-1"),
    Column("diversity", "number", "share of distinct terms among the top 10 of all topics", "0-1"),
    Column("stability", "number", f"{STABILITY}; of `all` only", "0-1", True),
    Column("heldout", "number", "log likelihood of a held-out word; of engines that have one", "nats", True),
    Column("converged", "boolean", "whether the fit came to rest before its last iteration"),
)
CRITERIA = (
    ENGINE,
    K,
    Column("criterion", "string", "npmi, exclusivity, diversity, stability or heldout: see `scores`"),
    Column("value", "number", "mean over the random starts", "", True),
    Column("low", "number", "lower bound of the 95 % interval over articles and starts", "", True),
    Column("high", "number", "upper bound", "", True),
    Column("interval", "string", "how the interval was made, or why there is none"),
    Column("distinct", "number", "the value for one article a story, which is held against the null", "", True),
    Column("null_mean", "number", "mean over the permutations", "", True),
    Column("null_highest", "number", "highest of the permutations", "", True),
    Column("p", "number", "share of permutations, with the model itself, that reach its value", "0-1", True),
)
DIAGNOSTICS = (
    ENGINE,
    K,
    TOPIC,
    Column("prevalence", "number", "mean share over rows", "0-1"),
    NPMI,
    Column("exclusivity", "number", "mean share of a top term's weight that lies in this topic", "0-1"),
    Column("effective_words", "number", "1 / sum of p(term | topic) squared (Mimno et al., MALLET)", "terms"),
    Column("distance_corpus", "number", "Kullback-Leibler divergence from the corpus's shares of terms", "nats"),
    Column("distance_uniform", "number", "Kullback-Leibler divergence from equal shares", "nats"),
    Column("stability", "number", STABILITY, "0-1"),
)
TOPICS = (
    TOPIC,
    Column("rank", "integer", "place of the term in the topic by weight, from 1"),
    Column("term", "string", "the term"),
    Column("weight", "number", "p(term | topic), re-estimated from shares and counts", "0-1"),
)
SHARES = (
    ARTICLE,
    PASSAGE,
    TOPIC,
    Column("share", "number", "share of the topic in the article or passage; all of them sum to 1", "0-1"),
)
BOUNDS = (
    Column("low", "number", "lower bound of the 95 % interval, over random starts and articles", "0-1", True),
    Column("high", "number", "upper bound", "0-1", True),
    Column("interval", "string", "how the interval was made, or why there is none"),
)
PREVALENCE = (
    TOPIC,
    Column("prevalence", "number", "mean share over articles; over passages, for one article", "0-1"),
    *BOUNDS,
    Column("model_low", "number", "lower bound over articles alone, the model taken as given", "0-1", True),
    Column("model_high", "number", "upper bound", "0-1", True),
    Column("stability", "number", STABILITY, "0-1"),
)
TOPIC_TRENDS = (
    TOPIC,
    Column("series", "string", "raw, or standardised: outlets at their shares of all dated articles"),
    Column("unit", "string", "day, week or month"),
    Column("start", "date", "first day of the period; weeks begin on Monday"),
    Column("articles", "integer", "articles of the period that have shares", "articles"),
    Column("days", "integer", "days of the period that have articles", "days"),
    Column("prevalence", "number", "mean share over the articles of the period", "0-1", True),
    *BOUNDS,
)
TOPIC_GROUPS = (
    Column("grouping", "string", "outlet, group, language or byline"),
    Column("name", "string", "name of the outlet, group, language or byline"),
    TOPIC,
    Column("articles", "integer", "its articles that have shares", "articles"),
    Column("prevalence", "number", "mean share over its articles", "0-1"),
    *BOUNDS,
)
UNIT_ROWS = (
    Column("row", "integer", "row of `units.npz`, from 0"),
    ARTICLE,
    PASSAGE,
    Column("story", "string", "cluster of near-duplicates that it belongs to"),
    Column(
        "n_words", "integer", "words of the article or passage, whether they are terms of the topics or not", "words"
    ),
)
UNIT_COLUMNS = (
    Column("column", "integer", "column of `units.npz`, from 0"),
    Column("term", "string", "the term"),
)
FIT = ("engine", "k")

TABLES = (
    Table("unit_rows", "topics/unit_rows.csv", "an article or passage that topics are fitted to", ("row",), UNIT_ROWS),
    Table("unit_columns", "topics/unit_columns.csv", "a term that topics are fitted to", ("column",), UNIT_COLUMNS),
    Table("scores", "topics/scores.csv", "a fitted model", (*FIT, "sample", "seed"), SCORES),
    Table("criteria", "topics/criteria.csv", "a criterion of a number of topics", (*FIT, "criterion"), CRITERIA),
    Table("diagnostics", "topics/diagnostics.csv", "a topic of a medoid model", (*FIT, "topic"), DIAGNOSTICS),
    Table("topics", "topics/topics.csv", "a top term of a topic of the chosen model", ("topic", "rank"), TOPICS),
    Table(
        "shares",
        "topics/shares.parquet",
        "an article (or passage) and a topic",
        ("article_id", "passage", "topic"),
        SHARES,
    ),
    Table("prevalence", "topics/prevalence.csv", "a topic of the chosen model", ("topic",), PREVALENCE),
    Table(
        "topic_trends",
        "topics/trends.csv",
        "a topic in a period, raw or standardised",
        ("topic", "series", "start"),
        TOPIC_TRENDS,
    ),
    Table(
        "topic_groups",
        "topics/groups.csv",
        "a topic in an outlet, group, language or byline",
        ("grouping", "name", "topic"),
        TOPIC_GROUPS,
    ),
    Table(
        "skipped_topics",
        "topics/skipped.csv",
        "an analysis of topics that the corpus cannot carry",
        ("analysis",),
        (
            Column("analysis", "string", "what was skipped"),
            Column("reason", "string", "why the corpus cannot carry it"),
        ),
    ),
)
