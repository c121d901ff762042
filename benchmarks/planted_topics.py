"""Which rule finds the number of planted topics, and how many of the topics are found at the true number.

`python benchmarks/planted_topics.py` writes the table between the marks in `docs/topics.md`. Corpora are those of
`benchmarks/topic_corpora.py`, fitted by NMF.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import polars as pl
from coverage import fill_marks
from topic_corpora import KINDS, Corpus, draw_planted

from presswork.topics.fit import fit_topics
from presswork.topics.nulls import draw_nulls
from presswork.topics.quality import match_topics

KS = (2, 3, 4, 5, 10, 15, 20, 30)
TRUE = {200: (5, 10), 2000: (10,)}
REPLICATE = 3
RATIOS = (1, 20)
SEEDS, RECOVERED = 3, 0.9


def fit_sizes(corpus: Corpus, engine: str, ks: tuple[int, ...]) -> tuple[pl.DataFrame, dict[int, float]]:
    """Return the criteria of each number of topics, means over starts, and the share of planted topics it recovers."""
    columns = pl.DataFrame({"term": [f"{each:06d}" for each in range(corpus.counts.shape[1])]})
    nulls = draw_nulls(corpus.counts, corpus.rows, 0)
    rows, recovered = [], {}
    for k in ks:
        made = fit_topics(corpus.counts, corpus.rows, columns, nulls, engine, k, SEEDS, few_articles=False)
        if made["scores"].is_empty():
            continue
        own = made["scores"].filter(pl.col("sample") == "all")
        rows.append(own.group_by("k").agg(pl.col("npmi", "diversity", "stability").mean(), spread=pl.col("npmi").std()))
        recovered[k] = share_recovered(corpus.topics, made["model"].terms)
    return pl.concat(rows), recovered


def share_recovered(planted: np.ndarray, found: np.ndarray) -> float:
    """Return the share of planted topics whose partner has a cosine over `RECOVERED`."""
    matched = match_topics(planted, found) if len(planted) <= len(found) else match_topics(found, planted)
    return float((matched > RECOVERED).sum() / len(planted))


def rank_sum(sizes: pl.DataFrame, *names: str) -> int:
    """Return the number of topics with the best sum of ranks; of equals the smallest."""
    total = sum(sizes[name].round(6).rank(descending=True) for name in names)
    return int(sizes["k"][int(np.argmin(total))])


def best_of(values: pl.Series, sizes: pl.DataFrame, slack: float = 0.0) -> int:
    """Return the smallest number of topics within a share `slack` of the best value."""
    return int(sizes["k"][int(np.argmax(values >= values.max() - slack * abs(values.max()) - 1e-6))])


RULES: dict[str, Callable[[pl.DataFrame], int]] = {
    "NPMI within 1 SD": lambda s: int(
        s.filter(pl.col("npmi") >= s["npmi"].max() - s["spread"][int(s["npmi"].arg_max())] - 1e-6)["k"][0]
    ),
    "NPMI": lambda s: best_of(s["npmi"], s),
    "stability": lambda s: best_of(s["stability"], s),
    "largest stable": lambda s: int(s.filter(pl.col("stability") >= 0.9 * s["stability"].max())["k"][-1]),
    "NPMI x diversity": lambda s: best_of(s["npmi"] * s["diversity"], s),
    "NPMI x stability x diversity": lambda s: best_of(s["npmi"] * s["stability"] * s["diversity"], s),
    "NPMI x stability": lambda s: best_of(s["npmi"] * s["stability"], s),
    "largest stable and diverse": lambda s: int(
        s.filter((pl.col("stability") >= 0.85 * s["stability"].max()) & (pl.col("diversity") >= 0.7))["k"].max() or 2
    ),
    "largest within 5 % of NPMI x stability": lambda s: int(
        s.filter(s["npmi"] * s["stability"] >= 0.95 * (s["npmi"] * s["stability"]).max())["k"][-1]
    ),
}


def describe_planted(engine: str, sizes: list[int]) -> list[str]:
    """Return the table: a row for each kind of corpus, with what is recovered and what each rule chooses."""
    lines = [
        "| articles | kind | rarest | topics | recovered at the true number | " + " | ".join(RULES) + " |",
        "|---" * (5 + len(RULES)) + "|",
    ]
    for n in sizes:
        for number, kind in enumerate(KINDS):
            for ratio in RATIOS:
                for k in TRUE[n]:
                    corpus = draw_planted(kind, n, k, ratio, np.random.default_rng([REPLICATE, n, number, ratio, k]))
                    found, recovered = fit_sizes(corpus, engine, KS)
                    chosen = " | ".join(str(rule(found)) for rule in RULES.values())
                    line = f"| {n:,} | {kind} | 1:{ratio} | {k} | {recovered[k]:.0%} | {chosen} |"
                    print(line, flush=True)
                    lines.append(line)
    return lines


if __name__ == "__main__":
    fill_marks(ROOT / "docs/topics.md", {"planted topics": describe_planted("nmf", sorted(TRUE))})
