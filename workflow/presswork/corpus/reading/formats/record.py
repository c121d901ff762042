"""What the reader of a format yields: records, notices and rejections."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from presswork.corpus.reading.encoding import Doubt
from presswork.corpus.reading.file_names import spell_name
from presswork.corpus.reading.formats.html.markup import read_escapes, read_markup
from presswork.corpus.reading.formats.tables.column_names import (
    DOUBTFUL,
    NAMES,
    find_column,
    find_unused,
    spell_column,
)
from presswork.corpus.reading.formats.tables.values import describe_value, list_paragraphs, read_literal, spell_value

MAX_DETAIL = 300
# Fields that a content management system exports as HTML, as it does the text.
MARKED_UP = ("title", "byline", "outlet", "group")
ADDRESS = re.compile(r"https?://\S+")
# What a cell of Excel holds at most; a longer text was cut when it was written.
MAX_CELL = 32_767


@dataclass(frozen=True)
class Notice:
    """What a researcher should know of a file or record that was read: in short, what was found, and what to do."""

    record: int | None
    reason: str
    detail: str
    remedy: str
    member: str | None = None

    def __post_init__(self) -> None:
        # What was found may be megabytes of anything; a table shows a line of valid text.
        start = self.detail[: 4 * MAX_DETAIL].encode("utf-8", "backslashreplace").decode()
        detail = spell_name(" ".join(start.split()))
        shown = f"{detail[:MAX_DETAIL]} ..." if len(detail) > MAX_DETAIL else detail
        object.__setattr__(self, "detail", shown)


@dataclass(frozen=True)
class Rejected(Notice):
    """A file or record that gave no article: why, what was found, and what to do."""


@dataclass(frozen=True)
class Reference(Rejected):
    """An article's fields without its text; a rejection unless the text is in another file."""

    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters `start` to `end` of a record found on reading not to be running text, and the rule.

    They are the value of `field`, or cut if there is none.
    """

    start: int
    end: int
    rule: str
    field: str | None = None


def leave_out(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text without what stands at these places (start, end), which are in order."""
    parts, at = [], 0
    for start, end in places:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def join_cuts(text: str, cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Yield the cuts of a text, those with the same rule and field that only blanks divide as one.

    They are in order. A headline of two lines is one value, and consecutive lines of a quotation are one cut.
    """
    waiting: Cut | None = None
    for cut in cuts:
        is_same = waiting and (waiting.rule, waiting.field) == (cut.rule, cut.field)
        if waiting and is_same and not text[waiting.end : cut.start].strip():
            waiting = replace(waiting, end=cut.end)
            continue
        if waiting:
            yield waiting
        waiting = cut
    if waiting:
        yield waiting


@dataclass(frozen=True)
class Record:
    """One article as it came: its place in the file, its text, its encoding, and the fields that the file gives.

    `member` is its name inside an archive, `extractor` the library and version that took the text out of a layout,
    `notices` is what to know about it, `cuts` what of its text is not part of the article, in order. `database` is the
    one whose export it was in.
    """

    record: int | None
    text: str
    encoding: str
    given: Mapping[str, str] = field(default_factory=dict)
    member: str | None = None
    extractor: str | None = None
    notices: tuple[Notice, ...] = ()
    cuts: tuple[Cut, ...] = ()
    database: str | None = None


def describe_remark(remark: Notice, source: str) -> dict[str, Any]:
    """Return the row of a remark on a file or record."""
    described = {name: value for name, value in vars(remark).items() if name != "member"}
    return {"source": source, **described, "rejected": isinstance(remark, Rejected)}


class UnreadableError(Exception):
    """Ends the reading of a file or member; `rejected` says why."""

    def __init__(self, reason: str, detail: str, remedy: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.rejected = Rejected(None, reason, detail, remedy)


MAX_RECORD_CHARACTERS = 20_000_000
SPLIT = "split it into articles, or remove it"


def is_page(record: int | None, extractor: str | None) -> bool:
    """Return whether a record is a page as the user copied it: no row of a table, and not extracted by a library."""
    return record is None and not extractor


def map_columns(names: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return which column of a file holds which field: as the configuration says, else by usual names."""
    lower = {name.strip().lower(): name for name in reversed(names)}
    spelled = {spell_column(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for name in NAMES:
        own = columns.get(name)
        match = find_column(name, spelled) if own is None else lower.get(own.strip().lower())
        if match is not None and (own is not None or match not in found.values()):
            found[name] = match
    return found


@lru_cache(maxsize=256)
def _tell_unused(names: tuple[str, ...], used: tuple[tuple[str, str], ...]) -> tuple[Notice, ...]:
    """Return the notices of columns that look like a field and are not used, and of one that may be another day."""
    published = dict(used).get("published", "")
    doubtful = f"{published} was read as published, but may be the time at which the row was made"
    instead = "if so, name the column of the day of publication: corpus.columns: {published: its name}"
    doubts = (Notice(None, "doubtful column", doubtful, instead),) if spell_column(published) in DOUBTFUL else ()
    unused = find_unused(list(names), dict(used))
    if not unused:
        return doubts
    told = (
        f"{dict(used)[field]} was read as {field}, {column} was not"
        if field in dict(used)
        else f"{column} looks like {field}"
        for column, field in unused
    )
    remedy = "to use one of them, set corpus.columns, for example {published: name of the column}"
    return (*doubts, Notice(None, "unused columns", "; ".join(told), remedy))


def build_record(
    row: Mapping[str, object], fields: Mapping[str, str], number: int | None, encoding: str
) -> Record | Rejected:
    """Return the record of a row: title, blank line, text. Lists are joined, an object gives its name."""
    written = row.get(fields["text"]) if "text" in fields else None
    written = list_paragraphs(written) or written if isinstance(written, dict) else written
    text = spell_value(written, "\n\n") if isinstance(written, str | list) else None
    if not text and written not in (None, [], "") and not (isinstance(written, str) and not written.strip()):
        detail = f"the text column holds {describe_value(written)}"
        return Rejected(number, "no text", detail, "fill in the text, or delete the row")
    shown = read_markup(read_escapes(text)) if text else text
    if shown != text:
        text, encoding = shown, f"{encoding}, then read as HTML"
    values = {name: spell_value(read_literal(row.get(column))) for name, column in fields.items() if name != "text"}
    for name in MARKED_UP:
        if values.get(name):
            values[name] = " ".join(read_markup(values[name] or "").split())
    given = _settle_source({name: value for name, value in values.items() if value})
    problem = find_problem(text or "", given.values(), number)
    if problem:
        return problem
    title = given.get("title")
    unused = [f"{name}: {describe_value(row[fields[name]])}" for name, value in values.items() if value is None]
    remedy = "write text, a list of texts, or an object with a name"
    told = (Notice(number, "value not used", detail, remedy) for detail in unused)
    notices = (*_tell_unused(tuple(row), tuple(fields.items())), *told, *_tell_cut_off(written, number))
    return Record(number, f"{title}\n\n{text}" if title else text or "", encoding, given, notices=notices)


def _settle_source(given: dict[str, str]) -> dict[str, str]:
    """Return the fields with an outlet that is a web address, as some programs call the source, as the address."""
    address = given.get("outlet", "")
    if not ADDRESS.fullmatch(address):
        return given
    return {"url": address, **{name: value for name, value in given.items() if name != "outlet"}}


def _tell_cut_off(text: object, number: int | None) -> Iterator[Notice]:
    """Yield the notice of a text as long as the longest that a cell of Excel holds; Excel counts units of UTF-16."""
    if not isinstance(text, str) or not MAX_CELL // 2 <= len(text) <= MAX_CELL:
        return
    if MAX_CELL in (len(text), len(text.encode("utf-16-le", "replace")) // 2):
        detail = f"the text has exactly {MAX_CELL:,} characters, the most that a cell of Excel holds"
        yield Notice(number, "truncated article", detail, "export it again in a format without this limit, such as CSV")


def add_notices(found: "Record | Notice", doubts: Iterable[Doubt]) -> "Record | Notice":
    """Return the record with a notice for each doubt about the letters of its file."""
    if isinstance(found, Notice):
        return found
    notices = (Notice(None, doubt.reason, doubt.detail, doubt.remedy) for doubt in doubts)
    return replace(found, notices=(*found.notices, *notices))


def find_problem(text: str, others: Iterable[str], number: int | None) -> Rejected | None:
    """Return why a text with its fields cannot be a record, None if it can."""
    values = (text, *others)
    if not text:
        return Rejected(number, "no text", "the row has no text", "fill in the text, or delete the row")
    if any(len(value) > MAX_RECORD_CHARACTERS for value in values):
        return Rejected(number, "too long", f"more than {MAX_RECORD_CHARACTERS:,} characters", SPLIT)
    if not all(map(_is_valid, values)):
        return Rejected(number, "broken characters", "half of a surrogate pair", "export the file again as UTF-8")
    if any("\0" in value for value in values):
        return Rejected(number, "binary", "a NUL character", "export the file again as text")
    return None


def _is_valid(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def tell_skipped(names: list[str], is_empty: bool) -> Notice:
    """Return what to know of an archive with members that are never articles, or without any other."""
    detail = f"hidden files, READMEs and lock files: {len(names):,}, such as {names[0]}" if names else "no members"
    remedy = "if they are articles, rename them and create the archive again"
    kind, reason = (Rejected, "contains no articles") if is_empty else (Notice, "members not read")
    return kind(None, reason, detail, remedy)


def reject_without_text(names: list[str], found: str = "") -> Rejected:
    """Return the rejection of a file in which no column can be the text; `found` is said before its columns."""
    remedy = (
        "rename the column of texts to text, body or content, or set corpus.columns: {text: its name}; if there is "
        "none, export the articles with their text"
    )
    return Rejected(None, "no text column", f"{found}columns: {', '.join(names)}", remedy)
