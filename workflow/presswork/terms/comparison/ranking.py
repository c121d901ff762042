"""In which order key terms are read, and which are key: one rule for tables, figures, paper and page."""

import polars as pl

# Greatest p, corrected over the family, of a key term.
LEVEL = 0.05
# By units where they were permuted, by tokens where there are too few, by the log ratio of a frequency list.
BOUND = pl.coalesce("lrc_units", "lrc", "log_ratio")
IS_KEY = (BOUND > 0) & (pl.col("p_maxt").fill_null(0) <= LEVEL)


def rank_terms(terms: pl.DataFrame) -> pl.DataFrame:
    """Return the terms of a comparison in order, with their `rank`: key terms first, all by their bound from the top.

    The bound is `lrc_units`; where nothing was permuted, `lrc`; against a frequency list, the log ratio. Equal bounds,
    which are mostly 0, go by log ratio, then by the alphabet.
    """
    ordered = terms.sort(~IS_KEY, -BOUND, -pl.col("log_ratio"), "term")
    return ordered.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))


def explain_order(terms: pl.DataFrame) -> str:
    """Return a sentence on what these terms are ordered by, empty where there are none."""
    by_units, by_tokens = (pl.col(name).is_not_null() for name in ("lrc_units", "lrc"))
    kinds = {
        "conservative log ratio over sampling units": by_units,
        "conservative log ratio of tokens (LRC) without a test": ~by_units & by_tokens,
        "log ratio against a frequency list": ~by_units & ~by_tokens,
    }
    found = [name for name, is_kind in kinds.items() if terms.filter(is_kind).height]
    return f"Order: {'; '.join(found)}." if found else ""


def list_key_terms(keyness: pl.DataFrame, n: int) -> pl.DataFrame:
    """Return the first n key terms of each comparison that are no stop words, by rank."""
    ranked = keyness.filter(IS_KEY, ~pl.col("stop")).sort("group", "reference", "rank")
    return ranked.group_by("group", "reference", maintain_order=True).head(n)
