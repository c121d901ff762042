"""The topics of the page: terms, prevalence with intervals, trends, groups, articles and passages."""

from typing import Any

import polars as pl

from presswork.explorer.page.chunks import frames_by
from presswork.explorer.page.inputs import TopicTables

ARTICLES = 100
NAME = ("topic", "label", "origin")
PREVALENCE = ("prevalence", "low", "high", "interval", "stability")
TERMS = ("rank", "term", "character", "weight", "frex")
TREND = ("series", "unit", "start", "articles", "prevalence", "low", "high", "interval")
GROUPS = ("grouping", "name", "articles", "prevalence", "low", "high", "interval")
TYPICAL = ("rank", "place", "passage", "share", "n_words", "quotation", "start", "end")


def describe_topics(tables: TopicTables, places: pl.DataFrame) -> dict[str, Any]:
    """Return the choice of the model and, of each topic, what its view shows."""
    names = {topic: (label, origin) for topic, label, origin in tables.labels.select(*NAME).iter_rows()}
    terms = frames_by(tables.topics.sort("topic", "rank"), "topic", TERMS)
    over = frames_by(tables.topic_trends, "topic", TREND)
    apart = frames_by(tables.topic_groups.sort("topic", "grouping", "name"), "topic", GROUPS)
    typical = tables.typical.join(places, on="article_id", how="left").sort("topic", "rank")
    examples = frames_by(typical, "topic", TYPICAL)
    largest = _list_articles(tables.shares, places)
    told = [
        {
            "topic": row["topic"],
            "label": names.get(row["topic"], (None, None))[0],
            "origin": names.get(row["topic"], (None, None))[1],
            **{name: row[name] for name in PREVALENCE},
            "terms": terms.get(row["topic"]),
            "trend": over.get(row["topic"]),
            "groups": apart.get(row["topic"]),
            "typical": examples.get(row["topic"]),
            "articles": largest.get(row["topic"]),
        }
        for row in tables.prevalence.sort("topic").iter_rows(named=True)
    ]
    return {"choice": tables.choice, "topics": told}


def _list_articles(shares: pl.DataFrame, places: pl.DataFrame) -> dict[Any, Any]:
    ordered = shares.sort("topic", -pl.col("share"), "article_id", "passage", nulls_last=True)
    first = ordered.group_by("topic", maintain_order=True).head(ARTICLES).join(places, on="article_id", how="left")
    return frames_by(first, "topic", ("place", "passage", "share"))
