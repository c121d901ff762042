"""The tables of the topics stage; those of the models stand in `tables_models`."""

from presswork.core.limits import STABLE
from presswork.core.reasons import TEXTS, pick
from presswork.core.schema import Column, define_table
from presswork.terms.tables import MISSING_OUTLETS
from presswork.topics.tables_models import ARTICLE, MODEL_TABLES, PASSAGE, STABILITY, TOPIC

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
    Column(
        "low",
        "number",
        "lower bound of the 95% interval, over articles and over fits; blank where refits do not agree on the topic",
        "0-1",
        True,
    ),
    Column("high", "number", "upper bound", "0-1", True),
    Column(
        "interval",
        "string",
        "how that interval was made, or why there is none",
        codes=pick(
            *("refits", "refits_without_one", "no_sample", "few_fitted", "other_articles", "few_units", "not_found"),
            *(
                "two_groups",
                "outside_refits",
                "refits_lack_topic",
                "few_of_topic",
                "no_articles",
                "no_outlet",
                "few_days",
                "few_days_of_outlet",
            ),
        ),
    ),
    Column("resampled", "string", "what is taken as one: story, day or article"),
    Column("units", "integer", "how many of these have articles", "units"),
    Column("model_low", "number", "lower bound over articles alone, the model taken as given", "0-1", True),
    Column("model_high", "number", "upper bound", "0-1", True),
)
RELIABILITY = (
    Column("found", "number", f"share of the refits that find the topic again (cosine of {STABLE})", "0-1", True),
    Column("two_groups", "number", "share of the refits' variance between two groups of them", "0-1", True),
    Column("refits_low", "number", "5% of the refits have a lower prevalence in the same articles", "0-1", True),
    Column("refits_median", "number", "the median of the refits", "0-1", True),
    Column("refits_high", "number", "5% of the refits have a higher one", "0-1", True),
)
PREVALENCE = (
    TOPIC,
    Column("prevalence", "number", "mean share over articles; over passages, for one article", "0-1"),
    *BOUNDS,
    *RELIABILITY,
    Column("stability", "number", STABILITY, "0-1"),
)
TOPIC_REFITS = (
    TOPIC,
    Column("refit", "integer", "the refit, from 1"),
    Column("cosine", "number", "cosine of p(term | topic) with the matched topic of the refit", "0-1"),
    Column("prevalence", "number", "mean share of the matched topic in the articles of the model", "0-1"),
)
CORRELATION = (
    TOPIC,
    Column("other_topic", "integer", "a topic with a larger number"),
    Column(
        "correlation", "number", "correlation of the centred log-ratios of the shares over articles", "-1 to 1", True
    ),
    Column("low", "number", "lower bound of the 95% interval, for all pairs at once", "-1 to 1", True),
    Column("high", "number", "upper bound", "-1 to 1", True),
    Column(
        "interval",
        "string",
        "how the interval was made, or why there is no correlation",
        codes=pick("fisher_z", "two_topics", "few_correlated"),
    ),
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
    Column("n_known", "integer", "words that are terms of the model; with none, the article has no shares", "tokens"),
    Column("known", "number", "their share of the words that are no stop words", "0-1", True),
    Column("closeness", "number", "cosine of the counts with those that the shares of topics expect", "0-1", True),
    Column("percentile", "number", "share of the articles that the model was fitted to with a lower closeness", "0-1"),
    Column("fits", "boolean", "whether that is at least 5%"),
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
    MISSING_OUTLETS,
)
TOPIC_GROUPS = (
    Column("grouping", "string", "outlet, group, language or byline"),
    Column("name", "string", "name of the outlet, group, language or byline"),
    TOPIC,
    Column("articles", "integer", "its articles that have shares", "articles"),
    Column("prevalence", "number", "mean share over its articles", "0-1"),
    *BOUNDS,
)

TABLES = (
    *MODEL_TABLES,
    define_table("topics/topics.csv", "a top term of a topic of the chosen model", ("topic", "rank"), *TOPICS),
    define_table(
        "topics/shares.parquet",
        "a topic and an article (or passage) that has a term of the model; `closeness` lists all articles",
        ("article_id", "passage", "topic"),
        *SHARES,
    ),
    define_table("topics/closeness.csv", "an article (or passage)", ("article_id", "passage"), *CLOSENESS),
    define_table("topics/correlation.csv", "two topics", ("topic", "other_topic"), *CORRELATION),
    define_table(
        "topics/similar.parquet", "an article and one of those most similar to it", ("article_id", "rank"), *SIMILAR
    ),
    define_table(
        "topics/labels.csv",
        "a topic of the chosen model with its name, or a person's name that no topic has",
        ("topic", "topic_id", "label"),
        *LABELS,
    ),
    define_table(
        "topics/typical.csv",
        "an article (or passage) typical of a topic of the chosen model",
        ("topic", "rank"),
        *TYPICAL,
    ),
    define_table("topics/prevalence.csv", "a topic of the chosen model", ("topic",), *PREVALENCE),
    define_table(
        "work/topics/refits.csv",
        "a topic in a refit of the model",
        ("topic", "refit"),
        *TOPIC_REFITS,
        name="topic_refits",
        none="the topics were not fitted again",
    ),
    define_table(
        "topics/trends.csv",
        "a topic in a period, raw or standardised",
        ("topic", "series", "start"),
        *TOPIC_TRENDS,
        name="topic_trends",
    ),
    define_table(
        "topics/groups.csv",
        "a topic in an outlet, group, language or byline",
        ("grouping", "name", "topic"),
        *TOPIC_GROUPS,
        name="topic_groups",
    ),
    define_table(
        "work/skipped.csv",
        "an analysis that was not made, or a part of it, in any stage",
        ("stage", "analysis", "subject", "code", "reason"),
        Column("stage", "string", "the stage that would have made it"),
        Column("analysis", "string", "the analysis"),
        Column("subject", "string", "what it would have been of"),
        Column("code", "string", "the kind of reason", codes=pick(*TEXTS)),
        Column("reason", "string", "why it was not made"),
        Column("remedy", "string", "what would make it possible, where there is something", nullable=True),
        none="every analysis was made",
    ),
)
