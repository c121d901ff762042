"""Tells headline, byline, date and body of a record apart, and tiles the record with spans that say why.

Made for text copied from web pages. Each line gets a label from its kind and its place in the page: first by rules,
whose words are data, one file a language; then, what no rule knows, by a model of how running text looks.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

import polars as pl

from presswork.corpus.dates import find_date_line, find_dates
from presswork.corpus.line_model import LineScores
from presswork.corpus.lines import MAX_TITLE_CHARACTERS, Line, find_second_break, split_lines

HEAD_LINES = 12
Label = tuple[bool, str | None, str]
BODY: Label = (True, "body", "running text")
UNLIKE: Label = (False, None, "unlike running text")
DATE_LINE: Label = (False, "published", "date line")
GIVEN_TITLE: Label = (True, "title", "headline given by the file")
RECURRING: Label = (False, None, "recurs over the corpus")
MIN_LINES = 5


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
class Rule:
    """A kind of line that is not running text: its name, where on a page it stands, its field and its pattern."""

    name: str
    place: str
    field: str | None
    pattern: re.Pattern[str]


def build_rules(furniture: pl.DataFrame) -> list[Rule]:
    """Return the rules of a furniture table (columns rule, place, field, pattern)."""
    return [
        Rule(row["rule"], row["place"], row["field"], re.compile(row["pattern"]))
        for row in furniture.iter_rows(named=True)
    ]


def clean_record(
    text: str,
    title: str | None,
    rules: list[Rule],
    scores: LineScores | None = None,
    recurring: Set[str] = frozenset(),
) -> list[Span]:
    """Return the spans that tile a record.

    `title` is the headline where the file gives one, at the record's start. `recurring` are lines of many pages of the
    corpus. `scores` judge the lines that no rule knows; without them they are running text.
    """
    lines = split_lines(text)
    labels: list[Label | None] = [None] * len(lines)
    judged = _judge(lines, scores)
    _label_title(lines, labels, title, recurring)
    _label_head(lines, labels, rules)
    _label_recurring(lines, labels, recurring)
    _label_tail(lines, labels, rules)
    _label_unlike(labels, judged, scores.threshold if scores else 0)
    _label_date(lines, labels)
    return list(_tile(text, lines, labels, judged, rules))


def join_body(text: str, spans: list[Span]) -> str:
    """Return the clean text of a record: its kept body spans, joined."""
    return "".join(text[span.start : span.end] for span in spans if span.kept and span.field == "body")


def _judge(lines: list[Line], scores: LineScores | None) -> list[float | None]:
    """Return each line's probability of running text, as it is published; none for a page too short to judge."""
    if scores is None or len(lines) < MIN_LINES:
        return [None] * len(lines)
    return [round(score, 4) for score in scores.values]


def _label_unlike(labels: list[Label | None], scores: list[float | None], threshold: float) -> None:
    """Cut the lines that do not look like running text, unless none does: then the page is not one to judge."""
    known = [score for score, label in zip(scores, labels, strict=True) if label is None and score is not None]
    if not any(score >= threshold for score in known):
        return
    for place, score in enumerate(scores):
        if labels[place] is None and score is not None and score < threshold:
            labels[place] = UNLIKE


def clean_extracted(text: str, title: str | None, extractor: str) -> list[Span]:
    """Return the spans that tile a record that a library extracted: the title if the file gives it, all else body."""
    lines = split_lines(text)
    labels: list[Label | None] = [None] * len(lines)
    if lines and _is_given(lines[0], title):
        labels[0] = GIVEN_TITLE
    return list(_tile(text, lines, labels, [None] * len(lines), [], (True, "body", f"extracted by {extractor}")))


def _is_given(line: Line, title: str | None) -> bool:
    return title is not None and " ".join(title.split()) == " ".join(line.text.split())


def _label_title(lines: list[Line], labels: list[Label | None], title: str | None, recurring: Set[str]) -> None:
    """Label the headline and its repeats above the running text."""
    if not lines:
        return
    first = lines[0].text
    given = _is_given(lines[0], title)
    places = range(1, 1 if first.endswith(".") else min(len(lines), HEAD_LINES))
    repeats = [place for place in places if lines[place].text == first]
    near = any(line.is_paragraph for line in lines[1:HEAD_LINES])
    stands_out = near and first not in recurring and len(first) <= MAX_TITLE_CHARACTERS and not lines[0].closes
    if not (given or repeats or stands_out):
        return
    how = "headline repeated below" if repeats else "first line"
    labels[0] = GIVEN_TITLE if given else (True, "title", how)
    for place in repeats:
        labels[place] = (False, "title", "repeated headline")


def _label_head(lines: list[Line], labels: list[Label | None], rules: list[Rule]) -> None:
    """Label bylines, dates and furniture above the first paragraph, and furniture anywhere."""
    in_head = True
    seen: set[str] = set()
    for place, line in enumerate(lines):
        if labels[place]:
            continue
        rule = next((each for each in rules if _applies(each, line, in_head)), None)
        if rule and not (rule.field and rule.field in seen):
            labels[place] = (False, rule.field, rule.name)
            if rule.field:
                seen.add(rule.field)
        elif line.is_paragraph or place > HEAD_LINES:
            in_head = False


def _applies(rule: Rule, line: Line, in_head: bool) -> bool:
    if rule.place == "tail" or (rule.place == "head" and not in_head):
        return False
    return rule.pattern.fullmatch(line.text) is not None


def _label_recurring(lines: list[Line], labels: list[Label | None], recurring: Set[str]) -> None:
    """Cut the lines that many pages of the corpus have."""
    for place, line in enumerate(lines):
        if labels[place] is None and line.text in recurring:
            labels[place] = RECURRING


def _label_tail(lines: list[Line], labels: list[Label | None], rules: list[Rule]) -> None:
    """Label furniture at the end: from the last line up, until a line is neither furniture nor labelled."""
    tail = [rule for rule in rules if rule.place == "tail"]
    for place in reversed(range(len(lines))):
        rule = next((each for each in tail if each.pattern.fullmatch(lines[place].text)), None)
        if rule and not labels[place]:
            labels[place] = (False, None, rule.name)
        elif not labels[place]:
            return


def _label_date(lines: list[Line], labels: list[Label | None]) -> None:
    """Label the line above the first paragraph that gives the day of publication, unless a labelled line did."""
    if any(label and label[1] == "published" and not label[2].startswith("empty") for label in labels):
        return
    paragraphs = (place for place, line in enumerate(lines) if labels[place] is None and line.is_paragraph)
    place = find_date_line(lines, next(paragraphs, 0))
    if place is not None and labels[place] in (None, UNLIKE):
        labels[place] = DATE_LINE


def _tile(
    text: str,
    lines: list[Line],
    labels: list[Label | None],
    scores: list[float | None],
    rules: list[Rule],
    unlabelled: Label = BODY,
) -> Iterable[Span]:
    patterns = {rule.name: rule.pattern for rule in rules}
    bodies = [place for place, label in enumerate(labels) if label is None]
    last_body = bodies[-1] if bodies else -1
    at = 0
    for place, line in enumerate(lines):
        if line.start > at:
            yield from _tile_gap(text, at, line.start, 0 < place <= last_body and labels[place - 1] is None)
        judged = labels[place] in (None, UNLIKE)
        yield from _tile_line(line, labels[place] or unlabelled, patterns, scores[place] if judged else None)
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
        return find_dates(line.text)[0][:2]
    match = patterns[label[2]].fullmatch(line.text) if label[2] in patterns and label[1] else None
    return match.span("value") if match else None
