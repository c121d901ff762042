"""Why something was not made: a code with parameters, which becomes text only here."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

# The text of each code, and what a person can do about it; braces take the parameters.
TEXTS: dict[str, tuple[str, str]] = {
    "nothing_to_compare": ("there is only one article, so there is nothing to compare it with", "add articles"),
    "nothing_over_time": ("one article cannot show a change over time", "add articles from other days"),
    "no_sample": ("one article is no sample of articles", "add articles"),
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
    "placed": ("the articles are placed into the topics of an earlier run, so no topics are fitted", ""),
    "no_dates": ("no article has a publication date", "add the column published to annotations/metadata.csv"),
    "one_day": ("all dated articles are from the same day", "add articles from other days"),
    "undated": ("they have no publication date", "add the column published to annotations/metadata.csv"),
    "no_field": ("the field {field} is empty for every article", "add the column {field} to annotations/metadata.csv"),
    "one_value": ("all articles have the same {field} ({value})", "add articles with another {field}"),
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
    # What a table already says in words: why a single interval, test or law is missing.
    "stated": ("{text}", ""),
}

# What the corpus would need. Codes that depend on the options alone are not here.
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

# The codes as the data dictionary explains them: each text with the names of its parameters.
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
        """The reason in words, without a capital letter or full stop."""
        return TEXTS[self.code][0].format_map(self.parameters)

    @property
    def need(self) -> str:
        """What the corpus would need, in a few words; an empty text where it is not the corpus that lacks something."""
        return NEEDS.get(self.code, "").format_map(self.parameters)

    @property
    def remedy(self) -> str:
        """What a person can do; an empty text where there is nothing."""
        return TEXTS[self.code][1].format_map(self.parameters)
