"""Sentences and tokens of the demo corpus (`make demo` makes it): MB a second against peers, then time and memory.

`python benchmarks/tokens.py` times one core, in turn with each peer that is installed, and two cores on two shards.
Presswork gives sentences, tokens, their places and their ids as tables; NLTK gives the same sentences and tokens
without places; spaCy, CountVectorizer and blingfire give other tokens. `python benchmarks/tokens.py growth` measures
corpora of 1,000 to 100,000 articles, a shard at a time as in the workflow, each size in a process of its own.
"""

import importlib.util
import math
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
# One core, as in a job of the workflow.
os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl
from nltk.tokenize.destructive import NLTKWordTokenizer

from presswork.tokens.shard import tokenize_shard
from presswork.tokens.tokenizer import load_splitter, map_apostrophes

SHARDS = ROOT / "results-demo/corpus/shards"
TABLES = ("articles", "records", "ledger")
RUNS = 5
SAMPLE = 400
SIZES = (1_000, 10_000, 100_000)
SHARD_BYTES = 8_000_000


def scan_shard(number: int) -> dict[str, pl.LazyFrame]:
    """Return one of the demo corpus's two shards."""
    return {name: pl.scan_parquet(SHARDS / name / f"{number}-of-2.parquet") for name in TABLES}


def tokenize(shard: dict[str, pl.LazyFrame]) -> dict[str, pl.DataFrame]:
    """Return a shard's tokens, sentences and types."""
    return tokenize_shard(**shard, apostrophes=True, language="en")


def find_peers() -> dict[str, Callable[[list[str]], object]]:
    """Return the peers that are installed, each a function of texts; say which are not."""
    splitter, words = load_splitter("en"), NLTKWordTokenizer()
    peers: dict[str, Callable[[list[str]], object]] = {
        "NLTK": lambda texts: [words.tokenize(each) for text in texts for each in splitter.tokenize(text)]
    }
    for name, add in (("sklearn", _add_sklearn), ("spacy", _add_spacy), ("blingfire", _add_blingfire)):
        if importlib.util.find_spec(name):
            add(peers)
        else:
            print(f"{name} is not installed")
    return peers


def _add_sklearn(peers: dict[str, Callable[[list[str]], object]]) -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    peers["CountVectorizer (counts alone)"] = lambda texts: CountVectorizer(lowercase=False).fit_transform(texts)


def _add_spacy(peers: dict[str, Callable[[list[str]], object]]) -> None:
    import spacy

    blank = spacy.blank("en")
    blank.max_length = 1 << 30
    blank.add_pipe("sentencizer")
    peers["spaCy blank English with sentencizer"] = lambda texts: [len(blank(text)) for text in texts]


def _add_blingfire(peers: dict[str, Callable[[list[str]], object]]) -> None:
    from blingfire import text_to_sentences, text_to_words

    peers["blingfire"] = lambda texts: [
        text_to_words(each) for text in texts for each in text_to_sentences(text).split("\n")
    ]


def bench_peers() -> None:
    """Print MB a second on one core, and the median ratio to each peer, which reads a sample of the same articles."""
    shard = scan_shard(0)
    articles = shard["articles"].select("article_id")
    texts = [map_apostrophes(text) for text in shard["records"].join(articles, on="article_id").collect()["text"]]
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    n_bytes, n_sample = (sum(len(text.encode()) for text in part) for part in (texts, sample))
    for name, peer in find_peers().items():
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(n_bytes / 1e6 / _seconds(lambda: tokenize(shard)))
            theirs.append(n_sample / 1e6 / _seconds(lambda peer=peer: peer(sample)))
        ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
        print(
            f"{name}: Presswork has {ratio:.2f} x its speed"
            f" (median {statistics.median(ours):.2f} against {statistics.median(theirs):.2f} MB/s,"
            f" best {max(ours):.2f} against {max(theirs):.2f})",
            flush=True,
        )
    seconds, n_tokens = _seconds(lambda: tokenize(shard)), tokenize(shard)["tokens"].height
    print(f"one core: {n_tokens / seconds / 1e6:.2f} million tokens a second")


def bench_two_cores() -> None:
    """Print MB a second of two processes on two shards."""
    n_bytes = sum(
        scan_shard(each)["records"].select(pl.col("text").str.len_bytes().sum()).collect().item() for each in (0, 1)
    )
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(_tokenize_numbered, (0, 1)))
        seconds = [_seconds(lambda: list(pool.map(_tokenize_numbered, (0, 1)))) for _ in range(RUNS)]
    print(
        f"two cores: median {n_bytes / 1e6 / statistics.median(seconds):.2f} MB/s,"
        f" best {n_bytes / 1e6 / min(seconds):.2f} MB/s"
    )


def _tokenize_numbered(number: int) -> int:
    return tokenize(scan_shard(number))["tokens"].height


def bench_growth() -> None:
    """Print seconds and peak memory by size, each from a process of its own, and the exponents of growth."""
    rows = []
    for size in SIZES:
        command = [sys.executable, __file__, str(size)]
        seconds, peak = map(float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
        rows.append((size, seconds, peak))
        print(f"{size:,} articles: {seconds:.2f} s, peak memory {peak:,.0f} MB", flush=True)
    for (size, seconds, peak), (more, longer, higher) in pairwise(rows):
        step = math.log(more / size)
        print(
            f"{size:,} to {more:,}: exponent of time {math.log(longer / seconds) / step:.2f},"
            f" of memory {math.log(higher / peak) / step:.2f}"
        )


def measure_size(size: int) -> None:
    """Print seconds and peak memory in MB of tokenising so many articles, a shard at a time.

    The demo corpus is repeated, each article with a word of its own at the end, so that distinct words grow without
    bound.
    """
    seconds = 0.0
    whole = {name: pl.concat([scan_shard(each)[name] for each in (0, 1)]).collect() for name in TABLES}
    articles, records = whole["articles"].select("article_id", "language"), whole["records"]
    names = articles["article_id"].to_list()
    mean = records["text"].str.len_bytes().mean()
    step = int(SHARD_BYTES / mean)
    for first in range(0, size, step):
        numbers = range(first, min(first + step, size))
        chosen = pl.DataFrame({"old": [names[each % len(names)] for each in numbers], "number": list(numbers)})
        shard = _repeat(chosen, articles, records, whole["ledger"])
        seconds += _seconds(lambda shard=shard: tokenize(shard))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _repeat(
    chosen: pl.DataFrame, articles: pl.DataFrame, records: pl.DataFrame, ledger: pl.DataFrame
) -> dict[str, pl.LazyFrame]:
    """Return a shard of chosen articles, each with a new id and a new word at its end."""
    new_id = pl.format("{}", pl.col("number").cast(pl.String).str.zfill(12))
    added = pl.format(" Word{}.", "number")
    tables = [
        chosen.join(table, left_on="old", right_on="article_id").with_columns(article_id=new_id)
        for table in (articles, records, ledger)
    ]
    ends = tables[1].select("article_id", length=pl.col("text").str.len_chars(), more=added.str.len_chars())
    longest = pl.col("end") == pl.col("length")
    grown = (
        tables[2]
        .join(ends, on="article_id")
        .with_columns(end=pl.when(longest).then(pl.col("end") + pl.col("more").cast(pl.Int64)).otherwise(pl.col("end")))
    )
    with_word = tables[1].with_columns(text=pl.concat_str("text", added))
    return {"articles": tables[0].lazy(), "records": with_word.lazy(), "ledger": grown.lazy()}


def _seconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


if __name__ == "__main__":
    if not SHARDS.is_dir():
        sys.exit("The benchmark uses the demo corpus: run `make demo` first.")
    if sys.argv[1:] == ["growth"]:
        bench_growth()
    elif len(sys.argv) > 1:
        measure_size(int(sys.argv[1]))
    else:
        bench_peers()
        bench_two_cores()
