"""What docs/tokens.md says of dates, money, names and signs is what happens."""

import pytest

from conftest import ROOT
from presswork.tokens.fixed_words import split_words

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs/tokens.md").read_text(encoding="utf-8").splitlines()
    if " · " in line
]


def test_the_table_is_read():
    assert len(ROWS) > 15


@pytest.mark.parametrize(("kind", "text", "tokens"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_tokens_are_as_documented(kind, text, tokens):
    assert split_words(text) == tokens.split(" · ")
