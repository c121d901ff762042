"""Covers a record with spans, kept or cut, from the labels of its lines and the cuts within them."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from presswork.corpus.cleaning.furniture_rules import Rule
from presswork.corpus.cleaning.layout.edits import SHOWN_AS_BLANK
from presswork.corpus.cleaning.lines import Line, find_second_break
from presswork.corpus.fields.date_lines import find_published

Label = tuple[bool, str | None, str]
BODY: Label = (True, "body", "running text")
UNLIKE: Label = (False, None, "unlike running text")
UNJUDGED: Label = (True, "body", "running text in a script unknown to the line model")
DATE_LINE: Label = (False, "published", "date line")


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of a record: kept or cut, the field they belong to, and the rule that decided.

    `score` is the probability of running text, where the line model decided.
    """

    start: int
    end: int
    kept: bool
    field: str | None
    rule: str
    score: float | None = None


@dataclass(frozen=True)
class Part:
    """A labelled part of a line: characters `start` to `end` of the record."""

    start: int
    end: int
    label: Label


def join_body(text: str, spans: list[Span]) -> str:
    """Return the clean text of a record: its kept body spans, joined."""
    return join_field(text, (span for span in spans if span.kept and span.field == "body"))


def join_field(text: str, spans: Iterable[Span]) -> str:
    """Return the text of kept spans, with a space for each line break within a paragraph."""
    return "".join(" " if span.rule in SHOWN_AS_BLANK else text[span.start : span.end] for span in spans)


def tile_record(
    text: str,
    lines: list[Line],
    labels: Sequence[Label | None],
    scores: Sequence[float | None],
    rules: list[Rule],
    parts: Mapping[int, list[Part]] | None = None,
    unlabelled: Label = BODY,
    unjudged: Set[int] = frozenset(),
) -> Iterable[Span]:
    """Yield the spans that cover a record; `parts` are the labelled parts of lines, by the index of the line.

    `unjudged` are the places of lines that no model could judge.
    """
    patterns = {rule.name: rule.pattern for rule in rules}
    bodies = [place for place, label in enumerate(labels) if label is None]
    last_body = bodies[-1] if bodies else -1
    at = 0
    for place, line in enumerate(lines):
        if line.start > at:
            yield from _tile_gap(text, at, line.start, 0 < place <= last_body and labels[place - 1] is None)
        label = labels[place] or (UNJUDGED if place in unjudged else unlabelled)
        score = scores[place] if labels[place] in (None, UNLIKE) else None
        if parts and place in parts:
            yield from _tile_parts(line, label, parts[place], score)
        else:
            yield from _tile_line(line, label, patterns, score)
        at = line.end
    if at < len(text):
        yield Span(at, len(text), False, None, "separator")


def _tile_gap(text: str, start: int, end: int, after_body: bool) -> Iterable[Span]:
    """Keep one blank line after a paragraph that another follows; cut what else stands between lines."""
    kept_end = start + find_second_break(text[start:end]) if after_body else start
    if kept_end > start:
        yield Span(start, kept_end, True, "body", "paragraph break")
    if end > kept_end:
        yield Span(kept_end, end, False, None, "surplus blank" if after_body else "separator")


def _tile_parts(line: Line, label: Label, parts: list[Part], score: float | None) -> Iterable[Span]:
    at = line.start
    for part in parts:
        if part.start > at:
            yield Span(at, part.start, *label, score)
        yield Span(part.start, part.end, *part.label)
        at = part.end
    if line.end > at:
        yield Span(at, line.end, *label, score)


def _tile_line(line: Line, label: Label, patterns: dict[str, re.Pattern[str]], score: float | None) -> Iterable[Span]:
    """Keep the value of a labelled field, such as the name in a byline, and cut the label before it."""
    kept, field, rule = label
    value = _find_value(line, label, patterns)
    if value is None:
        yield Span(line.start, line.end, kept, field, rule, score)
        return
    start, end = line.start + value[0], line.start + value[1]
    if start == end:
        yield Span(line.start, line.end, False, field, f"empty {rule}")
        return
    if start > line.start:
        yield Span(line.start, start, False, field, rule)
    yield Span(start, end, True, field, rule)
    if end < line.end:
        yield Span(end, line.end, False, field, rule)


def _find_value(line: Line, label: Label, patterns: dict[str, re.Pattern[str]]) -> tuple[int, int] | None:
    """Return where in the line the value of its field stands: empty for a label without one, None for other lines."""
    if label == DATE_LINE:
        return find_published(line.text)[0][:2]
    match = patterns[label[2]].fullmatch(line.text) if label[2] in patterns and label[1] else None
    return match.span("value") if match else None
