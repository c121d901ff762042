"""Why something was not made: a code with parameters, and the one place where it becomes text for people."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

# The text of each code, and what a person can do about it; braces take the parameters.
TEXTS: dict[str, tuple[str, str]] = {
    "nothing_to_compare": ("one article has nothing to be compared with", "add articles"),
    "nothing_over_time": ("one article shows no change over time", "add articles of other days"),
    "no_sample": ("one article is no sample of articles", "add articles"),
    "few_articles": ("too few articles, {n} of at least {least}", "add articles"),
    "few_for_topics": (
        "too few articles for topics, {n} of at least {least}",
        "add articles, or set topics.few_articles: true to fit topics to 2 to 9 articles anyway",
    ),
    "no_size": (
        "{n} articles or passages carry at most {largest} topics, and the least number to try is {least}",
        "add a smaller number to topics.k",
    ),
    "beyond_size": ("the corpus carries at most {largest} topics", "add articles"),
    "few_terms": (
        "too few terms are left to fit topics to: {n}",
        "lower topics.min_articles, or raise topics.max_share",
    ),
    "one_size": ("only one number of topics can be tried: {k}", "add numbers to topics.k, or articles"),
    "one_engine": ("topics are fitted by one engine: {engine}", "name a second one in topics.engines"),
    "placed": ("the articles are placed into the topics of an earlier run, and none are fitted", ""),
    "no_dates": ("no article has a day of publication", "add the column published to annotations/metadata.csv"),
    "one_day": ("all dated articles are of one day", "add articles of other days"),
    "undated": ("they have no day of publication", "add the column published to annotations/metadata.csv"),
    "no_field": ("no article has the field {field}", "add the column {field} to annotations/metadata.csv"),
    "one_value": ("all articles have the {field} {value}", "add articles with another {field}"),
    "no_groups": ("fewer than two groups or outlets", "add the column group or outlet to annotations/metadata.csv"),
    "without_field": ("they have no {field}", "add the column {field} to annotations/metadata.csv"),
    "no_reference": ("there is no {field} {value} to compare with", "correct terms.keyness.reference"),
    "beyond_most": ("not among the {most} groups with the most articles", "raise terms.keyness.groups"),
    "names_beyond": ("{n} names with fewer articles than the {most} listed", ""),
    "no_annotation": ("there is no annotations/{name}.csv", "put annotations/{name}.csv beside the articles"),
    "absent_term": ("the corpus does not have the term", "correct {option}"),
    "rare_terms": ("no term is frequent enough", "lower terms.keyness.min_count or min_articles"),
    # What a table already says in words: why a single interval, test or law is missing.
    "stated": ("{text}", ""),
}

# What stands for each code in the data dictionary: the text with its parameters by name.
CODES = {code: text for code, (text, _) in TEXTS.items()}


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
        """The reason as a sentence without a full stop."""
        return TEXTS[self.code][0].format_map(self.parameters)

    @property
    def remedy(self) -> str:
        """What a person can do, or an empty text."""
        return TEXTS[self.code][1].format_map(self.parameters)
