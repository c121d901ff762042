"""What figures of topics share: what a topic is called, and on how many articles it rests."""

from typing import Any

import polars as pl

from presswork.core.limits import EXPLORATORY
from presswork.core.reasons import explain_choice
from presswork.figures.drawing.caption_text import count

TERMS = 3


def name_topics(topics: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Return the label of each topic in their order: a person's, else terms such as `drone, missile, defense`."""
    heaviest = topics.filter(pl.col("rank") <= TERMS).sort("topic", "rank")
    terms = heaviest.group_by("topic", maintain_order=True).agg(terms=pl.col("term").str.join(", "))
    given = labels.filter(pl.col("origin") == "person").drop_nulls("topic").select("topic", "label")
    named = terms.join(given, on="topic", how="left").sort("topic")
    return named.select("topic", label=pl.coalesce("label", "terms"))


def number_names(named: pl.DataFrame) -> list[str]:
    """Return each topic as its number and its label."""
    return [f"{topic} {label}" for topic, label in named.iter_rows()]


def explain_no_topics(choice: dict[str, Any]) -> str:
    """Return why topics were fitted and none are reported: chance does as well, or too few terms are left."""
    return f"No topics: {explain_choice(choice)}."


def tell_articles(choice: dict[str, Any]) -> str:
    """Return on how many articles the topics rest, and that they are exploratory where these are few."""
    exploratory = f". Exploratory: {EXPLORATORY}" if choice["status"] == "exploratory" else ""
    return f"n = {count(choice['n_articles'], 'article')}{exploratory}"
