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
from presswork.corpus.cleaning.walls import label_walls
from presswork.corpus.fields.date_lines import MAX_WORDS, find_date_line, is_date_line
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
        _label_title(lines, labels, place, rule)
    _label_head(lines, labels, choose_rules(rules, "head", "any"), place)
    _label_recurring(lines, labels, recurring)
    label_walls(lines, labels, rules)
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
    """Return a function that says whether a line belongs above a text: a byline, a date or furniture."""
    known = choose_rules(rules, "head", "any")
    return lambda text: (
        any(rule.pattern.fullmatch(text) for rule in known)
        or (len(text.split()) <= MAX_WORDS and bool(find_dates(text)))
    )


def _label_unlike(labels: list[Label | None], scores: list[float | None], threshold: float) -> None:
    """Cut the lines that do not look like running text, unless none does: such a page cannot be judged."""
    known = [score for score, label in zip(scores, labels, strict=True) if label is None and score is not None]
    if not any(score >= threshold for score in known):
        return
    for place, score in enumerate(scores):
        if labels[place] is None and score is not None and score < threshold:
            labels[place] = UNLIKE


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
    _label_recurring(lines, labels, recurring)
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
    _label_recurring(lines, labels, recurring)
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
    _label_head(left, found, choose_rules(rules, "head", "any"), top)
    _label_date(left, found)
    parts = find_marks(left, found, list(rules), _has_date(found))
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
    _label_head(left, found, [rule for rule in choose_rules(rules, "head", "any") if rule.field not in fields], 0)
    if left and "published" not in fields:
        _label_date(left, found)
    for place, label in zip(places, found, strict=False):
        labels[place] = label if label and label[1] else labels[place]


def _label_top(lines: list[Line], labels: list[Label | None], rules: Sequence[Rule]) -> int:
    """Label the headline of a text that nothing measured; return its line."""
    place, rule = choose_title(lines, None, frozenset(), None, None, rules)
    if rule:
        _label_title(lines, labels, place, rule)
    return place


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


def _label_recurring(lines: list[Line], labels: list[Label | None], recurring: Mapping[str, str]) -> None:
    """Cut the lines that recur."""
    for place, line in enumerate(lines):
        if labels[place] is None and line.text in recurring:
            labels[place] = (False, None, recurring[line.text])


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
    unlabelled = (place for place, label in enumerate(labels) if label is None)
    paragraphs = (place for place in unlabelled if lines[place].is_paragraph and not is_date_line(lines[place].text))
    titles = [place for place, label in enumerate(labels) if label and label[1] == "title"]
    place = find_date_line(lines, next(paragraphs, 0), titles)
    if place is not None and labels[place] in (None, UNLIKE):
        labels[place] = DATE_LINE


def _has_date(labels: list[Label | None]) -> bool:
    return any(label and label[1] == "published" and not label[2].startswith("empty") for label in labels)
