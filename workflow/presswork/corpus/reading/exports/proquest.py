"""ProQuest: each article has its headline above labels such as Author, its text below Full text, and more labels."""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import (
    Labelled,
    find_blocks,
    find_labels,
    mark_day,
    mark_labelled,
    read_words,
)
from presswork.corpus.reading.formats.record import Cut

DATABASE = "ProQuest"
# Labels that each article has, of which a text must have two.
SIGNS = ("ProQuest document ID", "Publication info", "Document URL", "Publication title")
NUMBERED = re.compile(r"(?:Document|Dokument|Documento) (\d{1,6}) (?:of|von|de|sur|di) (\d{1,6})", re.IGNORECASE)
RULE = re.compile(r"[_=-]{10,}")


def is_proquest(text: str) -> bool:
    """Return whether a text has the marks of an export from ProQuest."""
    names = {found.label.name for found in find_labels(split_lines(text), DATABASE).values()}
    return "Full text" in names and sum(sign in names for sign in SIGNS) > 1


def divide_proquest(text: str) -> Export:
    """Return the articles of an export from ProQuest; raises UnknownLayoutError."""
    lines = split_lines(text)
    found = find_labels(lines, DATABASE)
    starts = _find_starts(text, lines, found)
    bounds = list(zip(starts, [*starts[1:], len(lines)], strict=True))
    numbers = [match for line in lines if (match := NUMBERED.fullmatch(line.text))]
    stated = int(numbers[0][2]) if numbers and numbers[0][1] == "1" else None
    return Export(tuple(_read_article(text, lines[first:last]) for first, last in bounds), stated)


def _find_starts(text: str, lines: Sequence[Line], found: dict[int, Labelled]) -> list[int]:
    """Return the lines with a headline: directly above the first label of an article."""
    blocks = sorted(find_blocks(text, lines))
    starts, is_above = [], True
    for number, each in sorted(found.items()):
        if each.label.reach != "tail" and is_above:
            above = [block for block in blocks if block < number]
            if not above:
                raise UnknownLayoutError(lines[number].start, "the headline above the first label")
            starts.append(above[-1])
        is_above = each.label.reach == "tail"
    return starts


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    while RULE.fullmatch(lines[-1].text) or NUMBERED.fullmatch(lines[-1].text):
        lines = lines[:-1]
    found = find_labels(lines, DATABASE)
    first = min(found)
    marks = [Cut(line.start, line.end, "headline above an article", "title") for line in lines[:first]]
    for mark in mark_labelled(text, lines, found, first):
        line = next(each for each in lines if each.start <= mark.start < each.end)
        marks += mark_day(line, mark.start, mark.rule) if mark.field == "published" else [mark]
    return Article(lines[0].start, lines[-1].end, tuple(marks), read_words(text, marks))


PROQUEST = Layout(DATABASE, is_proquest, divide_proquest)
