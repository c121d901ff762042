"""Finds headline, outlet and date above the block of labelled lines in an article from a database export."""

from collections.abc import Sequence
from dataclasses import replace

from presswork.corpus.cleaning.furniture_rules import Rule
from presswork.corpus.cleaning.lines import MAX_TITLE_CHARACTERS, Line
from presswork.corpus.cleaning.spans import Label
from presswork.corpus.fields.date_lines import is_date_line

PREFIX = "export "
# Words of labels that only exports have. Their rules are not tried on other texts.
SIGNS = (
    "LENGTH:",
    "Length: ",
    "LÄNGE:",
    "LOAD-DATE:",
    "Load-Date:",
    "End of Document",
    " DOCUMENTS",
    "PUBLICATION-TYPE:",
)
TITLE = "headline of a database export"
OUTLET: Label = (True, "outlet", "outlet of a database export")


def choose_export_rules(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Return the rules for any text, and the rules for database exports."""
    usual = [rule for rule in rules if not rule.place.startswith(PREFIX)]
    own = [
        replace(rule, place=rule.place.removeprefix(PREFIX), export=True)
        for rule in rules
        if rule.place.startswith(PREFIX)
    ]
    return usual, [*own, *usual]


def is_export(text: str) -> bool:
    """Return whether a text has the labels of a database export."""
    return any(sign in text for sign in SIGNS)


def find_export_head(lines: list[Line], rules: Sequence[Rule]) -> tuple[int, int] | None:
    """Return which lines above the first label are headline and outlet, judged by the date; None if unclear.

    Older exports have outlet, day and headline in this order, newer ones headline, outlet and day.
    """
    known = [any(rule.pattern.fullmatch(line.text) for rule in rules) for line in lines]
    top = next((place for place, is_known in enumerate(known) if not is_known), len(lines))
    end = next((place for place in range(top, len(lines)) if known[place]), 0)
    days = [place for place in range(top, end) if is_date_line(lines[place].text)]
    if len(days) != 1 or any(len(line.text) > MAX_TITLE_CHARACTERS for line in lines[top:end]):
        return None
    (day,) = days
    above, below = day - top, end - day - 1
    if (above, below) == (1, 1):
        return day + 1, day - 1
    return (top, top + 1) if (above, below) == (2, 0) else None
