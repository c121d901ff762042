"""Finds the rules that can run without the texts, from the tables in a share."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

STAGES = ("terms_", "topics_", "figures_")
# The table that a share contains without its texts: enough to compute with, but not the bytes that a sidecar names.
REDUCED = "corpus/articles.parquet"
IN_ORDER = "needs the running text of the articles"
REASONS = {
    REDUCED: "needs the table of articles with their texts",
    "corpus/headlines.parquet": "names articles by their headlines; make share HEADLINES=yes includes them",
}


class Step(NamedTuple):
    """A rule's inputs and outputs below the results folder; None is an input that depends on shards."""

    inputs: list[str | None]
    outputs: list[str]


def name_steps(rules: Mapping[str, tuple[Iterable[Any], Iterable[str]]], results: str) -> dict[str, Step]:
    """Return the steps of Snakemake's rules; files outside the results folder are always available.

    An input function with the attribute `paths` stands for those of these paths that the corpus supports.
    """
    return {
        name: Step(_name_inputs(inputs, results), list_below(outputs, results))
        for name, (inputs, outputs) in rules.items()
    }


def _name_inputs(inputs: Iterable[Any], results: str) -> list[str | None]:
    named = [[each] if isinstance(each, str) else getattr(each, "paths", None) for each in inputs]
    known = list_below([path for paths in named if paths for path in paths], results)
    return [*known, *[None for paths in named if paths is None]]


def list_below(paths: Iterable[str], results: str) -> list[str]:
    """Return the paths below the results folder, relative to it; Snakemake writes it as <results> or in full."""
    below = (path.removeprefix("<results>/").removeprefix(f"{results}/") for path in paths)
    return [short for path, short in zip(paths, below) if short != path]


def find_rebuildable(steps: Mapping[str, Step], given: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Return the rules of terms, topics and figures that can run from the given files, and why other figures cannot."""
    there = {*given}
    waiting = {name: step for name, step in steps.items() if name.startswith(STAGES)}
    kept: list[str] = []
    while ready := [name for name, step in waiting.items() if not _find_missing(name, step, there)]:
        for name in ready:
            there |= {*waiting.pop(name).outputs}
        kept += ready
    missing = {name: _find_missing(name, step, there) for name, step in waiting.items()}
    drawn = (name for name, step in waiting.items() if any(path.endswith(".pdf") for path in step.outputs))
    return sorted(kept), {name.removeprefix("figures_"): _explain(missing[name]) for name in drawn}


def select_made(paths: Iterable[str], steps: Mapping[str, Step], rules: Iterable[str]) -> list[str]:
    """Return the paths that these rules make."""
    patterns = [pattern for rule in rules for pattern in steps[rule].outputs]
    return sorted(path for path in paths if any(_matches(path, pattern) for pattern in patterns))


def _find_missing(name: str, step: Step, there: set[str]) -> list[str | None]:
    """Return missing inputs; reduced tables are missing for a figure, because its sidecar names their digests."""
    is_figure = name.startswith("figures_")
    patterns = [path for path in there if "{" in path]
    return [
        path
        for path in step.inputs
        if path is None
        or (is_figure and path == REDUCED)
        or (path not in there and not any(_matches(path, pattern) for pattern in patterns))
    ]


def _matches(path: str, pattern: str) -> bool:
    """Return whether a path is one that a rule's output with wildcards names."""
    return path == pattern or (
        "{" in pattern and bool(re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(pattern)), path))
    )


def _explain(missing: list[str | None]) -> str:
    return next((REASONS[path] for path in missing if path in REASONS), IN_ORDER)
