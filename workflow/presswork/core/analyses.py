"""Analyses that only some corpora support, and the outputs that exist only if the corpus supports them."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, NamedTuple

from presswork.core.reasons import Reason
from presswork.core.schema import WORK


class Analysis(NamedTuple):
    """An analysis: its name, its stage, and its outputs as patterns of paths below the results folder."""

    name: str
    stage: str
    outputs: tuple[str, ...]


# There is a folder for each number of topics that the corpus supports.
FITS, FITTED = "topics/fits/*", "fits of topics"
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
            "topics/topics.csv",
            "topics/labels.csv",
            "topics/prevalence.csv",
            "topics/refits.csv",
            "topics/shares.parquet",
            "topics/typical.csv",
            "topics/closeness.csv",
            "topics/diagnostics.csv",
            "figures/topics.*",
            "figures/topics_articles.*",
            "paper/tables/topics.html",
        ),
    ),
    Analysis(
        FITTED,
        "topics",
        ("topics/scores.csv", "topics/criteria.csv", "topics/coherence.csv", "figures/topics_scores.*"),
    ),
    Analysis("comparison with chance", "topics", ("topics/null_scores.parquet",)),
    Analysis("intervals of prevalence", "topics", ("topics/replicates.npz",)),
    Analysis("agreement of engines", "topics", ("topics/agreement.csv",)),
    Analysis("correlation of topics", "topics", ("topics/correlation.csv", "figures/topics_correlation.*")),
    Analysis(
        "splits of topics",
        "topics",
        ("topics/hierarchy.csv", "topics/neighbours.csv", "topics/candidates.csv", "figures/topics_hierarchy.*"),
    ),
    Analysis("trends of topics", "topics", ("topics/trends.csv", "figures/topics_trend.*")),
    Analysis("topics by group", "topics", ("topics/groups.csv", "figures/topics_groups.*")),
)
STAGE_OF = {analysis.name: analysis.stage for analysis in ANALYSES}


def find_analysis(path: str) -> str | None:
    """Return the name of the analysis that makes an output (a path below the results folder), or None."""
    return next((each.name for each in ANALYSES if matches_any(path, each.outputs)), None)


@cache
def is_conditional(path: str) -> bool:
    """Return whether an output (a path below the results folder) exists only for some corpora.

    Outputs of accepted variants depend only on a table of the user, which is known before anything is read.
    """
    return STAGE_OF.get(find_analysis(path) or "") in ("terms", "topics") or matches_any(path, [FITS])


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Return whether a path matches one of the patterns; a leading `work/` of the path is ignored."""
    return any(fnmatchcase(path.removeprefix(WORK), pattern) for pattern in patterns)


class LeftOut(NamedTuple):
    """Why an output was not made, and what would make it possible (empty if nothing would)."""

    reason: str
    remedy: str


def find_left_out(path: str, support: Mapping[str, Any]) -> LeftOut | None:
    """Return why an output (a path below the results folder) was not made, or None if the corpus supports it.

    `support` is the content of `results/support.json`.
    """
    if not matches_any(path, support["not_planned"]):
        return None
    analysis = find_analysis(path) or FITTED
    reasons = _read_reasons(analysis, support)
    # A table that a person may add is a remedy, and a reason only if there is no other.
    stated = [reason for reason in reasons if reason.code != "no_annotation"] or reasons
    return LeftOut(
        "; ".join(dict.fromkeys(reason.text for reason in stated)),
        "; or ".join(dict.fromkeys(reason.remedy for reason in reasons if reason.remedy)),
    )


def list_left_out(support: Mapping[str, Any]) -> dict[str, LeftOut]:
    """Return the analyses that the corpus does not support at all, each with the reason, by name."""
    found = {each.name: find_left_out(each.outputs[0], support) for each in ANALYSES}
    return {name: left_out for name, left_out in found.items() if left_out}


def list_needs(support: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what the corpus would need, each with the names of the analyses that need it, those with a figure first.

    Of several needs of an analysis, only the first is listed. Analyses that only need another option are left out.
    """
    by_need: dict[str, list[str]] = {}
    for name in sorted(list_left_out(support), key=lambda name: not _has_figure(name)):
        if need := next((reason.need for reason in _read_reasons(name, support) if reason.need), None):
            by_need.setdefault(need, []).append(name)
    return by_need


def _has_figure(analysis: str) -> bool:
    return any(path.startswith("figures/") for each in ANALYSES if each.name == analysis for path in each.outputs)


def _read_reasons(analysis: str, support: Mapping[str, Any]) -> list[Reason]:
    own = (row for row in support["left_out"] if row["analysis"] == analysis)
    return [Reason(row["code"], row["parameters"]) for row in own]
