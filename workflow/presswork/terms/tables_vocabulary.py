"""The tables of the distribution of words, vocabulary growth, lexical diversity and readability."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table


def _score(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "number", meaning, unit, True)


def _band(name: str, meaning: str) -> tuple[Column, ...]:
    """Return the columns of an expected number and of the band of random orders around it."""
    return (
        Column(name, "number", f"expected {meaning}, mean over all orders of the parts", "types"),
        Column(f"{name}_low", "number", "lower edge of the band of 95% of random orders", "types"),
        Column(f"{name}_high", "number", "upper edge of the band", "types"),
    )


DISTRIBUTION = define_table(
    "terms/distribution.csv",
    "a statistic of the frequency distribution of terms: observed, or a parameter of a fitted model",
    ("row",),
    Column("row", "integer", "position in the table, from 0"),
    Column("model", "string", "observed, zipf, zipf_mandelbrot or finite_zipf_mandelbrot"),
    Column(
        "parameter", "string", "name of the statistic or parameter; skipped if the corpus is too small for the model"
    ),
    Column("value", "number", "its value; four significant digits if fitted", "", True),
    Column("note", "string", "how it was computed, why it has no interval, or why it is missing"),
)

GROWTH = define_table(
    "terms/growth.csv",
    "a number of parts of the corpus (articles, or passages of a single article)",
    ("parts",),
    Column("parts", "integer", "number of parts", "articles or passages"),
    Column("words", "number", "expected words of these parts", "words"),
    *_band("types", "distinct terms"),
    *_band("hapaxes", "terms that occur once"),
    Column(
        "types_by_token",
        "number",
        "expected types if the same number of tokens were drawn independently (Baayen 2001)",
        "types",
    ),
    Column("types_by_law", "number", "expected types by the finite Zipf-Mandelbrot model", "types", True),
)

DIVERSITY = define_table(
    "terms/diversity.csv",
    "a counted article, based on the lower-case words of its body",
    ("article_id",),
    Column("article_id", "string", "the article"),
    Column("n_words", "integer", "words", "words"),
    Column("n_types", "integer", "distinct words", "types"),
    Column("n_sentences", "integer", "sentences with a word", "sentences"),
    Column("n_characters", "integer", "letters and digits of the words", "characters"),
    Column("n_long_words", "integer", "words of more than six letters", "words"),
    Column("n_syllables", "integer", "syllables by rule; English only", "syllables", True),
    Column("n_polysyllables", "integer", "words of three or more syllables; English only", "words", True),
    _score("mattr", "MATTR, mean type-token ratio of all windows of 100 words (Covington & McFall 2010)", "0-1"),
    _score("msttr", "MSTTR, mean type-token ratio of segments of 100 words (Johnson 1944)", "0-1"),
    _score(
        "mtld", "MTLD, mean length of runs with a type-token ratio of at least 0.72 (McCarthy & Jarvis 2010)", "words"
    ),
    _score("hdd", "HD-D, expected share of types in a sample of 42 words (McCarthy & Jarvis 2007)", "0-1"),
    _score("yule_k", "Yule's K (1944); higher is more repetitive"),
    _score("flesch", "Flesch reading ease (Flesch 1948); higher is easier; English only"),
    _score("flesch_kincaid", "Flesch-Kincaid grade (Kincaid et al. 1975); English only", "school years"),
    _score("smog", "SMOG grade (McLaughlin 1969); English only, at least 30 sentences", "school years"),
    _score("coleman_liau", "Coleman-Liau grade (Coleman & Liau 1975); English only", "school years"),
    _score("lix", "LIX (Björnsson 1968); higher is harder; any language"),
    Column(
        "missing",
        "string",
        "why measures are missing, separated by semicolons; empty if none is missing",
        nullable=True,
        codes=pick("english_only", "few_words", "few_words_hdd", "no_repeat", "few_sentences"),
    ),
)

DIVERSITY_GROUPS = define_table(
    "terms/diversity_groups.csv",
    "a measure of lexical diversity or readability for an outlet, a group, or all articles",
    ("grouping", "name", "measure"),
    Column("grouping", "string", "all, outlet or group"),
    Column("name", "string", "the outlet or group, (all) or (unknown)"),
    Column("measure", "string", "a column of `diversity`"),
    Column("articles", "integer", "articles with a value", "articles"),
    Column("articles_without", "integer", "articles without a value", "articles"),
    _score("mean", "mean over articles"),
    _score("median", "median over articles"),
    _score("low", "lower bound of the 95% interval of the median"),
    _score("high", "upper bound of the 95% interval of the median"),
    Column(
        "interval",
        "string",
        "how the interval was computed, or why there is none",
        codes=pick("order_statistics", "few_values"),
    ),
)

VOCABULARY_TABLES = (DISTRIBUTION, GROWTH, DIVERSITY, DIVERSITY_GROUPS)
