"""What a format's reader gives: records, and what it had to reject."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Record:
    """One article as it came: its place in the file, its text, its encoding, and the fields that the file gives."""

    record: int | None
    text: str
    encoding: str
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rejected:
    """A file or record that gave no article: why, what was found, and what to do."""

    record: int | None
    reason: str
    detail: str
    remedy: str


USUAL_NAMES = {
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article", "fulltext", "full_text"),
    "byline": ("byline", "author", "authors"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "publication"),
    "published": ("published", "date", "publish_date", "publication_date", "published_at", "pubdate"),
    "url": ("url", "link", "article_url", "article_source_link", "source_link"),
    "group": ("group", "category", "section", "label"),
}


def map_columns(names: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return which column of a file holds which field: as the configuration says, else by usual names."""
    lower = {name.strip().lower(): name for name in reversed(names)}
    found = {}
    for name, usual in USUAL_NAMES.items():
        wanted = (columns[name],) if name in columns else usual
        match = next((lower[each.lower()] for each in wanted if each.lower() in lower), None)
        if match is not None:
            found[name] = match
    return found


def build_record(row: Mapping[str, object], fields: Mapping[str, str], number: int, encoding: str) -> Record | Rejected:
    """Return the record of a row: title, blank line, text."""
    values = {name: str(row.get(column) or "").strip() for name, column in fields.items()}
    text = values.pop("text", "")
    if not text:
        return Rejected(number, "no text", "the row has no text", "fill in the text, or leave the row out")
    if any("\ud800" <= character <= "\udfff" for value in (text, *values.values()) for character in value):
        return Rejected(number, "broken characters", "half of a surrogate pair", "export the file again as UTF-8")
    if "\0" in text:
        return Rejected(number, "binary", "a NUL character in the text", "export the file again as text")
    given = {name: value for name, value in values.items() if value}
    title = given.get("title")
    return Record(number, f"{title}\n\n{text}" if title else text, encoding, given)


def reject_without_text(names: list[str]) -> Rejected:
    """Return the rejection of a file in which no column can be the text."""
    return Rejected(
        None,
        "no text column",
        f"columns: {', '.join(names)}",
        f"name a column {' or '.join(USUAL_NAMES['text'][:3])}, or set corpus.columns: {{text: its name}}",
    )
