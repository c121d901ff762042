"""Joins the shards of the corpus into its tables, and adds what only the whole corpus shows."""

from collections.abc import Iterator

import polars as pl

from presswork.core.errors import PressworkError
from presswork.corpus.fields.corrections import find_unmatched, read_annotations
from presswork.corpus.notices import list_implausible, list_repeated

LISTED = 20
KINDS = (list_repeated, list_implausible)


def gather_shards(
    articles: list[pl.LazyFrame],
    records: list[pl.LazyFrame],
    repairs: list[pl.LazyFrame],
    ledger: list[pl.LazyFrame],
    fields: list[pl.LazyFrame],
    remarks: list[pl.LazyFrame],
    metadata: list[str],
    strict: bool,
) -> dict[str, Iterator[pl.DataFrame] | pl.DataFrame]:
    """Return the tables of the whole corpus, one shard at a time in the order of article ids.

    `remarks` are those from reading and those of each shard. Annotations that match no article, ids that are not
    unique and implausible dates become notices. Raises PressworkError if `strict` is true and something was
    rejected or an annotation matches nothing.
    """
    names = pl.concat(articles).select("source", "record", "article_id", "id", "database", "published").collect()
    known = {*names["source"], *names["article_id"], *names["id"].drop_nulls()}
    remarked = pl.concat(remarks).collect()
    lost = pl.col("rejected")
    rejected, notices = remarked.filter(lost).drop("rejected"), remarked.filter(~lost).drop("rejected")
    unmatched = pl.DataFrame(find_unmatched(read_annotations(metadata), known), notices.schema)
    refused = pl.concat([rejected, unmatched])
    if strict and refused.height:
        raise _refuse(refused)
    return {
        "articles": (shard.collect() for shard in articles),
        "records": (shard.collect() for shard in records),
        "repairs": (shard.collect() for shard in repairs),
        "ledger": (shard.collect() for shard in ledger),
        "fields": (shard.collect() for shard in fields),
        "rejected": rejected,
        "notices": pl.concat([notices, unmatched, *(each(names).cast(notices.schema) for each in KINDS)]),
    }


def add_skipped(notices: pl.DataFrame, skipped: list[dict[str, str]]) -> pl.DataFrame:
    """Return the notices, extended by one for each skipped file or folder of the seeds folder."""
    return pl.concat([notices, pl.DataFrame([{"record": None, **row} for row in skipped], notices.schema)])


def _refuse(rejects: pl.DataFrame) -> PressworkError:
    listed = [f"{source}: {reason}" for source, reason in rejects.select("source", "reason").head(LISTED).iter_rows()]
    more = f", and {rejects.height - LISTED} more" if rejects.height > LISTED else ""
    return PressworkError(
        "Some records were rejected, and corpus.strict is true.",
        found="; ".join(listed) + more,
        expected="no rejects",
        remedy="fix or remove them, or set corpus.strict: false",
    )
