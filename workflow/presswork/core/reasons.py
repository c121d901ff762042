"""Reasons why something is missing, and how intervals were made: codes with parameters, put into words only here."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from presswork.core import limits

if TYPE_CHECKING:
    import polars as pl

PLURAL = {"story": "stories", "day": "days", "article": "articles"}
RULE = (
    "the smallest number of topics whose score is within one standard error of the best; the score is the product of "
    "the share of left-out articles that the topics explain, their coherence (NPMI) and their stability over refits; "
    f"numbers with a mean stability below {limits.STABLE_MODEL} are excluded or, if all are, all but the most stable"
)

# How an interval, a test or a choice was made. Parameters are in braces; `sampled` is the unit of resampling.
METHODS = {
    "jackknife": "jackknife over {sampled} (Efron & Stein 1981) on the log scale, Student's t with the degrees of "
    "freedom of Satterthwaite (1946) for a rate and Welch (1947) for a ratio",
    "infinitesimal_jackknife": "infinitesimal jackknife over {sampled} (Efron 1982), on the log odds scale",
    "permutation": "{permutations} permutations of {sampled}, maxT",
    "days_left_out": "jackknife over days (Efron & Stein 1981) on the log scale, Student's t",
    "order_statistics": "order statistics of the articles, assuming independence (Conover 1999)",
    "refits": "variance over {sampled} plus that of refits to resampled {sampled}, log odds, Student's t",
    "refits_without_one": "variance over {sampled} plus that of refits with one left out and other starts, log odds, "
    "Student's t",
    "resampled": "refits on resampled articles, Student's t",
    "left_out": "refits with one article left out, jackknife, Student's t",
    "scored_alone": "scores of the articles, each left out in turn, Student's t",
    "fisher_z": "infinitesimal jackknife over articles, Fisher's z, Bonferroni over the pairs",
    "best_product": RULE,
    "best_stable": f"{RULE}; the highest score is that of a number whose refits are less stable",
    "not_turned": f"{RULE}; the best is the largest number that was tried, so more topics may do better",
    "set": "the number was set in the configuration (topics.choose)",
    "taken": "the topics of an earlier run, used unchanged (option `model`)",
    "beyond_nulls": "more coherent than all {nulls} shuffled corpora (null model): p ≤ {p:.2g}, {sds:.1f} standard "
    "deviations above their mean",
    "held_against_null": "compared with {nulls} shuffled corpora (null model); at least as coherent: {reached}, "
    "p = {p:.2g}",
}

# Why a cell is empty: no interval, test, measure or number of topics.
BLANKS = {
    "rare": f"fewer than {limits.MIN_UNITS} {{sampled}} have the term",
    "rare_for_dispersion": f"fewer than {limits.MIN_UNITS_DISPERSION} {{sampled}} have the term",
    "end_of_scale": "the measure is 0 or 1, where log odds are not defined",
    "saturated": f"with {limits.SATURATED_PARTS} or more parts, D is near 1 for any dispersion (Biber et al. 2016)",
    "rare_in_group": f"fewer than {limits.MIN_UNITS} {{sampled}} of the group, or of its reference, have the term",
    "few_in_group": f"fewer than {limits.MIN_UNITS} {{sampled}} in the group or its reference",
    "frequency_list": "the reference is a frequency list, which has no articles to resample",
    "no_permutations": "no permutations were asked for",
    "no_articles": "no articles",
    "no_outlet": "no articles of {missing_outlets}",
    "few_days_with_term": f"too few days have the term ({{days_with_term}} of at least {limits.MIN_DAYS})",
    "few_days": f"too few days have articles ({{units}} of at least {limits.MIN_DAYS})",
    "few_days_of_outlet": f"an outlet has articles on fewer than {limits.MIN_DAYS} days",
    "few_values": "too few articles have a value ({articles})",
    "few_types": f"fewer than {limits.MIN_TYPES} distinct terms, or no term that occurs twice",
    "english_only": "available for English only",
    "few_words": f"the article has fewer than {limits.MIN_WORDS} words",
    "few_words_hdd": f"the article has fewer than {limits.MIN_WORDS_HDD} words",
    "no_repeat": "no word is repeated",
    "few_sentences": "the article has fewer than 30 sentences",
    "not_found": f"fewer than {limits.LEAST_FOUND:.0%} of the refits find the topic again",
    "two_groups": "refits fall into two groups, in which the topic is not equally prevalent",
    "outside_refits": "the estimate is outside the range of 90% of the refits",
    "refits_lack_topic": "more than 5% of the refits give no article a share of the topic",
    "other_articles": "the topics come from an earlier run and are not fitted again",
    "few_fitted": f"fewer than {limits.FEW} articles",
    "few_units": f"too few {{sampled}} have articles ({{units}} of at least {limits.FEW})",
    "few_of_topic": f"the topic's overall share would make up fewer than {limits.LEAST_OF_TOPIC} of these articles",
    "few_correlated": f"fewer than {limits.MIN_CORRELATED} articles",
    "two_topics": "there are only two topics, so the share of one determines that of the other",
    "no_likelihood": "the engine has no likelihood",
    "unsound": "in simulations, intervals from refits do not cover diversity",
    "no_refit": "stability is itself measured by refits",
    "too_few_articles": "the corpus has too few articles for topics",
    "too_few_terms": "the corpus has too few terms for topics",
    "beyond_corpus": "topics.choose asks for {asked} topics, but this corpus supports at most {largest_k}",
    "no_structure": "no topic structure distinguishable from chance (p = {p:.2g})",
    "not_held": "not compared with shuffled corpora (null model): too few articles",
    "placed_among": "the topics are those of {n_earlier:,} other articles",
    "nothing_counted": "nothing was counted",
}

# What a person can do about some of these.
REMEDIES = {
    "rare_in_group": "add articles to the group or its reference",
    "few_in_group": "add articles to the group or its reference",
    "few_days_with_term": "add articles from other days",
    "few_days": "add articles from other days",
    "few_days_of_outlet": "add articles from other days",
    "few_units": "add articles",
    "few_fitted": "add articles",
    "few_correlated": "add articles",
    "few_types": "add articles",
    "not_found": "set topics.choose to a smaller number",
    "two_groups": "set topics.choose to a smaller number",
    "outside_refits": "set topics.choose to a smaller number",
    "refits_lack_topic": "set topics.choose to a smaller number",
    "two_topics": "set topics.choose to a larger number",
    "other_articles": "remove the option model to fit topics to these articles",
    "too_few_articles": "add articles",
    "too_few_terms": "lower topics.min_articles, or raise topics.max_share",
    "beyond_corpus": "set topics.choose to auto or to a number in topics.k that the corpus supports, or add articles",
    "no_structure": "add articles",
}

# The text of each reason for which an analysis was not made, and what a person can do about it.
TEXTS: dict[str, tuple[str, str]] = {
    "nothing_to_compare": ("there is only one article, so there is nothing to compare it with", "add articles"),
    "nothing_over_time": ("one article cannot show a change over time", "add articles from other days"),
    "no_sample": ("a single article has no sampling error to estimate", "add articles"),
    "few_articles": ("too few articles ({n} of at least {least})", "add articles"),
    "few_for_topics": (
        "too few articles for topics ({n} of at least {least})",
        "add articles, or set topics.few_articles: true to fit topics to 2 to 9 articles anyway",
    ),
    "no_size": (
        "{n} articles or passages support at most {largest} topics, but topics.k starts at {least}",
        "add a smaller number to topics.k",
    ),
    "beyond_size": ("the corpus supports at most {largest} topics", "add articles"),
    "few_terms": ("too few terms for topics ({n})", "lower topics.min_articles, or raise topics.max_share"),
    "one_size": ("only one number of topics ({k}) can be tried", "add numbers to topics.k, or add articles"),
    "one_engine": ("topics are fitted by one engine only ({engine})", "add a second engine to topics.engines"),
    "placed": (
        "the articles are placed into the topics of an earlier run, so no topics are fitted",
        "remove the option model to fit topics to these articles",
    ),
    "no_dates": ("no article has a publication date", "add the column published to annotations/metadata.csv"),
    "one_day": ("all dated articles are from the same day", "add articles from other days"),
    "undated": ("they have no publication date", "add the column published to annotations/metadata.csv"),
    "no_field": ("the field {field} is empty for every article", "add the column {field} to annotations/metadata.csv"),
    "one_value": ("all articles have the same {field} ({value})", "add articles with another {field}"),
    "one_language": ("all articles are in the language of the analysis ({value})", ""),
    "no_groups": (
        "there are fewer than two groups or outlets",
        "add the column group or outlet to annotations/metadata.csv",
    ),
    "without_field": ("they have no {field}", "add the column {field} to annotations/metadata.csv"),
    "no_reference": ("there is no {field} {value} to compare with", "correct terms.keyness.reference"),
    "beyond_most": ("not among the {most} largest groups", "raise terms.keyness.groups"),
    "names_beyond": ("only the {most} names with the most articles are listed; {n} are left out", ""),
    "no_annotation": ("there is no annotations/{name}.csv", "add annotations/{name}.csv to the folder of articles"),
    "absent_term": ("the term does not occur in the corpus", "correct {option}"),
    "rare_terms": ("no term is frequent enough", "lower terms.keyness.min_count or min_articles"),
    **{code: (text, REMEDIES.get(code, "")) for code, text in BLANKS.items()},
}

# What the corpus would need. Codes that depend only on options are not listed.
NEEDS = {
    "nothing_to_compare": "more articles",
    "nothing_over_time": "more articles",
    "no_sample": "more articles",
    "few_articles": "more articles",
    "few_for_topics": "more articles",
    "no_size": "more articles",
    "few_terms": "more terms",
    "no_dates": "publication dates",
    "one_day": "articles from several days",
    "no_field": "values for {field}",
    "one_value": "more than one {field}",
    "no_groups": "two groups or outlets",
    "rare_terms": "more frequent terms",
}

CODES = {code: text for code, (text, _) in TEXTS.items()}


def pick(*codes: str) -> dict[str, str]:
    """Return the texts of these codes, with the names of their parameters, for the data dictionary."""
    texts = {code: (METHODS | CODES)[code].replace("{sampled}", "units") for code in codes}
    return {code: re.sub(r"\{(\w+)[^}]*\}", r"{\1}", text) for code, text in texts.items()}


def explain(code: str, row: Mapping[str, Any]) -> str:
    """Return the text of a code, with parameters from the row of the table that holds it.

    The row's `resampled`, or else `unit`, is the unit of sampling: story, day or article.
    """
    sampled = PLURAL.get(row.get("resampled") or row.get("unit") or "", "units")
    return (METHODS | CODES)[code].format_map({**row, "sampled": sampled})


def put_into_words(rows: "pl.DataFrame", column: str = "interval") -> "pl.DataFrame":
    """Return the rows with the codes in a column replaced by their texts."""
    import polars as pl

    told = [explain(row[column], row) for row in rows.iter_rows(named=True)]
    return rows.with_columns(pl.Series(column, told, dtype=pl.String))


def explain_rows(rows: "pl.DataFrame", column: str = "interval") -> list[str]:
    """Return the texts of the codes in a column, each once, in alphabetical order."""
    return sorted(put_into_words(rows, column)[column].unique())


class Reason(NamedTuple):
    """A key of `TEXTS` and the values that its text takes."""

    code: str
    parameters: Mapping[str, Any] = {}

    @classmethod
    def of(cls, code: str, **parameters: Any) -> Self:
        """Return a reason from its code and parameters."""
        return cls(code, parameters)

    @property
    def text(self) -> str:
        """The reason in words, without a capital letter or full stop."""
        return explain(self.code, self.parameters)

    @property
    def need(self) -> str:
        """What the corpus would need, in a few words; empty if the reason is an option."""
        return NEEDS.get(self.code, "").format_map(self.parameters)

    @property
    def remedy(self) -> str:
        """What a person can do; empty if there is nothing."""
        return TEXTS[self.code][1].format_map(self.parameters)


def explain_choice(choice: dict[str, Any], key: str = "rule") -> str:
    """Return in words why this number of topics was chosen, or (`null_reason`) how it was compared with chance."""
    text = explain(choice[key], choice | (choice["null_comparison"] or {}))
    if choice.get("n_articles") != 1:
        return text
    # The name of an option stays.
    return re.sub(r"\btopics\b(?!\.)", "passage groups", text).replace("left-out articles", "left-out passages")
