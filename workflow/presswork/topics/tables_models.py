"""The tables of the models: what they are fitted to, how each fit is judged, and what became of it at other sizes."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table

ENGINE = Column("engine", "string", "how the model was fitted: nmf, gibbs or variational")
K = Column("k", "integer", "number of topics")
TOPIC = Column(
    "topic", "integer", "topic, from 1 in the order of prevalence, background last; passage group, for one article"
)
ARTICLE = Column("article_id", "string", "the article")
PASSAGE = Column("passage", "integer", "passage of the article, from 1; empty where the unit is the article", "", True)
NPMI = Column(
    "npmi",
    "number",
    "normalised pointwise mutual information (Bouma 2009), mean over pairs of the top 10 terms by `character`; two "
    "meet where one of the fitted rows (article or passage) holds both; a pair that never meets counts -1; nothing is "
    "added",
    "-1 to 1",
)
NPMI_WEIGHT = Column("npmi_weight", "number", "the same of the top 10 terms by weight, p(term | topic)", "-1 to 1")
STABILITY = "mean cosine of p(term | topic) with the matched topic, over refits on resampled articles"

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

SCORES = (
    ENGINE,
    K,
    Column(
        "sample",
        "string",
        "what was fitted: `all` articles, a `resample` of them, one article a story (`distinct`), or those with each "
        "term's counts traded among articles of like length (`null`); each is scored by what it was fitted to",
    ),
    Column("seed", "integer", "number of the random start, the resample or the null, from 1"),
    NPMI,
    NPMI_WEIGHT,
    Column("exclusivity", "number", "mean share of a top term's weight that lies in its topic", "0-1"),
    Column("diversity", "number", "share of distinct terms among the top 10 of all topics", "0-1"),
    Column("stability", "number", f"{STABILITY}; of a `resample`, with the model's topics", "0-1", True),
    Column(
        "heldout",
        "number",
        "mean natural logarithm of the probability of a word in articles that the resample leaves out: half of an "
        "article's words, drawn by chance, gives its shares, the other half is scored; of engines with a likelihood",
        "nats",
        True,
    ),
    Column(
        "explained",
        "number",
        "how much of the other half the topics explain: 1 - heldout / that of the corpus's own rates of terms; of "
        "`nmf`, the mean share of an article's squared TF-IDF weights",
        "at most 1",
        True,
    ),
    Column(
        "merit",
        "number",
        "explained times stability of the resample, times npmi of the fits to all articles, by which the number of "
        "topics is chosen; a factor below 0 counts as 0",
        "0-1",
        True,
    ),
    Column("converged", "boolean", "whether the fit came to rest before its last iteration"),
)
CRITERIA = (
    ENGINE,
    K,
    Column(
        "criterion",
        "string",
        "npmi, npmi_weight, exclusivity, diversity, stability, heldout, explained or merit: see `scores`",
    ),
    Column("value", "number", "mean over the random starts; of what refits alone give, over the resamples", "", True),
    Column("low", "number", "lower bound of the 95% interval over articles and starts", "", True),
    Column("high", "number", "upper bound", "", True),
    Column(
        "interval",
        "string",
        "how the interval was made, or why there is none",
        codes=pick("resampled", "left_out", "scored_alone", "no_sample", "no_likelihood", "no_refit", "unsound"),
    ),
    Column("distinct", "number", "of the reported engine: one article a story, held against the null", "", True),
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
    NPMI_WEIGHT,
    Column("exclusivity", "number", "mean share of a top term's weight that lies in this topic", "0-1"),
    Column("effective_words", "number", "1 / sum of p(term | topic) squared (Mimno et al., MALLET)", "terms"),
    Column("distance_corpus", "number", "Kullback-Leibler divergence from the corpus's shares of terms", "nats"),
    Column("distance_uniform", "number", "Kullback-Leibler divergence from equal shares", "nats"),
    Column("stability", "number", STABILITY, "0-1"),
    Column(
        "background",
        "boolean",
        "whether the topic holds the words that articles of all topics share, or what other topics leave: "
        "`effective_words` is at least twice the median of the topics, and `effective_words` over `distance_corpus` at "
        "least five times",
    ),
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
CANDIDATES = (
    Column("k", "integer", "the chosen number of topics, or the next smaller or larger number tried"),
    Column("topic", "integer", "topic of the model with so many, from 1 in the order of prevalence"),
    Column("prevalence", "number", "mean share over the rows fitted", "0-1"),
    Column("stability", "number", STABILITY, "0-1"),
    NPMI,
    Column("terms", "string", "the first 10 terms by character"),
    Column("chosen_topic", "integer", "the topic of the chosen model with the largest cosine"),
    Column("cosine", "number", "cosine of p(term | topic) with it", "0-1"),
)
FIT = ("engine", "k")

MODEL_TABLES = (
    define_table("topics/unit_rows.csv", "an article or passage that topics are fitted to", ("row",), *UNIT_ROWS),
    define_table("topics/unit_columns.csv", "a term that topics are fitted to", ("column",), *UNIT_COLUMNS),
    define_table("topics/scores.csv", "a fitted model", (*FIT, "sample", "seed"), *SCORES),
    define_table("topics/criteria.csv", "a criterion of a number of topics", (*FIT, "criterion"), *CRITERIA),
    define_table("topics/diagnostics.csv", "a topic of a medoid model", (*FIT, "topic"), *DIAGNOSTICS),
    define_table("topics/coherence.csv", "a topic of a medoid model", (*FIT, "topic"), *COHERENCE),
    define_table(
        "work/topics/agreement.csv",
        "a topic of the chosen model and an engine",
        ("topic", "engine"),
        *AGREEMENT,
        none="no other engine has a model of as many topics",
    ),
    define_table(
        "work/topics/hierarchy.csv",
        "two topics of models of neighbouring size",
        ("k", "topic", "next_topic"),
        *HIERARCHY,
        none="only one number of topics has a model",
    ),
    define_table(
        "work/topics/candidates.csv",
        "a topic of a number of topics to choose from",
        ("k", "topic"),
        *CANDIDATES,
        none="only one number of topics has a model",
    ),
    define_table(
        "work/topics/neighbours.csv",
        "a chosen topic in a model of neighbouring size",
        ("topic", "k"),
        *NEIGHBOURS,
        none="only one number of topics has a model",
    ),
)
