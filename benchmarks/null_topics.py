"""Level and power of the comparison with shuffled corpora.

    python benchmarks/null_topics.py table results-nulls         the table in `docs/topics.md`
    python benchmarks/null_topics.py measure results-nulls 3     one of its rows (from 0), kept in the folder

Each run writes the articles of a simulated corpus as raw files, reads them with the functions of the corpus, tokens,
terms and topics stages, and tests for topic structure (NMF with 3 and 5 topics). Faint topics get a quarter of the
runs, the sentence that no rule removes an eighth.
"""

import json
from pathlib import Path

from runner import MarkdownTable, run_command, states
from simulated_corpora import (
    LONG_LINE,
    LOOSE,
    NULLS,
    SETTINGS,
    Corpus,
    draw_null,
    draw_planted,
    read_corpus,
    write_articles,
)

import numpy as np
from scipy import stats

from presswork.topics.choosing.choice import LEVEL, TOLERANCE
from presswork.topics.choosing.null_comparison import compare_null
from presswork.topics.fitting.null_fits import fit_nulls

RUNS, ARTICLES, KS, PLANTED = 100, 100, (3, 5), 3
MOST_NULLS = SETTINGS["topics"]["nulls"]
FAINT = {
    f"{n} articles, topics in {1 - background:.0%} of the words": (n, background)
    for n, background in ((100, 0.9), (100, 0.85), (30, 0.8))
}
# Rows, and by what the number of runs is divided; the place of a row is part of its seed.
ROWS = dict.fromkeys([*NULLS[:3], LOOSE, *NULLS[4:]], 1) | dict.fromkeys(FAINT, 4) | {LONG_LINE: 8, NULLS[3]: 1}


def draw_texts(kind: str, chance: np.random.Generator) -> list[str]:
    """Return the texts of a corpus of this kind."""
    if kind not in FAINT:
        return draw_null(kind, ARTICLES, chance)
    n, background = FAINT[kind]
    corpus = draw_planted("LDA", n, PLANTED, 1, chance, size=300, words=100, background=background)
    return write_articles(corpus.counts.toarray(), chance)


def is_structure(corpus: Corpus) -> bool:
    """Return whether the stage finds topics in the corpus."""
    scores = fit_nulls(corpus.counts, corpus.rows, "nmf", list(KS), MOST_NULLS, few_articles=False)
    return float(compare_null(scores)["p"]) <= LEVEL + TOLERANCE


def measure(folder: Path, row: int, runs: int = RUNS) -> list[bool]:
    """Return whether each run of a row was called structure; results are kept in the folder and reused."""
    kind, every = list(ROWS.items())[row]
    path = folder / f"{row}.json"
    called = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(len(called), runs // every):
        called.append(is_structure(read_corpus(draw_texts(kind, np.random.default_rng([11, row, number])))))
        path.write_text(json.dumps(called), encoding="utf-8")
    return called[: runs // every]


@states(
    "topics.md",
    "<!-- when there is nothing -->",
    "{called} of the {corpora} corpora of the first six rows are called structure ({share}%)",
    "95% of such rows would have {low} to {high}%",
    seconds=1000,
    arguments="results-nulls",
)
def table(folder: Path, runs: int = RUNS) -> dict[str, float]:
    """The share of corpora called structure; runs that are missing in the folder are made."""
    found = {kind: measure(folder, row, runs) for row, kind in enumerate(ROWS)}
    made = MarkdownTable("simulated corpora", "runs", "called structure")
    for kind in (*NULLS, LOOSE, LONG_LINE, *FAINT):
        called = found[kind]
        made.add(kind, len(called), f"{np.mean(called):.1%}")
    made.fill("topics.md", "when there is nothing")
    nulls = np.concatenate([found[kind] for kind in NULLS])
    low, high = 100 * np.array(stats.binom.interval(0.95, runs, LEVEL)) / runs
    share = 100 * float(nulls.mean())
    return {"called": int(nulls.sum()), "corpora": len(nulls), "share": share, "low": low, "high": high}


if __name__ == "__main__":
    run_command(__doc__, table, measure)
