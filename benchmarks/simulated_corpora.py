"""Simulated corpora: counts of articles with known topics, raw files of articles without topics, and large corpora.

`python benchmarks/simulated_corpora.py shuffled FOLDER 100000` writes that many articles made of sentences of the demo
corpus, with new rare words and 3% near-duplicates, as files that a run can read.
"""

import csv
import json
import random
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from runner import ROOT, Numbers, read_demo, run_command

import numpy as np
import polars as pl
from scipy import sparse
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from presswork.core.configuration import complete_configuration
from presswork.core.schema import find_tables
from presswork.corpus.articles import clean_shard
from presswork.corpus.duplicates.near_duplicates import find_clusters, sketch_shard
from presswork.corpus.reading.records import deal_records
from presswork.corpus.selection import select_articles
from presswork.terms.counting.matrix import build_matrix
from presswork.tokens.shard_tokens import tokenize_shard
from presswork.tokens.vocabulary import build_vocabulary
from presswork.topics.fitting.mixture import normalise
from presswork.topics.fitting.documents import select_units

LIBRARY = ROOT / "workflow/presswork"
SETTINGS = complete_configuration({})
BURSTINESS, LOG_SD = 2.0, 0.85
MIN_ARTICLES, MAX_SHARE = 2, 0.5
KINDS = ("LDA", "correlated", "one per article", "nested")

FAMILY = 5

FILLERS = ("the", "of", "and", "in", "to", "with", "for", "on", "was", "that")
SENTENCE, PARAGRAPH, LENGTHS = 8, 3, range(5, 10)
VOCABULARY, MEAN_WORDS = 300, 100
LINE_WORDS, SENTENCE_WORDS, OUTLETS, COPIES = 6, 14, 2, 3
NULLS = (
    "independent words",
    "bursty words",
    "bursty words, unequal lengths",
    "stories in triplicate",
    "a recurring line of its own words",
    "a recurring line of words used elsewhere",
)
# Share of words that each copy lacks, with the stop words before them; near-duplicates share 70% of their shingles.
DROPPED = {"stories in triplicate": 0.02, "stories in triplicate, inexact copies": 0.05}
LOOSE = list(DROPPED)[1]
LONG_LINE = "a recurring sentence of 14 words used elsewhere"
# Articles of shuffled sentences: one in how many repeats the one before it, and the share of words that is edited.
REPEATED, EDITED, FILE_ARTICLES = 33, 0.03, 2000


class Corpus(NamedTuple):
    """Counts (rows x terms) as `select_units` returns them, the rows, and the planted topics."""

    counts: sparse.csr_array
    rows: pl.DataFrame
    topics: Numbers


def zipf(size: int) -> Numbers:
    """Return probabilities of words by rank, by the Zipf-Mandelbrot law."""
    weights: Numbers = 1 / (np.arange(size) + 3.0)
    return weights / weights.sum()


def draw_lengths(n: int, mean: float, spread: float, chance: np.random.Generator) -> Numbers:
    """Return log-normal lengths in words; spread is the standard deviation of their logarithms."""
    return np.exp(chance.normal(np.log(mean) - spread**2 / 2, spread, n))


def burst(means: Numbers, burstiness: float, chance: np.random.Generator) -> Numbers:
    """Return negative binomial counts with these means; `burstiness` is the variance over the mean."""
    return chance.poisson(chance.gamma(means / (burstiness - 1), burstiness - 1)).astype(float)


def plant_topics(k: int, size: int, chance: np.random.Generator, width: int = 60) -> Numbers:
    """Return topics, k x size: each has `width` words of its own, by Zipf's law."""
    topics = np.zeros((k, size))
    for topic in range(k):
        chosen = chance.choice(np.arange(20, size), width, replace=False)
        topics[topic, chosen] = chance.permutation(zipf(width))
    return topics


def draw_shares(kind: str, n: int, weights: Numbers, chance: np.random.Generator) -> Numbers:
    """Return shares, n x topics, whose means follow the weights: of LDA, correlated, or one topic per article."""
    k = len(weights)
    if kind in ("LDA", "nested"):
        return chance.dirichlet(weights * k * 0.1, n)
    if kind == "correlated":
        loads = chance.normal(size=(k, 2))
        covariance = 2.0 * (loads @ loads.T / 2 + np.eye(k))
        return normalise(np.exp(chance.multivariate_normal(2.0 * np.log(weights * k), covariance, n)))
    return np.eye(k)[chance.choice(k, n, p=weights)]


def draw_planted(
    kind: str,
    n: int,
    k: int,
    ratio: float,
    chance: np.random.Generator,
    *,
    size: int = 2000,
    words: float = 150,
    background: float = 0.5,
    topics: Numbers | None = None,
) -> Corpus:
    """Return articles of k topics, the most frequent `ratio` times the rarest; bursty words for one topic per article.

    Nested topics share half of their words with the others of their family (`FAMILY` topics in turn). Terms in too few
    or too many articles are left out; half of the words of an article are not terms.
    """
    weights = np.geomspace(ratio, 1, k)
    width = min(60, size // 5)
    topics = plant_topics(k, size, chance, width) if topics is None else topics
    if kind == "nested":
        topics = (topics + plant_topics(-(-k // FAMILY), size, chance, width)[np.arange(k) // FAMILY]) / 2
    topics = background * zipf(size) + (1 - background) * topics
    shares = draw_shares(kind, n, weights / weights.sum(), chance)
    means = draw_lengths(n, words, 0.6, chance)[:, None] * (shares @ topics)
    counts = burst(means, BURSTINESS, chance) if kind == "one per article" else chance.poisson(means).astype(float)
    present = (counts > 0).sum(axis=0)
    kept = (present >= MIN_ARTICLES) & (present <= MAX_SHARE * n)
    n_words = (counts.sum(axis=1) + chance.poisson(counts.sum(axis=1))).astype(np.int64)
    return Corpus(sparse.csr_array(counts[:, kept]), name_rows(n, n_words=n_words), normalise(topics[:, kept]))


def name_rows(n: int, **columns: object) -> pl.DataFrame:
    """Return the table of rows for n articles, each its own story."""
    ids = [f"{row:06d}" for row in range(n)]
    passage = pl.Series([None] * n, dtype=pl.Int64)
    return pl.DataFrame({"row": range(n), "article_id": ids, "passage": passage, "story": ids, **columns})


def name_columns(counts: sparse.csr_array) -> pl.DataFrame:
    """Return the table of the terms of counts."""
    return pl.DataFrame({"term": [f"{each:06d}" for each in range(counts.shape[1])]})


@cache
def list_words(size: int) -> list[str]:
    """Return English words other than stop words, in random order."""
    stop = {row["word"] for row in csv.DictReader(read("tokens/stopwords/en.csv").splitlines())}
    known = DefaultDictionaryFactory().get_dictionary("en")
    names = sorted(str(word, "utf-8") if isinstance(word, bytes) else word for word in known)
    plain = [word for word in names if len(word) in LENGTHS and word.isascii() and word.isalpha() and word.islower()]
    return [word for word in np.random.default_rng(1).permutation(plain) if word not in stop][:size]


@cache
def read(name: str) -> str:
    """Return the text of a file of the library."""
    return (LIBRARY / name).read_text(encoding="utf-8")


@cache
def read_models() -> dict[str, Any]:
    """Return what `clean_shard` needs to clean copied pages."""
    folder = "corpus/cleaning/furniture"
    return {
        "furniture": [read(f"{folder}/{name}.csv") for name in ("en", "de", "agencies")],
        "words": read(f"{folder}/words.csv"),
        "line_model": json.loads(read(f"{folder}/lines_model.json")),
        "headline_model": json.loads(read(f"{folder}/headlines_model.json")),
        "metadata": [],
    }


def draw_null(kind: str, n: int, chance: np.random.Generator) -> list[str]:
    """Return the texts of articles without topics, of the kind `NULLS`, `LOOSE` or `LONG_LINE`."""
    rates = zipf(VOCABULARY)
    if kind == "independent words":
        return write_articles(chance.multinomial(MEAN_WORDS, rates, n).astype(float), chance)
    lengths = draw_lengths(n, MEAN_WORDS, 0.0 if kind == "bursty words" else LOG_SD, chance)
    counts = burst(lengths[:, None] * rates, BURSTINESS, chance)
    if kind in DROPPED:
        stories = [draw_phrases(row, chance) for row in counts[: -(-n // COPIES)]]
        copies = [[each for each in stories[row // COPIES] if chance.random() > DROPPED[kind]] for row in range(n)]
        return [write_article(phrases, "") for phrases in copies]
    if kind in NULLS[:3]:
        return write_articles(counts, chance)
    size = SENTENCE_WORDS if kind == LONG_LINE else LINE_WORDS
    names = list_words(VOCABULARY + OUTLETS * size)
    own = names[VOCABULARY:] if kind.endswith("of its own words") else names[VOCABULARY // 3 : VOCABULARY]
    lines = chance.choice(own, (OUTLETS, size), replace=False)
    spelt = [" ".join(line) + ("." if kind == LONG_LINE else "") for line in lines]
    return write_articles(
        counts, chance, [spelt[chance.integers(OUTLETS)] if chance.random() < 0.5 else "" for _ in counts]
    )


def write_articles(counts: Numbers, chance: np.random.Generator, lines: list[str] | None = None) -> list[str]:
    """Return texts with these counts of words (articles x words), each followed by its line, if it has one."""
    phrases = (draw_phrases(row, chance) for row in counts)
    return [write_article(each, line) for each, line in zip(phrases, lines or [""] * len(counts), strict=True)]


def draw_phrases(row: Numbers, chance: np.random.Generator) -> list[str]:
    """Return the words of an article in random order, each after a stop word."""
    words = chance.permutation(np.repeat(list_words(len(row)), row.astype(int)))
    return [f"{filler} {word}" for filler, word in zip(chance.choice(FILLERS, len(words)), words, strict=True)]


def write_article(phrases: list[str], line: str) -> str:
    """Return the phrases in sentences and paragraphs, followed by the line."""
    sentences = (" ".join(phrases[at : at + SENTENCE]) for at in range(0, len(phrases), SENTENCE))
    closed = [f"{each[0].upper()}{each[1:]}." for each in sentences]
    paragraphs = [" ".join(closed[at : at + PARAGRAPH]) for at in range(0, len(closed), PARAGRAPH)]
    return "\n\n".join([*paragraphs, *([line] if line else [])]) + "\n"


def read_corpus(texts: list[str]) -> Corpus:
    """Return the counts that topics would be fitted to if the texts were files in `seeds`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:04d}.txt") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        dealt = deal_records(paths, folder, {})
        rows = pl.concat([frame for _, frame in dealt["dealt"].pieces])
        cuts = next(dealt["recurring_cuts"])
    cleaned = clean_shard(rows.lazy(), cuts, **read_models())
    articles = cleaned["articles"].lazy()
    found = find_clusters([sketch_shard(articles).lazy()], [articles], SETTINGS["corpus"]["similarity"])
    select, which = SETTINGS["corpus"]["select"], SETTINGS["corpus"]["duplicates"]
    rejected = pl.DataFrame(schema=find_tables()["rejected"].schema)
    counted = select_articles(articles, rejected, found["duplicates"], select, which, "en")["counted"]
    tokens = tokenize_shard(articles, cleaned["records"].lazy(), cleaned["ledger"].lazy(), True, "en")
    vocabulary = build_vocabulary([tokens["types"].lazy()], [read("tokens/stopwords/en.csv")], "en")
    made = build_matrix(counted, [tokens["tokens"].lazy()], vocabulary.lazy(), SETTINGS["terms"]["layer"], 0)
    limits = {name: SETTINGS["topics"][name] for name in ("min_articles", "max_share", "sample")}
    units = select_units(**made, counted=counted, articles=articles, **limits)
    return Corpus(units["units"], units["unit_rows"], np.zeros((0, units["units"].shape[1])))


def edit(text: str, share: float, chance: random.Random) -> str:
    """Return the text with that share of its words substituted, deleted or preceded by another word, at random."""
    words = text.split()
    chosen = set(chance.sample(range(len(words)), round(share * len(words))))
    edited: list[str] = []
    for place, word in enumerate(words):
        kind = chance.choice(("substitution", "deletion", "insertion")) if place in chosen else "none"
        edited += [chance.choice(words)] if kind in ("substitution", "insertion") else []
        edited += [word] if kind in ("insertion", "none") else []
    return " ".join(edited)


def shuffle_articles(texts: list[str], n: int) -> Iterator[str]:
    """Yield articles of sentences drawn from the texts, of the same lengths, each with a unique word at the end."""
    chance = random.Random("shuffle")
    sentences = [sentence for text in texts for sentence in text.split(". ") if sentence]
    lengths = [len(text.split(". ")) for text in texts]
    last = ""
    for number in range(n):
        again = number % REPEATED == REPEATED - 1
        last = edit(last, EDITED, chance) if again else ". ".join(chance.sample(sentences, chance.choice(lengths)))
        yield f"{last} Word{number}."


def shuffled(folder: Path, n: int) -> None:
    """Write articles of shuffled sentences of the demo corpus into a folder, 2,000 per file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(shuffle_articles(list(read_demo(50).values()), n)):
        row = {"title": f"Article {number}", "date": f"2022-{1 + number % 12:02d}-{1 + number % 28:02d}"}
        row |= {"outlet": f"Paper {number % 9}", "text": text}
        with (folder / f"articles-{number // FILE_ARTICLES:05d}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    run_command(__doc__, shuffled)
