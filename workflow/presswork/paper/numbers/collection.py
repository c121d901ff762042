"""Every number that a text can quote: as JSON, as LaTeX macros, and as a list for readers."""

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

Every number that a text can quote. In LaTeX, after `\\input{\\pressworkresults/paper/presswork}`:

"""
MORE = """
`low` and `high` print the bounds alone. If there is no confidence interval, `full` and `interval` print the reason;
counts have none. A key that this run does not have stops LaTeX with an error. The same numbers are in `numbers.json`;
`make changes` lists those that differ from an earlier run.
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
    """Return the numbers by key, the LaTeX file `macros`, and the Markdown `list` of all numbers."""
    one = matrix_rows["article_id"].n_unique() == 1
    found = [
        *number_corpus(articles, flow, ledger, lengths, matrix_rows, frequency),
        *number_terms(frequency, terms, one),
        *number_key_terms(keyness, comparisons, terms),
        *number_collocates(collocations),
        *number_diversity(diversity_groups, one),
        *number_topics(choice, criteria, prevalence, labels, topics),
    ]
    numbers = list(part_equal_keys(found))
    return {
        "numbers": {number.key: asdict(number) | {"in_full": number.in_full} for number in numbers},
        "macros": "".join(map(write_macro, numbers)),
        "list": write_list(numbers),
    }


def part_equal_keys(numbers: Iterable[Number]) -> Iterator[Number]:
    """Yield the numbers; of keys that are equal because they keep only some signs, the later ones end in -2, -3, ..."""
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
    example = max(numbers, key=lambda number: (bool(number.low), bool(number.bounds and number.unit)))
    forms = [
        (f"`\\presswork{{{example.key}}}`", example.value),
        (f"`\\presswork[unit]{{{example.key}}}`", example.quantity),
        (f"`\\presswork[interval]{{{example.key}}}`", example.bounds),
        (f"`\\presswork[full]{{{example.key}}}`", example.in_full),
    ]
    parts = [INTRODUCTION, write_markdown_table(("in the source", "printed"), forms), MORE]
    families: dict[str, list[Number]] = {}
    for number in numbers:
        families.setdefault(number.key.split("/")[0], []).append(number)
    for family, members in families.items():
        rows = [(f"`{each.key}`", each.in_full, each.meaning, each.source) for each in members]
        parts.append(f"\n## {family}\n\n{write_markdown_table(('key', 'number', 'meaning', 'source'), rows)}")
    return "".join(parts)
