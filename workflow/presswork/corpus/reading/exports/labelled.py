"""Reads the labelled lines of an export: a label such as BYLINE, and behind it a value that may go on below."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.reading.formats.record import Cut

LABELS = Path(__file__).with_name("labels.csv")
NUMBER = re.compile(r"\d[\d,.\u00a0\u202f ]*")


@dataclass(frozen=True)
class Label:
    """A label of a database: the field that its value is (none: it is cut), and whether it stands below the text."""

    name: str
    field: str | None
    is_tail: bool


@cache
def load_labels(database: str) -> Mapping[str, Label]:
    """Return the labels of a database in all languages of its interface, by their text in lower case."""
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return {
            row["label"].lower(): Label(row["label"], row["field"] or None, row["place"] == "tail")
            for row in csv.DictReader(rows)
            if row["database"] == database
        }


@dataclass(frozen=True)
class Labelled:
    """A label in a line: where it starts and ends, and where its value starts and ends."""

    label: Label
    start: int
    value: int
    end: int

    def mark(self) -> Iterator[Cut]:
        """Yield what the label and its value are."""
        rule = f"{self.label.name} label"
        if self.label.field is None or self.value >= self.end:
            yield Cut(self.start, self.end, rule)
            return
        yield Cut(self.start, self.value, rule)
        yield Cut(self.value, self.end, rule, self.label.field)


def find_label(line: Line, labels: Mapping[str, Label], sign: str = ":") -> Labelled | None:
    """Return the label that a line begins with, if `sign` stands behind it."""
    before, found, after = line.text.partition(sign)
    label = labels.get(" ".join(before.split()).lower()) if found else None
    if label is None:
        return None
    value = line.start + len(before) + len(found)
    return Labelled(label, line.start, value + len(after) - len(after.lstrip()), line.end)


def read_number(text: str) -> int | None:
    """Return the first whole number of a text such as `1,234 words`."""
    found = NUMBER.search(text)
    return int(re.sub(r"\D", "", found[0])) if found else None


def group_blocks(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in blocks between blank lines."""
    blocks: list[list[Line]] = []
    for number, line in enumerate(lines):
        gap = text[lines[number - 1].end : line.start] if number else ""
        if number and gap.count("\n") + gap.count("\r") - gap.count("\r\n") < 2:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
