"""Timings as ratios against a peer in the same run, on the demo corpus (`make demo` fetches it).

Each pair runs in turn, several times; the median of the ratios is printed, below 1 where Presswork is faster.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))

import polars as pl
from sklearn.feature_extraction.text import CountVectorizer

import presswork
from presswork.core.errors import PressworkError
from presswork.explorer.results import Results
from presswork.terms.matrix import build_matrix

RUNS = 3


def time_pair(name: str, ours: Callable[[], object], peer: Callable[[], object]) -> None:
    """Print the median ratio of two functions' times, and the median seconds of each."""
    pairs = [(_seconds(ours), _seconds(peer)) for _ in range(RUNS)]
    ratio = statistics.median(one / other for one, other in pairs)
    seconds = [statistics.median(column) for column in zip(*pairs)]
    print(f"{name}: {ratio:.2f} x the peer's time ({seconds[0]:.2f} s against {seconds[1]:.2f} s)", flush=True)


def _seconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def bench_matrix(results: Results) -> None:
    """The document-term matrix from token tables, against CountVectorizer on the same tokens."""
    counted, tokens = results.corpus.counted, [results.tokens.tokens]
    vocabulary = results.tokens.vocabulary
    body = results.tokens.tokens.filter(pl.col("field") == "body").collect()
    words = body.join(vocabulary.filter("word"), on="token_id").group_by("article_id").agg("lower")["lower"].to_list()
    time_pair(
        f"document-term matrix, {len(words):,} articles, against CountVectorizer",
        lambda: build_matrix(counted, tokens, vocabulary.lazy(), "lower", 40),
        lambda: CountVectorizer(analyzer=lambda row: row).fit_transform(words),
    )


if __name__ == "__main__":
    try:
        demo = presswork.open_results(ROOT / "results-demo")
        bench_matrix(demo)
    except PressworkError as error:
        sys.exit(f"{error}\nThe benchmarks use the demo corpus: run `make demo` first.")
