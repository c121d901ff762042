"""A frequency list without texts, such as of general English: `seeds/annotations/reference.csv`."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from presswork.core.errors import PressworkError
from presswork.tokens.tokenizer import map_apostrophes, tokenize_sentence
from presswork.tokens.vocabulary import build_vocabulary

FILE = "annotations/reference.csv"
COLUMNS = ("term", "count")


def read_frequency_list(
    tables: Sequence[str], layer: str, language: str, steps: Sequence[str], accepted: Sequence[str]
) -> pl.DataFrame:
    """Return terms with their counts from lists as CSV with columns `term` and `count`, made ours.

    A listed term is split, lowered and looked up as the corpus's tokens are: `don't` counts for `do`. Words alone stay.
    Raises PressworkError for a missing column, an empty cell, and a count that is no number above 0.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for table in tables:
        for term, count in _read_rows(table):
            for token, _, _ in tokenize_sentence(map_apostrophes(term)):
                counts[token] += count
    types = pl.DataFrame(
        {"token": list(counts), "count": list(counts.values())}, {"token": pl.String, "count": pl.Float64}
    )
    vocabulary = build_vocabulary([types.lazy().select("token")], [], language, steps, accepted)
    column = "lower" if layer == "phrase" else layer
    words = vocabulary.filter("word").select("token", term=pl.col(column)).join(types, on="token")
    return words.group_by("term").agg(pl.col("count").sum()).sort("term")


def _read_rows(table: str) -> list[tuple[str, float]]:
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise PressworkError(
            "The frequency list lacks a column.",
            file=FILE,
            found=", ".join(rows.fieldnames or ()) or "no header",
            expected="term, count",
            remedy="correct the header of the file",
        )
    return [_read_row(row["term"] or "", row["count"] or "", rows.line_num) for row in rows]


def _read_row(term: str, count: str, line: int) -> tuple[str, float]:
    try:
        number = float(count)
    except ValueError:
        number = 0.0
    if not term.strip() or not 0 < number < float("inf"):
        raise PressworkError(
            "A row of the frequency list is wrong.",
            file=FILE,
            found=f"line {line}: {term!r}, {count!r}",
            expected="a term and its count, a number above 0",
            remedy="correct or remove the row",
        )
    return term.strip(), number
