"""What stands behind each plotted row of a figure: articles, and sentences where the page may show them."""

from typing import Any

import polars as pl

from presswork.explorer.page.chunks import Codebook

# Of each row and part of it.
SHOWN = 25
EVERY = -1


def count_places(trace: pl.LazyFrame, rows: int) -> list[int]:
    """Return how many sentences or articles stand behind each plotted row."""
    counts = dict(_join_places(trace).group_by("mark").len().collect().iter_rows())
    return [counts.get(row, 0) + counts.get(None, 0) for row in range(rows)]


def _join_places(trace: pl.LazyFrame) -> pl.LazyFrame:
    """Return a row for each sentence or article: places in one sentence are one."""
    counted = pl.when(pl.col("count").count() > 0).then(pl.col("count").sum())
    return trace.group_by("mark", "part", "article_id", "source", "sentence", "share").agg(count=counted)


def describe_trace(
    trace: pl.LazyFrame, sentences: list[pl.LazyFrame], places: pl.DataFrame, text: str
) -> dict[str, Any]:
    """Return the first places by share and article of each row, as [part, place, source, count, share, start, end].

    `rows` has them by the row's number, or -1 for what stands behind each. Start and end are the sentence's; for `none`
    neither they nor files are there.
    """
    order = [
        pl.col("mark"),
        pl.col("part"),
        -pl.col("share"),
        pl.col("article_id"),
        pl.col("source"),
        pl.col("sentence"),
    ]
    first = _join_places(trace).sort(order).group_by("mark", "part", maintain_order=True).head(SHOWN)
    bounds = pl.concat(sentences).select("article_id", "sentence", "start", "end")
    found = first.join(bounds, on=["article_id", "sentence"], how="left", maintain_order="left").collect()
    found = found.join(places, on="article_id", how="left", maintain_order="left")
    names = ["mark", "part", "place", "source", "count", "share", "start", "end"]
    code = Codebook()
    rows: dict[int, list[list[Any]]] = {}
    for mark, part, place, source, count, share, start, end in found.select(names).iter_rows():
        rounded = None if share is None else round(share, 3)
        where = [] if text == "none" or start is None else [start, end]
        file = None if text == "none" or place is not None else source
        told = [code.number(part), place, file, count, rounded, *where]
        rows.setdefault(EVERY if mark is None else mark, []).append(told)
    return {"parts": code.texts, "rows": [[mark, told] for mark, told in sorted(rows.items())]}
