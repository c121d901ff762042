"""What a run prints: a line for each finished job, then what was found, or what stopped it."""

import csv
import importlib
import json
import logging
import shutil
import sys
import textwrap
from collections.abc import Collection, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from presswork.core.analyses import find_left_out
from presswork.core.errors import PressworkError
from presswork.core.schema import WORK
from presswork.core.shown_text import mark_hidden

LOGS = "work/logs"
BURYING = (
    "RuleException",
    "CalledProcessError",
    "Exiting because a job",
    "Shutting down",
    "WorkflowError:\nAt least one job",
)
STOPPED = "Stopped: finished results stay, and the next run continues from there."
NOTHING_TO_DO = "Nothing to be done"
# Where text begins in the lines of the summary, behind their names.
INDENT = 10
# The width of a screen that has none, such as a file.
ENDLESS = 10_000


def stop(error: Exception) -> NoReturn:
    """End before anything has run, with the message alone on the screen."""
    print(error, file=sys.stderr, flush=True)
    sys.exit(1)


def calm(workflow: Any) -> None:
    """Let Snakemake say a line for each finished job instead of five; dry runs and `--verbose` stay as they are."""
    if workflow.output_settings.dryrun or workflow.output_settings.verbose:
        return
    for handler in workflow.logger_manager.logger.handlers:
        if handler.name == "DefaultStreamHandler":
            handler.setFormatter(CalmFormatter(handler.formatter))
            handler.addFilter(handler.formatter.wants)


def import_lazily(package: str) -> None:
    """Load a package when something in it is first used, rather than when it is imported."""
    if package in sys.modules:
        return

    def load(name: str) -> Any:
        if sys.modules.get(package) is stand_in:
            del sys.modules[package]
        return getattr(importlib.import_module(package), name)

    stand_in = sys.modules[package] = ModuleType(package)
    stand_in.__getattr__ = load  # type: ignore[method-assign]


class CalmFormatter(logging.Formatter):
    """Formats Snakemake's log records: progress in a line, warnings and errors as Snakemake has them, no more."""

    def __init__(self, plain: logging.Formatter) -> None:
        super().__init__()
        self.plain = plain
        self.names: dict[int, str] = {}
        self.finished: list[str] = []

    def wants(self, record: logging.LogRecord) -> bool:
        """Return whether a record reaches the screen; remember the names of jobs on the way."""
        event = getattr(getattr(record, "event", None), "name", None)
        if event == "JOB_INFO":
            values = getattr(record, "wildcards", None) or {}
            self.names[record.jobid] = " ".join([record.rule_name, *map(str, values.values())])  # type: ignore[attr-defined]
        elif event == "JOB_FINISHED":
            self.finished.append(self.names.get(record.job_id, ""))  # type: ignore[attr-defined]
        if event == "PROGRESS":
            return self.finished[-1:] != ["all"]
        message = record.getMessage()
        if NOTHING_TO_DO in message:
            return True
        return record.levelno >= logging.WARNING and event != "JOB_ERROR" and not message.startswith(BURYING)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        if NOTHING_TO_DO in record.getMessage():
            return "Nothing to do: the results are up to date."
        if hasattr(record, "done") and hasattr(record, "total"):
            width = len(str(record.total))
            names, self.finished = self.finished, []
            return f"[{record.done:>{width}}/{record.total}] {', '.join(names)}"
        return self.plain.format(record)


def remove_stale_shards(results: Path) -> None:
    """Remove the files of shards that the corpus is no longer dealt into."""
    shards = set(json.loads((results / "work/corpus/shards.json").read_text(encoding="utf-8"))["shards"])
    for path in results.rglob("*-of-*.parquet"):
        if path.stem not in shards:
            path.unlink()


def remove_unsupported(results: Path, fits: Collection[str]) -> list[str]:
    """Remove outputs that the corpus does not support, with their jobs' logs, and all fits of topics but these.

    Returns the paths of the outputs.
    """
    for folder in results.glob("work/topics/fits/*"):
        if folder.name not in fits:
            shutil.rmtree(folder)
    support = results / "support.json"
    if not support.is_file():
        return []
    patterns = json.loads(support.read_text(encoding="utf-8"))["not_planned"]
    removed = [path for pattern in patterns for place in ("", WORK) for path in results.glob(place + pattern)]
    for log in results.glob(f"{LOGS}/*.log") if removed else []:
        if {str(path) for path in removed} & {*_list_outputs(log)}:
            log.unlink()
    for path in removed:
        path.unlink()
    return [path.relative_to(results).as_posix() for path in removed]


def remove_figures(results: Path, names: Collection[str]) -> None:
    """Remove these figures, which an earlier run drew and `figures.show` no longer names."""
    for name in names:
        for path in results.glob(f"figures/{name}.*"):
            path.unlink()


def refuse_unsupported(results: Path, paths: Collection[str]) -> None:
    """End the run with the reason if outputs were asked for that the corpus does not support."""
    if not paths:
        return
    path = min(paths)
    left_out = find_left_out(path, json.loads((results / "support.json").read_text(encoding="utf-8")))
    assert left_out, path
    stop(
        PressworkError(
            "The corpus does not support an output that was asked for.",
            file=results / path,
            found=left_out.reason,
            remedy=left_out.remedy or None,
        )
    )


def write_timings(results: Path) -> None:
    """Write `work/timings.csv`: time and memory of each job the last time it ran, and the time of each stage."""
    rows = []
    for path in sorted((results / LOGS).glob("*.log")):
        if used := _read_job(path).get("used"):
            figures = [used[name] for name in ("seconds", "cpu_seconds", "peak_mb")]
            rows.append((path.stem.split("_")[0], path.stem, *figures))
    totals: dict[str, list[float]] = {}
    for stage, _, seconds, cpu_seconds, _ in rows:
        totals[stage] = [sum(pair) for pair in zip(totals.get(stage, (0.0, 0.0)), (seconds, cpu_seconds))]
    with (results / "work/timings.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("stage", "job", "seconds", "cpu_seconds", "memory_mb"))
        writer.writerows((*row[:2], *(f"{figure:.2f}" for figure in row[2:])) for row in rows)
        writer.writerows((stage, "(all jobs)", *(f"{each:.2f}" for each in both), "") for stage, both in totals.items())


def _read_job(log: Path) -> dict[str, Any]:
    """Return the job that a log describes, with what it used; nothing where the log is not whole."""
    try:
        job = json.loads(log.read_text(encoding="utf-8").rstrip().rpartition("\n")[2])
    except ValueError:
        return {}
    return job if isinstance(job, dict) else {}


def _list_outputs(log: Path) -> Iterator[str]:
    for paths in _read_job(log).get("outputs", {}).values():
        yield from [paths] if isinstance(paths, str) else paths


def find_width() -> int:
    """Return the width of the terminal in characters; where the output is no terminal, more than any line has."""
    return shutil.get_terminal_size((ENDLESS, 0)).columns


def wrap_lines(text: str, width: int) -> str:
    """Return the summary with lines of at most this width; what is wrapped begins below the text of its line."""
    wrapper = textwrap.TextWrapper(width, subsequent_indent=" " * INDENT, break_on_hyphens=False)
    return "".join(wrapper.fill(line) + "\n" for line in text.splitlines())


def tell_results(results: Path) -> None:
    """Print what the run found and where it is."""
    summary = results / "paper/summary.txt"
    if (results / "manifest.json").is_file() and summary.is_file():
        print(f"\n{wrap_lines(mark_hidden(summary.read_text(encoding='utf-8')), find_width())}")
        places = {"figures": "figures", "paper": "paper", "page": "explorer/index.html"}
        print("\n".join(f"{name:<10}{results / place}" for name, place in places.items()), flush=True)


def tell_failures(results: Path) -> None:
    """Print why jobs failed, as the last thing on the screen, or that the run was stopped."""
    messages = [path.read_text(encoding="utf-8") for path in sorted((results / LOGS).glob("*.error"))]
    for message in messages or [f"{STOPPED}\n"]:
        print(f"\n{mark_hidden(message)}", end="", file=sys.stderr, flush=True)
