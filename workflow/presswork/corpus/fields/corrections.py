"""Corrections and additions to the articles' fields by the user: `seeds/annotations/metadata.csv`."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from presswork.core.annotations import Form, Row, read_rows, refuse_line
from presswork.corpus.fields.date_columns import decide_order, read_day, show_order
from presswork.corpus.tables import NO_ARTICLE

KEYS = ("source", "article_id", "id")
FIELDS = ("title", "byline", "outlet", "published", "language", "url", "group")
FILE = "annotations/metadata.csv"
FORM = Form(FILE, (), (*KEYS, *FIELDS, "encoding"))
ENDING = re.compile(r"\.[a-z][a-z0-9]{1,7}$")
NUMBER = re.compile(r"\d{1,40}(?:\.\d{1,40})?(?:e\+?\d{1,2})?")


@dataclass(frozen=True)
class Annotation:
    """A row: which article it refers to (by file, article_id or own id), and the fields it gives."""

    number: int
    key: str
    fields: dict[str, str]


def read_annotations(tables: list[str]) -> list[Annotation]:
    """Return the rows of the annotation tables, each given as CSV with a column `source`, `article_id` or `id`.

    Raises PressworkError for what `read_rows` refuses, for unknown columns, and for rows that name no article.
    """
    return [_annotate(row) for table in tables for row in read_rows(table, FORM)]


def _annotate(row: Row) -> Annotation:
    key = next((row.cells[name] for name in KEYS if row.cells.get(name)), None)
    if not key:
        raise refuse_line(
            FORM,
            row.line,
            "no article is named",
            "an article by source, article_id or id",
            "fill in one of them, or remove the row",
        )
    return Annotation(row.line, key, {name: row.cells[name] for name in FIELDS if row.cells.get(name)})


def settle_dates(
    annotations: list[Annotation], day_first: bool | None = None, language: str | None = None
) -> list[Annotation]:
    """Return the rows with days as YYYY-MM-DD; the order of day and month is as given, else as all these dates show.

    Raises PressworkError for a value that is not one date.
    """
    values = [row.fields.get("published", "") for row in annotations]
    first = decide_order(map(show_order, values)) if day_first is None else day_first
    return [_settle_date(row, value, first, language) for row, value in zip(annotations, values, strict=True)]


def _settle_date(row: Annotation, value: str, day_first: bool | None, language: str | None) -> Annotation:
    if not value:
        return row
    day, problem = read_day(value, day_first, language)
    if day is None:
        found = f"{value} cannot be read as the day of publication: {problem}"
        raise refuse_line(FORM, row.number, found, "a day such as 2022-03-31", "correct the date")
    return replace(row, fields={**row.fields, "published": day.isoformat()})


def group_annotations(annotations: list[Annotation]) -> dict[str, list[Annotation]]:
    """Return the rows by the file or article they refer to."""
    grouped: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        grouped.setdefault(spell_key(annotation.key), []).append(annotation)
    return grouped


def spell_key(name: str) -> str:
    """Return a file name or id as it is compared: in NFC and without a leading ./."""
    return unicodedata.normalize("NFC", name).removeprefix("./")


def find_given(grouped: dict[str, list[Annotation]], *names: str) -> dict[str, str]:
    """Return the fields that the user gave an article with these names; later rows override earlier ones."""
    if not grouped:
        return {}
    rows = sorted((row for name in names for row in grouped.get(spell_key(name), [])), key=lambda row: row.number)
    return {field: value for row in rows for field, value in row.fields.items()}


def find_unmatched(annotations: list[Annotation], names: set[str]) -> list[dict[str, Any]]:
    """Return a notice for each annotation that matches none of these files and articles, with the likely name."""
    known = set(map(spell_key, names)) if annotations else set()
    unmatched = [row for row in annotations if spell_key(row.key) not in known]
    similar = {_spell_loosely(name): name for name in sorted(names, reverse=True)} if unmatched else {}
    return [
        {
            "source": FILE,
            "record": row.number,
            "reason": NO_ARTICLE,
            "detail": f"line {row.number} names {row.key}{_suggest(similar.get(_spell_loosely(row.key)))}",
            "remedy": "correct the name: a path below the seeds folder, an article_id, or an id that the file gives",
        }
        for row in unmatched
    ]


def _suggest(name: str | None) -> str:
    return f"; did you mean {name}?" if name else ""


def _spell_loosely(name: str) -> str:
    """Return a name without what spreadsheets and systems change: case, \\, ending, zeros, digits past the sixth."""
    plain = ENDING.sub("", spell_key(name).casefold().replace("\\", "/").strip())
    return f"{float(plain):.5e}" if NUMBER.fullmatch(plain) else plain
