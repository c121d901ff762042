"""The spellings that you accepted as one word: `seeds/annotations/variants.csv`."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from presswork.core.annotations import Form, read_rows, refuse_line
from presswork.tokens.running_terms import TermFinder

FORM = Form("annotations/variants.csv", ("variant", "canonical"))
AS_WRITTEN = TermFinder()


@dataclass(frozen=True)
class Accepted:
    """A row: its line in the file, and the variant with its canonical spelling, as terms."""

    line: int
    variant: str
    canonical: str


def read_accepted(tables: Sequence[str], find: TermFinder = AS_WRITTEN) -> list[Accepted]:
    """Return the rows of the tables, each given as CSV with columns `variant` and `canonical`; others may be there.

    `find` gives the terms that are meant.

    Raises PressworkError for what `read_rows` refuses, a variant with two canonical spellings, and a canonical spelling
    that is a variant itself.
    """
    given = [row for table in tables for row in read_rows(table, FORM)]
    rows = [Accepted(row.line, find(row.cells["variant"]), find(row.cells["canonical"])) for row in given]
    _check(rows)
    return rows


def _check(rows: list[Accepted]) -> None:
    chosen: dict[str, str] = {}
    for row in rows:
        other = chosen.setdefault(row.variant, row.canonical)
        if other != row.canonical:
            found = f"{row.variant} is to be {other} and {row.canonical}"
            raise refuse_line(
                FORM, row.line, found, "one canonical spelling for each variant", "remove one of the two rows"
            )
    for row in rows:
        if row.canonical in chosen:
            found = f"{row.variant} is to be {row.canonical}, and that is to be {chosen[row.canonical]}"
            expected = "a canonical spelling that is not a variant itself"
            raise refuse_line(
                FORM, row.line, found, expected, "name the same canonical spelling in all rows of one word"
            )


def find_unmatched(rows: list[Accepted], words: Set[str]) -> list[dict[str, Any]]:
    """Return a row of `variants_unmatched` for each variant that is none of these words."""
    return [
        {
            "source": FORM.file,
            "record": row.line,
            "reason": "no such word",
            "detail": f"line {row.line} names {row.variant}",
            "remedy": "correct the variant: one word as it stands in tokens/vocabulary.parquet, or remove the row",
        }
        for row in rows
        if row.variant not in words
    ]
