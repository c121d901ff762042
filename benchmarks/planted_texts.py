"""What is found of near-duplicates that were planted, and of sentences and lemmas that people have annotated."""

import json
import random
from itertools import accumulate
from pathlib import Path

from runner import MarkdownTable, read_demo, run_command
from simulated_corpora import edit

import polars as pl

from presswork.corpus.duplicates.near_duplicates import find_clusters, sketch_shard
from presswork.corpus.duplicates.shingles import SHINGLE_WORDS
from presswork.tokens.layers import lemmatize
from presswork.tokens.tokenizer import map_apostrophes, split_sentences

SHARES = (0.01, 0.05, 0.1, 0.2)
SIMILARITIES = (0.4, 0.5, 0.6, 0.7, 0.8)
MIN_WORDS = 50


def collect_shingles(text: str) -> set[str]:
    """Return the set of shingles of a text as strings, by the definition."""
    words = pl.Series([text]).str.to_lowercase().str.extract_all(r"\w+")[0].to_list()
    return {" ".join(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)}


def measure_jaccard(one: str, other: str) -> float:
    """Return the Jaccard coefficient of the sets of shingles of two texts."""
    sets = collect_shingles(one), collect_shingles(other)
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def duplicates(articles: int = 10**9) -> None:
    """Recall and precision on copies of the demo's articles that are edited at random, by how much and by threshold.

    "Alike" are copies whose exact coefficient reaches the threshold; what is found but was not planted are the
    near-duplicates that the demo corpus has of its own.
    """
    texts = {text: name for name, text in reversed(list(read_demo(MIN_WORDS).items())[:articles])}
    texts = {name: text for text, name in reversed(texts.items())}
    heads = ("edited", "threshold", "alike", "recall of alike", "recall of planted", "precision")
    table = MarkdownTable(*heads)
    for share in SHARES:
        chance = random.Random(f"edit {share}")
        edited = {f"{name}-edited": edit(text, share, chance) for name, text in texts.items()}
        exact = {name: measure_jaccard(text, edited[f"{name}-edited"]) for name, text in texts.items()}
        both = sorted((texts | edited).items())
        frame = pl.LazyFrame(both, ["article_id", "text"], orient="row")
        frame = frame.with_columns(duplicate_of=pl.lit(None, dtype=pl.String))
        sketches = [sketch_shard(frame).lazy()]
        for similarity in SIMILARITIES:
            pairs = find_clusters(sketches, [frame], similarity)["duplicate_pairs"]
            found = {(one, other) for one, other in pairs.select("article_id", "other_id").iter_rows()}
            planted = {name for name in texts if (name, f"{name}-edited") in found}
            alike = {name for name, value in exact.items() if value >= similarity}
            parts = ((planted & alike, alike), (planted, texts), (planted, found))
            rates = (f"{len(part) / len(whole):.4f}" if whole else "none" for part, whole in parts)
            table.add(f"{share:.0%}", similarity, f"{len(alike):,}", *rates)


def find_ends(sentences: list[str]) -> set[int]:
    """Return where sentences end, in characters that are not blank."""
    return set(accumulate(sum(not sign.isspace() for sign in sentence) for sentence in sentences))


def annotated(folder: Path) -> None:
    """Sentence ends and lemmas on annotated texts: `docs.jsonl` (id and text) and `conllu/<id>.conllu`."""
    documents = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    files = [(folder / f"conllu/{each['id']}.conllu").read_text(encoding="utf-8").splitlines() for each in documents]
    mark = "# text = "
    gold = [find_ends([line.removeprefix(mark) for line in lines if line.startswith(mark)]) for lines in files]
    table = MarkdownTable("sentences", "ends", "precision", "recall", "F1")
    for name, separator in (("punkt", None), ("paragraphs", "\n\n")):
        found = []
        for each in documents:
            parts = map(map_apostrophes, each["text"].split(separator) if separator else [each["text"]])
            found.append(find_ends([part[start:end] for part in parts for start, end in split_sentences(part, "en")]))
        hits = sum(len(one & other) for one, other in zip(gold, found, strict=True))
        n_gold, n_found = (sum(map(len, ends)) for ends in (gold, found))
        rates = (hits / n_found, hits / n_gold, 2 * hits / (n_found + n_gold))
        table.add(name, f"{n_gold:,}", *(f"{rate:.3f}" for rate in rates))
    rows = [line.split("\t") for lines in files for line in lines if line[:1].isdigit()]
    words = [(row[1], row[2]) for row in rows if row[0].isdigit() and row[3] not in ("PUNCT", "SYM")]
    right = sum(lemmatize(form, "en") == lemma.lower() for form, lemma in words)
    print(f"\nLemmas, punctuation and case apart: {right / len(words):.3f} of {len(words):,} words right")


if __name__ == "__main__":
    run_command(__doc__, duplicates, annotated)
