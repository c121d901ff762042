"""Separates headline, byline, date and body of a record, and covers the record with spans that say why.

Made for text copied from web pages. Each line gets a label from its kind and its place in the page: first by rules,
whose words are data, one file a language; then, what no rule knows, by a model of how running text looks.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from presswork.corpus.cleaning.agency_marks import find_marks
from presswork.corpus.cleaning.cuts import label_covered, label_cuts, merge_cut_spans
from presswork.corpus.cleaning.furniture_rules import Rule, choose_rules
from presswork.corpus.cleaning.headline_choice import FOUND, GIVEN, choose_title, is_given
from presswork.corpus.cleaning.headline_features import Page
from presswork.corpus.cleaning.headline_model import HeadlineModel
from presswork.corpus.cleaning.line_labels import (
    has_date,
    label_date,
    label_head,
    label_recurring,
    label_tail,
    label_title,
    label_unlike,
    split_title,
)
from presswork.corpus.cleaning.line_model import LineScores
from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.cleaning.spans import Label, Part, Span, tile_record
from presswork.corpus.cleaning.walls import label_walls
from presswork.corpus.fields.date_lines import MAX_WORDS
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.formats.html.kept_text import LEFT_OUT
from presswork.corpus.reading.formats.record import Cut

NONE: Mapping[str, str] = MappingProxyType({})
MIN_LINES = 5


def clean_record(
    text: str,
    title: str | None,
    rules: list[Rule],
    scored: LineScores | None = None,
    recurring: Mapping[str, str] = NONE,
    headlines: HeadlineModel | None = None,
) -> list[Span]:
    """Return the spans that cover a record, given as its flow.

    `title` is the headline given by the file, at the record's start. `recurring` are lines of many articles,
    with the rule that cuts them. `scored` judges the lines that no rule matches; without it, they are running text.
    `headlines` finds the headline below a page's navigation.
    """
    lines = split_lines(text)
    labels: list[Label | None] = [None] * len(lines)
    page = describe_page(lines, scored)
    scores: list[float | None] = page.scores.tolist() if page else [None] * len(lines)
    unjudged = set() if scored is None or text.isascii() else _find_other_scripts(lines)
    for place in unjudged:
        scores[place] = None
    if 2 * sum(len(lines[place].text) for place in unjudged) > sum(len(line.text) for line in lines):
        page = None
    place, rule = choose_title(lines, title, recurring.keys(), page, headlines, rules)
    if rule:
        label_title(lines, labels, place, rule)
    label_head(lines, labels, choose_rules(rules, "head", "any"), place)
    label_recurring(lines, labels, recurring)
    label_walls(lines, labels, rules)
    label_tail(lines, labels, choose_rules(rules, "tail"))
    label_unlike(labels, scores, scored.threshold if scored else 0)
    label_date(lines, labels)
    parts = find_marks(lines, labels, rules, has_date(labels))
    if rule == FOUND:
        parts |= split_title(lines, place)
    return list(tile_record(text, lines, labels, scores, rules, parts, unjudged=unjudged))


def describe_page(lines: list[Line], scored: LineScores | None) -> Page | None:
    """Return the measured lines, scores as they are published; None for a page too short to judge."""
    if scored is None or len(lines) < MIN_LINES:
        return None
    scores = np.array([round(score, 4) for score in scored.values])
    return Page([line.text for line in lines], scored.look, scores, scores >= scored.threshold)


def _find_other_scripts(lines: list[Line]) -> set[int]:
    return {place for place, line in enumerate(lines) if line.is_other_script}


def find_headings(rules: list[Rule]) -> Callable[[str], bool]:
    """Return a function that says whether a line belongs above a text: a byline, a date or furniture."""
    known = choose_rules(rules, "head", "any")
    return lambda text: (
        any(rule.pattern.fullmatch(text) for rule in known)
        or (len(text.split()) <= MAX_WORDS and bool(find_dates(text)))
    )


def clean_extracted(
    text: str,
    title: str | None,
    extractor: str,
    cuts: Sequence[Cut] = (),
    rules: Sequence[Rule] = (),
    recurring: Mapping[str, str] = NONE,
) -> list[Span]:
    """Return the spans that cover a record extracted by a library: headline, byline and date; the rest is body.

    `cuts` are spans found on reading not to belong to the article. Only the rules for walls and fields apply.
    """
    lines = split_lines(text)
    labels: list[Label | None] = [None] * len(lines)
    parts = label_cuts(lines, labels, cuts)
    left = (place for place, label in enumerate(labels) if label is None and place not in parts)
    place = next((each for each in left if is_given(lines[each], title)), None)
    if place is not None:
        labels[place] = (True, "title", GIVEN)
    label_walls(lines, labels, rules)
    label_recurring(lines, labels, recurring)
    known = [rule for rule in rules if rule.field]
    parts |= _label_fields(lines, labels, known, parts)
    unlabelled = (True, "body", f"extracted by {extractor}")
    spans = tile_record(text, lines, labels, [None] * len(lines), known, parts, unlabelled)
    return list(merge_cut_spans(spans))


def clean_export(
    text: str,
    database: str,
    marks: Sequence[Cut],
    rules: Sequence[Rule] = (),
    recurring: Mapping[str, str] = NONE,
) -> list[Span]:
    """Return the spans that cover an article of a database export, whose labels say what is not running text."""
    lines = split_lines(text)
    labels: list[Label | None] = [None] * len(lines)
    parts = label_cuts(lines, labels, marks)
    label_covered(lines, labels, parts)
    label_walls(lines, labels, rules)
    label_recurring(lines, labels, recurring)
    free = [place for place, label in enumerate(labels) if label is None and place not in parts]
    found: list[Label | None] = [None] * len(free)
    agencies = find_marks([lines[place] for place in free], found, list(rules), True)
    parts |= {free[place]: each for place, each in agencies.items()}
    unlabelled = (True, "body", f"text of an export from {database}")
    spans = tile_record(text, lines, labels, [None] * len(lines), [], parts, unlabelled)
    return list(merge_cut_spans(spans))


def _label_fields(
    lines: list[Line], labels: list[Label | None], rules: Sequence[Rule], cut: Collection[int]
) -> dict[int, list[Part]]:
    """Label headline, byline and day among the lines that have no label, and return the parts of lines that give them.

    Other furniture was left to the library. `cut` are lines partly cut already.
    """
    free = [place for place, label in enumerate(labels) if place not in cut and (label is None or label[1] == "title")]
    left, found = [lines[place] for place in free], [labels[place] for place in free]
    top = next((place for place, label in enumerate(found) if label), None)
    if top is None:
        top = _label_top(left, found, rules)
    label_head(left, found, choose_rules(rules, "head", "any"), top)
    label_date(left, found)
    parts = find_marks(left, found, list(rules), has_date(found))
    for place, label in zip(free, found, strict=True):
        labels[place] = label
    _label_left_out(lines, labels, rules)
    return {free[place]: each for place, each in parts.items()}


def _label_left_out(lines: list[Line], labels: list[Label | None], rules: Sequence[Rule]) -> None:
    """Label byline and day between headline and text among the lines that the library left out, where they lack."""
    title = next((place for place, label in enumerate(labels) if label and label[1] == "title"), len(lines))
    bodies = (place for place, label in enumerate(labels) if label is None and lines[place].is_paragraph)
    body = next(bodies, title)
    places = [place for place in range(title, body) if (label := labels[place]) and label[2] == LEFT_OUT]
    fields = {label[1] for label in labels if label}
    # The paragraph says where the head ends.
    left = [lines[place] for place in (*places, body)] if places else []
    found: list[Label | None] = [None] * len(left)
    label_head(left, found, [rule for rule in choose_rules(rules, "head", "any") if rule.field not in fields], 0)
    if left and "published" not in fields:
        label_date(left, found)
    for place, label in zip(places, found, strict=False):
        labels[place] = label if label and label[1] else labels[place]


def _label_top(lines: list[Line], labels: list[Label | None], rules: Sequence[Rule]) -> int:
    """Label the headline of a text that nothing measured; return its line."""
    place, rule = choose_title(lines, None, frozenset(), None, None, rules)
    if rule:
        label_title(lines, labels, place, rule)
    return place
