"""Factiva: each article has codes such as HD and WC, and ends with the number of its document."""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import find_labels, mark_labelled, read_words

DATABASE = "Factiva"
CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:[ ]*\t\s*|\s*$)")
NUMBER = re.compile(r"(?:AN\s+)?(?:Document|Dokument|Documento) (\w{20,30})", re.IGNORECASE)


def is_factiva(text: str) -> bool:
    """Return whether a text has the marks of an export from Factiva."""
    lines = split_lines(text)
    if not any(NUMBER.fullmatch(line.text) for line in lines):
        return False
    return any(found.label.field == "title" for found in find_labels(lines, DATABASE, CODE).values())


def divide_factiva(text: str) -> Export:
    """Return the articles of an export from Factiva; raises UnknownLayoutError."""
    lines = split_lines(text)
    ends = [number + 1 for number, line in enumerate(lines) if NUMBER.fullmatch(line.text)]
    return Export(
        tuple(_read_article(text, lines[first:last]) for first, last in zip([0, *ends[:-1]], ends, strict=True))
    )


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    found = find_labels(lines, DATABASE, CODE)
    if not any(each.label.field == "title" for each in found.values()):
        raise UnknownLayoutError(lines[0].start, "the code HD with a headline")
    first = min(found)
    marks = mark_labelled(text, lines[first:], find_labels(lines[first:], DATABASE, CODE), 0)
    return Article(lines[first].start, lines[-1].end, tuple(marks), read_words(text, marks))


FACTIVA = Layout(DATABASE, is_factiva, divide_factiva)
