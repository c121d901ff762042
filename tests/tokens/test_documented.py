"""What docs/tokens.md says of dates, money, names and signs is what happens."""

import pytest

from conftest import ROOT
from presswork.tokens.fixed_words import split_words

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs/tokens.md").read_text(encoding="utf-8").splitlines()
    if " · " in line
]
OTHERS = [
    ["money", "€40 and £3m", "€40 · and · £3m"],
    ["number", "1,000,000 or 3.14 or 1/2", "1,000,000 · or · 3.14 · or · 1/2"],
    ["ordinal, decade", "the 20th, the 1990s", "the · 20th · , · the · 1990s"],
    ["initials", "J. K. Rowling, U.S. troops", "J. · K. · Rowling · , · U.S. · troops"],
    ["abbreviation", "No. 10, e.g. this", "No. · 10 · , · e.g. · this"],
    ["dash", "yes – no", "yes · – · no"],
    ["bracket", "a (so-called) truce", "a · ( · so-called · ) · truce"],
]
ALL = ROWS + OTHERS


def test_the_table_is_read():
    assert len(ROWS) > 10


@pytest.mark.parametrize(("kind", "text", "tokens"), ALL, ids=[f"{row[0]}: {row[1]}" for row in ALL])
def test_tokens_are_as_documented(kind, text, tokens):
    assert split_words(text) == tokens.split(" · ")
