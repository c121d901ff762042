"""Concordance: each occurrence of a term with the text around it (KWIC, key word in context)."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from presswork.core.errors import PressworkError
from presswork.corpus.passages import Edits, list_edits, read_passage
from presswork.tokens.fixed_words import split_words
from presswork.tokens.running_terms import TermFinder, choose_bodies
from presswork.tokens.tokenizer import map_apostrophes

LAYERS = ("token", "lower", "variant", "lemma", "stem")
ORDERS = ("L1", "L2", "L3", "R1", "R2", "R3", "node", "published")
# Enough for the three words that lines can be sorted by.
SORT_CHARACTERS = 120
WORD = re.compile(r"\w[\w'’-]*")
Line = tuple[Any, ...]
SCHEMA = {
    "article_id": pl.String,
    "published": pl.Date,
    "start": pl.Int64,
    "end": pl.Int64,
    "left": pl.String,
    "node": pl.String,
    "right": pl.String,
}


def find_concordance(
    tokens: pl.LazyFrame,
    vocabulary: pl.DataFrame,
    records: pl.LazyFrame,
    articles: pl.LazyFrame,
    query: str,
    layer: str = "lower",
    regex: bool = False,
    sort: Sequence[str] = (),
    limit: int | None = 1000,
    width: int = 45,
    ledger: pl.LazyFrame | None = None,
    bodies: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the occurrences of a word or phrase: article, day, place in the record, left context, node, right context.

    `query` is one or more words of `layer` (a column of the vocabulary) that follow each other within a sentence; `*`
    stands for any letters, in any case. With `regex`, each word is a regular expression. `bodies` has the `article_id`
    of the articles whose bodies are searched, as for a count; without it, all articles and headlines are searched.
    `sort` lists the columns to sort by, from ORDERS (R1 is the first word to the right); by default lines follow the
    order of the text. If there are more than `limit` lines, evenly spaced ones are returned. `width` is the number of
    characters of context on each side. With the `ledger`, soft hyphens and other invisible characters are left out of
    the text. Raises PressworkError for an unknown layer or column, and for an empty query or an invalid expression.
    """
    _check("layer", layer, LAYERS)
    for order in sort:
        _check("sort", order, ORDERS)
    known = vocabulary.filter("word")[layer].drop_nulls()
    slots = [_match_slot(vocabulary, layer, pattern) for pattern in _read_query(query, known, regex)]
    places = _find_runs(tokens if bodies is None else choose_bodies(tokens, bodies), slots)
    if limit is not None and places.height > limit:
        places = places[[number * places.height // limit for number in range(limit)]]
    edits = list_edits(ledger, places["article_id"]) if ledger is not None else {}
    lines = _read_lines(places, records, articles, edits)
    ordered = sorted(lines, key=lambda line: [_sort_key(line, order) for order in sort])
    rows = [(*line[:4], line[4][-width:] if width else "", line[5], line[6][:width]) for line in ordered]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _check(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise PressworkError(
            f"This is not a value of the argument {name} of a concordance.",
            found=value,
            expected=" or ".join(allowed),
            remedy=f"correct {name}",
        )


def _read_query(query: str, known: pl.Series, regex: bool) -> list[str]:
    """Return a regular expression for each word of a query; a word that is `known` is not divided into tokens."""
    if regex:
        patterns = query.split()
    else:
        find = TermFinder(known) if known.name != "token" else str
        words = [[word] if "*" in word or find(word) in known else split_words(word) for word in query.split()]
        patterns = [_escape(map_apostrophes(part), find) for parts in words for part in parts]
    try:
        for pattern in patterns:
            re.compile(pattern)
    except re.error as error:
        raise PressworkError("The query is not a valid regular expression.", found=query, expected=str(error)) from None
    if not patterns:
        raise PressworkError(
            "The query has no words.", found=repr(query), expected="a word, or words separated by spaces"
        )
    return patterns


def _escape(word: str, find: Callable[[str], str]) -> str:
    """Return the expression of a word: one with `*` matches in any case."""
    return "(?i)" + re.escape(word).replace(r"\*", ".*") if "*" in word else re.escape(find(word))


def _match_slot(vocabulary: pl.DataFrame, layer: str, pattern: str) -> pl.Series:
    """Return the ids of the tokens that match a word of the query: words, as in a count, if any of them match."""
    fits = re.compile(pattern).fullmatch
    values = vocabulary[layer].unique()
    matching = [value for value in values if value is not None and fits(value)]
    tokens = vocabulary.filter(pl.col(layer).is_in(matching))
    return tokens.filter(pl.col("word") | ~pl.col("word").any())["token_id"]


def _find_runs(tokens: pl.LazyFrame, slots: list[pl.Series]) -> pl.DataFrame:
    """Return article, start and end of each run of consecutive tokens in a sentence that match the slots, in order."""
    wanted = pl.concat(slots).unique()
    columns = ["article_id", "sentence", "position", "token_id", "start", "end"]
    hits = tokens.filter(pl.col("token_id").is_in(wanted.implode())).select(columns).collect()
    runs = hits.filter(pl.col("token_id").is_in(slots[0].implode())).drop("token_id")
    for step, slot in enumerate(slots[1:], 1):
        following = hits.filter(pl.col("token_id").is_in(slot.implode())).select(
            "article_id", "sentence", pl.col("position") - step, last="end"
        )
        runs = runs.join(following, on=["article_id", "sentence", "position"]).with_columns(end="last").drop("last")
    return runs.select("article_id", "start", "end").sort("article_id", "start")


def _read_lines(places: pl.DataFrame, records: pl.LazyFrame, articles: pl.LazyFrame, edits: Edits) -> list[Line]:
    """Return one line per place: article, day, start, end, left, node, right."""
    ids = places["article_id"].unique().implode()
    texts = dict(records.filter(pl.col("article_id").is_in(ids)).select("article_id", "text").collect().iter_rows())
    days = dict(
        articles.filter(pl.col("article_id").is_in(ids)).select("article_id", "published").collect().iter_rows()
    )
    lines = []
    for article_id, start, end in places.iter_rows():
        text = texts[article_id]
        ranges = ((max(0, start - SORT_CHARACTERS), start), (start, end), (end, end + SORT_CHARACTERS))
        known = edits.get(article_id, [])
        parts = (" ".join(read_passage(text, known, *each).split("\n")) for each in ranges)
        lines.append((article_id, days.get(article_id), start, end, *parts))
    return lines


def _sort_key(line: Line, order: str) -> str:
    if order == "published":
        return str(line[1] or "")
    if order == "node":
        return str(line[5]).lower()
    words = WORD.findall(line[4].lower())[::-1] if order[0] == "L" else WORD.findall(line[6].lower())
    place = int(order[1])
    return words[place - 1] if place <= len(words) else ""
