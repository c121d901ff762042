"""Overhead of a run compared with a bare Snakemake run (one rule that touches a file) in the same environment.

The two alternate; the medians of the wall times and of their ratios are printed. `planning` takes several minutes, most
of which are for writing the files.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from runner import ROOT, MarkdownTable, run_command, take_turns

import polars as pl

ARTICLES = ROOT / "demo/articles.csv"
BARE = 'rule touch:\n    output: "touched"\n    shell: "touch {output}"\n'
RUNS, SOME = 5, 300
HEADS = ("what", "seconds", "bare", "ratio")


def snakemake(folder: Path, *arguments: str, snakefile: Path = ROOT / "Snakefile") -> float:
    """Run Snakemake in a folder on all cores; return its wall time in seconds."""
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(snakefile), "--cores", "all", *arguments]
    # As for users: bytecode is kept, and neither BLAS kernel nor threads are set.
    unset = ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    unset += ("POLARS_MAX_THREADS", "NUMBA_NUM_THREADS")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    started = time.perf_counter()
    finished = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(finished.stdout + finished.stderr)
    return time.perf_counter() - started


def forget(folder: Path, *names: str) -> None:
    """Remove the outputs of a run in a folder."""
    for name in (*names, ".snakemake"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


@contextmanager
def make_folder() -> Iterator[tuple[Path, Callable[[], float]]]:
    """Return a folder, and a bare run in it that has nothing to do."""
    with tempfile.TemporaryDirectory(prefix="presswork-startup-") as name:
        folder = Path(name)
        (folder / "bare.smk").write_text(BARE)
        yield folder, lambda: snakemake(folder, snakefile=folder / "bare.smk")


def make_corpus(folder: Path, name: str) -> Path:
    """Return a new folder to run in, with empty seeds."""
    (folder / name / "seeds").mkdir(parents=True)
    return folder / name


def compare(table: MarkdownTable, what: str, ours: Callable[[], float], bare: Callable[[], float], runs: int) -> None:
    """Add a row for two runs that alternate."""
    seconds, other, ratio = take_turns(ours, bare, runs)
    table.add(what, f"{seconds:.1f}", f"{other:.1f}", f"{ratio:.1f}")


def runs(times: int = RUNS) -> None:
    """Runs of the seed article and, after `make demo`, of some articles of the demo."""
    with make_folder() as (folder, bare_again):
        seed, windows = make_corpus(folder, "seed"), cycle((4, 5))
        for path in ROOT.glob("seeds/*.txt"):
            shutil.copy(path, seed / "seeds")

        def bare() -> float:
            forget(folder, "touched")
            return bare_again()

        def run_anew() -> float:
            forget(seed, "results")
            return snakemake(seed)

        def change_option() -> float:
            options = {"terms": {"collocations": {"window": next(windows)}}}
            (seed / "option.json").write_text(json.dumps(options))
            return snakemake(seed, "--configfile", "option.json")

        run_anew()
        bare()
        table = MarkdownTable(*HEADS)
        compare(table, "nothing to do", lambda: snakemake(seed), bare_again, times)
        compare(table, "one option changed that one figure shows", change_option, bare, times)
        compare(table, "the seed article from scratch", run_anew, bare, times)
        if ARTICLES.is_file():
            some = make_corpus(folder, "some")
            pl.read_csv(ARTICLES, infer_schema_length=0).head(SOME).write_csv(some / "seeds/articles.csv")
            compare(table, f"{SOME} articles of the demo from scratch", lambda: snakemake(some), bare, 1)


def planning(n: int = 100_000) -> None:
    """Planning for many articles in one file, and in one file each."""
    with make_folder() as (folder, bare_again):
        bare_again()
        one, each = make_corpus(folder, "table"), make_corpus(folder, "files")
        texts = [f"Headline {number}\n\nThis is article number {number}." for number in range(n)]
        pl.DataFrame({"text": texts}).write_csv(one / "seeds/articles.csv")
        for number, text in enumerate(texts):
            (each / f"seeds/{number}.txt").write_text(text)
        table = MarkdownTable(*HEADS)
        compare(table, f"planning for {n:,} articles in one file", lambda: snakemake(one, "--dry-run"), bare_again, 1)
        compare(table, f"planning for {n:,} in a file each", lambda: snakemake(each, "--dry-run"), bare_again, 1)


if __name__ == "__main__":
    run_command(__doc__, runs, planning)
