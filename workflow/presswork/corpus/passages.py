"""Passages of records as in the clean articles: without soft hyphens, quotation marks of e-mail and the like."""

import polars as pl

from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT, Edit
from presswork.corpus.cleaning.layout.flow import apply_edits

Edits = dict[str, list[Edit]]


def list_edits(ledger: pl.LazyFrame, article_ids: pl.Series) -> Edits:
    """Return what a layout put into the text of each of these articles, in its order; most have nothing of the kind."""
    chosen = pl.col("article_id").is_in(article_ids.unique().implode()) & pl.col("rule").is_in(WITHIN_TEXT)
    rows = ledger.filter(chosen).sort("article_id", "start").select("article_id", "start", "end", "rule")
    edits: Edits = {}
    for article_id, *place in rows.collect().iter_rows():
        edits.setdefault(article_id, []).append(Edit(*place))
    return edits


def read_passage(record: str, edits: list[Edit], start: int, end: int) -> str:
    """Return the characters `start` to `end` of a record as the article has them."""
    inside = [
        Edit(max(each.start, start) - start, min(each.end, end) - start, each.rule)
        for each in edits
        if each.start < end and each.end > start
    ]
    return apply_edits(record[start:end], inside)


def read_passages(places: pl.DataFrame, edits: Edits) -> pl.Series:
    """Return the passages of rows with article_id, start, end and the text of the record, null where one is missing."""
    plain = places.select(pl.col("text").str.slice("start", pl.col("end") - pl.col("start"))).to_series()
    if not edits:
        return plain
    rows = places.select("article_id", "text", "start", "end").iter_rows()
    passages = [
        own if own is None or article_id not in edits else read_passage(record, edits[article_id], start, end)
        for own, (article_id, record, start, end) in zip(plain, rows, strict=True)
    ]
    return pl.Series("text", passages, pl.String)
