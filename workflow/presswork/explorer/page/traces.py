"""The evidence behind each plotted row of a figure: sentences or articles."""

from typing import Any

import polars as pl

from presswork.explorer.page.chunks import Codebook
from presswork.explorer.page.quotes import Pieces

# Places listed of each row and part.
SHOWN = 25
EVERY = -1


def count_places(trace: pl.LazyFrame, rows: int) -> list[int]:
    """Return how many sentences or articles are behind each plotted row."""
    counts = dict(_join_places(trace).group_by("mark").len().collect().iter_rows())
    return [counts.get(row, 0) + counts.get(None, 0) for row in range(rows)]


def _join_places(trace: pl.LazyFrame) -> pl.LazyFrame:
    """Return a row for each sentence, with its occurrences summed up, and for each article; marks are from 0."""
    counted = pl.when(pl.col("count").count() > 0).then(pl.col("count").sum())
    # An article that stands twice, as two passages of it do, is two rows.
    apart = pl.when(pl.col("sentence").is_null()).then("number")
    rows = trace.with_row_index("number").with_columns(pl.col("mark") - 1, number=apart)
    return rows.group_by("mark", "part", "article_id", "source", "sentence", "share", "number").agg(count=counted)


def list_quoted(sentences: list[pl.LazyFrame], pieces: Pieces) -> pl.DataFrame:
    """Return article_id and sentence of the sentences that a piece begins with."""
    starts = [(article_id, start) for article_id, listed in pieces.items() for start, _ in listed]
    begun = pl.DataFrame(starts, {"article_id": pl.String, "start": pl.Int64}, orient="row").lazy()
    bounds = pl.concat(sentences).select("article_id", "sentence", pl.col("start").cast(pl.Int64))
    return bounds.join(begun, on=["article_id", "start"], how="semi").drop("start").collect()


def describe_trace(
    trace: pl.LazyFrame, sentences: list[pl.LazyFrame], quoted: pl.DataFrame, places: pl.DataFrame, text: str
) -> dict[str, Any]:
    """Return the first places of each row, as [part, place, source, count, share, start, end].

    They are sorted by share; then quoted sentences come first, and others by article. `rows` has them by the number of
    the row from 0, or -1 for evidence behind all rows. Start and end are those of the sentence; `none` leaves out both,
    and the source.
    """
    sentence = ["article_id", "sentence"]
    order = ["mark", "part", -pl.col("share"), pl.col("quoted").is_null(), "article_id", "source", "sentence", "number"]
    marked = _join_places(trace).join(quoted.lazy().with_columns(quoted=True), on=sentence, how="left")
    first = marked.sort(order).group_by("mark", "part", maintain_order=True).head(SHOWN)
    bounds = pl.concat(sentences).select(*sentence, "start", "end")
    found = first.join(bounds, on=sentence, how="left", maintain_order="left").collect()
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
