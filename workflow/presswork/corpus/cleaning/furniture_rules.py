"""Rules for what on a page is not running text, read from one table per language and one of news agencies."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

NAME = "name"
MENTION = re.compile(r"<([A-Z]+)>")
NEVER = "(?!)"


@dataclass(frozen=True)
class Rule:
    """A kind of text that is not running text: its name, position on the page, field and pattern.

    Lines: `head` (above the first paragraph), `tail` (below the last one) and `any`. Parts of a paragraph: `first` (the
    start of the first one), `start` and `end` (of any).
    """

    name: str
    place: str
    field: str | None
    pattern: re.Pattern[str]


def build_rules(furniture: pl.DataFrame) -> list[Rule]:
    """Return the rules of a furniture table (columns rule, place, field, pattern).

    <AGENCY> in a pattern stands for any of the table's rows with the place `name` and the rule AGENCY.
    """
    is_name = pl.col("place") == NAME
    names: dict[str, list[str]] = {}
    for row in furniture.filter(is_name).iter_rows(named=True):
        names.setdefault(row["rule"], []).append(row["pattern"])
    return [
        Rule(row["rule"], row["place"], row["field"], re.compile(_expand(row["pattern"], names)))
        for row in furniture.filter(~is_name).iter_rows(named=True)
    ]


def _expand(pattern: str, names: Mapping[str, list[str]]) -> str:
    """Return the pattern with each name as the choice among its own patterns; an unknown name matches nothing."""
    while mention := MENTION.search(pattern):
        choices = sorted(names.get(mention[1], [NEVER]), key=len, reverse=True)
        pattern = f"{pattern[: mention.start()]}(?:{'|'.join(choices)}){pattern[mention.end() :]}"
    return pattern


def choose_rules(rules: Iterable[Rule], *places: str) -> list[Rule]:
    """Return the rules for these places."""
    return [rule for rule in rules if rule.place in places]
