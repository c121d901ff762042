"""Chooses the headline of a record: the one given by the file, a line that is repeated, the first line, or the
one that the headline model finds below a page's navigation. If no line is clearly the headline, there is none.
"""

import re
from collections.abc import Sequence, Set

from presswork.corpus.cleaning.furniture_rules import Rule
from presswork.corpus.cleaning.headline_features import Page
from presswork.corpus.cleaning.headline_model import HeadlineModel, find_headline
from presswork.corpus.cleaning.lines import MAX_TITLE_CHARACTERS, Line
from presswork.corpus.fields.date_lines import is_date_line

HEAD_LINES = 12
POSSIBLE = 0.2
OVERLINE = re.compile(r"[^:]{3,60} : (?=\S)")
GIVEN = "headline given by the file"
REPEATED = "headline repeated below"
FIRST = "first line"
FOUND = "headline above the text"


def choose_title(
    lines: list[Line],
    title: str | None,
    recurring: Set[str],
    page: Page | None,
    model: HeadlineModel | None,
    rules: Sequence[Rule] = (),
) -> tuple[int, str | None]:
    """Return which line is the headline and the rule that decided, or None.

    `title` is the headline given by the file, if any. A measured `page` may have navigation above its headline;
    then `model` decides. `rules` tell a byline.
    """
    if not lines:
        return 0, None
    if is_given(lines[0], title):
        return 0, GIVEN
    if page is None or model is None:
        return 0, _try_first(lines, recurring, rules)
    return _judge(lines, recurring, page, model, rules)


def _try_first(lines: list[Line], recurring: Set[str], rules: Sequence[Rule]) -> str | None:
    """Return why the first line is the headline, if it is: it is repeated, or looks like one and text follows."""
    if find_repeats(lines, 0):
        return REPEATED
    near = any(line.is_paragraph for line in lines[1:HEAD_LINES])
    return FIRST if near and lines[0].text not in recurring and _is_like_headline(lines, rules) else None


def _judge(
    lines: list[Line], recurring: Set[str], page: Page, model: HeadlineModel, rules: Sequence[Rule]
) -> tuple[int, str | None]:
    """Return the likeliest headline of a page; the first line needs a lower probability if text follows closely."""
    place, probability = find_headline(page, model) or (0, POSSIBLE)
    if probability < model.threshold and _is_headed(lines, rules):
        # The model does not consider sentences.
        place, probability = 0, POSSIBLE
    repeats = find_repeats(lines, 0)
    place = 0 if place in repeats else place
    if lines[place].text in recurring or probability < POSSIBLE:
        return 0, None
    if place == 0 and repeats and _is_close(page, repeats[-1]):
        return 0, REPEATED
    if place == 0 and _is_like_headline(lines, rules) and _is_close(page, 0):
        return 0, FIRST
    return (place, FOUND) if probability >= model.threshold else (0, None)


def measure_overline(lines: list[Line], place: int) -> int:
    """Return the length of the overline that a copied page joins to its headline by " : ", or 0.

    If sentences of the page also have such a colon, as in French, it belongs to the headline.
    """
    match = OVERLINE.match(lines[place].text)
    own = any(" : " in line.text for line in lines if line.is_paragraph and line.text != lines[place].text)
    return match.end() if match and not own else 0


def is_given(line: Line, title: str | None) -> bool:
    """Return whether a line is the headline given by the file."""
    return title is not None and " ".join(title.split()) == " ".join(line.text.split())


def find_repeats(lines: list[Line], place: int) -> list[int]:
    """Return where the next lines repeat this one; a sentence is no headline."""
    text = lines[place].text
    below = range(place + 1, place + 1 if text.endswith(".") else min(len(lines), place + HEAD_LINES))
    return [other for other in below if lines[other].text == text]


def _is_like_headline(lines: list[Line], rules: Sequence[Rule]) -> bool:
    """Return whether the first line is short, and no sentence unless a byline or a date stands below it."""
    short = len(lines[0].text) <= MAX_TITLE_CHARACTERS
    return short and (not lines[0].closes or _is_headed(lines, rules))


def _is_headed(lines: list[Line], rules: Sequence[Rule]) -> bool:
    """Return whether the first line is a sentence above a byline or a date."""
    return lines[0].closes and any(_is_below_headline(line, rules) for line in lines[1:2])


def _is_below_headline(line: Line, rules: Sequence[Rule]) -> bool:
    """Return whether a line is a byline, unlike the sentence "By noon it rained.", or gives the day of publication."""
    known = (rule for rule in rules if rule.field in ("byline", "published"))
    is_field = not line.closes and any(rule.pattern.fullmatch(line.text) for rule in known)
    return is_field or is_date_line(line.text)


def _is_close(page: Page, place: int) -> bool:
    return bool(page.paragraphs[place + 1 : place + HEAD_LINES].any())
