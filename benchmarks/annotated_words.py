"""How well words and acronyms are told in annotated texts, and how common the words of news reports are."""

import csv
import json
from collections import Counter
from pathlib import Path

import polars as pl
from claims import MarkdownTable
from runner import read_demo, run_command
from simulated_corpora import read

from presswork.tokens.acronyms import is_in_capitals
from presswork.tokens.news_words import NEWS_CLASSES
from presswork.tokens.shard_tokens import tokenize_shard
from presswork.tokens.vocabulary import CLITICS, build_vocabulary

TOP = 100
NAMES = ("PROPN", "NOUN", "ADJ")
# A gold word with its part of speech, start and end in its document.
Word = tuple[str, str, int, int]


def read_documents(folder: Path) -> list[tuple[str, list[Word]]]:
    """Return the documents of all CoNLL-U files in a folder: the text, sentences divided by blanks, and its words."""
    documents: list[tuple[str, list[Word]]] = []
    for path in sorted(folder.rglob("*.conllu")):
        for document in f"\n{path.read_text(encoding='utf-8')}".split("\n# newdoc")[1:]:
            text, words = "", []
            for line in document.splitlines():
                if line.startswith("# text = "):
                    at, text = len(text), f"{text}{line.removeprefix('# text = ')} "
                elif (cells := line.split("\t"))[0].isdigit():
                    start = text.index(cells[1], at)
                    at = start + len(cells[1])
                    words.append((cells[1], cells[3], start, at))
            documents.append((text, words))
    return documents


def tokenize(texts: list[str], steps: tuple[str, ...]) -> pl.DataFrame:
    """Return the words of texts with article, place and term."""
    rows = [(str(number), "en", text, 0, len(text), True, "body", "running text") for number, text in enumerate(texts)]
    columns = {"article_id": pl.String, "language": pl.String, "text": pl.String, "start": pl.Int64, "end": pl.Int64}
    schema = columns | {"kept": pl.Boolean, "field": pl.String, "rule": pl.String}
    table = pl.DataFrame(rows, schema, orient="row").lazy()
    made = tokenize_shard(table, table, table, True, "en")
    lists = ([read("tokens/stopwords/en.csv")], [read("tokens/acronyms.csv")])
    vocabulary = build_vocabulary([made["types"].lazy()], lists[0], "en", steps, acronyms=lists[1])
    words = made["tokens"].join(vocabulary, on="token_id").filter("word")
    return words.select(pl.col("article_id").cast(pl.Int64), "start", "end", term="lower")


def measure_words(documents: list[tuple[str, list[Word]]], steps: tuple[str, ...]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words of each document, as terms in lower case."""
    found = tokenize([text for text, _ in documents], steps)
    own = Counter((number, term.lower()) for number, term in found.select("article_id", "term").iter_rows())
    gold = Counter(
        (number, word.lower().replace("’", "'"))
        for number, (_, words) in enumerate(documents)
        for word, *_ in words
        if any(map(str.isalnum, word)) and word.lower().replace("’", "'") not in CLITICS
    )
    hits, n_own, n_gold = (sum(counts.values()) for counts in (own & gold, own, gold))
    return hits / n_own, hits / n_gold, 2 * hits / (n_own + n_gold)


def words(folder: Path) -> None:
    """Precision and recall of words, with and without the step `edges`; folders with CoNLL-U files lie in `folder`."""
    table = MarkdownTable("texts", "step `edges`", "precision", "recall", "F1")
    for name in sorted(folder.iterdir()):
        if documents := read_documents(name):
            for what, steps in (("no", ("nfc",)), ("yes", ("nfc", "edges"))):
                table.add(name.name, what, *(f"{rate:.4f}" for rate in measure_words(documents, steps)))


def acronyms(folder: Path) -> None:
    """How often a word in capitals is told rightly: an acronym if it is a noun, name or adjective, else another word.

    The letters of acronyms in lower case (us, it, who) are told rightly if they are no acronym.
    """
    table = MarkdownTable("texts", "gold", "words", "told as acronym", "right")
    for name in sorted(folder.iterdir()):
        if not (documents := read_documents(name)):
            continue
        found = tokenize([text for text, _ in documents], ("nfc", "edges"))
        terms = {(number, start): term for number, start, _, term in found.iter_rows()}
        kinds: dict[str, list[bool]] = {}
        letters = {term.lower() for term in terms.values() if term != term.lower()}
        for number, (_, gold) in enumerate(documents):
            for word, tag, start, _ in gold:
                term = terms.get((number, start))
                if term is None:
                    continue
                if is_in_capitals(word):
                    kind = "in capitals: noun, name, adjective" if tag in NAMES else "in capitals: other word"
                elif word.lower() in letters and tag not in ("PROPN", "NOUN"):
                    kind = "the same letters, not in capitals: other word"
                else:
                    continue
                kinds.setdefault(kind, []).append(term != term.lower())
        for kind, told in sorted(kinds.items()):
            right = sum(told) if kind.endswith("adjective") else len(told) - sum(told)
            table.add(name.name, kind, f"{len(told):,}", sum(told), f"{right / len(told):.3f}")


def news(*files: Path) -> None:
    """How common the stop words of news reports are in the demo and in corpora given as JSON lines with `text`.

    Per class: its words among the 100 most frequent that are not function words, and the share of articles that have
    its most widespread word.
    """
    corpora = {"demo": list(read_demo().values())}
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        corpora[f"{path.parent.name}/{path.stem}"] = [json.loads(line)["text"] for line in lines]
    listed = {row["word"]: row["class"] for row in csv.DictReader(read("tokens/stopwords/en.csv").splitlines())}
    table = MarkdownTable("corpus", "articles", *(f"{name}s" for name in NEWS_CLASSES))
    for name, texts in corpora.items():
        terms = tokenize(texts, ("nfc", "edges")).group_by("term").agg(n=pl.len(), articles=pl.n_unique("article_id"))
        kind = pl.col("term").replace_strict(listed, default=None)
        content = terms.with_columns(kind=kind).filter(kind.is_null() | kind.is_in(NEWS_CLASSES)).sort("n", "term")
        cells = []
        for each in NEWS_CLASSES:
            own = content.filter(pl.col("kind") == each).sort("articles", "term").tail(1)
            n_top = content.tail(TOP).filter(pl.col("kind") == each).height
            cells.append(f"{n_top}; {own['term'].item()} in {own['articles'].item() / len(texts):.0%}")
        table.add(name, f"{len(texts):,}", *cells)


if __name__ == "__main__":
    run_command(__doc__, words, acronyms, news)
