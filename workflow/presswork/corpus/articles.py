"""Cleans the records of a shard into articles, ledger and fields."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from presswork.core.schema import find_tables
from presswork.corpus.cleaning.cuts import move_cuts
from presswork.corpus.cleaning.furniture_rules import Rule, build_rules
from presswork.corpus.cleaning.headline_model import HeadlineModel, build_headline_model
from presswork.corpus.cleaning.layout.divided_words import Words, load_words
from presswork.corpus.cleaning.layout.flow import Flow, flow_text, restore_spans
from presswork.corpus.cleaning.line_model import LineScores, build_line_model, score_pages
from presswork.corpus.cleaning.record_parts import clean_export, clean_extracted, clean_record, find_headings
from presswork.corpus.cleaning.recurring.cuts import (
    EVERY_OUTLET,
    NO_FURNITURE,
    Furniture,
    cut_furniture,
    group_furniture,
)
from presswork.corpus.cleaning.spans import Span, join_body
from presswork.corpus.cleaning.walls import find_truncation, name_wall
from presswork.corpus.fields.corrections import (
    find_given,
    group_annotations,
    read_annotations,
    settle_dates,
)
from presswork.corpus.fields.date_orders import list_orders
from presswork.corpus.fields.language_codes import find_code
from presswork.corpus.fields.languages import identify_language
from presswork.corpus.fields.metadata import name_outlet, read_fields
from presswork.corpus.reading.formats.record import Cut, Notice, Rejected, describe_remark, is_page
from presswork.corpus.reading.mojibake import repair_mojibake
from presswork.corpus.tables import GIVEN
from presswork.corpus.unseparated_words import find_unseparated, remark_unseparated

ID_DIGITS = 12
NO_ORDERS = pl.DataFrame()
UNDECODED = "\ufffd"


def clean_shard(
    dealt: pl.LazyFrame,
    recurring_cuts: pl.DataFrame,
    furniture: list[str],
    words: str,
    line_model: dict[str, Any],
    headline_model: dict[str, Any],
    metadata: list[str],
    date_orders: pl.DataFrame = NO_ORDERS,
    repair: bool = True,
    day_first: bool | None = None,
    language: str | None = None,
) -> dict[str, pl.DataFrame]:
    """Return the articles, records, repairs, ledger, fields and remarks of a shard.

    `recurring_cuts` lists recurring text to cut. `furniture` (rules), `words` and `metadata` (the user's annotations)
    are CSV tables; `line_model` and `headline_model` are the contents of the model files. The models judge copied
    pages only, not rows of tables. `repair` says whether mojibake is repaired. In dates such
    as 3/4/2022, `day_first` gives the order of day and month, or else the other dates of the table (`date_orders`);
    `language` resolves names of months in texts whose language is uncertain.
    """
    tables = pl.concat(pl.read_csv(table.encode(), infer_schema=False) for table in furniture)
    rules = build_rules(tables)
    annotations = group_annotations(settle_dates(read_annotations(metadata), day_first, language))
    orders = list_orders(date_orders)
    model = build_line_model(line_model, words)
    headlines = build_headline_model(headline_model)
    cuts = [_repair_cut(cut) if repair else cut for cut in recurring_cuts.iter_rows(named=True)]
    recurring = group_furniture(cuts)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    records = dealt.collect().sort("sha256", "source", "record").rows(named=True)
    for row in records:
        row["cuts"] = [Cut(**cut) for cut in row["cuts"] or ()]
    repairs = [_repair(row) if repair else [] for row in records]
    is_heading = find_headings(rules)
    flows = [_flow(row, is_heading) for row in records]
    pages = (flow.text for row, flow in zip(records, flows, strict=True) if is_page(row["record"], row["extractor"]))
    scores = score_pages(pages, model)
    for row, flow, repaired in zip(records, flows, repairs, strict=True):
        place = _identify(row["sha256"], taken)
        rows["repairs"] += [{"article_id": place["article_id"], **each} for each in repaired]
        spans = restore_spans(_clean(row, flow, rules, scores, headlines, recurring), flow.edits)
        described = {name: row[name] for name in ("text", "encoding", "sha256")}
        rows["records"].append({**place, **described, "n_undecoded": row["text"].count(UNDECODED)})
        rows["ledger"] += [{"article_id": place["article_id"], **vars(span)} for span in spans]
        body = join_body(row["text"], spans)
        if not any(map(str.isalnum, body)):
            rows["remarks"].append(_reject(row, spans))
            continue
        truncated = find_truncation(row["text"], spans)
        if truncated:
            remark = Notice(row["record"], "truncated article", truncated, "save the whole article, or exclude it")
            rows["remarks"].append(describe_remark(remark, row["source"]))
        annotated = find_given(annotations, row["source"], str(place["article_id"]), row["id"] or "")
        given = {name: row[name] for name in (*GIVEN, "database")}
        first = orders.get(row["source"]) if day_first is None else day_first
        fields = read_fields(row["text"], spans, body, given, annotated, first, language)
        rows["fields"] += [{"article_id": place["article_id"], "field": name, **each} for name, each in fields.items()]
        rows["articles"].append({**place, **_describe(row, fields, body)})
    schemas = find_tables()
    names = ("articles", "records", "repairs", "ledger", "fields", "remarks")
    unseparated = find_unseparated(pl.Series([row["text"] for row in rows["articles"]], dtype=pl.String))
    for number in unseparated.arg_true():
        article = rows["articles"][number]
        rows["remarks"].append(describe_remark(remark_unseparated(article["record"]), article["source"]))
    return {name: pl.DataFrame(_select(rows[name], schemas[name].schema), schemas[name].schema) for name in names}


def _repair(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Repair mojibake in a row's text and in the fields given by the file, and return each repair."""
    found = []
    for name in ("text", *GIVEN):
        if row[name]:
            found_text = row[name]
            row[name], repairs = repair_mojibake(found_text)
            if name == "text" and repairs:
                row["cuts"] = move_cuts(row["cuts"], found_text, repairs)
            found += [{"field": name, **vars(each)} for each in repairs]
    return found


def _flow(row: dict[str, Any], is_heading: Callable[[str], bool]) -> Flow:
    """Return the flow of a record; its language is identified only if a divided word depends on it.

    Lines of HTML are never joined, since each is an element of the page, such as a paragraph or a heading.
    """
    text, is_markup = row["text"], (row["extractor"] or "").startswith("trafilatura")
    load = partial(_load_words, text, row["language"])
    return flow_text(text, load, is_heading, may_be_wrapped=not is_markup)


def _load_words(text: str, language: str | None) -> Words | None:
    return load_words(find_code(language) or identify_language(text)[0])


def _repair_cut(cut: dict[str, Any]) -> dict[str, Any]:
    return {**cut, "text": repair_mojibake(cut["text"])[0]}


def _clean(
    row: dict[str, Any],
    flow: Flow,
    rules: list[Rule],
    scores: Iterator[LineScores],
    headlines: HeadlineModel,
    recurring: Mapping[str, Furniture],
) -> list[Span]:
    """Return the spans of a record's flow. No model judges the lines of text that a library extracted.

    `scores` yields the next page's scores, `recurring` holds what is cut from the articles of each outlet.
    """
    text, title = flow.text, flow_text(row["title"]).text if row["title"] else None
    own = recurring.get(name_outlet(row), NO_FURNITURE)
    if row["database"]:
        spans = clean_export(text, row["database"], flow.find_cuts(row["cuts"]), rules, own.lines)
    elif row["extractor"]:
        spans = clean_extracted(text, title, row["extractor"], flow.find_cuts(row["cuts"]), rules, own.lines)
    elif is_page(row["record"], row["extractor"]):
        spans = clean_record(text, title, rules, next(scores), own.lines, headlines)
    else:
        spans = clean_record(text, title, rules, recurring=own.lines)
    return cut_furniture(text, spans, own, recurring.get(EVERY_OUTLET, NO_FURNITURE))


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
        "database": row["database"],
        "text": body,
        "n_characters": len(body),
    }


def _reject(row: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
    detail, remedy = f"{len(row['text'])} characters, but no running text", "save the whole article, or remove it"
    wall = name_wall(spans)
    if wall:
        detail = f"only a {wall}, no article text"
    remark = Rejected(row["record"], "no body", detail, remedy)
    return describe_remark(remark, row["source"])


def _select(rows: list[dict[str, Any]], schema: pl.Schema) -> list[dict[str, Any]]:
    return [{name: row[name] for name in schema} for row in rows]
