"""Names of languages: in English for sentences, and in the languages of news databases to read theirs.

The table comes from CLDR (`python workflow/commands write_cldr_names`).
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("language_names.csv")
CODE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
# Several languages of an article, of which the first is its own: ENGLISH; FRENCH.
SEPARATOR = re.compile(r"[;,/|]")


def name_language(code: str) -> str:
    """Return the English name of a language by its two-letter code."""
    return _load_names()[0].get(code, f"the language {code}")


def find_code(language: str | None) -> str | None:
    """Return the two-letter code of a language given as a code (en-GB) or by name (Anglais); None if unknown."""
    first = SEPARATOR.split(language or "")[0].strip()
    code = CODE.fullmatch(first)
    return code[1].lower() if code else _load_names()[1].get(first.lower())


@cache
def _load_names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return English names by code, and codes by name in lower case."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    english = {row["code"]: row["name"] for row in rows if row["named_in"] == "en"}
    return english, {row["name"].lower(): row["code"] for row in rows}
