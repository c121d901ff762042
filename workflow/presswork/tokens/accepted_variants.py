"""The spellings that a person accepted as one word: `seeds/annotations/variants.csv`."""

import csv
import io
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from presswork.core.errors import PressworkError

FILE = "annotations/variants.csv"
COLUMNS = ("variant", "canonical")


@dataclass(frozen=True)
class Accepted:
    """A row: its line in the file, and the variant with its canonical spelling, both in lower case."""

    line: int
    variant: str
    canonical: str


def read_accepted(tables: Sequence[str]) -> list[Accepted]:
    """Return the rows of the tables, each given as CSV with columns `variant` and `canonical`; others may be there.

    Raises PressworkError for a missing column, an empty cell, a variant with two canonical spellings, and a canonical
    spelling that is a variant itself.
    """
    rows = [row for table in tables for row in _read_table(table)]
    _check(rows)
    return rows


def _read_table(table: str) -> Iterator[Accepted]:
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    names = [(name or "").strip().lower() for name in rows.fieldnames or []]
    if not set(COLUMNS) <= set(names):
        raise PressworkError(
            "The accepted variants lack a column.",
            file=FILE,
            found=", ".join(names) or "no header",
            expected="variant, canonical, and if you like note",
            remedy="correct the header of the file",
        )
    for row in rows:
        cells = {str(name).strip().lower(): value for name, value in row.items() if isinstance(value, str)}
        variant, canonical = (cells.get(name, "").strip().lower() for name in COLUMNS)
        if not variant or not canonical:
            raise _mistake(rows.line_num, "a cell is empty", "a variant and its canonical spelling", "fill it in")
        yield Accepted(rows.line_num, variant, canonical)


def _check(rows: list[Accepted]) -> None:
    chosen: dict[str, str] = {}
    for row in rows:
        other = chosen.setdefault(row.variant, row.canonical)
        if other != row.canonical:
            found = f"{row.variant} is to be {other} and {row.canonical}"
            raise _mistake(row.line, found, "one canonical spelling for each variant", "remove one of the two rows")
    for row in rows:
        if row.canonical in chosen:
            found = f"{row.variant} is to be {row.canonical}, and that is to be {chosen[row.canonical]}"
            expected = "a canonical spelling that is not a variant itself"
            raise _mistake(row.line, found, expected, "name the same canonical spelling in all rows of one word")


def _mistake(line: int, found: str, expected: str, remedy: str) -> PressworkError:
    return PressworkError(
        "A row of the accepted variants is wrong.",
        file=FILE,
        found=f"line {line}: {found}",
        expected=expected,
        remedy=remedy,
    )


def find_unmatched(rows: list[Accepted], words: Set[str]) -> list[dict[str, Any]]:
    """Return a row of `variants_unmatched` for each variant that is none of these words."""
    return [
        {
            "source": FILE,
            "record": row.line,
            "reason": "no such word",
            "detail": f"line {row.line} speaks of {row.variant}",
            "remedy": "correct the variant: one word as it stands in tokens/vocabulary.parquet, or remove the row",
        }
        for row in rows
        if row.variant not in words
    ]
