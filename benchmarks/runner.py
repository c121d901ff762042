"""Shared by all benchmarks: commands, alternating and child-process timings, coverage, the demo corpus.

A benchmark is a module whose commands are functions: `python benchmarks/NAME.py COMMAND ARGUMENTS`. The claims of
documents (`claims.py`) are checked at the end; with `--write`, the results replace those in the documents. Import this
module first: it makes the library importable and sets one thread and the BLAS kernel of jobs.
"""

import argparse
import inspect
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from claims import CLAIMS, DEMO, ROOT, check_claims, running
from claims import MarkdownTable as MarkdownTable, is_writing as is_writing, states as states

sys.path[:0] = [str(ROOT / "workflow"), str(ROOT / "tests")]
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "POLARS_MAX_THREADS"):
    os.environ[variable] = "1"
os.environ["OPENBLAS_CORETYPE"] = "Prescott"

import numpy as np
import polars as pl

Numbers = np.ndarray
Work = Callable[[], object]
# Exit codes if claims do not hold, and if something needed is missing.
REFUTED, LACKING = 1, 3


def run_command(about: str | None, *commands: Callable[..., Mapping[str, float] | None]) -> None:
    """Run the command given on the command line and check its claims; its parameters are the arguments."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put today's tables and numbers into the documents")
    named = parser.add_subparsers(dest="command", required=True)
    for command in commands:
        summary = inspect.getdoc(command)
        own = named.add_parser(command.__name__, help=summary, description=summary)
        own.set_defaults(run=command)
        for name, parameter in inspect.signature(command).parameters.items():
            is_given = parameter.default is parameter.empty
            number = "*" if parameter.kind is parameter.VAR_POSITIONAL else None if is_given else "?"
            own.add_argument(
                name, nargs=number, type=parameter.annotation, default=None if is_given else parameter.default
            )
    given = vars(parser.parse_args())
    values = [given[name] for name in inspect.signature(given["run"]).parameters]
    name, arguments = f"{Path(sys.argv[0]).stem}.{given['command']}", sys.argv[sys.argv.index(given["command"]) + 1 :]
    running.extend(claim for claim in CLAIMS if (claim.command, claim.arguments) == (name, tuple(arguments)))
    if given["write"] and not running:
        sys.exit("No document states anything of this command with these arguments.")
    if lacking := {each for claim in running for each in claim.list_lacking()}:
        remedies = {"demo": "run `make demo`", "samples": "fetch the samples (see the benchmark)"}
        told = (remedies.get(each, f"install {each}") for each in sorted(lacking))
        print(f"not checked: {' and '.join(told)} first")
        sys.exit(LACKING)
    figures = given["run"](*(each for value in values for each in (value if isinstance(value, list) else [value])))
    found = check_claims(figures or {})
    print(*(f"\n{each.told}" for each in found), sep="\n")
    sys.exit(0 if all(each.holds for each in found) else REFUTED)


def clock(work: Work) -> float:
    """Return the CPU seconds that a function takes in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def take_turns(ours: Callable[[], float], peer: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Return the median seconds of two alternating functions that return seconds, and the median of their ratios."""
    pairs = [(ours(), peer()) for _ in range(runs)]
    own, other = (statistics.median(column) for column in zip(*pairs))
    return own, other, statistics.median(one / another for one, another in pairs)


class Cost(NamedTuple):
    """Cost of a process: CPU seconds, peak resident memory in megabytes, wall-clock seconds."""

    cpu: float
    megabytes: float
    seconds: float


def run_child(*arguments: object) -> Cost:
    """Run this benchmark with other arguments in a separate process; exit if it fails."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, sys.argv[0], *map(str, arguments)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, arguments))} failed")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, time.perf_counter() - started)


class Coverage(NamedTuple):
    """Share of runs with an interval, and the share of these in which it covers."""

    given: float
    covers: float


def measure_coverage(runs: Iterable[dict[str, tuple[Numbers, Numbers, Numbers | float]]]) -> dict[str, Coverage]:
    """Return the coverage of each kind of interval, given low, high and truth of each run (NaN: no interval)."""
    found: dict[str, list[Numbers]] = {}
    for run in runs:
        for name, (low, high, truth) in run.items():
            found.setdefault(name, []).append(np.array([~np.isnan(low), (low <= truth) & (truth <= high)]))
    joined = {name: np.concatenate(parts, axis=1) for name, parts in found.items()}
    return {
        name: Coverage(float(given.mean()), float(hits[given].mean()) if given.any() else float("nan"))
        for name, (given, hits) in joined.items()
    }


def read_demo(min_words: int = 0) -> dict[str, str]:
    """Return the texts of the demo corpus by article; exit if it is missing."""
    path = DEMO / "corpus/articles.parquet"
    if not path.is_file():
        sys.exit("This benchmark uses the demo corpus: run `make demo` first.")
    long = pl.col("text").str.count_matches(r"\w+") >= min_words
    return dict(pl.read_parquet(path, columns=["article_id", "text"]).filter(long).iter_rows())
