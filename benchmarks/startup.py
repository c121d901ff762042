"""What a run costs beside a bare run of Snakemake: a workflow of one rule that touches a file, in the same environment.

Ours and the bare run take turns; the medians of the wall times and of their ratios are printed. With `many`, planning
for 100,000 articles is measured too (some minutes, most of them for writing the files).
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo/articles.csv"
BARE = 'rule touch:\n    output: "touched"\n    shell: "touch {output}"\n'
RUNS = 5
SOME, MANY = 300, 100_000


def snakemake(folder: Path, *arguments: str, snakefile: Path = ROOT / "Snakefile") -> float:
    """Run Snakemake in a folder on all cores; return its wall time in seconds."""
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(snakefile), "--cores", "all", *arguments]
    # What users have: bytecode is kept, and nothing is said of a BLAS kernel.
    unset = ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    started = time.perf_counter()
    finished = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(finished.stdout + finished.stderr)
    return time.perf_counter() - started


def forget(folder: Path, *names: str) -> None:
    """Remove what a run has made in a folder."""
    for name in (*names, ".snakemake"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def compare(what: str, ours: Callable[[], float], bare: Callable[[], float], runs: int = RUNS) -> None:
    """Print the median seconds of two runs that take turns, and the median of their ratios."""
    pairs = [(ours(), bare()) for _ in range(runs)]
    seconds, others = (statistics.median(column) for column in zip(*pairs))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{what:<58}{seconds:>8.2f} s  bare {others:.2f} s  ratio {ratio:.1f}", flush=True)


def make_corpus(folder: Path, name: str) -> Path:
    """Return a new folder to run in, with empty seeds."""
    (folder / name / "seeds").mkdir(parents=True)
    return folder / name


def measure_runs(folder: Path, bare: Callable[[], float], bare_again: Callable[[], float]) -> None:
    """Measure the seed article from scratch, nothing to do, one option changed, and some articles of the demo."""
    seed = make_corpus(folder, "seed")
    for path in ROOT.glob("seeds/*.txt"):
        shutil.copy(path, seed / "seeds")

    def run_anew() -> float:
        forget(seed, "results")
        return snakemake(seed)

    def change_option() -> float:
        change_option.window = 9 - change_option.window  # type: ignore[attr-defined]
        options = {"terms": {"collocations": {"window": change_option.window}}}  # type: ignore[attr-defined]
        (seed / "option.json").write_text(json.dumps(options))
        return snakemake(seed, "--configfile", "option.json")

    change_option.window = 5  # type: ignore[attr-defined]
    run_anew()
    bare()
    compare("nothing to do", lambda: snakemake(seed), bare_again)
    compare("one option changed that one figure shows", change_option, bare)
    compare("seed article from scratch", run_anew, bare)
    if DEMO.is_file():
        some = make_corpus(folder, "some")
        pl.read_csv(DEMO, infer_schema_length=0).head(SOME).write_csv(some / "seeds/articles.csv")
        compare(f"{SOME} articles from scratch", lambda: snakemake(some), bare, runs=1)
    else:
        print("articles of the demo: left out (`make demo` fetches them)")


def measure_planning(folder: Path, bare_again: Callable[[], float]) -> None:
    """Measure planning for many articles in one file, and in a file each."""
    table, files = make_corpus(folder, "table"), make_corpus(folder, "files")
    texts = [f"Headline {number}\n\nThis is article number {number}." for number in range(MANY)]
    pl.DataFrame({"text": texts}).write_csv(table / "seeds/articles.csv")
    for number, text in enumerate(texts):
        (files / f"seeds/{number}.txt").write_text(text)
    for what, place in (("one file", table), ("a file each", files)):
        compare(f"planning for {MANY:,} articles, {what}", lambda: snakemake(place, "--dry-run"), bare_again, runs=1)  # noqa: B023


def main() -> None:
    """Measure in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="presswork-startup-") as name:
        folder = Path(name)
        (folder / "bare.smk").write_text(BARE)

        def bare_again() -> float:
            return snakemake(folder, snakefile=folder / "bare.smk")

        def bare() -> float:
            forget(folder, "touched")
            return bare_again()

        measure_runs(folder, bare, bare_again)
        if "many" in sys.argv[1:]:
            measure_planning(folder, bare_again)


if __name__ == "__main__":
    main()
