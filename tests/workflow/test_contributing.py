"""CONTRIBUTING.md lists every place that a change of a kind touches: those that name an example of the kind."""

import re

import pytest

from conftest import ROOT

ROOTS = ("workflow", "tests", "docs", "notebooks", "config")
TOPS = tuple(f"{root}/" for root in ROOTS)
GENERATED = {"docs/tables.md", "docs/configuration.md", "config/config.yaml"}
KINDS = {".py", ".smk", ".md", ".json", ".js", ".bib", ".ipynb", ".yaml"}
NAME = re.compile(r"`([^`]+)`")
ROW = re.compile(r"^\| (an? [a-z ]+?) \| (.+?) \| (.+?) \| (.*?) ?\|$", re.M)
ROWS = ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def list_files():
    """Return the text of each file of the repository that a person writes, by its path."""
    paths = (path for root in ROOTS for path in (ROOT / root).rglob("*") if path.suffix in KINDS)
    named = {path.relative_to(ROOT).as_posix(): path for path in paths if "__pycache__" not in path.parts}
    return {name: path.read_text(encoding="utf-8") for name, path in named.items() if name not in GENERATED}


def test_there_is_a_row_for_each_kind_of_change():
    assert [row[0] for row in ROWS] == ["a statistic", "a figure", "an input format", "an option", "a table"]


@pytest.mark.parametrize(("example", "always", "shown"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_example_is_named_in_the_listed_places_and_in_no_others(example, always, shown):
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in NAME.findall(example)))
    places = NAME.findall(always + shown)
    roots = [place if place.startswith(TOPS) else f"workflow/presswork/{place}" for place in places]
    own = "tests/workflow/test_contributing.py"
    found = [name for name, text in list_files().items() if wanted.search(text) and name != own]
    assert [name for name in found if not name.startswith(tuple(roots))] == []
    assert [root for root in roots if not any(name.startswith(root) for name in found)] == []
