"""Whether the intervals of the criteria cover: many corpora from one source, each fitted and refitted.

`python benchmarks/topic_intervals.py` draws 100 corpora a row and writes the table between the marks in
`docs/topics.md`. The target is a criterion's mean over corpora: what is to be expected of a corpus of that size.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import polars as pl
from coverage import fill_marks
from topic_corpora import draw_planted, plant_topics

from presswork.topics.criteria import compare_sizes
from presswork.topics.fit import fit_topics
from presswork.topics.nulls import draw_nulls

RUNS, K, SEEDS, SIZE = 100, 5, 10, 600
ARTICLES = (30, 60, 200)
CRITERIA = ("npmi", "exclusivity", "diversity")


def summarise_corpus(n: int, run: int) -> pl.DataFrame:
    """Return the criteria of one corpus: value, low, high, and the mean of the refits."""
    topics = plant_topics(K, SIZE, np.random.default_rng(n))
    corpus = draw_planted("LDA", n, K, 1, np.random.default_rng([n, run]), size=SIZE, words=120, topics=topics)
    terms = pl.DataFrame({"term": [f"{each:06d}" for each in range(corpus.counts.shape[1])]})
    made = fit_topics(
        corpus.counts,
        corpus.rows,
        terms,
        draw_nulls(corpus.counts, corpus.rows, 0),
        "nmf",
        K,
        SEEDS,
        few_articles=False,
    )
    refits = made["scores"].filter(pl.col("sample") == "resample")
    means = pl.DataFrame({"criterion": CRITERIA, "refits": [refits[name].mean() for name in CRITERIA]})
    return compare_sizes(made["scores"], n).join(means, on="criterion")


def describe_intervals() -> list[str]:
    """Return the table."""
    lines = [
        "| articles | criterion | mean | spread over corpora | half-width / 1.96 | refits less value | covers |",
        "|---|---|---|---|---|---|---|",
    ]
    for n in ARTICLES:
        found = pl.concat(summarise_corpus(n, run) for run in range(RUNS))
        for name in CRITERIA:
            own = found.filter(pl.col("criterion") == name)
            mean, width = own["value"].mean(), (own["high"] - own["low"]).mean() / 2 / 1.96
            covers = ((own["low"] <= mean) & (mean <= own["high"])).mean()
            shift = (own["refits"] - own["value"]).mean()
            lines.append(
                f"| {n} | {name} | {mean:.3f} | {own['value'].std():.3f} | {width:.3f} | {shift:+.3f} | {covers:.0%} |"
            )
            print(lines[-1], flush=True)
    return lines


if __name__ == "__main__":
    fill_marks(ROOT / "docs/topics.md", {"coverage of criteria": describe_intervals()})
