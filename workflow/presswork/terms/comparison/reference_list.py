"""A frequency list without texts, for example of general English: `seeds/annotations/reference.csv`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import polars as pl

from presswork.core.annotations import Form, Row, read_rows, refuse_line
from presswork.tokens.acronyms import is_in_capitals
from presswork.tokens.fixed_words import split_words
from presswork.tokens.running_terms import TermFinder, name_term
from presswork.tokens.vocabulary import build_vocabulary

FORM = Form("annotations/reference.csv", ("term", "count"))


def read_frequency_list(
    tables: Sequence[str],
    layer: str,
    language: str,
    steps: Sequence[str],
    accepted: Sequence[str],
    terms: Iterable[str] = (),
) -> pl.DataFrame:
    """Return the terms of frequency lists (CSV with columns `term` and `count`), with their counts.

    Listed terms are tokenised, lower-cased and looked up like the corpus's tokens, so that `don't` counts for `do`;
    they get the spelling of `terms`, those of the corpus. Only words are kept.
    Raises PressworkError for what `read_rows` refuses, and for a count that is not a positive number.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for table in tables:
        for row in read_rows(table, FORM):
            count = _read_count(row)
            for token in split_words(row.cells["term"]):
                counts[token] += count
    types = pl.DataFrame(
        {"token": list(counts), "count": list(counts.values())}, {"token": pl.String, "count": pl.Float64}
    )
    distinct = types.lazy().select("token", token_id=pl.lit(0), shouted=pl.lit(False), articles=pl.lit(1))
    vocabulary = build_vocabulary([distinct], [], language, steps, accepted)
    words = vocabulary.filter("word").select("token", name_term(layer)).join(types, on="token")
    known = set(terms)
    find = TermFinder(known).find
    pairs = words.select("token", "term").iter_rows()
    meant = [token if is_in_capitals(token) and token in known else find(term) or term for token, term in pairs]
    words = words.with_columns(term=pl.Series(meant, dtype=pl.String))
    return words.group_by("term").agg(pl.col("count").sum()).sort("term")


def _read_count(row: Row) -> float:
    try:
        number = float(row.cells["count"])
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        found = ", ".join(repr(row.cells[name]) for name in FORM.needed)
        remedy = "correct or remove the row; the decimal separator is a point"
        raise refuse_line(FORM, row.line, found, "a term and its count, a number greater than 0", remedy)
    return number
