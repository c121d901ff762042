"""Reads the labelled lines of an article in an export: a label such as BYLINE, and its value beside or below it."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.formats.record import Cut

LABELS = Path(__file__).with_name("labels.csv")
COLON = re.compile(r"(?P<label>[^\W\d_][^:\t]{0,40}?)\s*(?::\s*|$)")
NUMBER = re.compile(r"\d[\d,.\u00a0\u202f ]*")
# The text of an article ends at a label if so many of the blocks from there on begin with one.
LABELLED_SHARE = 0.5
# Where labels stand below the text.
BELOW = ("tail", "heading")


@dataclass(frozen=True)
class Label:
    """A label of a database, and the field that its value is (none: it is cut).

    `reach` says where the value ends: `line` with its line, `block` at the next blank line or label, `run` at the next
    label, and so do `tail` and `heading`, below the text. What follows `body` is the text. A `heading` always ends it,
    a `tail` if mostly labels follow.
    """

    name: str
    field: str | None
    reach: str


@cache
def load_labels(database: str) -> Mapping[str, Label]:
    """Return the labels of a database in all languages of its interface, by their text in lower case."""
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return {
            _spell(row["label"]): Label(row["label"], row["field"] or None, row["reach"])
            for row in csv.DictReader(rows)
            if row["database"] == database
        }


def _spell(label: str) -> str:
    """Return how a label is looked up: databases lose blanks of theirs, as in `Language ofpublication`."""
    return "".join(label.split()).lower()


@dataclass(frozen=True)
class Labelled:
    """A line that begins with a label, and where its value starts."""

    line: Line
    label: Label
    value: int


def find_labels(lines: Sequence[Line], database: str, pattern: re.Pattern[str] = COLON) -> dict[int, Labelled]:
    """Return the lines that begin with a label, by number. The group `label` of `pattern` is the label's text."""
    labels = load_labels(database)
    found = {}
    for number, line in enumerate(lines):
        match = pattern.match(line.text)
        label = labels.get(_spell(match["label"])) if match else None
        # Running text has such words in lower case.
        if match and label and (not line.text[0].islower() or " ".join(match["label"].split()) == label.name):
            found[number] = Labelled(line, label, line.start + match.end())
    return found


def mark_labelled(
    text: str,
    lines: Sequence[Line],
    found: Mapping[int, Labelled],
    first: int,
    is_cut: re.Pattern[str] | None = None,
    floor: int = 0,
    is_text: bool = False,
) -> list[Cut]:
    """Return the marks of an article from its line `first` on: what its labels say is not running text.

    Lines that `is_cut` matches are cut wherever they stand, such as claims of copyright. No line above `floor` is text;
    if `is_text`, the text begins at once, and all labels stand below it.
    """
    starts = find_blocks(text, lines)
    end = _find_end(found, starts, first, len(lines))
    marks: list[Cut] = []
    label = Label("", None, "body") if is_text else None
    for number in range(first, len(lines)):
        line, own = lines[number], found.get(number)
        if own and (number >= end or label is None or label.reach != "body" or own.label.reach == "body"):
            label = own.label
            marks += _mark_line(own)
        elif is_cut and is_cut.fullmatch(line.text):
            marks.append(Cut(line.start, line.end, "copyright"))
        elif number >= end:
            field = label.field if label and number not in starts else None
            marks.append(Cut(line.start, line.end, f"{label.name} label" if label else "below the article", field))
        elif label and (
            label.reach in BELOW or label.reach == "run" or (label.reach == "block" and number not in starts)
        ):
            marks.append(Cut(line.start, line.end, f"{label.name} label", label.field))
        elif number < floor:
            marks.append(Cut(line.start, line.end, "above the text"))
        elif label and label.reach in ("line", "block"):
            # What follows is the text: labels above it are over.
            label = Label("", None, "body")
    return marks


def find_blocks(text: str, lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines above which a line is blank."""
    gaps = (text[lines[number - 1].end : lines[number].start] for number in range(1, len(lines)))
    return {
        0,
        *(number for number, gap in enumerate(gaps, 1) if count_breaks(gap) > 1),
    }


def count_breaks(gap: str) -> int:
    """Return how many line ends of any kind are in a gap."""
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n")


def _find_end(found: Mapping[int, Labelled], starts: Iterable[int], first: int, n_lines: int) -> int:
    """Return the line at which the text of an article ends: with a label below which mostly labels follow."""
    body = next((number for number in sorted(found) if number >= first and found[number].label.reach == "body"), first)
    end, below, n_heads, n_labels = n_lines, -1, 0, 0
    blocks = set(starts)
    for number in sorted({*blocks, *found}, reverse=True):
        if number <= body:
            break
        n_heads, n_labels = n_heads + 1, n_labels + (number in found)
        reach = found[number].label.reach if number in found else None
        if reach == "heading" or (reach == "tail" and n_labels >= LABELLED_SHARE * n_heads):
            end = number
        elif number in found and number in blocks and reach != "body" and end == below:
            # Older exports have section and length there, too.
            end = number
        below = number
    return end


def _mark_line(found: Labelled) -> list[Cut]:
    line, label = found.line, found.label
    rule = f"{label.name} label"
    if label.reach == "body" or (label.field and found.value < line.end):
        parts = [Cut(line.start, found.value, rule)]
        return parts if label.reach == "body" else [*parts, _mark_value(found, rule)]
    return [Cut(line.start, line.end, rule)]


def _mark_value(found: Labelled, rule: str) -> Cut:
    return Cut(found.value, found.line.end, rule, found.label.field)


def mark_day(line: Line, start: int, rule: str) -> list[Cut]:
    """Return the marks of a line with the day of publication: the day is the value, the rest of the line is cut.

    Without a day that can be read, all of it is the value, and the field says that it is none.
    """
    days = find_dates(line.text[start - line.start :])
    first, last = (start + days[0].start, start + days[0].end) if days else (start, line.end)
    ends = [line.start, first, last, line.end]
    parts = [Cut(ends[0], ends[1], rule), Cut(ends[1], ends[2], rule, "published"), Cut(ends[2], ends[3], rule)]
    return [part for part in parts if part.start < part.end]


def is_day(line: Line) -> bool:
    """Return whether a line is short and has a date."""
    return len(line.text) < 80 and bool(find_dates(line.text))


def fill_gaps(text: str, start: int, end: int, marks: Iterable[Cut], rule: str) -> Iterator[Cut]:
    """Yield the marks, in order, and a cut by `rule` for what is left of the text between `start` and `end`."""
    at = start
    for mark in (*marks, Cut(end, end, rule)):
        gap = text[at : mark.start]
        core = gap.strip()
        if core:
            first = at + gap.index(core)
            yield Cut(first, first + len(core), rule)
        if mark.start < mark.end:
            yield mark
        at = max(at, mark.end)


def read_words(text: str, marks: Iterable[Cut]) -> int | None:
    """Return the length that an export states."""
    stated = next((text[mark.start : mark.end] for mark in marks if mark.field == "length"), "")
    found = NUMBER.search(stated)
    return int(re.sub(r"\D", "", found[0])) if found else None
