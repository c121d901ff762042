"""From the records of a shard to its articles, ledger and fields, and from the shards to the whole corpus."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.tables import find_tables
from presswork.corpus.cleaning import Rule, Span, build_rules, clean_extracted, clean_record
from presswork.corpus.metadata import read_date, read_fields
from presswork.corpus.tables import GIVEN

ID_DIGITS = 12


def clean_shard(dealt: pl.LazyFrame, furniture: str, language: str) -> dict[str, pl.DataFrame]:
    """Return the articles, records, ledger, fields and rejects of a shard; `furniture` is the rules' table as CSV."""
    rules = build_rules(pl.read_csv(furniture.encode(), infer_schema=False))
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in dealt.collect().sort("sha256", "source", "record").iter_rows(named=True):
        place = _identify(row["sha256"], taken)
        spans = _clean(row, rules)
        rows["records"].append({**place, **{name: row[name] for name in ("text", "encoding", "sha256")}})
        rows["ledger"] += [{"article_id": place["article_id"], **vars(span)} for span in spans]
        body = join_body(row["text"], spans)
        if not body.strip():
            rows["rejected"].append(_reject(row))
            continue
        fields = read_fields(row["text"], spans, {name: row[name] for name in GIVEN}, language)
        rows["fields"] += [{"article_id": place["article_id"], "field": name, **each} for name, each in fields.items()]
        rows["articles"].append({**place, **_describe(row, fields, body)})
    tables = find_tables()
    names = ("articles", "records", "ledger", "fields", "rejected")
    return {name: pl.DataFrame(_select(rows[name], tables[name].schema), tables[name].schema) for name in names}


def _clean(row: dict[str, Any], rules: list[Rule]) -> list[Span]:
    """Return the spans of a record; where a library took the text out of a page, it has done the cleaning."""
    if row["extractor"]:
        return clean_extracted(row["text"], row["title"], row["extractor"])
    return clean_record(row["text"], row["title"], rules)


def join_body(text: str, spans: list[Span]) -> str:
    """Return the clean text of a record: its kept body spans, joined."""
    return "".join(text[span.start : span.end] for span in spans if span.kept and span.field == "body")


def _identify(sha256: str, taken: dict[str, list[tuple[str, str]]]) -> dict[str, str | None]:
    """Return the id of the next record with this digest, and the first one with the same text."""
    stem = sha256[:ID_DIGITS]
    others = taken[stem]
    article_id = f"{stem}-{len(others) + 1}" if others else stem
    original = next((other for other, digest in others if digest == sha256), None)
    others.append((article_id, sha256))
    return {"article_id": article_id, "duplicate_of": original}


def _describe(row: dict[str, Any], fields: dict[str, dict[str, Any]], body: str) -> dict[str, Any]:
    values = {name: each["value"] for name, each in fields.items()}
    day = values.pop("published")
    return {
        **values,
        "published": read_date(day) if day else None,
        "source": row["source"],
        "record": row["record"],
        "text": body,
        "n_characters": len(body),
    }


def _reject(row: dict[str, Any]) -> dict[str, Any]:
    detail = f"{len(row['text'])} characters, none of them running text"
    remedy = "save the whole article, or remove it"
    return {"source": row["source"], "record": row["record"], "reason": "no body", "detail": detail, "remedy": remedy}


def _select(rows: list[dict[str, Any]], schema: pl.Schema) -> list[dict[str, Any]]:
    return [{name: row[name] for name in schema} for row in rows]


def gather_shards(
    articles: list[pl.LazyFrame],
    records: list[pl.LazyFrame],
    ledger: list[pl.LazyFrame],
    fields: list[pl.LazyFrame],
    rejected: list[pl.LazyFrame],
    unreadable: pl.DataFrame,
) -> dict[str, Iterator[pl.DataFrame] | pl.DataFrame]:
    """Return the tables of the whole corpus, a shard at a time; shards follow each other in the order of ids."""
    return {
        "articles": (shard.collect() for shard in articles),
        "records": (shard.collect() for shard in records),
        "ledger": (shard.collect() for shard in ledger),
        "fields": (shard.collect() for shard in fields),
        "rejected": pl.concat([unreadable, *(shard.collect() for shard in rejected)]),
    }
