"""Numbers, lists and sentences that captions and small print share."""

import polars as pl

from presswork.core.reasons import PLURAL, explain_rows

ONE_ARTICLE = "A single article has no sampling error to estimate."


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 article`, `3,824 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def join(words: list[str]) -> str:
    """Return words as a list in a sentence: `none`, `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return words[0] if words else "none"
    return f"{', '.join(words[:-1])} and {words[-1]}"


def write_number(value: float) -> str:
    """Return a number as axes show it: `1,500,000`, `0.5`, `−2`."""
    return f"{value + 0.0:,.10g}".replace("-", "\u2212") if abs(value) < 1e10 else f"{value:,.0f}"


def percent(share: float) -> str:
    """Return a share as a percentage: `12%`, `0.5%`."""
    return f"{100 * share:.3g}%"


def describe_sample(matrix_rows: pl.DataFrame) -> str:
    """Return on how many articles and words a figure of terms is based: `n = 40 articles, 25,310 words`."""
    articles, words = matrix_rows["article_id"].n_unique(), int(matrix_rows["n_words"].sum())
    return f"n = {count(articles, 'article')}, {count(words, 'word')}"


def describe_intervals(rows: pl.DataFrame, noun: str) -> str:
    """Return what the lines are and which marks are open, for rows with `low`, `interval` and `unit`."""
    blank, known = rows.filter(pl.col("low").is_null()), rows.drop_nulls("low")
    lines = f"Lines: 95% CI over {join(sorted({PLURAL[unit] for unit in known['unit']}))}." if known.height else ""
    if blank.is_empty():
        return lines
    which = f" for {count(blank.height, noun)}" if known.height else ""
    return f"{lines} Open: no 95% CI{which} ({'; '.join(explain_rows(blank))}).".strip()


def describe_ties(content: pl.DataFrame, top: pl.DataFrame) -> str:
    """Return how many words that are not shown are as frequent as the last one that is."""
    if top.is_empty():
        return ""
    least = top["count"][-1]
    more = content.filter(pl.col("count") == least).height - top.filter(pl.col("count") == least).height
    if not more:
        return ""
    occur = "occurs" if more == 1 else "occur"
    return (
        f" Words with the same count are in alphabetical order: {count(more, 'more word')} {occur} {least:,} "
        f"{'time' if least == 1 else 'times'}, like the last one shown."
    )
