"""Simulated articles written out as raw files, and read by the functions of the stages before topics."""

import csv
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from topic_corpora import Corpus, Numbers, burst, draw_lengths, zipf

from presswork.core.configuration import complete_configuration
from presswork.core.schema import find_tables
from presswork.corpus.articles import clean_shard
from presswork.corpus.duplicates import find_clusters, sketch_shard
from presswork.corpus.records import deal_records
from presswork.corpus.selection import select_articles
from presswork.terms.matrix import build_matrix
from presswork.tokens.shard import tokenize_shard
from presswork.tokens.vocabulary import build_vocabulary
from presswork.topics.units import select_units

LIBRARY = Path(__file__).resolve().parents[1] / "workflow/presswork"
FILLERS = ("the", "of", "and", "in", "to", "with", "for", "on", "was", "that")
SENTENCE, PARAGRAPH, LENGTHS = 8, 3, range(5, 10)
VOCABULARY, MEAN_WORDS, LOG_SD, BURSTINESS = 300, 100, 0.85, 2.0
LINE_WORDS, SENTENCE_WORDS, OUTLETS, COPIES = 6, 14, 2, 3
NULLS = (
    "independent words",
    "bursty words",
    "bursty words, unequal lengths",
    "stories in triplicate",
    "a line in half of an outlet's articles, of its own words",
    "a line in half of an outlet's articles, of words used elsewhere",
)
# Share of its words that each copy lacks, with stop words before them; near-duplicates are those of similarity .5.
DROPPED = {"stories in triplicate": 0.02, "stories in triplicate, each copy without one word in twenty": 0.05}
LOOSE = list(DROPPED)[1]
LONG_LINE = "a sentence of 14 words in half of an outlet's articles, of words used elsewhere"
SETTINGS = complete_configuration({})


@cache
def list_words(size: int) -> list[str]:
    """Return English words that are no stop words, in an order that does not depend on the alphabet."""
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
    folder = "corpus/furniture"
    return {
        "furniture": [read(f"{folder}/{name}.csv") for name in ("en", "de", "agencies")],
        "words": read(f"{folder}/words.csv"),
        "line_model": json.loads(read(f"{folder}/lines_model.json")),
        "headline_model": json.loads(read(f"{folder}/headlines_model.json")),
        "metadata": [],
    }


def draw_null(kind: str, n: int, chance: np.random.Generator) -> list[str]:
    """Return the texts of articles without topics, of one of `NULLS`, `LOOSE` or `LONG_LINE`."""
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
    """Return texts with so many of each word (articles x words), and below each the line, if it has one."""
    phrases = (draw_phrases(row, chance) for row in counts)
    return [write_article(each, line) for each, line in zip(phrases, lines or [""] * len(counts), strict=True)]


def draw_phrases(row: Numbers, chance: np.random.Generator) -> list[str]:
    """Return the words of an article in random order, each after a stop word."""
    words = chance.permutation(np.repeat(list_words(len(row)), row.astype(int)))
    return [f"{filler} {word}" for filler, word in zip(chance.choice(FILLERS, len(words)), words, strict=True)]


def write_article(phrases: list[str], line: str) -> str:
    """Return paragraphs of sentences that hold the phrases, and the line below them."""
    sentences = (" ".join(phrases[at : at + SENTENCE]) for at in range(0, len(phrases), SENTENCE))
    closed = [f"{each[0].upper()}{each[1:]}." for each in sentences]
    paragraphs = [" ".join(closed[at : at + PARAGRAPH]) for at in range(0, len(closed), PARAGRAPH)]
    return "\n\n".join([*paragraphs, *([line] if line else [])]) + "\n"


def read_corpus(texts: list[str]) -> Corpus:
    """Return the counts that topics would be fitted to, were the texts files in `seeds`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:04d}.txt") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        dealt = deal_records(paths, folder, {})
        rows = pl.concat([frame for _, frame in dealt["dealt"].pieces])
        recurring = next(dealt["recurring"])
    cleaned = clean_shard(rows.lazy(), recurring, **read_models())
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
