"""The tables of keyness: what is compared with what, and the terms."""

from presswork.core.reasons import pick
from presswork.core.schema import Column, define_table

INTERVALS = pick("jackknife", "rare_in_group", "few_in_group", "frequency_list")
GROUP = Column("group", "string", "the group")
REFERENCE = Column("reference", "string", "what it is compared with: the rest, one other group, or the frequency list")

COMPARISONS = define_table(
    "terms/comparisons.csv",
    "a comparison of keyness: a group of articles, and what it is compared with",
    ("by", "group", "reference"),
    Column("by", "string", "what the groups are: `terms.keyness.by`, or corpus where all articles are one"),
    GROUP,
    REFERENCE,
    Column("articles", "integer", "articles of the group", "articles"),
    Column("reference_articles", "integer", "articles of the reference", "articles", True),
    Column("words", "integer", "words of the group", "words"),
    Column("reference_words", "number", "words of the reference; on a list, what its counts sum up to", "words"),
    Column("unit", "string", "what is drawn and permuted as one: story, day or article", nullable=True),
    Column("units", "integer", "how many the group has", "units", True),
    Column("reference_units", "integer", "how many the reference has", "units", True),
    Column("terms", "integer", "terms that are compared", "terms"),
    Column("family", "integer", "comparisons that p_maxt is corrected over: terms x groups", "comparisons"),
    Column(
        "test",
        "string",
        "how p was made, or why there is none",
        codes=pick("permutation", "few_in_group", "frequency_list", "no_permutations"),
    ),
    Column("permutations", "integer", "how many permutations p is from", "permutations", True),
)


def _score(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "number", meaning, unit, True)


KEYNESS = define_table(
    "work/terms/keyness.csv",
    "a term in a group of articles and in what it is compared with; `comparisons` describes the two",
    ("group", "reference", "rank"),
    GROUP,
    REFERENCE,
    Column(
        "rank",
        "integer",
        "place: key terms first, all by lrc_units (lrc without a test, log ratio against a list); from 1",
    ),
    Column("term", "string", "the term: a word in the configured layer"),
    Column("stop", "boolean", "whether it is on the stop list"),
    Column("count", "integer", "occurrences in the group", "tokens"),
    Column("reference_count", "number", "occurrences in the reference; on a list, what it gives", "tokens"),
    Column("per_million", "number", "occurrences per million words of the group", "1/1,000,000 words"),
    Column("reference_per_million", "number", "the same in the reference", "1/1,000,000 words"),
    Column("articles", "integer", "articles of the group that have it", "articles"),
    Column("reference_articles", "integer", "articles of the reference that have it", "articles", True),
    Column(
        "log_ratio",
        "number",
        "log2 of the ratio of the rates (Hardie 2014), a count of 0 taken for 0.5 (half the least of a list)",
        "doublings",
    ),
    _score("log_ratio_low", "lower bound of the 95% interval", "doublings"),
    _score("log_ratio_high", "upper bound of the 95% interval", "doublings"),
    Column("interval", "string", "how the interval was made, or why there is none", codes=INTERVALS),
    _score("lrc_units", "bound of the log ratio nearer to 0, over units: what terms are ranked by", "doublings"),
    _score("p", "by permutation, of this term alone; two-sided; `comparisons` says how, or why there is none", "0-1"),
    _score("p_maxt", "by permutation, corrected over the family (Westfall & Young 1993)", "0-1"),
    _score("lrc", "conservative log ratio of tokens (Evert 2022), which it takes for independent", "doublings"),
    _score("log_odds", "log odds, Dirichlet prior of both sides (Monroe et al. 2008)", "nats"),
    _score("log_odds_z", "its z; ranking only: it takes tokens for independent"),
    _score("g2", "log likelihood of 4 cells (Dunning 1993); below 0 where rarer"),
    _score("g2_williams", "the same with Williams's correction"),
    _score("g2_two_cells", "log likelihood of 2 cells (Rayson & Garside 2000)"),
    _score("chi2", "Pearson's chi-squared; below 0 where rarer"),
    _score("chi2_yates", "the same with Yates's correction"),
    _score("odds_ratio", "odds ratio of 4 cells; empty where the reference lacks the term"),
    _score("percent_difference", "%DIFF (Gabrielatos & Marchi 2011)", "%"),
    _score("simple_maths", "ratio of rates per million + 100 (Kilgarriff 2009)"),
    none="no term differs enough between the groups",
)
