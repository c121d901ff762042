"""The tables of the topics stage; those of the models are in `tables_models`."""

from presswork.core.limits import STABLE
from presswork.core.reasons import TEXTS, pick
from presswork.core.schema import Column, define_table
from presswork.terms.tables import MISSING_OUTLETS
from presswork.topics.tables_models import ARTICLE, MODEL_TABLES, PASSAGE, STABILITY, TOPIC

TOPICS = (
    TOPIC,
    Column("rank", "integer", "rank of the term in the topic by `character`, from 1"),
    Column("term", "string", "the term"),
    Column(
        "character",
        "number",
        "`weight` times the share of the term's total weight over topics that is in this topic",
        "0-1",
    ),
    Column("weight", "number", "p(term | topic)", "0-1"),
    Column("weight_rank", "integer", "rank of the term in the topic by `weight`, from 1"),
    Column(
        "frex",
        "number",
        "FREX: harmonic mean of the term's quantiles by frequency in the topic and by exclusivity to it (Bischof & "
        "Airoldi 2012)",
        "0-1",
    ),
    Column("frex_rank", "integer", "rank of the term in the topic by `frex`, from 1"),
)
LABELS = (
    Column(
        TOPIC.name,
        TOPIC.type,
        f"{TOPIC.meaning}; empty if a name in annotations/labels.csv matches no topic",
        nullable=True,
    ),
    Column(
        "topic_id",
        "string",
        "the first five terms by `character`, spaces within a term replaced by `_`; for a name without a topic, the id "
        "in annotations/labels.csv",
    ),
    Column("label", "string", "name of the topic: the one in annotations/labels.csv, otherwise the proposed one"),
    Column("origin", "string", "person (from annotations/labels.csv) or proposed (from the terms of the corpus)"),
    Column("given_id", "string", "the id for which the name was given in annotations/labels.csv", nullable=True),
    Column(
        "match",
        "number",
        "fit of that id to the topic, or to the nearest one: sum of `character` of its terms over the maximum for as "
        "many terms",
        "0-1",
        True,
    ),
    Column("proposal", "string", "the proposed name", nullable=True),
    Column("reason", "string", "why the name belongs to no topic of this run", nullable=True),
)
TYPICAL = (
    TOPIC,
    Column("rank", "integer", "rank by share, from 1, among articles (passages) of at least half the median length"),
    ARTICLE,
    PASSAGE,
    Column("title", "string", "headline of the article", nullable=True),
    Column("share", "number", "share of the topic in the article or passage", "0-1"),
    Column("n_words", "integer", "length of the article or passage", "words"),
    Column(
        "quotation",
        "string",
        "one or two sentences with the strongest evidence for the topic, on one line",
        nullable=True,
    ),
    Column("start", "integer", "position in the record where the quotation starts", "characters", True),
    Column("end", "integer", "position after its last character", "characters", True),
)
SHARES = (
    ARTICLE,
    PASSAGE,
    TOPIC,
    Column("share", "number", "share of the topic in the article or passage; the shares of all topics sum to 1", "0-1"),
)
BOUNDS = (
    Column(
        "low",
        "number",
        "lower bound of the 95% interval over fits (sampling and fitting error); blank if refits disagree on the topic",
        "0-1",
        True,
    ),
    Column("high", "number", "upper bound of the 95% interval over fits", "0-1", True),
    Column(
        "interval",
        "string",
        "how that interval was computed, or why there is none",
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
    Column("resampled", "string", "sampling unit: story, day or article"),
    Column("units", "integer", "number of these units with articles", "units"),
    Column(
        "model_low",
        "number",
        "lower bound of the 95% interval given the fitted model (sampling error only)",
        "0-1",
        True,
    ),
    Column("model_high", "number", "upper bound of the 95% interval given the fitted model", "0-1", True),
)
RELIABILITY = (
    Column(
        "found", "number", f"share of the refits that find the topic again (cosine of at least {STABLE})", "0-1", True
    ),
    Column(
        "two_groups",
        "number",
        "share of the refits' variance (log odds of prevalence) between two groups of refits",
        "0-1",
        True,
    ),
    Column("refits_low", "number", "5% quantile of the refits' prevalence in the same articles", "0-1", True),
    Column("refits_median", "number", "median of the refits' prevalence", "0-1", True),
    Column("refits_high", "number", "95% quantile of the refits' prevalence", "0-1", True),
)
PREVALENCE = (
    TOPIC,
    Column("prevalence", "number", "mean share over articles (over passages of a single article)", "0-1"),
    *BOUNDS,
    *RELIABILITY,
    Column("stability", "number", STABILITY, "0-1"),
)
TOPIC_REFITS = (
    TOPIC,
    Column("refit", "integer", "number of the refit, from 1"),
    Column("cosine", "number", "cosine of p(term | topic) with the matched topic of the refit", "0-1"),
    Column("prevalence", "number", "mean share of the matched topic in the articles of the model", "0-1"),
)
CORRELATION = (
    TOPIC,
    Column("other_topic", "integer", "another topic, with a larger number"),
    Column("correlation", "number", "correlation over articles of the centred log ratios of shares", "-1 to 1", True),
    Column("low", "number", "lower bound of the 95% interval, simultaneous for all pairs", "-1 to 1", True),
    Column("high", "number", "upper bound of the simultaneous 95% interval", "-1 to 1", True),
    Column(
        "interval",
        "string",
        "how the interval was computed, or why there is no correlation",
        codes=pick("fisher_z", "two_topics", "few_correlated"),
    ),
)
SIMILAR = (
    ARTICLE,
    Column("rank", "integer", "rank among the articles most similar to it, from 1"),
    Column("other_id", "string", "the similar article"),
    Column("similarity", "number", "cosine of TF-IDF weights", "0-1"),
    Column("topic_similarity", "number", "1 - Hellinger distance of topic shares", "0-1", True),
)
CLOSENESS = (
    ARTICLE,
    PASSAGE,
    Column("n_known", "integer", "words that are terms of the model; an article without any has no shares", "tokens"),
    Column("known", "number", "share of these among the words other than stop words", "0-1", True),
    Column("closeness", "number", "cosine of the counts with the counts expected from the topic shares", "0-1", True),
    Column("percentile", "number", "share of the articles used to fit the model that have a lower closeness", "0-1"),
    Column("fits", "boolean", "whether the percentile is at least 5%"),
)
TOPIC_TRENDS = (
    TOPIC,
    Column("series", "string", "raw, or standardised (outlets weighted by their shares of all dated articles)"),
    Column("unit", "string", "day, week or month"),
    Column("start", "date", "first day of the period; weeks begin on Monday"),
    Column("articles", "integer", "articles of the period with shares", "articles"),
    Column("days", "integer", "days of the period with articles", "days"),
    Column("prevalence", "number", "mean share over the articles of the period", "0-1", True),
    *BOUNDS,
    MISSING_OUTLETS,
)
TOPIC_GROUPS = (
    Column("grouping", "string", "outlet, group, language or byline"),
    Column("name", "string", "name of the outlet, group, language or byline"),
    TOPIC,
    Column("articles", "integer", "articles of the outlet, group, language or byline with shares", "articles"),
    Column("prevalence", "number", "mean share over these articles", "0-1"),
    *BOUNDS,
)

TABLES = (
    *MODEL_TABLES,
    define_table("topics/topics.csv", "a top term of a topic of the chosen model", ("topic", "rank"), *TOPICS),
    define_table(
        "topics/shares.parquet",
        "a topic in an article (or passage) that contains a term of the model; `closeness` lists all articles",
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
        "a topic of the chosen model with its name, or a name in annotations/labels.csv that matches no topic",
        ("topic", "topic_id", "label"),
        *LABELS,
    ),
    define_table(
        "topics/typical.csv",
        "a typical article (or passage) of a topic of the chosen model",
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
        "a topic in a period, raw or standardised by outlet",
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
        "an analysis, or part of one, that was not made, of any stage",
        ("stage", "analysis", "subject", "code", "reason"),
        Column("stage", "string", "the stage to which the analysis belongs"),
        Column("analysis", "string", "the analysis"),
        Column("subject", "string", "the terms, topics, groups or articles concerned"),
        Column("code", "string", "the kind of reason", codes=pick(*TEXTS)),
        Column("reason", "string", "why it was not made"),
        Column("remedy", "string", "what would make it possible, if anything", nullable=True),
        none="every analysis was made",
    ),
)
