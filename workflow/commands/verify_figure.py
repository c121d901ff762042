"""`make verify FIGURE=file`: identifies a figure, checks what it was made from, and rebuilds it."""

import importlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import polars as pl

from job import read_input
from presswork.archive.figure import Found, compare_figure, compare_inputs, find_figure
from presswork.core.code_digests import split_call
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.core.tables import write_table
from presswork.explorer.notebook.figure_trace import trace_captioned
from presswork.explorer.notebook.replay import replay_code
from presswork.figures.captioned_figure import CaptionedFigure, draw_files, write_rows
from presswork.figures.inputs import locate_inputs
from presswork.figures.trace.tables import TRACE

Rebuild = Callable[[dict[str, Any], Path, str], Path]


def verify_figure(file: Path, results: Path, lock: Path, rebuild: Rebuild) -> int:
    """Print what is known about a figure's file; return 0 if it is unchanged and can be rebuilt byte for byte.

    `rebuild` makes a file from the raw articles: it takes (configuration, folder, path) and returns the results folder.
    """
    found = find_figure(file, results)
    print(f"{'figure':<9}{found.identity}")
    checks = compare_figure(found, results, lock)
    for label, statement, differences in checks:
        _tell(label, statement, differences)
    with tempfile.TemporaryDirectory(prefix="presswork-verify-") as folder:
        statement, differences = _rebuild_figure(found, results, Path(folder), rebuild)
    _tell("rebuild", statement, differences)
    altered = next(differences for label, _, differences in checks if label == "file")
    verified = "verified: the file is unchanged, and a rebuild gives the same bytes"
    print("not verified" if altered or differences else verified)
    return int(bool(altered or differences))


def _tell(label: str, statement: str, differences: list[str]) -> None:
    same = ": the same here" if label in ("inputs", "code", "lock") and not differences else ""
    print("\n         ".join([f"{label:<9}{statement}{same}", *differences]), flush=True)


def _rebuild_figure(found: Found, results: Path, folder: Path, rebuild: Rebuild) -> tuple[str, list[str]]:
    """Draw a figure again; return its sources, and how it differs from what was recorded."""
    made_from = found.sidecar["made_from"]
    if "notebook" in made_from:
        return _replay_figure(found, results, folder, rebuild)
    source = "from the tables in " + str(results)
    if compare_inputs(made_from, results):
        source = "from the raw articles"
        print("rebuild  the tables here are different: making them from the raw articles", flush=True)
        results = rebuild(made_from["configuration"], folder, f"figures/{found.sidecar['figure']}.json")
        if differences := compare_inputs(made_from, results):
            return source, [f"{each}, made from these articles with this code" for each in differences]
    try:
        captioned = draw_again(made_from, results)
    except (ImportError, AttributeError, TypeError, LookupError) as error:
        return source, [f"this version of Presswork cannot draw it: {error}"]
    return source, _compare_captioned(captioned, found.sidecar, folder)


def _replay_figure(found: Found, results: Path, folder: Path, rebuild: Rebuild) -> tuple[str, list[str]]:
    """Run the notebook cells that drew a figure again, on these results or on rebuilt ones."""
    made_from = found.sidecar["made_from"]
    if not made_from.get("cells"):
        return made_from["notebook"], ["the sidecar contains no code: run the notebook again and compare"]
    drawn = f"{made_from['notebook']}: {len(made_from['cells'])} cells"
    drawn += ", with the trace," if "trace" in found.sidecar["files"] else ","
    source = f"{drawn} from the tables in {results}"
    if compare_inputs(made_from, results):
        source = f"{drawn} from the raw articles"
        print("rebuild  the tables here are different: making them from the raw articles", flush=True)
        results = rebuild(made_from["configuration"], folder, "manifest.json")
        if differences := compare_inputs(made_from, results):
            return source, [f"{each}, made from these articles with this code" for each in differences]
    try:
        replayed = replay_code(made_from["cells"], found.sidecar["figure"], results)
        trace = trace_captioned(replayed.captioned, replayed.results)
    except PressworkError as error:
        return source, str(error).splitlines()
    return source, _compare_captioned(replayed.captioned, found.sidecar, folder) + _compare_trace(trace, found, folder)


def _compare_trace(trace: pl.DataFrame | None, found: Found, folder: Path) -> list[str]:
    """Return how the rebuilt trace of a notebook's figure differs from the recorded one, and that from its file."""
    recorded = found.sidecar["files"].get("trace")
    if trace is None or recorded is None:
        missing = "made here" if trace is None else "recorded"
        return [] if trace is recorded else [f"trace: none is {missing}"]
    write_table(folder / "figure.trace.parquet", trace, TRACE)
    own = found.path.with_name(recorded["file"])
    differs = digest_file(folder / "figure.trace.parquet") != recorded["sha256"]
    altered = own.is_file() and digest_file(own) != recorded["sha256"]
    told = {"trace: other bytes than recorded": differs, f"trace: {own} was altered": altered}
    return [each for each, is_so in told.items() if is_so]


def draw_again(made_from: dict[str, Any], results: Path) -> CaptionedFigure:
    """Return the figure that a function draws from the tables listed in a sidecar."""
    call = made_from["function"].removeprefix("presswork.")
    module, name = split_call(call)
    function = getattr(importlib.import_module(module), name)
    kinds = get_type_hints(function)
    located = locate_inputs(call, [*made_from["inputs"]])
    arguments = {each: read_input(_below(results, paths), kinds[each], each) for each, paths in located.items()}
    return function(**arguments, **made_from["parameters"])


def _below(results: Path, paths: str | list[str]) -> str | list[str]:
    return str(results / paths) if isinstance(paths, str) else [str(results / each) for each in paths]


def _compare_captioned(captioned: CaptionedFigure, sidecar: dict[str, Any], folder: Path) -> list[str]:
    paths = {kind: folder / f"figure.{kind}" for kind in ("pdf", "svg", "png", "csv")}
    write_rows(captioned, paths["csv"])
    draw_files(captioned, paths, sidecar["id"], sidecar["sha256"])
    recorded = {kind: entry["sha256"] for kind, entry in sidecar["files"].items()} | {"csv": sidecar["rows"]["sha256"]}
    names = {"csv": "the plotted rows"}
    words = [
        f"{key}: other words than recorded"
        for key in ("caption", "alt_text", "method")
        if getattr(captioned, key) != sidecar[key]
    ]
    return words + [
        f"{names.get(kind, kind.upper())}: other bytes than recorded"
        for kind in ("csv", "pdf", "svg", "png")
        if digest_file(paths[kind]) != recorded[kind]
    ]
