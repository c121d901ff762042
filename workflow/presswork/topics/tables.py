"""The tables of the topics stage."""

from presswork.core.tables import Column, Table

ENGINE = Column("engine", "string", "how the model was fitted: nmf, gibbs or variational")
K = Column("k", "integer", "number of topics")
TOPIC = Column("topic", "integer", "topic, from 1 in the order of prevalence; passage group, for one article")
ARTICLE = Column("article_id", "string", "the article")
PASSAGE = Column("passage", "integer", "passage of the article; empty where the unit is the article", "", True)
NPMI = Column(
    "npmi",
    "number",
    "normalised pointwise mutual information (Bouma 2009), mean over pairs of the top 10 terms; two terms meet where "
    "one of the fitted rows (article or passage) holds both; a pair that never meets counts -1; nothing is added",
    "-1 to 1",
)
STABILITY = "mean cosine of p(term | topic) with the matched topic, over refits on resampled articles"

SCORES = (
    ENGINE,
    K,
    Column(
        "sample",
        "string",
        "what was fitted: `all` articles, a `resample` of them, one article a story (`distinct`), or those with each "
        "term's counts traded among articles of like length (`null`)",
    ),
    Column("seed", "integer", "number of the random start, the resample or the null, from 1"),
    NPMI,
    Column("exclusivity", "number", "mean share of a top term's weight that lies in its topic", "0-1"),
    Column("diversity", "number", "share of distinct terms among the top 10 of all topics", "0-1"),
    Column("stability", "number", f"{STABILITY}; of `all` only", "0-1", True),
    Column(
        "heldout",
        "number",
        "mean natural logarithm of the probability of a word in articles that the resample leaves out: half of an "
        "article's words, drawn by chance, gives its shares, the other half is scored; of engines with a likelihood",
        "nats",
        True,
    ),
    Column("converged", "boolean", "whether the fit came to rest before its last iteration"),
)
CRITERIA = (
    ENGINE,
    K,
    Column("criterion", "string", "npmi, exclusivity, diversity, stability or heldout: see `scores`"),
    Column("value", "number", "mean over the random starts; of heldout, over the resamples", "", True),
    Column("low", "number", "lower bound of the 95 % interval over articles and starts", "", True),
    Column("high", "number", "upper bound", "", True),
    Column("interval", "string", "how the interval was made, or why there is none"),
    Column("distinct", "number", "the value for one article a story, which is held against the null", "", True),
    Column("null_mean", "number", "mean over the nulls", "", True),
    Column("null_highest", "number", "highest of the nulls", "", True),
    Column("p", "number", "share of nulls, with the model itself, that reach its value", "0-1", True),
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
    Column("rank", "integer", "place of the term in the topic by `character`, from 1"),
    Column("term", "string", "the term"),
    Column("character", "number", "`weight` times the share of the term's weight that lies in this topic", "0-1"),
    Column("weight", "number", "p(term | topic), re-estimated from shares and counts", "0-1"),
    Column("weight_rank", "integer", "place of the term in the topic by `weight`, from 1"),
    Column(
        "frex",
        "number",
        "harmonic mean of the shares of terms no more frequent in the topic, and no more exclusive to it (Bischof & "
        "Airoldi 2012)",
        "0-1",
    ),
    Column("frex_rank", "integer", "place of the term in the topic by `frex`, from 1"),
)
LABELS = (
    Column(TOPIC.name, TOPIC.type, f"{TOPIC.meaning}; empty where no topic has a person's name", nullable=True),
    Column(
        "topic_id",
        "string",
        "the five terms with the greatest weight times share of their weight in the topic, a blank in a term as `_`; "
        "of a name without a topic, as the person wrote it",
    ),
    Column("label", "string", "what the topic is called: a person's name where there is one, else the proposal"),
    Column("origin", "string", "person (annotations/labels.csv) or proposed (a term of the corpus)"),
    Column("given_id", "string", "the id under which the person's name was given", nullable=True),
    Column(
        "match",
        "number",
        "how well that id fits the topic, or the nearest one: what its terms say for it, as a share of what as many "
        "terms can say",
        "0-1",
        True,
    ),
    Column("proposal", "string", "the name that the corpus proposes", nullable=True),
    Column("reason", "string", "why no topic has the name", nullable=True),
)
TYPICAL = (
    TOPIC,
    Column("rank", "integer", "place by share, from 1, among articles (passages) of half the median length or more"),
    ARTICLE,
    PASSAGE,
    Column("title", "string", "its headline", nullable=True),
    Column("share", "number", "share of the topic in it", "0-1"),
    Column("n_words", "integer", "its length", "words"),
    Column("quotation", "string", "its sentence, or two, that speak most for the topic, on one line", nullable=True),
    Column("start", "integer", "where the quotation starts in the record", "characters", True),
    Column("end", "integer", "character after its last", "characters", True),
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
CORRELATION = (
    TOPIC,
    Column("other_topic", "integer", "a topic with a larger number"),
    Column(
        "correlation", "number", "correlation of the centred log-ratios of the shares over articles", "-1 to 1", True
    ),
    Column("low", "number", "lower bound of the 95 % interval, for all pairs at once", "-1 to 1", True),
    Column("high", "number", "upper bound", "-1 to 1", True),
    Column("interval", "string", "how the interval was made, or why there is no correlation"),
)
HIERARCHY = (
    K,
    Column("topic", "integer", "topic of the model with so many"),
    Column("next_k", "integer", "the next larger number of topics tried"),
    Column("next_topic", "integer", "topic of that model"),
    Column("words", "number", "share of all words that the one model gives to this topic and the other to that", "0-1"),
    Column("share", "number", "the same as a share of the topic's words", "0-1"),
    Column("cosine", "number", "cosine of p(term | topic)", "0-1"),
)
NEIGHBOURS = (
    TOPIC,
    Column("k", "integer", "the next smaller or larger number of topics tried"),
    Column("nearest", "integer", "the topic of that model with the largest cosine"),
    Column("cosine", "number", "cosine of p(term | topic)", "0-1"),
    Column("prevalence", "number", "its mean share over the rows fitted", "0-1"),
)
SIMILAR = (
    ARTICLE,
    Column("rank", "integer", "place among the articles most similar to it, from 1"),
    Column("other_id", "string", "the similar article"),
    Column("similarity", "number", "cosine of TF-IDF", "0-1"),
    Column("topic_similarity", "number", "1 - Hellinger distance of the topics' shares", "0-1", True),
)
CLOSENESS = (
    ARTICLE,
    PASSAGE,
    Column("n_known", "integer", "words that are terms of the model", "tokens"),
    Column("known", "number", "their share of the words that are no stop words", "0-1", True),
    Column("closeness", "number", "cosine of the counts with those that the shares of topics expect", "0-1", True),
    Column("percentile", "number", "share of the articles that the model was fitted to with a lower closeness", "0-1"),
    Column("fits", "boolean", "whether that is at least 5 %"),
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
COHERENCE = (
    ENGINE,
    K,
    TOPIC,
    Column(
        "npmi_window",
        "number",
        "as `npmi`, but two terms meet within 10 successive words of the articles fitted to, stop words counted; 1e-12 "
        "is added to joint probabilities: equal to gensim's c_npmi, with which published figures are made",
        "-1 to 1",
    ),
)
AGREEMENT = (
    TOPIC,
    Column("engine", "string", "another engine, with as many topics"),
    Column("other_topic", "integer", "its topic that is matched, by the assignment with the largest sum of cosines"),
    Column("cosine", "number", "cosine of p(term | topic) of the two", "0-1"),
)
FIT = ("engine", "k")

TABLES = (
    Table("unit_rows", "topics/unit_rows.csv", "an article or passage that topics are fitted to", ("row",), UNIT_ROWS),
    Table("unit_columns", "topics/unit_columns.csv", "a term that topics are fitted to", ("column",), UNIT_COLUMNS),
    Table("scores", "topics/scores.csv", "a fitted model", (*FIT, "sample", "seed"), SCORES),
    Table("criteria", "topics/criteria.csv", "a criterion of a number of topics", (*FIT, "criterion"), CRITERIA),
    Table("diagnostics", "topics/diagnostics.csv", "a topic of a medoid model", (*FIT, "topic"), DIAGNOSTICS),
    Table("coherence", "topics/coherence.csv", "a topic of a medoid model", (*FIT, "topic"), COHERENCE),
    Table(
        "agreement", "topics/agreement.csv", "a topic of the chosen model and an engine", ("topic", "engine"), AGREEMENT
    ),
    Table("topics", "topics/topics.csv", "a top term of a topic of the chosen model", ("topic", "rank"), TOPICS),
    Table(
        "shares",
        "topics/shares.parquet",
        "an article (or passage) and a topic",
        ("article_id", "passage", "topic"),
        SHARES,
    ),
    Table("closeness", "topics/closeness.csv", "an article (or passage)", ("article_id", "passage"), CLOSENESS),
    Table("correlation", "topics/correlation.csv", "two topics", ("topic", "other_topic"), CORRELATION),
    Table(
        "hierarchy",
        "topics/hierarchy.csv",
        "two topics of models of neighbouring size",
        ("k", "topic", "next_topic"),
        HIERARCHY,
    ),
    Table(
        "neighbours",
        "topics/neighbours.csv",
        "a chosen topic in a model of neighbouring size",
        ("topic", "k"),
        NEIGHBOURS,
    ),
    Table(
        "similar",
        "topics/similar.parquet",
        "an article and one of those most similar to it",
        ("article_id", "rank"),
        SIMILAR,
    ),
    Table(
        "labels",
        "topics/labels.csv",
        "a topic of the chosen model with its name, or a person's name that no topic has",
        ("topic", "topic_id", "label"),
        LABELS,
    ),
    Table(
        "typical",
        "topics/typical.csv",
        "an article (or passage) typical of a topic of the chosen model",
        ("topic", "rank"),
        TYPICAL,
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
