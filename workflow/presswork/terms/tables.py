"""The tables of the terms stage."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table
from presswork.terms.tables_keyness import COMPARISONS, KEYNESS
from presswork.terms.tables_vocabulary import VOCABULARY_TABLES

RATE = pick("jackknife", "rare", "no_sample")
MISSING_OUTLETS = Column(
    "missing_outlets", "string", "outlets without articles in the period; standardised series only", nullable=True
)
BAND = (
    Column(
        "interval",
        "string",
        "how the band was computed, or why there is no band or no rate",
        codes=pick("days_left_out", "no_articles", "no_outlet", "few_days_with_term", "few_days_of_outlet"),
    ),
    Column("days_with_term", "integer", "days of the period on which the term occurs", "days"),
    MISSING_OUTLETS,
)
TERM = Column("term", "string", "the term, as in the configured layer (terms.layer)")


def _measure(name: str, meaning: str, interval: bool = False) -> tuple[Column, ...]:
    """Return the column of a measure of dispersion and, if it has one, those of its 95% interval."""
    bounds = (("low", "lower"), ("high", "upper")) if interval else ()
    return (
        Column(name, "number", meaning, "0-1", True),
        *(
            Column(f"{name}_{side}", "number", f"{word} bound of the 95% interval", "0-1", True)
            for side, word in bounds
        ),
    )


DISPERSION = (
    Column("range", "number", "share of parts (articles, or passages of a single article) with the term", "0-1"),
    *_measure("dp", "deviation of proportions (Gries 2008); 0 is even"),
    *_measure("dp_norm", "DP divided by its maximum (Lijffijt & Gries 2012); 0 is even", True),
    *_measure("dp_egbert", "DP as normalised by Egbert et al. (2020); 0 is even"),
    *_measure("dp_adjusted", "DP rescaled to the range that the term's count allows (after Gries 2024); 0 is even"),
    *_measure("dkl", "1 / (1 + Kullback-Leibler divergence in bits), Gries 2020; 1 is even", True),
    *_measure("da", "DA, from pairwise differences of the parts' rates (Burch et al. 2017); 1 is even", True),
    *_measure("d2", "D2, entropy of the parts' rates divided by its maximum (Carroll 1970); 1 is even"),
    *_measure("s", "S, adjusted share (Rosengren 1971); 1 is even"),
    *_measure("juilland_d", "Juilland's D with the population SD; 1 is even; see `juilland_warning`"),
    Column(
        "juilland_warning",
        "string",
        "why Juilland's D does not distinguish terms in this corpus",
        nullable=True,
        codes=pick("saturated"),
    ),
    Column(
        "dispersion_interval",
        "string",
        "how the intervals of dispersion were computed, or why there are none",
        codes=pick("infinitesimal_jackknife", "rare_for_dispersion", "end_of_scale", "no_sample"),
    ),
)

TABLES = (
    define_table(
        "terms/matrix_rows.csv",
        "a row of the document-term matrix: an article, or a passage of a single article",
        ("row",),
        Column("row", "integer", "row of the matrix, from 0"),
        Column("article_id", "string", "the article"),
        Column("passage", "integer", "passage of the article, from 1; empty where a row is an article", nullable=True),
        Column("first_sentence", "integer", "first sentence of the row"),
        Column("last_sentence", "integer", "last sentence of the row"),
        Column("n_words", "integer", "words of the row", "words"),
    ),
    define_table(
        "terms/matrix_columns.csv",
        "a column of the document-term matrix",
        ("column",),
        Column("column", "integer", "column of the matrix, from 0"),
        TERM,
        Column("stop", "boolean", "whether all of its tokens are stop words"),
    ),
    define_table(
        "terms/frequency.csv",
        "a term of the corpus",
        ("rank",),
        Column("rank", "integer", "rank by count, from 1; ties in alphabetical order"),
        TERM,
        Column("stop", "boolean", "whether the term is a stop word"),
        Column("count", "integer", "occurrences in the articles' bodies", "tokens"),
        Column("articles", "integer", "articles in which it occurs", "articles"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words"),
        Column("per_million_low", "number", "lower bound of the 95% interval", "1/1,000,000 words", True),
        Column("per_million_high", "number", "upper bound of the 95% interval", "1/1,000,000 words", True),
        Column("interval", "string", "how the interval was computed, or why there is none", codes=RATE),
        Column("unit", "string", "sampling unit of the intervals of rate and dispersion: story, day or article"),
        Column("units", "integer", "number of these units in the corpus", "units"),
        *DISPERSION,
    ),
    *VOCABULARY_TABLES,
    define_table(
        "work/terms/collocations.csv",
        "a word that occurs near a node more often than expected, on one side or both",
        ("node", "side", "rank"),
        Column("node", "string", "the node: the term whose neighbours are counted"),
        Column("side", "string", "left or right of the node, or both"),
        Column("rank", "integer", "rank among the collocates of the node on that side, by logDice, stop words last"),
        Column("collocate", "string", "the collocate: the neighbouring word"),
        Column("stop", "boolean", "whether the collocate is a stop word"),
        Column("joint", "integer", "occurrences of the collocate within the windows of the node", "tokens"),
        Column("left", "integer", "occurrences to the left of the node, also in rows for the right side", "tokens"),
        Column("right", "integer", "occurrences to the right; a word between two nodes is on both sides", "tokens"),
        Column(
            "pairs", "integer", "pairs of node and collocate; a word in the windows of two nodes makes two", "pairs"
        ),
        Column("articles", "integer", "articles in which they co-occur", "articles"),
        Column(
            "expected",
            "number",
            "expected joint count: window * collocate_count / (words of the corpus - node_count)",
            "tokens",
        ),
        Column("window", "integer", "words within the windows of the node, each counted once", "tokens"),
        Column("node_count", "integer", "occurrences of the node", "tokens"),
        Column("collocate_count", "integer", "occurrences of the collocate", "tokens"),
        Column("log_dice", "number", "logDice (Rychlý 2008): 14 + log2(2 pairs / (node_count + collocate_count))"),
        Column("g2", "number", "log-likelihood ratio G2, four cells (Dunning 1993); for ranking, not a test"),
        Column("mi", "number", "mutual information (Church & Hanks 1990)", "bits"),
        Column("mi3", "number", "MI3, mutual information with the joint count cubed (Daille 1994)", "bits"),
        Column("t", "number", "t-score (Church et al. 1991); for ranking, not a test"),
        Column("delta_p_collocate", "number", "delta P of the collocate given the window (Gries 2013)", "-1 to 1"),
        Column("delta_p_node", "number", "delta P of the window given the collocate (Gries 2013)", "-1 to 1"),
        none="no word occurs near a node often enough",
    ),
    define_table(
        "work/terms/ngrams.csv",
        "an n-gram: two to four successive words of a sentence",
        ("n_words", "rank"),
        Column("n_words", "integer", "number of words", "words"),
        Column("rank", "integer", "rank by count among n-grams of that length, from 1; ties in alphabetical order"),
        Column("ngram", "string", "the words, separated by spaces"),
        Column("content", "boolean", "whether neither the first nor the last word is a stop word"),
        Column("count", "integer", "occurrences in the articles' bodies", "tokens"),
        Column("articles", "integer", "articles in which it occurs", "articles"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words"),
        none="no n-gram occurs often enough",
    ),
    define_table(
        "work/terms/cooccurrence.csv",
        "two frequent terms that share more articles than expected by chance",
        ("rank",),
        Column("rank", "integer", "rank by g2, from 1"),
        TERM,
        Column("other", "string", "the other term, later in alphabetical order"),
        Column("joint", "integer", "articles (passages of a single article) with both terms", "articles"),
        Column("expected", "number", "expected number of articles with both if they were independent", "articles"),
        Column("log_dice", "number", "logDice (Rychlý 2008) of numbers of articles, at most 14"),
        Column("g2", "number", "log-likelihood ratio G2, four cells (Dunning 1993); for ranking, not a test"),
        none="no two terms share more articles than expected",
    ),
    define_table(
        "work/terms/distinctive.csv",
        "one of the 25 most distinctive terms of a group of articles or an outlet",
        ("group", "rank"),
        Column("group", "string", "the group from annotations/metadata.csv or, without groups, the outlet"),
        Column("rank", "integer", "rank by difference, from 1"),
        TERM,
        Column("count", "integer", "occurrences in the group", "tokens"),
        Column("articles", "integer", "articles of the group in which it occurs", "articles"),
        Column("weight", "number", "mean TF-IDF weight in the group's articles (variant: terms.distinctive)"),
        Column("weight_elsewhere", "number", "mean TF-IDF weight in all other articles"),
        Column("difference", "number", "weight - weight_elsewhere; for ranking, not a test"),
        none="no term is more prominent in one group than in the others",
    ),
    define_table(
        "terms/trends.csv",
        "a term in a period, raw or standardised by outlet",
        ("term", "series", "start"),
        TERM,
        Column("series", "string", "raw, or standardised (outlets weighted by their shares of all dated words)"),
        Column("unit", "string", "day, week or month"),
        Column("start", "date", "first day of the period; weeks begin on Monday"),
        Column("count", "integer", "occurrences in the period", "tokens"),
        Column("articles", "integer", "articles of the period", "articles"),
        Column("days", "integer", "days of the period with articles", "days"),
        Column("words", "integer", "words of the period", "words"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words", True),
        Column("low", "number", "lower bound of the 95% band, over days", "1/1,000,000 words", True),
        Column("high", "number", "upper bound of the 95% band", "1/1,000,000 words", True),
        *BAND,
    ),
    define_table(
        "terms/composition.csv",
        "an outlet in a month",
        ("month", "outlet"),
        Column("month", "date", "first day of the month; empty for undated articles", nullable=True),
        Column("outlet", "string", "the outlet, or (unknown)"),
        Column("articles", "integer", "counted articles of the outlet in the month", "articles"),
        Column("words", "integer", "their words", "words"),
        Column("article_share", "number", "share of the month's articles", "0-1"),
        Column("word_share", "number", "share of the month's words", "0-1"),
    ),
    COMPARISONS,
    KEYNESS,
)
