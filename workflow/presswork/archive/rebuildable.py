"""Which rules can run where the texts are not: from the tables that a share gives, step by step."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

STAGES = ("terms_", "topics_", "figures_")
# What a share gives of a table without its texts: enough to compute with, but not the bytes that a sidecar names.
REDUCED = "corpus/articles.parquet"
IN_ORDER = "needs the words of the articles in their order"
REASONS = {
    REDUCED: "is made from the table with the texts",
    "corpus/headlines.parquet": "names articles by their headlines; make share HEADLINES=yes gives them",
}


class Step(NamedTuple):
    """A rule's inputs and outputs below the results folder; None is an input that depends on the shards."""

    inputs: list[str | None]
    outputs: list[str]


def name_steps(rules: Mapping[str, tuple[Iterable[Any], Iterable[str]]], results: str) -> dict[str, Step]:
    """Return the steps of Snakemake's rules; what lies outside of the results folder is there in any case.

    An input function with the attribute `paths` stands for these: as many of them as the corpus supports.
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
    """Return the paths below the results folder, without it; Snakemake writes it as <results>, or in full."""
    below = (path.removeprefix("<results>/").removeprefix(f"{results}/") for path in paths)
    return [short for path, short in zip(paths, below) if short != path]


def find_rebuildable(steps: Mapping[str, Step], given: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Return the rules of terms, topics and figures that run from what is given; of each other figure, why not."""
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
    """Return the inputs that are not there; for a figure, whose sidecar names digests, reduced ones count as such."""
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
