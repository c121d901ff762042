"""How often articles without topics are called structure, and articles with faint ones are not.

    python benchmarks/null_topics.py run 0 200 part.json    runs 0 to 199, kept in a file as they go on
    python benchmarks/null_topics.py table part.json ...    the table in `docs/topics.md`, of all parts

Each run writes corpora of 100 articles out as raw files and takes them through the functions of the corpus, tokens,
terms and topics stages: in how many does the stage find topics, NMF with 3 and 5 of them, held against 39 nulls? Faint
topics have a quarter of the runs, the sentence that no rule cuts an eighth. `run 0 200 part.json ROW` runs one row.
"""

import json
from pathlib import Path

from runner import MarkdownTable, run_command, states
from simulated_corpora import LONG_LINE, LOOSE, NULLS, Corpus, draw_null, draw_planted, read_corpus, write_articles

import numpy as np
from scipy import stats

from presswork.topics.choosing.choice import LEVEL, TOLERANCE
from presswork.topics.choosing.null_comparison import compare_null
from presswork.topics.fitting.null_fits import fit_nulls

PERMUTATIONS, ARTICLES, KS, PLANTED = 39, 100, (3, 5), 3
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
    """Return whether the stage finds topics in the corpus."""
    scores = fit_nulls(corpus.counts, corpus.rows, "nmf", [*KS], PERMUTATIONS, few_articles=False)
    return float(compare_null(scores)["p"]) <= LEVEL + TOLERANCE


def run(first: int, last: int, part: Path, row: str = "") -> None:
    """Write whether each run of each row was called structure, anew after each run."""
    found: dict[str, list[bool]] = {kind: [] for kind in ROWS}
    for number in range(first, last):
        for place, (kind, every) in enumerate(ROWS.items()):
            if number % every == 0 and row in ("", kind):
                texts = draw_texts(kind, np.random.default_rng([11, place, number]))
                found[kind].append(is_structure(read_corpus(texts)))
        part.write_text(json.dumps(found), encoding="utf-8")


@states("topics.md", "<!-- when there is nothing -->", seconds=1, arguments="part.json")
def table(*parts: Path) -> None:
    """Tell what was called structure in all parts."""
    found = [json.loads(part.read_text(encoding="utf-8")) for part in parts]
    made = MarkdownTable("articles", "runs", "called structure", "within bounds")
    for kind in (*NULLS, LOOSE, LONG_LINE, *FAINT):
        called = [each for part in found for each in part[kind]]
        low, high = stats.binom.interval(0.95, len(called), LEVEL)
        within = ("yes" if low <= sum(called) <= high else "no") if kind in NULLS else ""
        made.add(kind, len(called), f"{np.mean(called):.1%}", within)
    n = sum(len(part[NULLS[0]]) for part in found)
    low, high = (each / n for each in stats.binom.interval(0.95, n, LEVEL))
    made.fill("topics.md", "when there is nothing", f"Within bounds: {low:.1%} to {high:.1%} of {n} runs.")


if __name__ == "__main__":
    run_command(__doc__, run, table)
