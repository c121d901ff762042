"""Engines of topics side by side: coherence, exclusivity, stability, held-out score and time.

    python benchmarks/engines.py [results of a corpus] [K ...]

Stability is the mean cosine of matched topics with one refit on resampled articles. `docs/topics.md` has the figures.
"""

import os
import sys
import time
from pathlib import Path

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))

import numpy as np
from scipy import sparse

from presswork.core.matrices import read_matrix
from presswork.core.tables import find_tables, read_table
from presswork.topics.fit import select_terms
from presswork.topics.heldout import complete_documents
from presswork.topics.model import ENGINES, Engine, find_engine
from presswork.topics.quality import coherence_npmi, diversity, exclusivity, match_topics

SEED = 1
MIN_ARTICLES, MAX_SHARE = 2, 0.5


def measure_engine(engine: Engine, counts: sparse.csr_array, article_ids: list[str], k: int) -> dict[str, float | None]:
    """Return the scores of one fit with k topics, and its CPU seconds."""
    started = time.process_time()
    model = engine.fit(counts, k, SEED)
    seconds = time.process_time() - started
    resample = np.random.default_rng(SEED).integers(counts.shape[0], size=counts.shape[0])
    return {
        "npmi": float(coherence_npmi(model.terms, counts).mean()),
        "exclusivity": exclusivity(model.terms),
        "diversity": diversity(model.terms),
        "stability": float(match_topics(model.terms, engine.fit(counts[resample], k, SEED).terms).mean()),
        "heldout": complete_documents(engine, counts, article_ids, k, SEED, fold=0),
        "converged": float(model.converged),
        "cpu_s": seconds,
    }


def main(results: Path, ks: list[int]) -> None:
    """Print a line for each number of topics and engine."""
    matrix = read_matrix(results / "terms/matrix.npz")
    rows, columns = (
        read_table(results / f"terms/{name}.csv", find_tables()[name]) for name in ("matrix_rows", "matrix_columns")
    )
    counts = matrix.astype(float)[:, select_terms(matrix, columns, MIN_ARTICLES, MAX_SHARE)]
    for k in ks:
        for name in ENGINES:
            scores = measure_engine(find_engine(name), counts, rows["article_id"].to_list(), k)
            print(f"{name} K={k}:", *(f"{key} {value:.3f}" for key, value in scores.items() if value is not None))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(Path(arguments[0]) if arguments else ROOT / "results-demo", [int(k) for k in arguments[1:]] or [10, 20, 50])
