"""What is asked in a notebook at 100,000 articles: CPU seconds and peak memory of each question, with its first view.

The results are those that `explorer.py` makes up, with all occurrences and as many tokens; each question has a process
of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "workflow")]
from presswork.core.matrices import write_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import write_table
from presswork.explorer.results import Results

SHARDS = 20
TABLES = find_tables()
QUESTIONS = {
    "opening, first rows of a table": lambda results: results.terms.frequency._repr_html_(),
    "term over time": lambda results: results.browse.trend("term7"),
    "keyness, intervals": lambda results: results.browse.keyness(),
    "keyness, 999 permutations": lambda results: results.keyness("outlet", resamples=999)._repr_html_(),
    "articles with a term": lambda results: results.spread("term7"),
    "topic browser": lambda results: results.browse.topic(),
    "article reader": lambda results: results.browse.article(),
    "concordance of a word": lambda results: results.browse.concordance("term700"),
}
TABLES_READ = (
    "articles",
    "ledger",
    "counted",
    "matrix_rows",
    "matrix_columns",
    "frequency",
    "labels",
    "prevalence",
    "topics",
)


def write_results(folder: Path, n: int) -> None:
    """Write what the questions read of made-up results."""
    from explorer import WORDS_AN_ARTICLE, fill, make_results

    made = make_results(n, most=n)
    chance = np.random.default_rng(2)
    terms = made["frequency"]["term"]
    layers = dict.fromkeys(("token", "lower", "variant", "lemma", "stem"), terms)
    ids, counts = np.arange(terms.len(), dtype=np.uint64), made["frequency"]["count"].to_numpy()
    made["vocabulary"] = fill(
        TABLES["vocabulary"], terms.len(), chance, token_id=ids, word=[True] * terms.len(), **layers
    )
    articles = made["articles"].collect()["article_id"]
    text = " ".join(["a text of some words"] * (WORDS_AN_ARTICLE // 5))
    made["records"] = fill(TABLES["records"], n, chance, article_id=articles, text=[text] * n)
    for name in ("skipped", "typical", "variants"):
        made[name] = fill(TABLES[name], 0, chance)
    for name in (*TABLES_READ, "vocabulary", "records", "skipped", "typical", "variants"):
        frame = made[name]
        write_table(
            folder / TABLES[name].path, frame.collect() if isinstance(frame, pl.LazyFrame) else frame, TABLES[name]
        )
    write_matrix(folder / "terms/matrix.npz", made["matrix"])
    (folder / "corpus/shards.json").write_text(f'{{"shards": {list(map(str, range(SHARDS)))}}}'.replace("'", '"'))
    for shard, own in enumerate(np.array_split(articles.to_numpy(), SHARDS)):
        words = chance.choice(ids, len(own) * WORDS_AN_ARTICLE, p=counts / counts.sum())
        place = np.tile(np.arange(WORDS_AN_ARTICLE), len(own))
        tokens = fill(
            TABLES["tokens"],
            len(words),
            chance,
            article_id=np.repeat(own, WORDS_AN_ARTICLE),
            field=["body"] * len(words),
            sentence=place // 20,
            position=place,
            token_id=words,
            start=place * 4,
            end=place * 4 + 3,
        )
        write_table(folder / TABLES["tokens"].path.format(shard=shard), tokens, TABLES["tokens"])


def run(*arguments: str) -> str:
    """Return what this file takes with these arguments, in a process of its own."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = f"{used.ru_utime + used.ru_stime:.1f} s of CPU, {used.ru_maxrss / 1024:,.0f} MB"
    return f"{took}, {time.perf_counter() - started:.1f} s by the clock" + (" FAILED" if status else "")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] in QUESTIONS:
        QUESTIONS[sys.argv[1]](Results(sys.argv[2]))
    elif len(sys.argv) > 2:
        write_results(Path(sys.argv[2]), int(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(prefix="presswork-browse-") as folder:
            # In a process of its own, too: a process counts the memory of the one that starts it.
            print("the results:", run(*(sys.argv[1:] or ["100000"]), folder), flush=True)
            for question in QUESTIONS:
                print(f"{question}: {run(question, folder)}", flush=True)
