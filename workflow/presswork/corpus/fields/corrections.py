"""What a person adds to or corrects in the articles' fields: `seeds/annotations/metadata.csv`."""

from dataclasses import dataclass
from typing import Any

from presswork.core.annotations import Form, Row, read_rows, refuse_line
from presswork.corpus.tables import NO_ARTICLE

KEYS = ("source", "article_id", "id")
FIELDS = ("title", "byline", "outlet", "published", "language", "url", "group")
FILE = "annotations/metadata.csv"
FORM = Form(FILE, (), (*KEYS, *FIELDS, "encoding"))


@dataclass(frozen=True)
class Annotation:
    """A row: which article (by its file, article_id or own id) it speaks of, and the fields it gives."""

    number: int
    key: str
    fields: dict[str, str]


def read_annotations(tables: list[str]) -> list[Annotation]:
    """Return the rows of the annotation tables, each given as CSV with a column `source`, `article_id` or `id`.

    Raises PressworkError for what `read_rows` refuses, a column that is no field, and a row that names no article.
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
    """Return a notice for each annotation that speaks of none of these files and articles."""
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
