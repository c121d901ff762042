"""Every number that a text may quote: as JSON, as LaTeX macros, and as a list to look them up in."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

import polars as pl

from presswork.paper.latex import escape_latex
from presswork.paper.markdown import write_markdown_table
from presswork.paper.numbers.corpus import number_corpus
from presswork.paper.numbers.number import Number
from presswork.paper.numbers.terms import number_collocates, number_diversity, number_key_terms, number_terms
from presswork.paper.numbers.topics import number_topics

INTRODUCTION = """# Numbers

Every number that a text may quote. In LaTeX, after `\\input{\\pressworkresults/paper/presswork}`:

"""
MORE = """
`low` and `high` give the bounds alone. A key that this run does not have stops LaTeX with an error. Where there is no
interval, `full` and `interval` print the reason; what is counted is no estimate and has none. The same numbers are in
`numbers.json`; `make changes` lists those that differ from an earlier run.
"""


def write_numbers(
    articles: pl.LazyFrame,
    flow: pl.DataFrame,
    ledger: pl.LazyFrame,
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    keyness: pl.DataFrame,
    comparisons: pl.DataFrame,
    collocations: pl.DataFrame,
    diversity_groups: pl.DataFrame,
    choice: dict[str, Any],
    criteria: pl.DataFrame,
    prevalence: pl.DataFrame,
    labels: pl.DataFrame,
    topics: pl.DataFrame,
    terms: int,
) -> dict[str, Any]:
    """Return the numbers by key, the LaTeX file `macros`, and `list`, in which a reader finds them."""
    found = [
        *number_corpus(articles, flow, ledger, lengths, matrix_rows, frequency),
        *number_terms(frequency, terms),
        *number_key_terms(keyness, comparisons, terms),
        *number_collocates(collocations),
        *number_diversity(diversity_groups),
        *number_topics(choice, criteria, prevalence, labels, topics),
    ]
    numbers = list(part_equal_keys(found))
    return {
        "numbers": {number.key: asdict(number) | {"in_full": number.in_full} for number in numbers},
        "macros": "".join(map(write_macro, numbers)),
        "list": write_list(numbers),
    }


def part_equal_keys(numbers: Iterable[Number]) -> Iterator[Number]:
    """Yield the numbers; where signs that no key holds make two keys equal, the later one ends in -2, -3, ..."""
    seen: dict[str, int] = {}
    for number in numbers:
        seen[number.key] = seen.get(number.key, 0) + 1
        times = seen[number.key]
        yield number if times == 1 else replace(number, key=f"{number.key}-{times}")


def write_macro(number: Number) -> str:
    """Return the LaTeX line that defines a number."""
    texts = (number.value, number.unit, number.low, number.high, number.bounds)
    arguments = "".join(f"{{{escape_latex(text)}}}" for text in texts)
    return f"\\pressworknumber{{{number.key}}}{arguments}\n"


def write_list(numbers: list[Number]) -> str:
    """Return the list of all numbers in Markdown, by family, with an example of each form."""
    example = next((number for number in numbers if number.low), None)
    example = example or next((number for number in numbers if number.interval), numbers[0])
    forms = [
        (f"`\\presswork{{{example.key}}}`", example.value),
        (f"`\\presswork[unit]{{{example.key}}}`", f"{example.value} {example.unit}".strip()),
        (f"`\\presswork[interval]{{{example.key}}}`", example.bounds),
        (f"`\\presswork[full]{{{example.key}}}`", example.in_full),
    ]
    parts = [INTRODUCTION, write_markdown_table(("written", "printed"), forms), MORE]
    families: dict[str, list[Number]] = {}
    for number in numbers:
        families.setdefault(number.key.split("/")[0], []).append(number)
    for family, members in families.items():
        rows = [(f"`{each.key}`", each.in_full, each.meaning, each.source) for each in members]
        parts.append(f"\n## {family}\n\n{write_markdown_table(('key', 'number', 'what it is', 'from'), rows)}")
    return "".join(parts)
