"""What figures call a topic: the name that a person gave it, or its heaviest terms."""

import polars as pl

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
