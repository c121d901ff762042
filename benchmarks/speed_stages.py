"""CPU seconds of the stages corpus, tokens and terms compared with other tools, on the demo corpus (`make demo`).

Both run on one core and alternate; for ratios below 1, Presswork is faster. `corpus` goes from raw files to the report
and writes every table; the other tools do one part of this. NLTK gives the same sentences and tokens as `tokens`, but
without positions and ids; CountVectorizer gives counts only.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from runner import DEMO, MarkdownTable, Numbers, Work, clock, read_demo, run_command, take_turns
from simulated_corpora import SETTINGS, read_models

import numpy as np
import polars as pl
from nltk.tokenize.destructive import NLTKWordTokenizer
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from trafilatura import bare_extraction

import presswork
from presswork.core.schema import find_tables
from presswork.core.tables import write_table
from presswork.corpus.articles import clean_shard
from presswork.corpus.duplicates.near_duplicates import find_clusters, sketch_shard
from presswork.corpus.joined_shards import gather_shards
from presswork.corpus.reading.records import deal_records
from presswork.corpus.report import write_report
from presswork.corpus.selection import select_articles
from presswork.statistics.dispersion.measures import deviation_of_proportions
from presswork.terms.counting.frequency import measure_frequency
from presswork.terms.counting.matrix import build_matrix
from presswork.tokens.shard_tokens import tokenize_shard
from presswork.tokens.tokenizer import load_splitter, map_apostrophes

SHARDS = ("articles", "records", "repairs", "ledger", "fields", "remarks")
HEADS = ("what", "CPU seconds", "peer", "its CPU seconds", "ratio")
PARAGRAPH_SENTENCES, PAGES, SOME_TERMS = 4, 400, 2000
RUNS = 3


def compare(table: MarkdownTable, what: str, ours: Work, peer_name: str, peer: Work, runs: int) -> None:
    """Add a row for two functions that alternate."""
    own, other, ratio = take_turns(lambda: clock(ours), lambda: clock(peer), runs)
    table.add(what, f"{own:.2f}", peer_name, f"{other:.2f}", f"{ratio:.2f}")


def corpus(runs: int = RUNS) -> None:
    """The corpus stage on pasted pages, rows and HTML."""
    texts = list(read_demo().values())
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    table = MarkdownTable(*HEADS)
    with tempfile.TemporaryDirectory() as name:
        for kind, spell in (("pasted.txt", spell_pasted), ("rows.jsonl", spell_rows), ("pages.html", spell_pages)):
            html = kind.endswith("html")
            sources = write_sources(spell(texts[:PAGES] if html else texts), Path(name), kind)
            size = sum(path.stat().st_size for path in sources) / 1e6
            peer = (
                ("trafilatura", lambda given=sources: [bare_extraction(path.read_bytes()) for path in given])
                if html
                else ("py3langid", lambda: [identifier.classify(text) for text in texts])
            )
            what = f"corpus, {kind.split('.')[0]} of {size:.1f} MB"
            compare(table, what, lambda given=sources: run_corpus(given), *peer, runs)


def run_corpus(sources: list[Path]) -> None:
    """Run all steps of the stage, writing and reading every table."""
    with tempfile.TemporaryDirectory() as name:
        results = Path(name)

        def keep(part: str, tables: dict[str, pl.DataFrame]) -> None:
            for kind, each in tables.items():
                write_table(results / kind / f"{part}.parquet", each, find_tables()[kind])

        def scan(kind: str) -> list[pl.LazyFrame]:
            return [pl.scan_parquet(path) for path in sorted((results / kind).iterdir())]

        dealt = deal_records(sources, str(sources[0].parent), {})
        dealt["dealt"].write_to(results / "dealt")
        (_,), (cuts,), (reading,) = dealt["recurring"], dealt["recurring_cuts"], dealt["remarks"]
        for path in sorted((results / "dealt").iterdir()):
            shard = clean_shard(pl.scan_parquet(path), cuts, **read_models())
            keep(path.stem, shard | {"sketches": sketch_shard(shard["articles"].lazy())})
        lists = {kind: scan(kind) for kind in SHARDS}
        lists["remarks"].append(reading.lazy())
        whole = gather_shards(**lists, metadata=[], strict=False)
        keep("whole", whole)
        tables = {kind: pl.scan_parquet(results / kind / "whole.parquet") for kind in whole}
        pairs = find_clusters(scan("sketches"), lists["articles"], SETTINGS["corpus"]["similarity"])["duplicates"]
        listed = {kind: tables.pop(kind).collect() for kind in ("rejected", "notices", "repairs")}
        select, which = SETTINGS["corpus"]["select"], SETTINGS["corpus"]["duplicates"]
        flow = select_articles(tables["articles"], listed["rejected"], pairs, select, which, "en")["flow"]
        write_report(flow, duplicates=pairs, **listed, **tables)


def write_sources(texts: Iterator[str], folder: Path, kind: str) -> list[Path]:
    """Write each text as a file, the lines of rows into one, and return the paths."""
    stem, suffix = kind.split(".")
    (folder / stem).mkdir()
    parts = ["\n".join(texts)] if suffix == "jsonl" else texts
    paths = []
    for number, text in enumerate(parts):
        paths.append(folder / stem / f"{number:05d}.{suffix}")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def split_paragraphs(text: str) -> list[str]:
    """Return a text's sentences in paragraphs of four."""
    sentences = text.split(". ")
    starts = range(0, len(sentences), PARAGRAPH_SENTENCES)
    return [". ".join(sentences[start : start + PARAGRAPH_SENTENCES]) + "." for start in starts]


def spell_pasted(texts: list[str]) -> Iterator[str]:
    """Yield texts as copied from the web: headline twice, byline, date, paragraphs, page furniture."""
    for text in texts:
        headline = text.split(". ", 1)[0][:80]
        head = f"{headline}\n{headline}\nBy A Reporter\nPublished on: March 4, 2017\n"
        yield "\n\n".join([head, *split_paragraphs(text), "Leave a Comment"])


def spell_rows(texts: list[str]) -> Iterator[str]:
    """Yield texts as rows of JSON."""
    for text in texts:
        yield json.dumps({"title": text[:60], "date": "2017-03-04", "outlet": "Paper", "text": text})


def spell_pages(texts: list[str]) -> Iterator[str]:
    """Yield texts as HTML with a head, a navigation, paragraphs and a footer."""
    links = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(20))
    for text in texts:
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in split_paragraphs(text))
        yield (
            f'<html><head><title>{text[:60]}</title><meta property="article:published_time" content="2017-03-04">'
            f"</head><body><nav><ul>{links}</ul></nav><article><h1>{text[:60]}</h1>{paragraphs}</article>"
            f"<footer><p>All rights reserved</p></footer></body></html>"
        )


def tokens(runs: int = RUNS) -> None:
    """Sentences and tokens of the first shard, with positions, ids and types."""
    names = ("articles", "records", "ledger")
    paths = [sorted((DEMO / "work/corpus/shards" / name).glob("*.parquet"))[0] for name in names if read_demo()]
    shard = dict(zip(names, map(pl.scan_parquet, paths), strict=True))
    articles = shard["articles"].select("article_id")
    texts = [map_apostrophes(text) for text in shard["records"].join(articles, on="article_id").collect()["text"]]
    splitter, words = load_splitter("en"), NLTKWordTokenizer()
    peers: dict[str, Callable[[], object]] = {
        "NLTK": lambda: [words.tokenize(each) for text in texts for each in splitter.tokenize(text)],
        "CountVectorizer": lambda: CountVectorizer(lowercase=False).fit_transform(texts),
    }
    table = MarkdownTable(*HEADS)
    what = f"tokens, {len(texts):,} articles of {sum(len(text.encode()) for text in texts) / 1e6:.1f} MB"
    for name, peer in peers.items():
        compare(table, what, lambda: tokenize_shard(**shard, apostrophes=True, language="en"), name, peer, runs)


def terms(runs: int = RUNS) -> None:
    """The document-term matrix, one dispersion and the table of frequencies."""
    if not read_demo():
        return
    results = presswork.open_results(DEMO)
    counted, own = results.corpus.counted, results.tokens.tokens
    vocabulary, articles = results.tokens.vocabulary, results.corpus.articles.lazy()
    body = own.filter(pl.col("field") == "body").join(vocabulary.filter("word"), on="token_id")
    words = body.group_by("article_id").agg("lower")["lower"].to_list()
    tokenized = (counted, [own.lazy()], vocabulary.lazy(), "lower", 40)
    made = build_matrix(*tokenized)
    matrix, rows, columns = (made[name] for name in ("matrix", "matrix_rows", "matrix_columns"))
    sizes = rows["n_words"].to_numpy().astype(float)
    part, cells = sparse.csr_array(matrix[:, :SOME_TERMS]), matrix.tocoo()
    long = pl.DataFrame({"article": cells.coords[0], "term": cells.coords[1], "count": cells.data})
    ours: dict[str, Work] = {
        f"document-term matrix, {len(words):,} articles": lambda: build_matrix(*tokenized),
        f"DP of {SOME_TERMS:,} terms": lambda: deviation_of_proportions(part, sizes),
        f"frequencies, ten dispersions and intervals of {columns.height:,} terms": lambda: measure_frequency(
            matrix, rows, columns, articles, counted, "auto"
        ),
    }
    peers: dict[str, Work] = {
        "CountVectorizer on the tokens": lambda: CountVectorizer(analyzer=lambda row: row).fit_transform(words),
        "a loop over terms": lambda: loop_dispersion(part, sizes),
        "grouping the counts": lambda: long.group_by("term").agg(pl.col("count").sum(), pl.col("article").n_unique()),
    }
    table = MarkdownTable(*HEADS)
    for (what, own_work), (name, peer) in zip(ours.items(), peers.items(), strict=True):
        compare(table, what, own_work, name, peer, runs)


def loop_dispersion(counts: sparse.csr_array, sizes: Numbers) -> None:
    """Return DP as commonly implemented, term by term on dense columns."""
    shares = sizes / sizes.sum()
    for column in counts.tocsc().T:
        own = column.toarray().ravel()
        0.5 * np.abs(own / max(own.sum(), 1) - shares).sum()


if __name__ == "__main__":
    run_command(__doc__, corpus, tokens, terms)
