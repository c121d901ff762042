"""What a run prints: a line for each finished job, then what was found, or what stopped it."""

import csv
import importlib
import json
import logging
import shutil
import sys
import textwrap
from collections.abc import Collection
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from presswork.core.analyses import find_left_out
from presswork.core.errors import PressworkError
from presswork.core.shown_text import mark_hidden

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
    shards = set(json.loads((results / "corpus/shards.json").read_text(encoding="utf-8"))["shards"])
    for path in results.rglob("*-of-*.parquet"):
        if path.stem not in shards:
            path.unlink()


def remove_unsupported(results: Path, fits: Collection[str]) -> list[str]:
    """Remove outputs that the corpus does not support, with their jobs' logs, and all fits of topics but these.

    Returns the paths of the outputs.
    """
    for folder in results.glob("topics/fits/*"):
        if folder.name not in fits:
            shutil.rmtree(folder)
    support = results / "support.json"
    if not support.is_file():
        return []
    patterns = json.loads(support.read_text(encoding="utf-8"))["not_planned"]
    removed = [path for pattern in patterns for path in results.glob(pattern)]
    for log in results.glob("logs/*.log") if removed else []:
        job = log.read_text(encoding="utf-8").rstrip().rpartition("\n")[2]
        if any(str(path) in job.partition('"outputs":')[2] for path in removed):
            log.unlink()
            log.with_suffix(".tsv").unlink(missing_ok=True)
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
    """Write `timings.csv`: seconds and memory of each job of the last time it ran, and of each stage."""
    rows = []
    for path in sorted((results / "logs").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as handle:
            row = next(csv.DictReader(handle, delimiter="\t"), None)
        if row:
            rows.append((path.stem.split("_")[0], path.stem, row["s"], row["max_rss"]))
    totals: dict[str, float] = {}
    for stage, _, seconds, _ in rows:
        totals[stage] = totals.get(stage, 0.0) + float(seconds)
    with (results / "timings.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("stage", "job", "seconds", "memory_mb"))
        writer.writerows(rows)
        writer.writerows((stage, "(all jobs)", f"{seconds:.1f}", "") for stage, seconds in totals.items())


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
    messages = [path.read_text(encoding="utf-8") for path in sorted((results / "logs").glob("*.error"))]
    for message in messages or [f"{STOPPED}\n"]:
        print(f"\n{mark_hidden(message)}", end="", file=sys.stderr, flush=True)
