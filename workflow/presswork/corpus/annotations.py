"""What a person adds to or corrects in the articles' fields: `seeds/annotations/metadata.csv`."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presswork.core.errors import PressworkError
from presswork.corpus.tables import NO_ARTICLE

KEYS = ("source", "article_id", "id")
FIELDS = ("title", "byline", "outlet", "published", "language", "url", "group")
FILE = "annotations/metadata.csv"


@dataclass(frozen=True)
class Annotation:
    """A row: which article (by its file, article_id or own id) it speaks of, and the fields it gives."""

    number: int
    key: str
    fields: dict[str, str]


def read_annotations(tables: list[str]) -> list[Annotation]:
    """Return the rows of the annotation tables, each given as CSV with a column `source`, `article_id` or `id`.

    Raises PressworkError for a column that is no field, and for a row that names no article.
    """
    return [annotation for table in tables for annotation in _read_table(table)]


def _read_table(table: str) -> Iterator[Annotation]:
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    names = [name.strip() for name in rows.fieldnames or []]
    unknown = [name for name in names if name not in (*KEYS, *FIELDS)]
    if unknown or not set(names) & set(KEYS):
        raise PressworkError(
            "The annotations have columns that say nothing here.",
            file=FILE,
            found=", ".join(names) or "no header",
            expected=f"source, article_id or id, and some of {', '.join(FIELDS)}",
            remedy="correct the header of the file",
        )
    for number, row in enumerate(rows, 2):
        values = {name.strip(): (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        key = next((values[name] for name in KEYS if values.get(name)), None)
        if not key:
            raise PressworkError(
                "An annotation names no article.",
                file=FILE,
                found=f"line {number}",
                remedy="fill in source, article_id or id",
            )
        yield Annotation(number, key, {name: values[name] for name in FIELDS if values.get(name)})


def group_annotations(annotations: list[Annotation]) -> dict[str, list[Annotation]]:
    """Return the rows by the file or article that they speak of, so that each article finds its own at once."""
    grouped: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        grouped.setdefault(annotation.key, []).append(annotation)
    return grouped


def find_given(grouped: dict[str, list[Annotation]], *names: str) -> dict[str, str]:
    """Return the fields that a person gave an article that goes by these names; a later row goes before an earlier."""
    rows = sorted((row for name in names for row in grouped.get(name, [])), key=lambda row: row.number)
    return {field: value for row in rows for field, value in row.fields.items()}


def find_unmatched(annotations: list[Annotation], names: set[str]) -> list[dict[str, Any]]:
    """Return a row of the rejects for each annotation that speaks of none of these files and articles."""
    return [
        {
            "source": FILE,
            "record": row.number,
            "reason": NO_ARTICLE,
            "detail": f"line {row.number} speaks of {row.key}",
            "remedy": "correct the name: a path below the seeds folder, an article_id, or an id that the file gives",
        }
        for row in annotations
        if row.key not in names
    ]
