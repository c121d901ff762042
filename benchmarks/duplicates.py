"""Near-duplicates planted in the demo corpus (`make demo` makes it): recall and precision, then seconds and memory.

`python benchmarks/duplicates.py` edits articles at random and looks for them; it times the sketches, against rensa
where that is installed. `python benchmarks/duplicates.py 100000` measures a corpus of so many articles, made by
shuffling sentences of the demo corpus, with a twentieth of near-duplicates.
"""

import importlib.util
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
# One core, as in a job of the workflow.
os.environ["POLARS_MAX_THREADS"] = os.environ["RAYON_NUM_THREADS"] = "1"

import polars as pl

from presswork.corpus.duplicates import BAND_ROWS, BANDS, find_clusters, sketch_shard
from presswork.corpus.shingles import SHINGLE_WORDS

ARTICLES = ROOT / "results-demo/corpus/articles.parquet"
SHARES = (0.01, 0.05, 0.1, 0.2)
SIMILARITIES = (0.4, 0.5, 0.6, 0.7, 0.8)
MIN_WORDS = 50
SHARD_ARTICLES = 2000
RUNS = 5


def edit(text: str, share: float, chance: random.Random) -> str:
    """Return the text with that share of its words substituted, deleted or preceded by another, at random."""
    words = text.split()
    chosen = set(chance.sample(range(len(words)), round(share * len(words))))
    edited: list[str] = []
    for place, word in enumerate(words):
        kind = chance.choice(("substitution", "deletion", "insertion")) if place in chosen else "none"
        edited += [chance.choice(words)] if kind in ("substitution", "insertion") else []
        edited += [word] if kind in ("insertion", "none") else []
    return " ".join(edited)


def collect_shingles(text: str) -> set[str]:
    """Return the set of shingles of a text as strings, by the definition."""
    words = pl.Series([text]).str.to_lowercase().str.extract_all(r"\w+")[0].to_list()
    return {" ".join(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)}


def measure_jaccard(one: str, other: str) -> float:
    """Return the Jaccard coefficient of the sets of shingles of two texts."""
    sets = collect_shingles(one), collect_shingles(other)
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def bench_recall(texts: dict[str, str]) -> None:
    """Print, by share of edited words and threshold, how many planted pairs are found.

    `alike` are the planted pairs whose exact coefficient reaches the threshold; pairs that are found but not planted
    are the near-duplicates that the demo corpus has of its own.
    """
    print("edited  threshold  planted   alike  recall of alike  recall of planted  precision")
    for share in SHARES:
        chance = random.Random(f"edit {share}")
        edited = {f"{name}-edited": edit(text, share, chance) for name, text in texts.items()}
        exact = {name: measure_jaccard(text, edited[f"{name}-edited"]) for name, text in texts.items()}
        articles = make_articles(texts | edited)
        sketches = [sketch_shard(articles).lazy()]
        for similarity in SIMILARITIES:
            pairs = find_clusters(sketches, [articles], similarity)["duplicate_pairs"]
            found = {(one, other) for one, other in pairs.select("article_id", "other_id").iter_rows()}
            planted = {name for name in texts if (name, f"{name}-edited") in found}
            alike = {name for name, value in exact.items() if value >= similarity}
            shares = ((planted & alike, alike), (planted, texts), (planted, found))
            alike_recall, recall, precision = (tell_share(len(part), len(whole)) for part, whole in shares)
            print(
                f"{share:6.0%}  {similarity:9}  {len(texts):7,}  {len(alike):6,}"
                f"  {alike_recall:>15}  {recall:>17}  {precision:>9}",
                flush=True,
            )


def tell_share(part: int, whole: int) -> str:
    """Return a share with four digits, or that there is nothing to share."""
    return f"{part / whole:.4f}" if whole else "none"


def make_articles(texts: dict[str, str]) -> pl.LazyFrame:
    """Return articles that have nothing but their text."""
    ids = sorted(texts)
    columns = {"article_id": ids, "text": [texts[each] for each in ids], "duplicate_of": [None] * len(ids)}
    return pl.LazyFrame(columns, schema_overrides={"duplicate_of": pl.String})


def bench_sketches(texts: dict[str, str]) -> None:
    """Print the speed of the sketches, and of rensa's signatures of the same shingles."""
    articles = make_articles(texts)
    n_bytes = sum(len(text.encode()) for text in texts.values())
    seconds = min(_seconds(lambda: sketch_shard(articles)) for _ in range(RUNS))
    tell_speed("sketches", seconds, len(texts), n_bytes)
    if importlib.util.find_spec("rensa"):
        seconds = min(_seconds(lambda: sketch_with_rensa(list(texts.values()))) for _ in range(RUNS))
        tell_speed("rensa", seconds, len(texts), n_bytes)


def sketch_with_rensa(texts: list[str]) -> object:
    """Return rensa's signatures of as many values, from shingles as strings."""
    from rensa import RMinHash

    split = pl.Series(texts).str.to_lowercase().str.extract_all(r"\w+").to_list()
    shingles = [
        [" ".join(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)]
        for words in split
    ]
    return RMinHash.digest_matrix_from_token_sets(shingles, BANDS * BAND_ROWS, 1)


def tell_speed(name: str, seconds: float, n_articles: int, n_bytes: int) -> None:
    """Print seconds, milliseconds an article and MB a second."""
    each, speed = 1000 * seconds / n_articles, n_bytes / 1e6 / seconds
    print(f"{name}: {seconds:.2f} s, {each:.3f} ms an article of {n_bytes / n_articles:,.0f} bytes, {speed:.1f} MB/s")


def _seconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def shuffle_articles(texts: list[str], n_articles: int) -> Iterator[pl.DataFrame]:
    """Yield shards of articles of shuffled sentences; one in twenty is an edit of the one before it."""
    chance = random.Random("shuffle")
    sentences = [sentence for text in texts for sentence in text.split(". ") if sentence]
    lengths = [len(text.split(". ")) for text in texts]
    made: dict[str, str] = {}
    last = ""
    for number in range(n_articles):
        again = number % 20 == 19
        last = edit(last, 0.03, chance) if again else ". ".join(chance.sample(sentences, chance.choice(lengths)))
        made[f"{number:012d}"] = last
        if len(made) == SHARD_ARTICLES or number == n_articles - 1:
            yield make_articles(made).collect()
            made = {}


def bench_size(texts: list[str], n_articles: int) -> None:
    """Print seconds and peak memory for a corpus of shuffled sentences, read from files as in the workflow."""
    with tempfile.TemporaryDirectory() as folder:
        n_bytes, seconds = 0, 0.0
        paths = []
        for number, shard in enumerate(shuffle_articles(texts, n_articles)):
            paths.append(Path(folder, f"articles-{number:05d}.parquet"))
            shard.write_parquet(paths[-1])
            n_bytes += int(shard["text"].str.len_bytes().sum())
            started = time.perf_counter()
            sketch_shard(shard.lazy()).write_parquet(Path(folder, f"sketches-{number:05d}.parquet"))
            seconds += time.perf_counter() - started
        tell_speed("sketches with writing", seconds, n_articles, n_bytes)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.perf_counter()
        sketches = [pl.scan_parquet(path) for path in sorted(Path(folder).glob("sketches-*"))]
        found = find_clusters(sketches, [pl.scan_parquet(path) for path in paths], 0.5)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"clusters: {seconds:.1f} s, peak memory {peak:,.0f} MB ({before:,.0f} MB before)")
    print(f"{found['duplicates'].height:,} articles in clusters, of {2 * (n_articles // 20):,} planted")


if __name__ == "__main__":
    if not ARTICLES.is_file():
        sys.exit("The benchmark uses the demo corpus: run `make demo` first.")
    demo = pl.read_parquet(ARTICLES, columns=["article_id", "text"]).filter(
        pl.col("text").str.count_matches(r"\w+") >= MIN_WORDS
    )
    if len(sys.argv) > 1:
        bench_size(demo["text"].to_list(), int(sys.argv[1]))
    else:
        bench_sketches(dict(demo.iter_rows()))
        bench_recall(dict(demo.unique("text", keep="first", maintain_order=True).iter_rows()))
