"""What figures call a topic: its number and its heaviest terms."""

import polars as pl

TERMS = 3


def name_topics(topics: pl.DataFrame) -> list[str]:
    """Return the name of each topic in their order, such as `2 drone, missile, defense`."""
    heaviest = topics.filter(pl.col("rank") <= TERMS).sort("topic", "rank")
    named = heaviest.group_by("topic", maintain_order=True).agg(pl.col("term").str.join(", "))
    return [f"{topic} {terms}" for topic, terms in named.iter_rows()]
