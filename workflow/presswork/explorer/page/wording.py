"""Codes of the tables as sentences for the page."""

from dataclasses import replace

import polars as pl

from presswork.core.reasons import explain_choice, put_into_words
from presswork.explorer.page.inputs import TermTables, TopicTables


def put_terms_into_words(terms: TermTables, listed: pl.DataFrame) -> TermTables:
    """Return the tables with codes of intervals and tests in words, and keyness of the listed terms only."""
    keyness = terms.keyness.join(listed.select("term"), on="term", how="semi", maintain_order="left")
    unit = terms.comparisons.select("group", "reference", "unit")
    keyness = keyness.join(unit, on=["group", "reference"], how="left", maintain_order="left")
    return replace(
        terms,
        keyness=put_into_words(keyness),
        trends=put_into_words(terms.trends),
        comparisons=put_into_words(terms.comparisons, "test"),
    )


def put_topics_into_words(topics: TopicTables) -> TopicTables:
    """Return the tables with codes of intervals, and of the choice of the number of topics, in words."""
    choice = topics.choice | {key: explain_choice(topics.choice, key) for key in ("rule", "null_reason")}
    return replace(
        topics,
        choice=choice,
        prevalence=put_into_words(topics.prevalence),
        topic_trends=put_into_words(topics.topic_trends),
        topic_groups=put_into_words(topics.topic_groups),
    )
