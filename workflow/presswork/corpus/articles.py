"""From the records of a shard to its articles, ledger and fields, and from the shards to the whole corpus."""

from collections import defaultdict
from collections.abc import Iterator, Set
from datetime import date
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.tables import find_tables
from presswork.corpus.annotations import find_given, find_unmatched, group_annotations, read_annotations
from presswork.corpus.cleaning import clean_extracted, clean_record
from presswork.corpus.formats.record import is_page
from presswork.corpus.headlines import HeadlineModel, build_headline_model
from presswork.corpus.line_model import LineModel, build_line_model
from presswork.corpus.metadata import read_fields
from presswork.corpus.rules import Rule, build_rules
from presswork.corpus.spans import Span, join_body
from presswork.corpus.tables import GIVEN

ID_DIGITS = 12
LISTED = 20


def clean_shard(
    dealt: pl.LazyFrame,
    recurring: pl.DataFrame,
    furniture: list[str],
    words: str,
    line_model: dict[str, Any],
    headline_model: dict[str, Any],
    metadata: list[str],
) -> dict[str, pl.DataFrame]:
    """Return the articles, records, ledger, fields and rejects of a shard.

    `furniture` (rules), `words` and `metadata` (a person's annotations) are tables as CSV, `line_model` and
    `headline_model` the contents of the models' files. The models and the lines that recur over the corpus judge copied
    pages; a row of a table has its text in a column of its own.
    """
    rules = build_rules(pl.concat(pl.read_csv(table.encode(), infer_schema=False) for table in furniture))
    annotations = group_annotations(read_annotations(metadata))
    model = build_line_model(line_model, words)
    headlines = build_headline_model(headline_model)
    known_lines = set(recurring["line"])
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in dealt.collect().sort("sha256", "source", "record").iter_rows(named=True):
        place = _identify(row["sha256"], taken)
        spans = _clean(row, rules, model, headlines, known_lines)
        rows["records"].append({**place, **{name: row[name] for name in ("text", "encoding", "sha256")}})
        rows["ledger"] += [{"article_id": place["article_id"], **vars(span)} for span in spans]
        body = join_body(row["text"], spans)
        if not body.strip():
            rows["rejected"].append(_reject(row))
            continue
        annotated = find_given(annotations, row["source"], str(place["article_id"]))
        given = {name: row[name] for name in GIVEN}
        fields = read_fields(row["text"], spans, body, given, annotated)
        rows["fields"] += [{"article_id": place["article_id"], "field": name, **each} for name, each in fields.items()]
        rows["articles"].append({**place, **_describe(row, fields, body)})
    tables = find_tables()
    names = ("articles", "records", "ledger", "fields", "rejected")
    return {name: pl.DataFrame(_select(rows[name], tables[name].schema), tables[name].schema) for name in names}


def _clean(
    row: dict[str, Any], rules: list[Rule], model: LineModel, headlines: HeadlineModel, known_lines: Set[str]
) -> list[Span]:
    """Return the spans of a record; where a library took the text out of a page, it has done the cleaning."""
    if row["extractor"]:
        return clean_extracted(row["text"], row["title"], row["extractor"])
    if is_page(row["record"], row["extractor"]):
        return clean_record(row["text"], row["title"], rules, model, known_lines, headlines)
    return clean_record(row["text"], row["title"], rules)


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
        "published": date.fromisoformat(day) if day else None,
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
    metadata: list[str],
    strict: bool,
) -> dict[str, Iterator[pl.DataFrame] | pl.DataFrame]:
    """Return the tables of the whole corpus, a shard at a time; shards follow each other in the order of ids.

    Annotations that match no article are among the rejects. Raises PressworkError where `strict` and something was
    rejected.
    """
    names = pl.concat(articles).select("source", "article_id").collect()
    known = {*names["source"], *names["article_id"]}
    unmatched = find_unmatched(read_annotations(metadata), known)
    everything = [unreadable, *(shard.collect() for shard in rejected), pl.DataFrame(unmatched, unreadable.schema)]
    rejects = pl.concat(everything)
    if strict and rejects.height:
        raise _refuse(rejects)
    return {
        "articles": (shard.collect() for shard in articles),
        "records": (shard.collect() for shard in records),
        "ledger": (shard.collect() for shard in ledger),
        "fields": (shard.collect() for shard in fields),
        "rejected": rejects,
    }


def _refuse(rejects: pl.DataFrame) -> PressworkError:
    listed = [f"{source}: {reason}" for source, reason in rejects.select("source", "reason").head(LISTED).iter_rows()]
    more = f", and {rejects.height - LISTED} more" if rejects.height > LISTED else ""
    return PressworkError(
        "Something was rejected, and corpus.strict stops the run then.",
        found="; ".join(listed) + more,
        expected="no rejects",
        remedy="mend or remove them, or set corpus.strict: false",
    )
