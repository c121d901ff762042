"""Codes of languages that a file gives by name, in the languages of news databases.

The table comes from CLDR (`python workflow/commands write_cldr_names`).
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("language_names.csv")
CODE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
# Of several languages, the first is the article's own: ENGLISH; FRENCH.
SEPARATOR = re.compile(r"[;,/|]")


def find_code(language: str | None) -> str | None:
    """Return the two-letter code of a language given by code (en-GB) or name (Anglais), None if it is not known."""
    first = SEPARATOR.split(language or "")[0].strip()
    code = CODE.fullmatch(first)
    return code[1].lower() if code else _load_codes().get(first.lower())


@cache
def _load_codes() -> Mapping[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return {row["name"].lower(): row["code"] for row in csv.DictReader(handle)}
