"""What each engine recovers of planted topics, and which number of topics the stage's rule chooses with it.

`python benchmarks/planted_engines.py CORPUS_SIZE ENGINE ...` prints rows of the table in `docs/topics.md`, for the
corpora of `benchmarks/planted_topics.py` with 10 topics, and for larger ones. The grid is narrower, so that Gibbs
sampling ends in time.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workflow"))

import numpy as np
import polars as pl
from topic_corpora import KINDS, Corpus, draw_planted

from planted_topics import RATIOS, REPLICATE, share_recovered
from presswork.topics.choice import choose_k
from presswork.topics.criteria import compare_sizes
from presswork.topics.fit import fit_topics
from presswork.topics.nulls import draw_nulls

KS, TRUE, STARTS = (5, 10, 15, 20), 10, 2


def judge_engine(corpus: Corpus, engine: str) -> tuple[float, int | None, float]:
    """Return the share of planted topics recovered at their true number, the number chosen, and CPU seconds a fit."""
    columns = pl.DataFrame({"term": [f"{each:06d}" for each in range(corpus.counts.shape[1])]})
    nulls = draw_nulls(corpus.counts, corpus.rows, 0)
    started = time.process_time()
    made = {
        k: fit_topics(corpus.counts, corpus.rows, columns, nulls, engine, k, STARTS, few_articles=False) for k in KS
    }
    seconds = (time.process_time() - started) / (2 * STARTS * len(KS))
    scores = pl.concat(each["scores"] for each in made.values())
    chosen, _ = choose_k(scores, compare_sizes(scores, corpus.rows.height), None, "auto")
    return share_recovered(corpus.topics, made[TRUE]["model"].terms), chosen, seconds


def main(n: int, engines: list[str]) -> None:
    """Print a row for each kind of corpus and engine."""
    for number, kind in enumerate(KINDS):
        for ratio in RATIOS:
            chance = np.random.default_rng([REPLICATE, n, number, ratio, TRUE])
            corpus = draw_planted(kind, n, TRUE, ratio, chance)
            for engine in engines:
                recovered, chosen, seconds = judge_engine(corpus, engine)
                print(
                    f"| {n:,} | {kind} | 1:{ratio} | {engine} | {recovered:.0%} | {chosen} | {seconds:.2f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
