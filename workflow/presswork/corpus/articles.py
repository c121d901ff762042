"""From the records of a shard to its articles, ledger and fields, and from the shards to the whole corpus."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from datetime import date
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.corpus.cleaning.divided_words import load_words
from presswork.corpus.cleaning.flow import Flow, flow_text, restore_spans
from presswork.corpus.cleaning.furniture_rules import Rule, build_rules
from presswork.corpus.cleaning.headline_model import HeadlineModel, build_headline_model
from presswork.corpus.cleaning.line_model import LineScores, build_line_model, score_pages
from presswork.corpus.cleaning.record_parts import clean_extracted, clean_record, find_headings
from presswork.corpus.cleaning.spans import Span, join_body
from presswork.corpus.fields.corrections import find_given, find_unmatched, group_annotations, read_annotations
from presswork.corpus.fields.languages import identify_language
from presswork.corpus.fields.metadata import find_code, read_fields
from presswork.corpus.reading.formats.record import Rejected, describe_remark, is_page
from presswork.corpus.reading.mojibake import repair_mojibake
from presswork.corpus.tables import GIVEN, ID_REPEATED

ID_DIGITS = 12
LISTED = 20
UNDECODED = "\ufffd"


def clean_shard(
    dealt: pl.LazyFrame,
    recurring: pl.DataFrame,
    furniture: list[str],
    words: str,
    line_model: dict[str, Any],
    headline_model: dict[str, Any],
    metadata: list[str],
    repair: bool = True,
) -> dict[str, pl.DataFrame]:
    """Return the articles, records, repairs, ledger, fields and remarks of a shard.

    `furniture` (rules), `words` and `metadata` (a person's annotations) are tables as CSV, `line_model` and
    `headline_model` the contents of the models' files. The models and the lines that recur over the corpus judge copied
    pages; a row of a table has its text in a column of its own. `repair` says whether mojibake is undone.
    """
    rules = build_rules(pl.concat(pl.read_csv(table.encode(), infer_schema=False) for table in furniture))
    annotations = group_annotations(read_annotations(metadata))
    model = build_line_model(line_model, words)
    headlines = build_headline_model(headline_model)
    lines = recurring["line"].to_list()
    known_lines = {repair_mojibake(line)[0] for line in lines} if repair else set(lines)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    records = dealt.collect().sort("sha256", "source", "record").rows(named=True)
    repairs = [_repair(row) if repair else [] for row in records]
    is_heading = find_headings(rules)
    flows = [_flow(row, is_heading) for row in records]
    pages = (flow.text for row, flow in zip(records, flows, strict=True) if is_page(row["record"], row["extractor"]))
    scores = score_pages(pages, model)
    for row, flow, repaired in zip(records, flows, repairs, strict=True):
        place = _identify(row["sha256"], taken)
        rows["repairs"] += [{"article_id": place["article_id"], **each} for each in repaired]
        spans = restore_spans(_clean(row, flow.text, rules, scores, headlines, known_lines), flow.edits)
        described = {name: row[name] for name in ("text", "encoding", "sha256")}
        rows["records"].append({**place, **described, "n_undecoded": row["text"].count(UNDECODED)})
        rows["ledger"] += [{"article_id": place["article_id"], **vars(span)} for span in spans]
        body = join_body(row["text"], spans)
        if not any(map(str.isalnum, body)):
            rows["remarks"].append(_reject(row))
            continue
        annotated = find_given(annotations, row["source"], str(place["article_id"]), row["id"] or "")
        given = {name: row[name] for name in GIVEN}
        fields = read_fields(row["text"], spans, body, given, annotated)
        rows["fields"] += [{"article_id": place["article_id"], "field": name, **each} for name, each in fields.items()]
        rows["articles"].append({**place, **_describe(row, fields, body)})
    tables = find_tables()
    names = ("articles", "records", "repairs", "ledger", "fields", "remarks")
    return {name: pl.DataFrame(_select(rows[name], tables[name].schema), tables[name].schema) for name in names}


def _repair(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Undo mojibake in a row's text and in the fields that the file gives, and return each repair."""
    found = []
    for name in ("text", *GIVEN):
        if row[name]:
            row[name], repairs = repair_mojibake(row[name])
            found += [{"field": name, **vars(each)} for each in repairs]
    return found


def _flow(row: dict[str, Any], is_heading: Callable[[str], bool]) -> Flow:
    """Return the flow of a record; its language is asked for where a divided word depends on it."""
    text = row["text"]
    return flow_text(text, lambda: load_words(find_code(row["language"]) or identify_language(text)[0]), is_heading)


def _clean(
    row: dict[str, Any],
    text: str,
    rules: list[Rule],
    scores: Iterator[LineScores],
    headlines: HeadlineModel,
    known_lines: Set[str],
) -> list[Span]:
    """Return the spans of a record's flow; where a library took the text out of a page, it has done the cleaning.

    `scores` has the next page's scores.
    """
    title = flow_text(row["title"]).text if row["title"] else None
    if row["extractor"]:
        return clean_extracted(text, title, row["extractor"])
    if is_page(row["record"], row["extractor"]):
        return clean_record(text, title, rules, next(scores), known_lines, headlines)
    return clean_record(text, title, rules)


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
    detail = f"{len(row['text'])} characters, none of them words of running text"
    remark = Rejected(row["record"], "no body", detail, "save the whole article, or remove it")
    return describe_remark(remark, row["source"])


def _select(rows: list[dict[str, Any]], schema: pl.Schema) -> list[dict[str, Any]]:
    return [{name: row[name] for name in schema} for row in rows]


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
    """Return the tables of the whole corpus, a shard at a time; shards follow each other in the order of ids.

    `remarks` are those made while reading and those of each shard. Annotations that match no article, and ids that are
    not unique, are among the notices. Raises PressworkError where `strict` and something was rejected or an annotation
    matches nothing.
    """
    names = pl.concat(articles).select("source", "record", "article_id", "id").collect()
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
        "notices": pl.concat([notices, unmatched, _list_repeated(names).cast(notices.schema)]),
    }


def add_skipped(notices: pl.DataFrame, skipped: list[dict[str, str]]) -> pl.DataFrame:
    """Return the notices with one for each file or folder of the seeds folder that is not read."""
    return pl.concat([notices, pl.DataFrame([{"record": None, **row} for row in skipped], notices.schema)])


def _list_repeated(names: pl.DataFrame) -> pl.DataFrame:
    """Return a notice for each id of a file that an earlier record has, too."""
    given = names.drop_nulls("id").sort("source", "record")
    firsts = given.unique("id", keep="first", maintain_order=True).select("id", "article_id", first="source")
    others = given.join(firsts.rename({"article_id": "other"}), on="id").filter(pl.col("article_id") != pl.col("other"))
    return others.select(
        "source",
        "record",
        reason=pl.lit(ID_REPEATED),
        detail=pl.format("{} is also the id of a record of {}", "id", "first"),
        remedy=pl.lit("give it an id of its own; the article stays, and annotations by this id go to each"),
    )


def _refuse(rejects: pl.DataFrame) -> PressworkError:
    listed = [f"{source}: {reason}" for source, reason in rejects.select("source", "reason").head(LISTED).iter_rows()]
    more = f", and {rejects.height - LISTED} more" if rejects.height > LISTED else ""
    return PressworkError(
        "Something was rejected, and corpus.strict stops the run then.",
        found="; ".join(listed) + more,
        expected="no rejects",
        remedy="mend or remove them, or set corpus.strict: false",
    )
