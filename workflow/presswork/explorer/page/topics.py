"""The topics of the page: terms, prevalence with intervals, trends, groups, articles and passages."""

from typing import Any

import polars as pl

from presswork.explorer.page.chunks import frame, frames_by
from presswork.explorer.page.inputs import TopicTables

ARTICLES = 100
BOUNDS = ("low", "high", "interval", "model_low", "model_high")
NAME = ("topic", "label", "origin")
PREVALENCE = ("prevalence", *BOUNDS, "found", "stability")
TERMS = ("rank", "term", "character", "weight", "frex")
TREND = ("series", "unit", "start", "articles", "prevalence", *BOUNDS)
GROUPS = ("grouping", "name", "articles", "prevalence", *BOUNDS)
TYPICAL = ("rank", "place", "passage", "share", "n_words", "quotation", "start", "end")


def describe_topics(tables: TopicTables, places: pl.DataFrame) -> dict[str, Any]:
    """Return how the model was chosen, and the data of the view of each topic."""
    typical = tables.typical.join(places, on="article_id", how="left").sort("topic", "rank")
    frames = {
        "terms": frames_by(tables.topics.sort("topic", "rank"), "topic", TERMS),
        "trend": frames_by(tables.topic_trends, "topic", TREND),
        "groups": frames_by(tables.topic_groups.sort("topic", "grouping", "name"), "topic", GROUPS),
        "typical": frames_by(typical, "topic", TYPICAL),
        "articles": _list_articles(tables.shares, places),
    }
    named = tables.prevalence.join(tables.labels.select(NAME), on="topic", how="left").sort("topic")
    told = [
        {name: row[name] for name in (*NAME, *PREVALENCE)}
        | {name: by_topic.get(row["topic"]) for name, by_topic in frames.items()}
        for row in named.iter_rows(named=True)
    ]
    candidates = tables.candidates.sort("k", "topic")
    return {"choice": tables.choice, "topics": told, "candidates": frame(candidates, candidates.columns)}


def _list_articles(shares: pl.DataFrame, places: pl.DataFrame) -> dict[Any, Any]:
    ordered = shares.sort("topic", -pl.col("share"), "article_id", "passage", nulls_last=True)
    first = ordered.group_by("topic", maintain_order=True).head(ARTICLES).join(places, on="article_id", how="left")
    return frames_by(first, "topic", ("place", "passage", "share"))
