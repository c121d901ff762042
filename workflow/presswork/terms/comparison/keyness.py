"""Keyness: terms more frequent in a group than in other articles, or in the corpus than in a frequency list."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import FEW
from presswork.core.schema import find_tables
from presswork.statistics.arrays import Integers
from presswork.statistics.clusters import count_present
from presswork.terms.comparison.effect_sizes import describe_rates, measure_effects
from presswork.terms.comparison.groups import REST, Groups, group_articles
from presswork.terms.comparison.inference import infer_keyness
from presswork.terms.comparison.ranking import rank_terms
from presswork.terms.comparison.reference_list import read_frequency_list
from presswork.tokens.neighbouring_tokens import choose_least

LIST = "frequency list"


class Comparison(NamedTuple):
    """A comparison: its terms, and its row of `comparisons`."""

    terms: pl.DataFrame
    described: dict[str, Any]


def measure_keyness(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    options: dict[str, Any],
    frequency_list: Sequence[str] = (),
    accepted: Sequence[str] = (),
    layer: str = "lower",
    language: str = "en",
    steps: Sequence[str] = (),
) -> dict[str, pl.DataFrame]:
    """Return `keyness` of each group against the rest (or one other) and of all articles against a frequency list.

    `options` are those of terms.keyness. `frequency_list` and `accepted` (spelling variants) are annotation tables as
    CSV; `layer`, `language` and `steps` say how the words of a frequency list become terms. `comparisons` describes
    each comparison.
    """
    groups = group_articles(matrix_rows, articles, counted, options)
    comparisons = compare_groups(matrix, groups, options)
    if frequency_list:
        listed = read_frequency_list(frequency_list, layer, language, steps, accepted, matrix_columns["term"])
        comparisons.append(compare_with_list(matrix, matrix_rows, matrix_columns, listed, options))
    schema = find_tables()["keyness"].schema
    names = matrix_columns.select("column", "term", "stop")
    frames = [_complete(each.terms.join(names, on="column"), each.described, schema) for each in comparisons]
    return {
        "keyness": pl.concat([schema.to_frame(), *frames]),
        "comparisons": pl.DataFrame([each.described for each in comparisons], find_tables()["comparisons"].schema),
    }


def find_frequent(counts: sparse.csr_array, n_articles: int, options: dict[str, Any]) -> Integers:
    """Return the columns of the terms that are compared: those frequent enough, in enough articles."""
    least = choose_least(n_articles) if n_articles < FEW else (options["min_count"], options["min_articles"])
    frequent = np.asarray(counts.sum(axis=0)) >= least[0]
    # The rows of a single article are passages.
    spread = count_present(counts) >= least[1] if n_articles > 1 else True
    return np.flatnonzero(frequent & spread)


def compare_groups(counts: sparse.csr_array, groups: Groups, options: dict[str, Any]) -> list[Comparison]:
    """Return the comparison of each group with the rest, or with `options["reference"]`."""
    reference = options["reference"]
    if reference == REST:
        return _compare(counts, groups.members, groups.labels, groups.unit, options) if groups.labels else []
    pairs = [groups.members.filter(pl.col("group").is_in([each, reference])) for each in groups.labels]
    return [
        comparison
        for each, members in zip(groups.labels, pairs, strict=True)
        for comparison in _compare(counts, members, [each], groups.unit, options)
    ]


def _compare(
    counts: sparse.csr_array, members: pl.DataFrame, labels: list[str], unit: str, options: dict[str, Any]
) -> list[Comparison]:
    """Return the comparison of each of these groups with all other members."""
    chosen = counts[members["row"].to_numpy()]
    columns = find_frequent(chosen, members.height, options)
    chosen = chosen[:, columns].astype(float)
    sizes, names = members["n_words"].to_numpy().astype(float), members["group"].to_numpy()
    totals, present = np.asarray(chosen.sum(axis=0)), count_present(chosen)
    comparisons = []
    for label, inferred in zip(labels, infer_keyness(chosen, members, labels, unit, options), strict=True):
        inside = names == label
        own, here = np.asarray(chosen[inside].sum(axis=0)), count_present(chosen[inside])
        size, rest_size = float(sizes[inside].sum()), float(sizes[~inside].sum())
        effects = measure_effects(own, size, totals - own, rest_size, len(columns) * len(labels))
        frame = pl.DataFrame({"column": columns, "articles": here, "reference_articles": present - here, **effects})
        described = {
            "by": options["by"],
            "group": label,
            "reference": options["reference"],
            "articles": int(inside.sum()),
            "reference_articles": int((~inside).sum()),
            "words": int(size),
            "reference_words": rest_size,
            "terms": len(columns),
            **inferred.described,
        }
        comparisons.append(Comparison(pl.concat([frame, inferred.terms], how="horizontal"), described))
    return comparisons


def compare_with_list(
    counts: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    listed: pl.DataFrame,
    options: dict[str, Any],
) -> Comparison:
    """Return effect sizes of all articles against a frequency list (term, count), which has no texts to resample.

    A term that is not on the list counts half of the smallest count. Multiword terms are left out, as lists have words.
    """
    n_articles = matrix_rows["article_id"].n_unique()
    columns = find_frequent(counts, n_articles, options)
    terms = matrix_columns.sort("column")[columns].select("column", "term")
    words = terms.filter(~pl.col("term").str.contains(" ", literal=True))
    other = words.join(listed, on="term", how="left", maintain_order="left")["count"].fill_null(0).to_numpy()
    chosen = counts[:, words["column"].to_numpy()].astype(float)
    own, present = np.asarray(chosen.sum(axis=0)), count_present(chosen)
    zero = float(listed["count"].to_numpy().min()) / 2 if listed.height else 0.5
    size, listed_size = int(matrix_rows["n_words"].sum()), float(listed["count"].sum())
    rates = describe_rates(own, float(size), other, listed_size, zero)
    terms = words.select("column").with_columns(
        **{name: pl.Series(values) for name, values in rates.items()},
        articles=pl.Series(present if n_articles > 1 else np.ones_like(present)),
        interval=pl.lit("frequency_list"),
    )
    described = {
        "by": "corpus",
        "group": "all articles",
        "reference": LIST,
        "articles": n_articles,
        "words": size,
        "reference_words": listed_size,
        "terms": words.height,
        "family": words.height,
        "test": "frequency_list",
    }
    return Comparison(terms, described)


def _complete(frame: pl.DataFrame, described: dict[str, Any], schema: pl.Schema) -> pl.DataFrame:
    """Return the ranked frame with all columns of the schema; non-finite numbers are null."""
    frame = frame.with_columns(pl.lit(described[name]).alias(name) for name in ("group", "reference"))
    absent = set(schema) - {*frame.columns, "rank"}
    frame = frame.with_columns(pl.lit(None, dtype=schema[name]).alias(name) for name in sorted(absent))
    numbers = pl.selectors.float()
    frame = frame.with_columns(pl.when(numbers.is_finite()).then(numbers).name.keep())
    return rank_terms(frame).select(schema.names()).cast(schema)
