"""Which terms are key, and their order: one rule for tables, figures, paper and page."""

import polars as pl

# Largest p of a key term, corrected over the family.
LEVEL = 0.05
# Over units if they were permuted, over tokens if there are too few units, the log ratio for a frequency list.
BOUND = pl.coalesce("lrc_units", "lrc", "log_ratio")
IS_KEY = (BOUND > 0) & (pl.col("p_maxt").fill_null(0) <= LEVEL)


def rank_terms(terms: pl.DataFrame) -> pl.DataFrame:
    """Return the terms of a comparison in order, with their `rank`: key terms first, by descending bound.

    The bound is `lrc_units`; without a permutation test, `lrc`; against a frequency list, the log ratio. Ties, mostly
    at 0, are ordered by log ratio, then alphabetically.
    """
    ordered = terms.sort(~IS_KEY, -BOUND, -pl.col("log_ratio"), "term")
    return ordered.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))


def explain_order(terms: pl.DataFrame) -> str:
    """Return a sentence on what these terms are ordered by, empty if there are none."""
    by_units, by_tokens = (pl.col(name).is_not_null() for name in ("lrc_units", "lrc"))
    kinds = {
        "conservative log ratio over sampling units": by_units,
        "conservative log ratio of tokens (LRC) without a test": ~by_units & by_tokens,
        "log ratio against a frequency list": ~by_units & ~by_tokens,
    }
    found = [name for name, is_kind in kinds.items() if terms.filter(is_kind).height]
    return f"Order: {'; '.join(found)}." if found else ""


def list_key_terms(keyness: pl.DataFrame, n: int) -> pl.DataFrame:
    """Return the first n key terms of each comparison other than stop words, by rank."""
    ranked = keyness.filter(IS_KEY, ~pl.col("stop")).sort("group", "reference", "rank")
    return ranked.group_by("group", "reference", maintain_order=True).head(n)
