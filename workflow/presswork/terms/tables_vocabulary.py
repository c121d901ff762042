"""The tables of the distribution of words, vocabulary growth, lexical diversity and readability."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table


def _score(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "number", meaning, unit, True)


def _band(name: str, meaning: str) -> tuple[Column, ...]:
    """Return the columns of an expected number and of the band of orders around it."""
    return (
        Column(name, "number", f"{meaning}, mean over all orders of the parts", "types"),
        Column(f"{name}_low", "number", "lower edge of the band that holds 95% of random orders", "types"),
        Column(f"{name}_high", "number", "upper edge", "types"),
    )


DISTRIBUTION = define_table(
    "terms/distribution.csv",
    "a number that describes how the counts of terms are distributed: observed, or a parameter of a fitted law",
    ("row",),
    Column("row", "integer", "place in the table, from 0"),
    Column("model", "string", "observed, zipf, zipf_mandelbrot or finite_zipf_mandelbrot"),
    Column("parameter", "string", "what the number is; skipped where the corpus is too small for the law"),
    Column("value", "number", "the number, to four digits where it is fitted", "", True),
    Column("note", "string", "how it was made, why it has no interval, or why it is missing"),
)

GROWTH = define_table(
    "terms/growth.csv",
    "a number of parts of the corpus (articles, or passages where it is one article)",
    ("parts",),
    Column("parts", "integer", "how many parts", "articles or passages"),
    Column("words", "number", "words that so many parts have on average", "words"),
    *_band("types", "distinct terms"),
    *_band("hapaxes", "terms that occur once"),
    Column("types_by_token", "number", "types of as many terms drawn one by one (Baayen 2001)", "types"),
    Column("types_by_law", "number", "types by the finite Zipf-Mandelbrot law", "types", True),
)

DIVERSITY = define_table(
    "terms/diversity.csv",
    "a counted article; words of its body in lower case",
    ("article_id",),
    Column("article_id", "string", "the article"),
    Column("n_words", "integer", "words", "words"),
    Column("n_types", "integer", "distinct words", "types"),
    Column("n_sentences", "integer", "sentences that have a word", "sentences"),
    Column("n_characters", "integer", "letters and digits of the words", "characters"),
    Column("n_long_words", "integer", "words of more than six letters", "words"),
    Column("n_syllables", "integer", "syllables by rule; English only", "syllables", True),
    Column("n_polysyllables", "integer", "words of three syllables or more; English only", "words", True),
    _score("mattr", "share of types in windows of 100 words (Covington & McFall 2010)", "0-1"),
    _score("msttr", "share of types in segments of 100 words (Johnson 1944)", "0-1"),
    _score("mtld", "mean run of words with a share of types of 0.72 (McCarthy & Jarvis 2010)", "words"),
    _score("hdd", "HD-D: expected share of types in samples of 42 words (McCarthy & Jarvis 2007)", "0-1"),
    _score("yule_k", "Yule's K (1944); higher is more repetitive"),
    _score("flesch", "reading ease (Flesch 1948); higher is easier; English only"),
    _score("flesch_kincaid", "grade (Kincaid et al. 1975); English only", "school years"),
    _score("smog", "SMOG grade (McLaughlin 1969); English only, from 30 sentences on", "school years"),
    _score("coleman_liau", "grade (Coleman & Liau 1975); English only", "school years"),
    _score("lix", "LIX (Björnsson 1968); higher is harder; any language"),
    Column(
        "missing",
        "string",
        "why measures are missing, separated by semicolons; empty where none is",
        nullable=True,
        codes=pick("english_only", "few_words", "few_words_hdd", "no_repeat", "few_sentences"),
    ),
)

DIVERSITY_GROUPS = define_table(
    "terms/diversity_groups.csv",
    "a measure of lexical diversity or readability over the articles of an outlet, a group, or all",
    ("grouping", "name", "measure"),
    Column("grouping", "string", "all, outlet or group"),
    Column("name", "string", "the outlet or group, (all) or (unknown)"),
    Column("measure", "string", "a column of `diversity`"),
    Column("articles", "integer", "articles with a value", "articles"),
    Column("articles_without", "integer", "articles where it is missing", "articles"),
    _score("mean", "mean over articles"),
    _score("median", "median over articles"),
    _score("low", "lower bound of the 95% interval of the median"),
    _score("high", "upper bound"),
    Column(
        "interval",
        "string",
        "how the interval was made, or why there is none",
        codes=pick("order_statistics", "few_values"),
    ),
)

VOCABULARY_TABLES = (DISTRIBUTION, GROWTH, DIVERSITY, DIVERSITY_GROUPS)
