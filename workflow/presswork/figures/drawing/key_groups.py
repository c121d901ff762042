"""Which comparisons and terms the figure of key terms shows; the paper refers to the same."""

import polars as pl

from presswork.core.limits import HIGHEST_MM

# So many groups, in one column or two, and as many terms of each as a page has room for.
GROUPS, NARROW_MM = 12, 120
ROW_MM, HEAD_MM, FRAME_MM = 3.6, 6.8, 26


def choose_groups(comparisons: pl.DataFrame) -> list[str]:
    """Return the groups with the most units; where none was compared with texts, the one compared with a list."""
    compared = comparisons.filter(pl.col("terms") > 0)
    with_texts = compared.drop_nulls("units").sort(-pl.col("units"), "group")["group"].to_list()
    return with_texts[:GROUPS] or compared["group"].to_list()


def count_columns(groups: int, width_mm: float) -> int:
    """Return in how many columns the panels of groups stand."""
    return 2 if groups > 1 and width_mm >= NARROW_MM else 1


def count_terms(groups: int, terms: int, width_mm: float = 0) -> int:
    """Return how many terms of each group have room on a page, at most `terms`; without a width, at any width."""
    lines = -(-groups // count_columns(groups, width_mm))
    return max(1, min(terms, int(((HIGHEST_MM - FRAME_MM) / max(lines, 1) - HEAD_MM) / ROW_MM)))
