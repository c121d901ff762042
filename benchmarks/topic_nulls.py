"""How often articles without topics are called structure, and articles with faint ones are not.

`python benchmarks/topic_nulls.py` draws 200 corpora a row, of 100 articles, holds the coherence of three topics (NMF)
against 19 permutations of each, and writes the table between the marks in `docs/topics.md`. Beside it stands the same
with terms permuted one by one over all articles, whatever their length.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from coverage import fill_marks
from scipy import sparse, stats
from topic_corpora import NULLS, Corpus, draw_null, draw_planted

from presswork.core.digests import derive_seed
from presswork.topics.model import find_engine
from presswork.topics.quality import coherence_npmi
from presswork.topics.samples import bind_terms, find_distinct, permute_counts

RUNS, PERMUTATIONS, ARTICLES, K = 200, 19, 100, 3
FAINT = ((100, 0.9), (100, 0.85), (30, 0.8))
Permute = Callable[[int], sparse.csr_array]


def measure(counts: sparse.csr_array, seed: int) -> float:
    """Return the mean coherence of a model's topics."""
    return float(coherence_npmi(find_engine("nmf").fit(counts, K, seed).terms, counts).mean())


def beats_all(own: float, permute: Permute, run: int) -> bool:
    """Return whether no permutation reaches the value; those after the first that does need not be made."""
    seeds = (derive_seed("benchmark", run, each) for each in range(PERMUTATIONS))
    return all(measure(permute(seed), seed % 2**31) < own for seed in seeds)


def permute_freely(counts: sparse.csr_array, seed: int) -> sparse.csr_array:
    """Return the counts with each term's dealt to any articles."""
    chance = np.random.default_rng(seed)
    return sparse.csr_array(chance.permuted(counts.toarray(), axis=0))


def test_corpus(corpus: Corpus, run: int) -> tuple[bool, bool]:
    """Return whether there is structure beyond the stage's permutations, and beyond free ones."""
    distinct = find_distinct(corpus.rows)
    counts, rows = sparse.csr_array(corpus.counts[distinct]), corpus.rows[distinct]
    own, bound = measure(counts, run + 1), bind_terms(counts)
    held = beats_all(own, lambda seed: permute_counts(counts, rows, bound, seed), run)
    return held, beats_all(own, lambda seed: permute_freely(counts, seed), run)


def count_structure(draw: Callable[[np.random.Generator], Corpus], number: int) -> list[int]:
    """Return in how many runs there is structure by either null."""
    found = [test_corpus(draw(np.random.default_rng([7, number, run])), run) for run in range(RUNS)]
    return [sum(each) for each in zip(*found, strict=True)]


def describe_nulls() -> list[str]:
    """Return the table."""
    low, high = stats.binom.interval(0.95, RUNS, 1 / (1 + PERMUTATIONS))
    lines = ["| articles | called structure | within bounds | permuted freely |", "|---|---|---|---|"]
    for number, kind in enumerate(NULLS):
        found, freely = count_structure(lambda chance, kind=kind: draw_null(kind, ARTICLES, chance), number)
        lines.append(
            f"| {kind} | {found / RUNS:.1%} | {'yes' if low <= found <= high else 'no'} | {freely / RUNS:.1%} |"
        )
        print(lines[-1], flush=True)
    for number, (n, background) in enumerate(FAINT, len(NULLS)):

        def draw(chance: np.random.Generator, n: int = n, background: float = background) -> Corpus:
            return draw_planted("LDA", n, K, 1, chance, size=300, words=100, background=background)

        found, freely = count_structure(draw, number)
        lines.append(
            f"| {n} with topics in {1 - background:.0%} of their words | {found / RUNS:.1%} | | {freely / RUNS:.1%} |"
        )
        print(lines[-1], flush=True)
    return [*lines, "", f"Within bounds: {low / RUNS:.1%} to {high / RUNS:.1%} of {RUNS} runs."]


if __name__ == "__main__":
    table = describe_nulls()
    print("\n".join(table))
    fill_marks(ROOT / "docs/topics.md", {"when there is nothing": table})
