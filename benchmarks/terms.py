"""Counting and dispersion as ratios against peers in the same run, on the demo corpus (`make demo` makes it).

Each pair runs in turn, several times; the median of the ratios is printed, below 1 where Presswork is faster.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))

import numpy as np
import polars as pl
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

import presswork
from presswork.core.errors import PressworkError
from presswork.core.matrices import read_matrix
from presswork.explorer.results import Results
from presswork.statistics.dispersion import deviation_of_proportions
from presswork.terms.frequency import measure_frequency
from presswork.terms.matrix import build_matrix

RUNS = 3
SOME_TERMS = 2000


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
    counted, tokens = results.corpus.counted, [results.tokens.tokens.lazy()]
    vocabulary = results.tokens.vocabulary
    body = results.tokens.tokens.filter(pl.col("field") == "body")
    words = body.join(vocabulary.filter("word"), on="token_id").group_by("article_id").agg("lower")["lower"].to_list()
    time_pair(
        f"document-term matrix, {len(words):,} articles, against CountVectorizer",
        lambda: build_matrix(counted, tokens, vocabulary.lazy(), "lower", 40),
        lambda: CountVectorizer(analyzer=lambda row: row).fit_transform(words),
    )


def bench_dispersion(results: Results) -> None:
    """DP of some terms as it is commonly written, term by term on dense columns, against all terms at once."""
    matrix, sizes = read_matrix(results.path / "terms/matrix.npz"), results.terms.matrix_rows["n_words"].to_numpy()
    part = sparse.csr_array(matrix[:, :SOME_TERMS])
    shares = sizes / sizes.sum()

    def loop() -> None:
        for column in part.tocsc().T:
            counts = column.toarray().ravel()
            0.5 * np.abs(counts / max(counts.sum(), 1) - shares).sum()

    time_pair(
        f"DP of {SOME_TERMS:,} terms, against a loop over terms",
        lambda: deviation_of_proportions(part, sizes.astype(float)),
        loop,
    )


def bench_frequency(results: Results) -> None:
    """The whole frequency table, against the counts of a data frame grouped by term and article."""
    rows, columns = results.terms.matrix_rows, results.terms.matrix_columns
    matrix = read_matrix(results.path / "terms/matrix.npz")
    articles, counted = results.corpus.articles.lazy(), results.corpus.counted
    cells = matrix.tocoo()
    long = pl.DataFrame({"article": cells.coords[0], "term": cells.coords[1], "count": cells.data})
    time_pair(
        f"frequency, ten dispersions and intervals of {columns.height:,} terms, against grouping counts alone",
        lambda: measure_frequency(matrix, rows, columns, articles, counted, "auto"),
        lambda: long.group_by("term").agg(pl.col("count").sum(), pl.col("article").n_unique()),
    )


if __name__ == "__main__":
    try:
        demo = presswork.open_results(ROOT / "results-demo")
        bench_matrix(demo)
        bench_dispersion(demo)
        bench_frequency(demo)
    except PressworkError as error:
        sys.exit(f"{error}\nThe benchmarks use the demo corpus: run `make demo` first.")
