"""Labels the lines of a record by rules: its headline, bylines, the day, recurring text and furniture."""

from collections.abc import Mapping

from presswork.corpus.cleaning.furniture_rules import Rule, choose_rules
from presswork.corpus.cleaning.headline_choice import HEAD_LINES, find_repeats, measure_overline
from presswork.corpus.cleaning.lines import Line
from presswork.corpus.cleaning.spans import DATE_LINE, UNLIKE, Label, Part
from presswork.corpus.fields.date_lines import find_date_line, is_date_line


def label_unlike(labels: list[Label | None], scores: list[float | None], threshold: float) -> None:
    """Cut the lines that do not look like running text, unless none does: such a page cannot be judged."""
    known = [score for score, label in zip(scores, labels, strict=True) if label is None and score is not None]
    if not any(score >= threshold for score in known):
        return
    for place, score in enumerate(scores):
        if labels[place] is None and score is not None and score < threshold:
            labels[place] = UNLIKE


def label_title(lines: list[Line], labels: list[Label | None], place: int, rule: str) -> None:
    """Label the headline, and cut the lines that repeat it."""
    labels[place] = (True, "title", rule)
    for other in find_repeats(lines, place):
        labels[other] = (False, "title", "repeated headline")


def split_title(lines: list[Line], place: int) -> dict[int, list[Part]]:
    """Return the overline of a headline as a part of its line that is cut."""
    length, start = measure_overline(lines, place), lines[place].start
    return {place: [Part(start, start + length, (False, None, "overline"))]} if length else {}


def label_head(lines: list[Line], labels: list[Label | None], rules: list[Rule], top: int) -> None:
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


def label_recurring(lines: list[Line], labels: list[Label | None], recurring: Mapping[str, str]) -> None:
    """Cut the lines that recur."""
    for place, line in enumerate(lines):
        if labels[place] is None and line.text in recurring:
            labels[place] = (False, None, recurring[line.text])


def label_tail(lines: list[Line], labels: list[Label | None], rules: list[Rule]) -> None:
    """Label furniture at the end: from the last line up, until a line is neither furniture nor labelled."""
    for place in reversed(range(len(lines))):
        rule = next((each for each in rules if each.pattern.fullmatch(lines[place].text)), None)
        if rule and not labels[place]:
            labels[place] = (False, None, rule.name)
        elif not labels[place]:
            return


def label_date(lines: list[Line], labels: list[Label | None]) -> None:
    """Label the line above the first paragraph that gives the day of publication, unless a labelled line did."""
    if has_date(labels):
        return
    unlabelled = (place for place, label in enumerate(labels) if label is None)
    paragraphs = (place for place in unlabelled if lines[place].is_paragraph and not is_date_line(lines[place].text))
    titles = [place for place, label in enumerate(labels) if label and label[1] == "title"]
    place = find_date_line(lines, next(paragraphs, 0), titles)
    if place is not None and labels[place] in (None, UNLIKE):
        labels[place] = DATE_LINE


def has_date(labels: list[Label | None]) -> bool:
    """Return whether a line gives the day of publication."""
    return any(label and label[1] == "published" and not label[2].startswith("empty") for label in labels)
