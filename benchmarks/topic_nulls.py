"""How often articles without topics are called structure, and articles with faint ones are not.

    python benchmarks/topic_nulls.py run 0 200 part.json    runs 0 to 199, kept in a file as they go on
    python benchmarks/topic_nulls.py table part.json ...    the table in `docs/topics.md`, of all parts

Each run writes corpora of 100 articles out as raw files and takes them through the functions of the corpus, tokens,
terms and topics stages: in how many does the stage find topics, NMF with 3 and 5 of them, held against 19 nulls? Faint
topics have a quarter of the runs, the sentence that no rule cuts an eighth. `run 0 200 part.json ROW` runs one row.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import polars as pl
from coverage import fill_marks
from raw_corpora import LONG_LINE, LOOSE, NULLS, draw_null, read_corpus, write_articles
from scipy import sparse, stats
from topic_corpora import Corpus, draw_planted

from presswork.core.digests import derive_seed
from presswork.topics.choice import LEVEL, TOLERANCE, compare_null
from presswork.topics.engines.registry import find_engine
from presswork.topics.nulls import draw_nulls, find_distinct
from presswork.topics.quality import score_model

PERMUTATIONS, ARTICLES, KS, PLANTED = 19, 100, (3, 5), 3
FAINT = {
    f"{n} with topics in {1 - background:.0%} of their words": (n, background)
    for n, background in ((100, 0.9), (100, 0.85), (30, 0.8))
}
# Every how many runs a row has one; the place among the rows is part of the seed.
ROWS = dict.fromkeys([*NULLS[:3], LOOSE, *NULLS[4:]], 1) | dict.fromkeys(FAINT, 4) | {LONG_LINE: 8, NULLS[3]: 1}


def draw_texts(kind: str, chance: np.random.Generator) -> list[str]:
    """Return the raw files of a corpus of the kind."""
    if kind not in FAINT:
        return draw_null(kind, ARTICLES, chance)
    n, background = FAINT[kind]
    corpus = draw_planted("LDA", n, PLANTED, 1, chance, size=300, words=100, background=background)
    return write_articles(corpus.counts.toarray(), chance)


def is_structure(corpus: Corpus) -> bool:
    """Return whether the stage finds topics in the corpus.

    A null that is as coherent with each number of topics reaches the statistic on any scale: no other need be fitted.
    """
    counts = sparse.csr_array(corpus.counts[find_distinct(corpus.rows)]).astype(float)
    nulls = draw_nulls(corpus.counts, corpus.rows, PERMUTATIONS)
    own, found = measure(counts, 1), []
    for null in range(PERMUTATIONS):
        found.append(measure(nulls.deal(counts, null), null + 2))
        if all(other >= value - TOLERANCE for other, value in zip(found[-1], own, strict=True)):
            return False
    rows = [("distinct", 1, *own)] + [("null", seed, *values) for seed, values in enumerate(found, 1)]
    named = pl.DataFrame(rows, schema=["sample", "seed", *map(str, KS)], orient="row")
    scores = named.unpivot(index=["sample", "seed"], variable_name="k", value_name="npmi")
    return float(compare_null(scores)["p"]) <= LEVEL + TOLERANCE


def measure(counts: sparse.csr_array, seed: int) -> list[float]:
    """Return the coherence of a model of each number of topics."""
    fit = find_engine("nmf").fit
    return [score_model(fit(counts, k, derive_seed("benchmark", k, seed)), counts)["npmi"] for k in KS]


def tabulate(found: dict[str, list[bool]]) -> list[str]:
    """Return the table of what was called structure."""
    lines = ["| articles | runs | called structure | within bounds |", "|---|---|---|---|"]
    for kind in (*NULLS, LOOSE, LONG_LINE, *FAINT):
        called = found[kind]
        low, high = stats.binom.interval(0.95, len(called), LEVEL)
        within = "yes" if low <= sum(called) <= high else "no"
        lines.append(f"| {kind} | {len(called)} | {np.mean(called):.1%} | {within if kind in NULLS else ''} |")
    bounds = stats.binom.interval(0.95, len(found[NULLS[0]]), LEVEL)
    low, high = (each / len(found[NULLS[0]]) for each in bounds)
    return [*lines, "", f"Within bounds: {low:.1%} to {high:.1%} of {len(found[NULLS[0]])} runs."]


def run_all(first: int, last: int, part: Path, only: str = "") -> None:
    """Write whether each run of each row was called structure, anew after each run."""
    found: dict[str, list[bool]] = {kind: [] for kind in ROWS}
    for run in range(first, last):
        for number, (kind, every) in enumerate(ROWS.items()):
            if run % every == 0 and only in ("", kind):
                texts = draw_texts(kind, np.random.default_rng([11, number, run]))
                found[kind].append(is_structure(read_corpus(texts)))
        part.write_text(json.dumps(found), encoding="utf-8")


def write_table(parts: list[Path]) -> None:
    """Write the table of all parts."""
    found = [json.loads(part.read_text(encoding="utf-8")) for part in parts]
    table = tabulate({kind: [called for each in found for called in each[kind]] for kind in ROWS})
    print("\n".join(table))
    fill_marks(ROOT / "docs/topics.md", {"when there is nothing": table})


if __name__ == "__main__":
    if sys.argv[1] == "run":
        run_all(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), *sys.argv[5:])
    else:
        write_table([Path(name) for name in sys.argv[2:]])
