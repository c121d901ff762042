"""What a reader must know of topics before relying on them; the figure of topics and the table of a paper say it."""

from typing import Any

import polars as pl

from presswork.core.limits import STABLE
from presswork.core.reasons import explain_choice


def explain_limits(choice: dict[str, Any], rows: pl.DataFrame) -> str:
    """Return what a reader must know of stability, of the names, and of articles without topics."""
    reason = explain_choice(choice, "null_reason")
    against_null = f"{reason[0].upper()}{reason[1:]}."
    if rows.is_empty():
        return against_null
    matched, drawn = ("passage groups", "passages") if choice["n_articles"] == 1 else ("topics", "articles")
    unstable = f"Unstable: mean cosine below {STABLE} with the matched {matched} in refits on resampled {drawn}."
    return f"{unstable} {against_null}"
