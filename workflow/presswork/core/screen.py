"""What a run prints: a line for each finished job, then the results, or why it stopped."""

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
STOPPED = "Stopped: finished results are kept, and the next run continues from there."
UNRECORDED = (
    "Snakemake has no record of how the results in {results} were made (was the folder copied, moved or renamed?), "
    "so they are made again."
)
NOTHING_TO_DO = "Nothing to be done"
# The column in which text begins in the lines of the summary, after their names.
INDENT = 10
# The width of output that is not a terminal, such as a file.
ENDLESS = 10_000


def stop(error: Exception) -> NoReturn:
    """Exit with an error message and nothing else on the screen."""
    print(error, file=sys.stderr, flush=True)
    sys.exit(1)


def calm(workflow: Any) -> None:
    """Let Snakemake print one line per finished job instead of five, except in dry runs and with `--verbose`."""
    if workflow.output_settings.dryrun or workflow.output_settings.verbose:
        return
    for handler in workflow.logger_manager.logger.handlers:
        if handler.name == "DefaultStreamHandler":
            handler.setFormatter(CalmFormatter(handler.formatter))
            handler.addFilter(handler.formatter.wants)


def import_lazily(package: str) -> None:
    """Load a package on first use instead of on import."""
    if package in sys.modules:
        return

    def load(name: str) -> Any:
        if sys.modules.get(package) is stand_in:
            del sys.modules[package]
        return getattr(importlib.import_module(package), name)

    stand_in = sys.modules[package] = ModuleType(package)
    stand_in.__getattr__ = load  # type: ignore[method-assign]


class CalmFormatter(logging.Formatter):
    """Formats Snakemake's log records: progress in one line, warnings and errors unchanged, nothing else."""

    def __init__(self, plain: logging.Formatter) -> None:
        super().__init__()
        self.plain = plain
        self.names: dict[int, str] = {}
        self.finished: list[str] = []

    def wants(self, record: logging.LogRecord) -> bool:
        """Return whether a record is shown on the screen; also remember the names of jobs."""
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
    """Remove files of shards that the corpus no longer has."""
    shards = set(json.loads((results / "work/corpus/shards.json").read_text(encoding="utf-8"))["shards"])
    for path in results.rglob("*-of-*.parquet"):
        if path.stem not in shards:
            path.unlink()


def remove_unsupported(results: Path, fits: Collection[str]) -> list[str]:
    """Remove outputs that the corpus does not support, with their jobs' logs, and all fits of topics except these.

    Returns the paths of the removed outputs.
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
    """Stop the run, with the reason, if outputs were requested that the corpus does not support."""
    if not paths:
        return
    path = min(paths)
    left_out = find_left_out(path, json.loads((results / "support.json").read_text(encoding="utf-8")))
    assert left_out, path
    stop(
        PressworkError(
            "The corpus does not support an output that was requested.",
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
    """Return the job described in a log, with the time and memory it used; empty if the log is incomplete."""
    try:
        job = json.loads(log.read_text(encoding="utf-8").rstrip().rpartition("\n")[2])
    except ValueError:
        return {}
    return job if isinstance(job, dict) else {}


def _list_outputs(log: Path) -> Iterator[str]:
    for paths in _read_job(log).get("outputs", {}).values():
        yield from [paths] if isinstance(paths, str) else paths


def find_width() -> int:
    """Return the width of the terminal in characters; if output is not a terminal, more than any line needs."""
    return shutil.get_terminal_size((ENDLESS, 0)).columns


def wrap_lines(text: str, width: int) -> str:
    """Return the summary wrapped to this width, with continuation lines indented to the text."""
    wrapper = textwrap.TextWrapper(width, subsequent_indent=" " * INDENT, break_on_hyphens=False)
    return "".join(wrapper.fill(line) + "\n" for line in text.splitlines())


def tell_results(results: Path) -> None:
    """Print the summary of the results and where they are."""
    summary = results / "paper/summary.txt"
    if (results / "manifest.json").is_file() and summary.is_file():
        print(f"\n{wrap_lines(mark_hidden(summary.read_text(encoding='utf-8')), find_width())}")
        places = {"figures": "figures", "paper": "paper", "page": "explorer/index.html"}
        print("\n".join(f"{name:<10}{results / place}" for name, place in places.items()), flush=True)


def tell_failures(results: Path) -> None:
    """Print why jobs failed, or that the run was stopped, as the last lines on the screen."""
    messages = [path.read_text(encoding="utf-8") for path in sorted((results / LOGS).glob("*.error"))]
    for message in messages or [f"{STOPPED}\n"]:
        print(f"\n{mark_hidden(message)}", end="", file=sys.stderr, flush=True)
