"""The analyses that not every corpus supports, with the outputs that exist only where it does."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import polars as pl

from presswork.core.reasons import Reason


class Analysis(NamedTuple):
    """An analysis: its name, the stage that makes it, and its outputs below the results folder, `*` for any text."""

    name: str
    stage: str
    outputs: tuple[str, ...]


ANALYSES = (
    Analysis("accepted variants", "tokens", ("tokens/variants_effect.csv", "tokens/variants_unmatched.csv")),
    Analysis(
        "keyness",
        "terms",
        ("terms/keyness.csv", "terms/comparisons.csv", "figures/keyness.*", "paper/tables/keyness.html"),
    ),
    Analysis("distinctive terms", "terms", ("terms/distinctive.csv",)),
    Analysis("composition", "terms", ("terms/composition.csv",)),
    Analysis("trends", "terms", ("terms/trends.csv", "figures/trend.*")),
    Analysis("similar articles", "topics", ("topics/similar.parquet",)),
    Analysis(
        "topics",
        "topics",
        (
            *(f"topics/{name}.csv" for name in ("diagnostics", "topics", "labels", "typical", "prevalence", "closeness")),
            "topics/shares.parquet",
            "figures/topics.*",
            "figures/topics_articles.*",
            "paper/tables/topics.html",
        ),
    ),
    Analysis(
        "fits of topics",
        "topics",
        ("topics/scores.csv", "topics/criteria.csv", "topics/coherence.csv", "figures/topics_scores.*"),
    ),
    Analysis("comparison with chance", "topics", ("topics/nulls.npz",)),
    Analysis("intervals of prevalence", "topics", ("topics/replicates.npz",)),
    Analysis("agreement of engines", "topics", ("topics/agreement.csv",)),
    Analysis("correlation of topics", "topics", ("topics/correlation.csv", "figures/topics_correlation.*")),
    Analysis(
        "splits of topics", "topics", ("topics/hierarchy.csv", "topics/neighbours.csv", "figures/topics_hierarchy.*")
    ),
    Analysis("trends of topics", "topics", ("topics/trends.csv", "figures/topics_trend.*")),
    Analysis("topics by group", "topics", ("topics/groups.csv", "figures/topics_groups.*")),
)
# Each number of topics has a folder of its own, which exists where the corpus carries so many.
FITS = "topics/fits/*"
STAGE_OF = {analysis.name: analysis.stage for analysis in ANALYSES}


def find_analysis(path: str) -> str | None:
    """Return the name of the analysis that a path below the results folder is an output of, if it is one of these."""
    return next((each.name for each in ANALYSES if matches_any(path, each.outputs)), None)


def is_conditional(path: str) -> bool:
    """Return whether the output at a path below the results folder depends on what the corpus supports."""
    return find_analysis(path) is not None or fnmatchcase(path, FITS)


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Return whether a path is one that the patterns name."""
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def explain_left_out(support: Mapping[str, Any]) -> dict[str, str]:
    """Return why each analysis that a corpus does not support at all is left out, by its name."""
    reasons: dict[str, list[str]] = {}
    for row in support["left_out"]:
        reasons.setdefault(row["analysis"], []).append(Reason(row["code"], row["parameters"]).text)
    without = [each.name for each in ANALYSES if each.outputs[0] in support["not_planned"]]
    return {name: "; ".join(dict.fromkeys(reasons[name])) for name in without}


def tell_left_out(path: str, skipped: pl.DataFrame) -> str | None:
    """Return why the output at a path below the results folder was not made, in words; None for one that was.

    `skipped` is the table `results/skipped.csv`.
    """
    own = skipped.filter(analysis=find_analysis(path)).unique("reason", maintain_order=True)
    return "; ".join(own["reason"]) or None
