"""What figures of topics share: what a topic is called, which topics are shown, and on how many articles they rest."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from presswork.core.limits import EXPLORATORY
from presswork.core.reasons import explain_choice
from presswork.figures.drawing.caption_text import count, join

# Of more topics than these it is only said how many they are.
LISTED = 8


def name_topic(topic: int, label: str | None) -> str:
    """Return what a topic is called everywhere: its number and its label, a person's or the proposed one."""
    return f"{topic} {label}" if label else str(topic)


def name_topics(labels: pl.DataFrame) -> dict[int, str]:
    """Return what each topic is called, in their order."""
    named = labels.drop_nulls("topic").sort("topic")
    return {topic: name_topic(topic, label) for topic, label in named.select("topic", "label").iter_rows()}


def list_names(rows: pl.DataFrame) -> list[str]:
    """Return what the topics of rows with `topic` and `label` are called, in their order."""
    return [name_topic(*row) for row in rows.select("topic", "label").unique().sort("topic").iter_rows()]


def say_topics(choice: dict[str, Any]) -> str:
    """Return what the topics of this corpus are called: those of a single article are passage groups."""
    return "passage groups" if choice["n_articles"] == 1 else "topics"


def list_topics(topics: Sequence[int]) -> str:
    """Return the numbers of topics as a sentence names them: `topics 3 and 4`; of many, `10 topics`."""
    if len(topics) > LISTED:
        return f"{len(topics)} topics"
    return f"{'topic' if len(topics) == 1 else 'topics'} {join(list(map(str, topics)))}"


def tell_shown(shown: int, labels: pl.DataFrame, choice: dict[str, Any], table: str = "the .csv") -> str:
    """Return which topics a figure shows and what table has all, unless these are all: background topics come last."""
    if shown >= (choice["k"] or 0):
        return ""
    rest = labels.filter(pl.col("topic") > shown, pl.col("proposal").str.starts_with("background"))
    aside = "" if rest.is_empty() else ", background topics aside"
    which = "most prevalent" if shown == 1 else f"{shown} most prevalent"
    return f" Shown: the {which} of {choice['k']} {say_topics(choice)}{aside}; {table} has all."


def tell_names(labels: pl.DataFrame, choice: dict[str, Any], shown: int | None = None) -> str:
    """Return who named the topics that are shown, by default all; nothing where a person named all of them."""
    named = labels.drop_nulls("topic").filter(pl.col("topic") <= (shown or choice["k"] or 0)).sort("topic")
    given = named.filter(origin="person")["topic"].to_list()
    noun = say_topics(choice)
    if len(given) == named.height:
        return ""
    if not given:
        return f" Names of {noun} are proposed from the corpus."
    return f" A person named {list_topics(given).replace('topic', noun.removesuffix('s'))}; other names are proposed."


def explain_no_topics(choice: dict[str, Any]) -> str:
    """Return why topics were fitted and none are reported: chance does as well, or too few terms are left."""
    return f"No topics: {explain_choice(choice)}."


def tell_articles(choice: dict[str, Any]) -> str:
    """Return on how many articles the topics rest, and that they are exploratory where these are few."""
    exploratory = f". Exploratory: {EXPLORATORY}" if choice["status"] == "exploratory" else ""
    return f"{count_articles(choice)}{exploratory}"


def count_articles(choice: dict[str, Any]) -> str:
    """Return how many articles there are, of a single one also how many passages: the begin of the small print."""
    passages = f" in {count(choice['n_rows'], 'passage')}" if choice["n_articles"] == 1 else ""
    return f"n = {count(choice['n_articles'], 'article')}{passages}"
