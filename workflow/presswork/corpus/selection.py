"""Selects the articles that are analysed, and counts what each step of the selection leaves."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.language_names import name_language
from presswork.corpus.duplicates.stories import choose_counted
from presswork.corpus.unseparated_words import LANGUAGES, REASON, find_unseparated

NEAR_DUPLICATES = {
    "outlet": "near-duplicates of an article of the same outlet",
    "once": "near-duplicates of another article",
    "each": "",
}
Step = tuple[str, pl.Expr, pl.Expr]


def select_articles(
    articles: pl.LazyFrame,
    rejected: pl.DataFrame,
    duplicates: pl.DataFrame,
    select: dict[str, Any],
    which: str,
    language: str,
) -> dict[str, pl.DataFrame]:
    """Return for each article whether it counts, its story and why, and the flow of counts from records to these.

    Only articles in `language` or of uncertain language count, so that tables of terms never mix languages. Articles
    whose words are not separated do not count.
    `select` holds query, first_day, last_day, outlets and min_characters; `which` near-duplicates count is
    as in `choose_counted`. An article that fails several steps is reported at the first.
    """
    described = articles.with_columns(reason=pl.lit(None, dtype=pl.String)).collect()
    n_lost = rejected.height
    flow = [("records read", described.height + n_lost, 0, "")]
    flow.append(("could be read as articles", described.height, n_lost, "rejected"))
    for step, fails, reason in _list_steps(select, language):
        open_now = pl.col("reason").is_null() & fails
        removed = described.filter(open_now).height
        described = described.with_columns(reason=pl.when(open_now).then(reason).otherwise("reason"))
        flow.append((step, described["reason"].null_count(), removed, "not selected"))
    chosen = described.filter(pl.col("reason").is_null()).drop("reason")
    ranked = choose_counted(chosen.lazy(), duplicates, which)
    n_counted = int(ranked["counted"].sum())
    flow.append(("analysed", n_counted, ranked.height - n_counted, NEAR_DUPLICATES[which]))
    left_out = described.filter(pl.col("reason").is_not_null())
    others = left_out.select("article_id", story="article_id", counted=pl.lit(False), reason="reason")
    numbered = [
        (number, name, left, removed, reason if removed else "")
        for number, (name, left, removed, reason) in enumerate(flow, 1)
    ]
    return {
        "counted": pl.concat([ranked.select(others.columns), others]),
        "flow": pl.DataFrame(numbered, schema=["step", "name", "left", "removed", "reason"], orient="row"),
    }


def follow_steps(
    articles: pl.LazyFrame, select: dict[str, Any], language: str
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield the articles that each step of the selection leaves, and those that it removes, with the reason."""
    left = articles.collect()
    for _, fails, reason in _list_steps(select, language):
        removed = left.filter(fails).with_columns(reason=reason)
        left = left.join(removed, on="article_id", how="anti")
        yield left, removed


def _list_steps(select: dict[str, Any], language: str) -> Iterator[Step]:
    """Yield the steps that are asked for: name, what fails it, and the reason that an article is left out with."""
    other = (pl.col("language") != language).fill_null(False)
    unseparated = pl.col("text").map_batches(find_unseparated, return_dtype=pl.Boolean)
    reason = pl.when(other).then(pl.format("in another language: {}", "language")).otherwise(pl.lit(REASON))
    apart = ", with words separated by spaces" if language in LANGUAGES else ""
    yield f"in {name_language(language)} or of uncertain language{apart}", other | unseparated, reason
    for name, word in (("first_day", "from"), ("last_day", "until")):
        if select[name]:
            day = _read_day(name, select[name])
            outside = pl.col("published") < day if name == "first_day" else pl.col("published") > day
            reason = pl.format(
                "published {}", pl.coalesce(pl.col("published").cast(pl.String), pl.lit("on an unknown date"))
            )
            yield f"published {word} {day}", outside.fill_null(True), reason
    if select["outlets"]:
        fails = ~pl.col("outlet").is_in(select["outlets"]).fill_null(False)
        reason = pl.format("of another outlet: {}", pl.col("outlet").fill_null("unknown"))
        yield f"of {', '.join(select['outlets'])}", fails, reason
    if select["query"]:
        text = pl.concat_str([pl.col("title").fill_null(""), pl.col("text")], separator="\n")
        fails = ~text.str.contains(f"(?i){_check_query(select['query'])}")
        yield f"matching {select['query']}", fails, pl.lit("does not match the query")
    if select["min_characters"]:
        limit = select["min_characters"]
        reason = pl.format("too short: {} characters", "n_characters")
        yield f"of at least {limit:,} characters", pl.col("n_characters") < limit, reason


def _read_day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PressworkError(
            f"corpus.select.{name} is not a date.",
            found=value,
            expected="a date such as 2022-12-31",
            remedy="correct the option",
        ) from None


def _check_query(query: str) -> str:
    try:
        re.compile(query)
        pl.Series([""]).str.contains(query)
    except (re.error, pl.exceptions.ComputeError) as error:
        raise PressworkError(
            "corpus.select.query is not a valid regular expression.",
            found=query,
            expected=str(error),
            remedy="correct the option",
        ) from None
    return query
