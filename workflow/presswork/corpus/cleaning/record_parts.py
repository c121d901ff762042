"""Tells headline, byline, date and body of a record apart, and tiles the record with spans that say why.

Made for text copied from web pages. Each line gets a label from its kind and its place in the page: first by rules,
whose words are data, one file a language; then, what no rule knows, by a model of how running text looks.
"""

from collections.abc import Callable, Set

import numpy as np

from presswork.corpus.cleaning.agency_marks import find_marks
from presswork.corpus.cleaning.furniture_rules import Rule, choose_rules
from presswork.corpus.cleaning.headline_choice import (
    FOUND,
    GIVEN,
    HEAD_LINES,
    choose_title,
    find_repeats,
    is_given,
    measure_overline,
)
from presswork.corpus.cleaning.headline_features import Page
from presswork.corpus.cleaning.headline_model import HeadlineModel
from presswork.corpus.cleaning.line_model import LineScores
from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.cleaning.spans import DATE_LINE, UNLIKE, Label, Part, Span, tile_record
from presswork.corpus.fields.dates import MAX_WORDS, find_date_line, find_dates

RECURRING: Label = (False, None, "recurs over the corpus")
MIN_LINES = 5


def clean_record(
    text: str,
    title: str | None,
    rules: list[Rule],
    scored: LineScores | None = None,
    recurring: Set[str] = frozenset(),
    headlines: HeadlineModel | None = None,
) -> list[Span]:
    """Return the spans that tile a record, given as its flow.

    `title` is the headline where the file gives one, at the record's start. `recurring` are lines of many pages of the
    corpus. `scored` judges the lines that no rule knows; without it they are running text. `headlines` finds the
    headline below a page's navigation.
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
    place, rule = choose_title(lines, title, recurring, page, headlines)
    if rule:
        _label_title(lines, labels, place, rule)
    _label_head(lines, labels, choose_rules(rules, "head", "any"), place)
    _label_recurring(lines, labels, recurring)
    _label_tail(lines, labels, choose_rules(rules, "tail"))
    _label_unlike(labels, scores, scored.threshold if scored else 0)
    _label_date(lines, labels)
    parts = find_marks(lines, labels, rules, _has_date(labels))
    if rule == FOUND:
        parts |= _split_title(lines, place)
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
    """Return what says whether a line is one of those above a text: a byline, a date, furniture."""
    known = choose_rules(rules, "head", "any")
    return lambda text: (
        any(rule.pattern.fullmatch(text) for rule in known)
        or (len(text.split()) <= MAX_WORDS and bool(find_dates(text)))
    )


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
    if lines and is_given(lines[0], title):
        labels[0] = (True, "title", GIVEN)
    unlabelled = (True, "body", f"extracted by {extractor}")
    return list(tile_record(text, lines, labels, [None] * len(lines), [], unlabelled=unlabelled))


def _label_title(lines: list[Line], labels: list[Label | None], place: int, rule: str) -> None:
    labels[place] = (True, "title", rule)
    for other in find_repeats(lines, place):
        labels[other] = (False, "title", "repeated headline")


def _split_title(lines: list[Line], place: int) -> dict[int, list[Part]]:
    """Return the overline of a headline as a part of its line that is cut."""
    length, start = measure_overline(lines, place), lines[place].start
    return {place: [Part(start, start + length, (False, None, "overline"))]} if length else {}


def _label_head(lines: list[Line], labels: list[Label | None], rules: list[Rule], top: int) -> None:
    """Label bylines, dates and furniture from the top of the article to its first paragraph, and furniture anywhere."""
    anywhere, in_head = choose_rules(rules, "any"), True
    seen: set[str] = set()
    for place, line in enumerate(lines):
        if labels[place]:
            continue
        known = rules if in_head and place >= top else anywhere
        rule = next((each for each in known if each.pattern.fullmatch(line.text)), None)
        if rule and not (rule.field and rule.field in seen):
            labels[place] = (False, rule.field, rule.name)
            if rule.field:
                seen.add(rule.field)
        elif place >= top and (line.is_paragraph or place > top + HEAD_LINES):
            in_head = False


def _label_recurring(lines: list[Line], labels: list[Label | None], recurring: Set[str]) -> None:
    """Cut the lines that many pages of the corpus have."""
    for place, line in enumerate(lines):
        if labels[place] is None and line.text in recurring:
            labels[place] = RECURRING


def _label_tail(lines: list[Line], labels: list[Label | None], rules: list[Rule]) -> None:
    """Label furniture at the end: from the last line up, until a line is neither furniture nor labelled."""
    for place in reversed(range(len(lines))):
        rule = next((each for each in rules if each.pattern.fullmatch(lines[place].text)), None)
        if rule and not labels[place]:
            labels[place] = (False, None, rule.name)
        elif not labels[place]:
            return


def _label_date(lines: list[Line], labels: list[Label | None]) -> None:
    """Label the line above the first paragraph that gives the day of publication, unless a labelled line did."""
    if _has_date(labels):
        return
    paragraphs = (place for place, line in enumerate(lines) if labels[place] is None and line.is_paragraph)
    place = find_date_line(lines, next(paragraphs, 0))
    if place is not None and labels[place] in (None, UNLIKE):
        labels[place] = DATE_LINE


def _has_date(labels: list[Label | None]) -> bool:
    return any(label and label[1] == "published" and not label[2].startswith("empty") for label in labels)
