"""The tables of the models: their data, the scores of each fit, and relations between numbers of topics."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table

ENGINE = Column("engine", "string", "engine that fitted the model: nmf, gibbs or variational")
K = Column("k", "integer", "number of topics")
TOPIC = Column(
    "topic", "integer", "topic, from 1 in order of prevalence, background last (passage group of a single article)"
)
ARTICLE = Column("article_id", "string", "the article")
PASSAGE = Column("passage", "integer", "passage of the article, from 1; empty where the unit is the article", "", True)
NPMI = Column(
    "npmi",
    "number",
    "coherence: normalised pointwise mutual information (Bouma 2009), mean over pairs of the top 10 terms by "
    "`character`; terms co-occur if a fitted row (article or passage) contains both; -1 for pairs that never do; no "
    "smoothing",
    "-1 to 1",
)
NPMI_WEIGHT = Column("npmi_weight", "number", "npmi of the top 10 terms by weight, p(term | topic)", "-1 to 1")
STABILITY = "mean cosine of p(term | topic) with the matched topic, over refits to resampled articles"

UNIT_ROWS = (
    Column("row", "integer", "row of `units.npz`, from 0"),
    ARTICLE,
    PASSAGE,
    Column("story", "string", "the story (cluster of near-duplicates) of the article"),
    Column("n_words", "integer", "all words of the article or passage", "words"),
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
        "what was fitted: `all` articles, a `resample` of them, one article per story (`distinct`), or a shuffled "
        "corpus of these (`null`); each fit is scored on the articles it was fitted to",
    ),
    Column("seed", "integer", "number of the random start, resample or shuffled corpus, from 1"),
    NPMI,
    NPMI_WEIGHT,
    Column(
        "exclusivity", "number", "mean over top terms of the share of the term's weight that is in its topic", "0-1"
    ),
    Column("diversity", "number", "share of distinct terms among the top 10 terms of all topics", "0-1"),
    Column("stability", "number", f"{STABILITY}; for a `resample`, with the model's topics", "0-1", True),
    Column(
        "heldout",
        "number",
        "mean log probability of a word in articles that the resample leaves out; a random half of an article's words "
        "gives its shares, the other half is scored; only for engines with a likelihood",
        "nats",
        True,
    ),
    Column(
        "explained",
        "number",
        "how well topics predict that other half: 1 - heldout / heldout under the corpus's term rates; for `nmf`, the "
        "mean share of squared TF-IDF weights explained",
        "at most 1",
        True,
    ),
    Column(
        "merit",
        "number",
        "explained x stability of the resample x npmi of the fits to all articles, by which the number of topics is "
        "chosen; negative factors count as 0",
        "0-1",
        True,
    ),
    Column("converged", "boolean", "whether the fit converged before its last iteration"),
)
CRITERIA = (
    ENGINE,
    K,
    Column(
        "criterion",
        "string",
        "npmi, npmi_weight, exclusivity, diversity, stability, heldout, explained or merit: see `scores`",
    ),
    Column("value", "number", "mean over random starts (over resamples for criteria that only refits have)", "", True),
    Column("low", "number", "lower bound of the 95% interval over articles and starts", "", True),
    Column("high", "number", "upper bound of the 95% interval", "", True),
    Column(
        "interval",
        "string",
        "how the interval was computed, or why there is none",
        codes=pick("resampled", "left_out", "scored_alone", "no_sample", "no_likelihood", "no_refit", "unsound"),
    ),
    Column(
        "distinct",
        "number",
        "value for one article per story, compared with shuffled corpora; reported engine only",
        "",
        True,
    ),
    Column("null_mean", "number", "mean over shuffled corpora (null model)", "", True),
    Column("null_highest", "number", "maximum over shuffled corpora", "", True),
    Column("p", "number", "p-value: share of shuffled corpora and the model itself that reach its value", "0-1", True),
)
DIAGNOSTICS = (
    ENGINE,
    K,
    TOPIC,
    Column("prevalence", "number", "mean share over rows", "0-1"),
    NPMI,
    NPMI_WEIGHT,
    Column(
        "exclusivity", "number", "mean over top terms of the share of the term's weight that is in this topic", "0-1"
    ),
    Column(
        "effective_words",
        "number",
        "effective number of words, 1 / sum of p(term | topic) squared (MALLET; Mimno et al. 2011)",
        "terms",
    ),
    Column(
        "distance_corpus", "number", "Kullback-Leibler divergence of the topic from the corpus's term shares", "nats"
    ),
    Column("distance_uniform", "number", "Kullback-Leibler divergence of the topic from equal term shares", "nats"),
    Column("stability", "number", STABILITY, "0-1"),
    Column(
        "background",
        "boolean",
        "whether the topic contains words shared by articles of all topics, or the remainder: `effective_words` is at "
        "least twice the median of topics, and `effective_words` / `distance_corpus` at least five times its median",
    ),
)
COHERENCE = (
    ENGINE,
    K,
    TOPIC,
    Column(
        "npmi_window",
        "number",
        "npmi within windows of 10 successive words of the fitted articles, stop words included, with 1e-12 added to "
        "joint probabilities; equal to gensim's c_npmi, the usual measure in publications",
        "-1 to 1",
    ),
)
AGREEMENT = (
    TOPIC,
    Column("engine", "string", "another engine with the same number of topics"),
    Column("other_topic", "integer", "its matched topic, by the assignment with the largest sum of cosines"),
    Column("cosine", "number", "cosine of p(term | topic) of the two topics", "0-1"),
)
HIERARCHY = (
    K,
    Column("topic", "integer", "topic of the model with k topics"),
    Column("next_k", "integer", "the next larger number of topics tried"),
    Column("next_topic", "integer", "topic of the model with next_k topics"),
    Column("words", "number", "share of all words that the models assign to this pair of topics", "0-1"),
    Column("share", "number", "share of the topic's words that the larger model assigns to next_topic", "0-1"),
    Column("cosine", "number", "cosine of p(term | topic) of the two topics", "0-1"),
)
NEIGHBOURS = (
    TOPIC,
    Column("k", "integer", "the next smaller or larger number of topics tried"),
    Column("nearest", "integer", "topic of that model with the largest cosine"),
    Column("cosine", "number", "cosine of p(term | topic) of the two topics", "0-1"),
    Column("prevalence", "number", "mean share of that topic over the fitted rows", "0-1"),
)
CANDIDATES = (
    Column("k", "integer", "the chosen number of topics, or the next smaller or larger number tried"),
    Column("topic", "integer", "topic of the model with k topics, from 1 in order of prevalence"),
    Column("prevalence", "number", "mean share over the fitted rows", "0-1"),
    Column("stability", "number", STABILITY, "0-1"),
    NPMI,
    Column("terms", "string", "top 10 terms by `character`"),
    Column("chosen_topic", "integer", "topic of the chosen model with the largest cosine"),
    Column("cosine", "number", "cosine of p(term | topic) with that topic", "0-1"),
)
FIT = ("engine", "k")

MODEL_TABLES = (
    define_table("topics/unit_rows.csv", "an article or passage that topics are fitted to", ("row",), *UNIT_ROWS),
    define_table("topics/unit_columns.csv", "a term that topics are fitted to", ("column",), *UNIT_COLUMNS),
    define_table("topics/scores.csv", "a fitted model", (*FIT, "sample", "seed"), *SCORES),
    define_table("topics/criteria.csv", "a criterion for a number of topics", (*FIT, "criterion"), *CRITERIA),
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
        "a pair of topics of two models with successive numbers of topics",
        ("k", "topic", "next_topic"),
        *HIERARCHY,
        none="only one number of topics has a model",
    ),
    define_table(
        "work/topics/candidates.csv",
        "a topic of the chosen or a neighbouring number of topics",
        ("k", "topic"),
        *CANDIDATES,
        none="only one number of topics has a model",
    ),
    define_table(
        "work/topics/neighbours.csv",
        "a chosen topic and its nearest topic for a neighbouring number of topics",
        ("topic", "k"),
        *NEIGHBOURS,
        none="only one number of topics has a model",
    ),
)
