"""Which comparisons the figure of key terms shows; the paper refers to the same."""

import polars as pl

PANELS = 2


def choose_groups(comparisons: pl.DataFrame) -> list[str]:
    """Return the groups with the most units; where none was compared with texts, the one compared with a list."""
    compared = comparisons.filter(pl.col("terms") > 0)
    with_texts = compared.drop_nulls("units").sort(-pl.col("units"), "group")["group"].to_list()
    return with_texts[:PANELS] or compared["group"].to_list()
