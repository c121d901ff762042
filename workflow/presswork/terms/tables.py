"""The tables of the terms stage."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table
from presswork.terms.tables_keyness import COMPARISONS, KEYNESS
from presswork.terms.tables_vocabulary import VOCABULARY_TABLES

RATE = pick("jackknife", "rare", "no_sample")
MISSING_OUTLETS = Column(
    "missing_outlets", "string", "outlets without articles in the period, where it is standardised", nullable=True
)
BAND = (
    Column(
        "interval",
        "string",
        "how the band was made, or why there is no band or no rate",
        codes=pick("days_left_out", "no_articles", "no_outlet", "few_days_with_term", "few_days_of_outlet"),
    ),
    Column("days_with_term", "integer", "days of the period that have the term", "days"),
    MISSING_OUTLETS,
)
TERM = Column("term", "string", "the term: a word in the configured layer")


def _measure(name: str, meaning: str, interval: bool = False) -> tuple[Column, ...]:
    """Return the column of a measure of dispersion, and with it those of its 95% interval."""
    bounds = (("low", "lower"), ("high", "upper")) if interval else ()
    return (
        Column(name, "number", meaning, "0-1", True),
        *(
            Column(f"{name}_{side}", "number", f"{word} bound of the 95% interval", "0-1", True)
            for side, word in bounds
        ),
    )


DISPERSION = (
    Column("range", "number", "share of parts that have it (parts: articles, or passages for one article)", "0-1"),
    *_measure("dp", "deviation of proportions (Gries 2008); 0 is even"),
    *_measure("dp_norm", "DP over its largest value (Lijffijt & Gries 2012); 0 is even", True),
    *_measure("dp_egbert", "DP as normalised by Egbert et al. (2020); 0 is even"),
    *_measure("dp_adjusted", "DP between the least and greatest its count allows (after Gries 2024); 0 is even"),
    *_measure("dkl", "1 / (1 + Kullback-Leibler divergence in bits), Gries 2020; 1 is even", True),
    *_measure("da", "DA, from pairwise differences of the parts' rates (Burch et al. 2017); 1 is even", True),
    *_measure("d2", "D2, entropy of the parts' rates over its maximum (Carroll 1970); 1 is even"),
    *_measure("s", "S, adjusted share (Rosengren 1971); 1 is even"),
    *_measure("juilland_d", "Juilland's D with the population SD; 1 is even; read `juilland_warning`"),
    Column(
        "juilland_warning",
        "string",
        "why D does not tell terms apart here",
        nullable=True,
        codes=pick("saturated"),
    ),
    Column(
        "dispersion_interval",
        "string",
        "how the intervals of dispersion were made, or why there are none",
        codes=pick("infinitesimal_jackknife", "rare_for_dispersion", "end_of_scale", "no_sample"),
    ),
)

TABLES = (
    define_table(
        "terms/matrix_rows.csv",
        "a row of the document-term matrix: an article, or a passage where the corpus is one article",
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
        Column("stop", "boolean", "whether all its tokens are on the stop list"),
    ),
    define_table(
        "terms/frequency.csv",
        "a term of the corpus",
        ("rank",),
        Column("rank", "integer", "place by count; equal counts in the order of the alphabet"),
        TERM,
        Column("stop", "boolean", "whether it is on the stop list"),
        Column("count", "integer", "occurrences in the bodies", "tokens"),
        Column("articles", "integer", "articles that have it", "articles"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words"),
        Column("per_million_low", "number", "lower bound of the 95% interval", "1/1,000,000 words", True),
        Column("per_million_high", "number", "upper bound of the 95% interval", "1/1,000,000 words", True),
        Column("interval", "string", "how the interval was made, or why there is none", codes=RATE),
        Column("unit", "string", "what intervals of rate and dispersion draw as one: story, day or article"),
        Column("units", "integer", "how many of these the corpus has", "units"),
        *DISPERSION,
    ),
    *VOCABULARY_TABLES,
    define_table(
        "work/terms/collocations.csv",
        "a word that stands near a node more often than expected, on a side",
        ("node", "side", "rank"),
        Column("node", "string", "the term whose neighbours are counted"),
        Column("side", "string", "left or right of the node, or both"),
        Column("rank", "integer", "place among the collocates of the node on that side: by logDice, stop words last"),
        Column("collocate", "string", "the neighbour"),
        Column("stop", "boolean", "whether it is on the stop list"),
        Column("joint", "integer", "its occurrences within the windows of the node", "tokens"),
        Column("left", "integer", "its occurrences to the left of the node, whatever the side of the row", "tokens"),
        Column("right", "integer", "to the right; between two nodes a word is on both sides", "tokens"),
        Column("pairs", "integer", "pairs of node and collocate: one in the windows of two nodes is two", "pairs"),
        Column("articles", "integer", "articles that have it there", "articles"),
        Column("expected", "number", "occurrences to expect there: window * collocate_count / other words", "tokens"),
        Column("window", "integer", "words within the windows of the node, each counted once", "tokens"),
        Column("node_count", "integer", "occurrences of the node", "tokens"),
        Column("collocate_count", "integer", "occurrences of the collocate", "tokens"),
        Column("log_dice", "number", "logDice (Rychlý 2008): 14 + log2(2 pairs / (node_count + collocate_count))"),
        Column("g2", "number", "log-likelihood ratio, four cells (Dunning 1993); a ranking, no test of news text"),
        Column("mi", "number", "mutual information (Church & Hanks 1990); it has no p-value", "bits"),
        Column("mi3", "number", "MI with the joint count cubed (Daille 1994)", "bits"),
        Column("t", "number", "t-score (Church et al. 1991); a ranking, no test"),
        Column("delta_p_collocate", "number", "delta P of the collocate by the window (Gries 2013)", "-1 to 1"),
        Column("delta_p_node", "number", "delta P of the window by the collocate", "-1 to 1"),
        none="no word stands near a node often enough",
    ),
    define_table(
        "work/terms/ngrams.csv",
        "a run of two to four neighbouring words of a sentence",
        ("n_words", "rank"),
        Column("n_words", "integer", "how many words", "words"),
        Column("rank", "integer", "place by count among runs of that length; equal counts by the alphabet"),
        Column("ngram", "string", "its words, separated by spaces"),
        Column("content", "boolean", "whether neither its first nor its last word is on the stop list"),
        Column("count", "integer", "occurrences in the bodies", "tokens"),
        Column("articles", "integer", "articles that have it", "articles"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words"),
        none="no run of words is repeated often enough",
    ),
    define_table(
        "work/terms/cooccurrence.csv",
        "two frequent terms that stand in the same articles more often than by chance",
        ("rank",),
        Column("rank", "integer", "place by g2"),
        TERM,
        Column("other", "string", "the other term, later in the alphabet"),
        Column("joint", "integer", "articles that have both (passages, for one article)", "articles"),
        Column("expected", "number", "articles to expect if the two had nothing to do with each other", "articles"),
        Column("log_dice", "number", "logDice (Rychlý 2008) of the numbers of articles, at most 14"),
        Column("g2", "number", "log-likelihood ratio, four cells (Dunning 1993); a ranking, no test"),
        none="no two terms share articles more often than by chance",
    ),
    define_table(
        "work/terms/distinctive.csv",
        "one of the 25 terms by which a group of articles, or an outlet, differs most from the others",
        ("group", "rank"),
        Column("group", "string", "the group that a person gave or, where nobody gave any, the outlet"),
        Column("rank", "integer", "place by difference"),
        TERM,
        Column("count", "integer", "occurrences in the group", "tokens"),
        Column("articles", "integer", "articles of the group that have it", "articles"),
        Column("weight", "number", "mean TF-IDF weight in the group's articles, by `terms.distinctive`"),
        Column("weight_elsewhere", "number", "mean TF-IDF weight in all other articles"),
        Column("difference", "number", "weight less weight_elsewhere; a ranking, no test"),
        none="no term is more prominent in one group than in the others",
    ),
    define_table(
        "terms/trends.csv",
        "a term in a period, raw or standardised",
        ("term", "series", "start"),
        TERM,
        Column("series", "string", "raw, or standardised: outlets at their shares of all dated words"),
        Column("unit", "string", "day, week or month"),
        Column("start", "date", "first day of the period; weeks begin on Monday"),
        Column("count", "integer", "occurrences in the period", "tokens"),
        Column("articles", "integer", "articles of the period", "articles"),
        Column("days", "integer", "days of the period that have articles", "days"),
        Column("words", "integer", "words of the period", "words"),
        Column("per_million", "number", "occurrences per million words", "1/1,000,000 words", True),
        Column("low", "number", "lower bound of the 95% band", "1/1,000,000 words", True),
        Column("high", "number", "upper bound", "1/1,000,000 words", True),
        *BAND,
    ),
    define_table(
        "terms/composition.csv",
        "an outlet in a month",
        ("month", "outlet"),
        Column("month", "date", "first day of the month; empty for undated articles", nullable=True),
        Column("outlet", "string", "the outlet, or (unknown)"),
        Column("articles", "integer", "counted articles", "articles"),
        Column("words", "integer", "their words", "words"),
        Column("article_share", "number", "share of the month's articles", "0-1"),
        Column("word_share", "number", "share of the month's words", "0-1"),
    ),
    COMPARISONS,
    KEYNESS,
)
