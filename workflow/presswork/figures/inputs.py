"""What a figure is drawn from, read off its function: an argument is a table, the choice of topics, or an option.

The figures are those whose plotted rows stand in `figures.tables`, in that order; `flow` is drawn by
`figures.plots.flow.draw_flow`.
"""

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from presswork.core.code_digests import list_arguments
from presswork.core.schema import STAGES, WORK, find_tables
from presswork.figures.tables import TABLES
from presswork.tokens.news_words import lists_news_words

FIGURES = [table.name.removeprefix("figure_") for table in TABLES if table.name.startswith("figure_")]
# Journals set figures over one column or two.
WIDTHS_MM = {"single": 89, "double": 183}
# What figures are drawn from that is no table.
OTHERS = {"choice": "topics/choice.json"}
# Options of `figures` that every figure takes (`drawing.appearance`), and those whose argument has another name,
# because a table has theirs.
OF_ALL = ("font", "notes", "term_labels")
ARGUMENTS = {"topics": "n_topics", "labels": "term_labels"}
# Options of terms that only these tables depend on.
OF_TABLES = {
    "collocations": {"collocations"},
    "keyness": {"keyness", "comparisons"},
    "trends": {"trends", "topic_trends"},
}
# What trace functions take: classes that hold several tables, and what is no table.
WORDS = ("tokens", "vocabulary", "phrase_places", "matrix_rows")
BUNDLES = {"words": WORDS, "texts": (*WORDS, "topics", "shares", "counted", "sentences"), "marks": (), "settings": ()}


def choose_figures(configuration: Mapping[str, Any]) -> list[str]:
    """Return the figures to draw, in their order: those of `figures.show`, or all where it is empty."""
    chosen = configuration["figures"]["show"]
    return [name for name in FIGURES if name in chosen or not chosen]


@dataclass(frozen=True)
class FigureInputs:
    """A figure's function, the paths of its inputs and its options by argument, and what configuration it rests on."""

    call: str
    inputs: dict[str, str]
    options: dict[str, Any]
    configuration: dict[str, Any]


def find_inputs(name: str, configuration: Mapping[str, Any]) -> FigureInputs:
    """Return how a figure is wired; paths are below the results folder, with {shard} where a table has shards.

    An option is one of `figures` in the configuration, or else of `terms`; ARGUMENTS are named otherwise. Raises
    LookupError where there is no such function, or an argument is none of these.
    """
    call = f"figures.plots.{name}.draw_{name}"
    paths = _list_used(configuration)
    figures = configuration["figures"]
    named = {ARGUMENTS.get(option, option): value for option, value in figures.items()}
    known = configuration["terms"] | named
    known["width_mm"] = WIDTHS_MM.get(known["width_mm"], known["width_mm"])
    inputs = {each: paths[each] for each in list_arguments(call) if paths.get(each)}
    options = {each: known[each] for each in list_arguments(call) if each in known and each not in paths}
    for each in list_arguments(call):
        if each not in paths | options:
            raise LookupError(f"{call}: the argument {each} is no table, nor an option of figures or terms")
    last = max(STAGES.index(path.removeprefix(WORK).split("/")[0]) for path in inputs.values())
    rests_on = {section: configuration[section] for section in STAGES[: last + 1]}
    if "terms" in rests_on:
        rests_on["terms"] = {
            option: value
            for option, value in configuration["terms"].items()
            if option not in OF_TABLES or OF_TABLES[option] & {*inputs}
        }
    options |= {each: named[each] for each in OF_ALL} | {"title": figures["title"].get(name, "")}
    options["news_words"] = lists_news_words(configuration)
    own = {
        option: value
        for option, value in figures.items()
        if ARGUMENTS.get(option, option) in options or option == "licence"
    }
    own["title"] = {name: options["title"]} if options["title"] else {}
    return FigureInputs(call, inputs, options, rests_on | {"figures": own})


def find_trace_inputs(name: str, configuration: Mapping[str, Any], call: str = "") -> list[str]:
    """Return the paths of what a figure's marks are looked up in, as its trace function's arguments name it.

    `call` is the trace function of a figure that has none of its own. Raises LookupError where there is no such
    function, or an argument is no table.
    """
    call = call or f"figures.plots.{name}.trace_{name}"
    arguments = list_arguments(call)
    paths = _list_used(configuration)
    if "texts" in arguments and configuration["topics"]["passage_words"]:
        paths["matrix_rows"] = "topics/passages/matrix_rows.csv"
    named = {each: None for argument in arguments for each in BUNDLES.get(argument, (argument,))}
    if unknown := [each for each in named if each not in paths]:
        raise LookupError(f"{call}: the argument {unknown[0]} is no table")
    return [paths[each] for each in named if paths[each]]


def _list_used(configuration: Mapping[str, Any]) -> dict[str, str]:
    """Return where each table lies, by name; multiword terms are nowhere unless they are counted."""
    return _list_paths() | ({} if configuration["terms"]["layer"] == "phrase" else {"phrase_places": ""})


def _list_paths() -> dict[str, str]:
    return {table.name: table.path for table in find_tables().values()} | OTHERS


def locate_inputs(call: str, paths: list[str]) -> dict[str, str | list[str]]:
    """Return the inputs of a figure's function by argument, out of the paths that it was drawn from."""
    patterns = _list_paths()
    located: dict[str, str | list[str]] = {}
    for argument in list_arguments(call):
        pattern = patterns.get(argument, "")
        if "{shard}" in pattern:
            located[argument] = sorted(fnmatch.filter(paths, pattern.replace("{shard}", "*")))
        elif pattern:
            # A table that the corpus did not support has none: it is taken as empty.
            located[argument] = pattern if pattern in paths else []
    return located
