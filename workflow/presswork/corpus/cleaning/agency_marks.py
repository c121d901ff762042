"""Finds what agencies and editors add to a paragraph: a dateline before it, the agency's name after it."""

from collections.abc import Iterator, Sequence

from presswork.corpus.cleaning.furniture_rules import Rule, choose_rules
from presswork.corpus.cleaning.lines import Line
from presswork.corpus.cleaning.spans import Label, Part
from presswork.corpus.fields.dates import find_dates

END_CHARACTERS = 100
Mark = tuple[int, int, Rule]


def find_marks(
    lines: list[Line], labels: Sequence[Label | None], rules: list[Rule], is_dated: bool
) -> dict[int, list[Part]]:
    """Return the parts of each unlabelled line that a rule cuts, by the index of the line.

    A dateline gives the date of publication if it has a year and the record has no other date (`is_dated`).
    """
    closing = choose_rules(rules, "end")
    opening = choose_rules(rules, "first", "start")
    parts: dict[int, list[Part]] = {}
    for place, line in enumerate(lines):
        if labels[place] is not None:
            continue
        marks = [*_find_starts(line.text, opening), *_find_end(line.text, closing)]
        found = [part for mark in marks for part in _label_mark(line, *mark, is_dated)]
        if sum(part.end - part.start for part in found) < line.end - line.start and found:
            parts[place] = found
            is_dated = is_dated or any(part.label[0] for part in found)
        if line.is_paragraph:
            opening = choose_rules(opening, "start")
    return parts


def _find_starts(text: str, rules: list[Rule]) -> Iterator[Mark]:
    """Yield the marks at the start of a line, one after the other."""
    at = 0
    for rule in rules:
        match = rule.pattern.match(text, at)
        if match and match.end() > at:
            yield at, match.end(), rule
            at = match.end()


def _find_end(text: str, rules: list[Rule]) -> list[Mark]:
    """Return the mark at the end of a line, if there is one."""
    for rule in rules:
        match = rule.pattern.search(text, max(0, len(text) - END_CHARACTERS))
        if match and match.start() > 0:
            return [(match.start(), match.end(), rule)]
    return []


def _label_mark(line: Line, start: int, end: int, rule: Rule, is_dated: bool) -> list[Part]:
    """Return the mark as one part to cut, or as three parts if it gives the date of publication."""
    cut: Label = (False, None, rule.name)
    days = find_dates(line.text[start:end]) if rule.field == "published" and not is_dated else []
    if len(days) != 1:
        return [Part(line.start + start, line.start + end, cut)]
    low, high = line.start + start + days[0][0], line.start + start + days[0][1]
    day = Part(low, high, (True, "published", rule.name))
    return [Part(line.start + start, low, cut), day, Part(high, line.start + end, cut)]
