"""The tables of keyness: the comparisons, and their terms."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table

INTERVALS = pick("jackknife", "rare_in_group", "few_in_group", "frequency_list")
GROUP = Column("group", "string", "the group")
REFERENCE = Column(
    "reference", "string", "what the group is compared with: the rest, one other group, or the frequency list"
)

COMPARISONS = define_table(
    "terms/comparisons.csv",
    "a comparison for keyness: a group of articles and its reference",
    ("by", "group", "reference"),
    Column("by", "string", "what groups are formed by (terms.keyness.by), or corpus for all articles together"),
    GROUP,
    REFERENCE,
    Column("articles", "integer", "articles of the group", "articles"),
    Column("reference_articles", "integer", "articles of the reference", "articles", True),
    Column("words", "integer", "words of the group", "words"),
    Column("reference_words", "number", "words of the reference; the sum of counts of a frequency list", "words"),
    Column("unit", "string", "sampling unit of intervals and permutations: story, day or article", nullable=True),
    Column("units", "integer", "units of the group", "units", True),
    Column("reference_units", "integer", "units of the reference", "units", True),
    Column("terms", "integer", "number of terms compared", "terms"),
    Column("family", "integer", "number of comparisons that p_maxt is corrected for: terms x groups", "comparisons"),
    Column(
        "test",
        "string",
        "how p was computed, or why there is none",
        codes=pick("permutation", "few_in_group", "frequency_list", "no_permutations"),
    ),
    Column("permutations", "integer", "number of permutations", "permutations", True),
)


def _score(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "number", meaning, unit, True)


KEYNESS = define_table(
    "work/terms/keyness.csv",
    "a term in a group of articles and in its reference; `comparisons` describes both",
    ("group", "reference", "rank"),
    GROUP,
    REFERENCE,
    Column(
        "rank",
        "integer",
        "rank from 1: key terms first, by lrc_units (by lrc without a test, by log_ratio against a list)",
    ),
    Column("term", "string", "the term, as in the configured layer (terms.layer)"),
    Column("stop", "boolean", "whether the term is a stop word"),
    Column("count", "integer", "occurrences in the group", "tokens"),
    Column("reference_count", "number", "occurrences in the reference; the count on a frequency list", "tokens"),
    Column("per_million", "number", "occurrences per million words of the group", "1/1,000,000 words"),
    Column("reference_per_million", "number", "occurrences per million words of the reference", "1/1,000,000 words"),
    Column("articles", "integer", "articles of the group in which it occurs", "articles"),
    Column("reference_articles", "integer", "articles of the reference in which it occurs", "articles", True),
    Column(
        "log_ratio",
        "number",
        "log2 of the ratio of the rates (Hardie 2014); 0 is replaced by 0.5 (half of the smallest count of a list)",
        "doublings",
    ),
    _score("log_ratio_low", "lower bound of the 95% interval", "doublings"),
    _score("log_ratio_high", "upper bound of the 95% interval", "doublings"),
    Column("interval", "string", "how the interval was computed, or why there is none", codes=INTERVALS),
    _score(
        "lrc_units",
        "conservative log ratio over units: the bound nearer to 0, or 0; terms are ranked by it",
        "doublings",
    ),
    _score(
        "p", "two-sided p of this term by permutation; `test` in `comparisons` says how, or why there is none", "0-1"
    ),
    _score("p_maxt", "p corrected over the family by step-down maxT (Westfall & Young 1993)", "0-1"),
    _score("lrc", "conservative log ratio over tokens (Evert 2022); assumes independent tokens", "doublings"),
    _score("log_odds", "log odds ratio with a Dirichlet prior from both sides (Monroe et al. 2008)", "nats"),
    _score("log_odds_z", "z of log_odds; for ranking only, assumes independent tokens"),
    _score("g2", "log-likelihood ratio G2, 4 cells (Dunning 1993); negative if rarer in the group"),
    _score("g2_williams", "g2 with Williams's correction"),
    _score("g2_two_cells", "log-likelihood ratio G2, 2 cells (Rayson & Garside 2000); negative if rarer in the group"),
    _score("chi2", "Pearson's chi-squared; negative if rarer in the group"),
    _score("chi2_yates", "chi2 with Yates's correction"),
    _score("odds_ratio", "odds ratio; empty if the term is not in the reference"),
    _score(
        "percent_difference",
        "%DIFF, difference of the rates in percent of the reference (Gabrielatos & Marchi 2011)",
        "%",
    ),
    _score("simple_maths", "ratio of the rates per million after adding 100 to both (Kilgarriff 2009)"),
    none="no term differs enough between the groups",
)
