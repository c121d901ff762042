"""Speed of the corpus stage on one core, from raw files to the report, on the demo corpus (`make demo` makes it).

The demo's articles are written as pasted pages (.txt), as rows (.jsonl) and as pages (.html). Text and rows are told in
MB a second, beside py3langid reading the whole of each text and nothing else; pages as a ratio to trafilatura alone.
`python benchmarks/corpus.py FOLDER` takes the pages of a folder of .html files instead.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
# One core, as in a job of the workflow.
os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl

from presswork.core.schema import find_tables
from presswork.core.tables import write_table
from presswork.corpus.articles import clean_shard, gather_shards
from presswork.corpus.duplicates import find_clusters, sketch_shard
from presswork.corpus.records import deal_records
from presswork.corpus.report import write_report
from presswork.corpus.selection import select_articles

ARTICLES = ROOT / "results-demo/corpus/articles.parquet"
FURNITURE = ROOT / "workflow/presswork/corpus/furniture"
SELECT = {"first_day": "", "last_day": "", "outlets": [], "query": "", "min_characters": 0}
SHARDS = ("articles", "records", "repairs", "ledger", "fields", "rejected")
PARAGRAPH_SENTENCES = 4
RUNS = 3


def run_stage(sources: list[Path], seeds: Path, results: Path) -> None:
    """Do what the rules of the stage do, with every table written and read."""
    dealt = deal_records(sources, str(seeds), {})
    dealt["dealt"].write_to(results / "dealt")
    (recurring,), (unreadable,) = dealt["recurring"], dealt["unreadable"]
    rules = [(FURNITURE / f"{name}.csv").read_text(encoding="utf-8") for name in ("en", "de", "agencies")]
    words = (FURNITURE / "words.csv").read_text(encoding="utf-8")
    names = ("lines_model", "headlines_model")
    models = [json.loads((FURNITURE / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    for path in sorted((results / "dealt").iterdir()):
        shard = clean_shard(pl.scan_parquet(path), recurring, rules, words, *models, [])
        _write(results, path.stem, shard)
        sketches = sketch_shard(shard["articles"].lazy())
        _write(results, path.stem, {"sketches": sketches})
    lists = {name: [pl.scan_parquet(path) for path in sorted((results / name).iterdir())] for name in SHARDS}
    whole = gather_shards(**lists, unreadable=unreadable, metadata=[], strict=False)
    _write(results, "whole", whole)
    tables = {name: pl.scan_parquet(results / name / "whole.parquet") for name in SHARDS}
    sketched = [pl.scan_parquet(path) for path in sorted((results / "sketches").iterdir())]
    pairs = find_clusters(sketched, lists["articles"], 0.5)
    rejected, repairs = tables.pop("rejected").collect(), tables.pop("repairs").collect()
    flow = select_articles(tables["articles"], rejected, pairs["duplicates"], SELECT, "outlet", "en")["flow"]
    write_report(flow, rejected, pairs["duplicates"], repairs=repairs, **tables)


def _write(results: Path, part: str, tables: dict) -> None:
    for name, table in tables.items():
        write_table(results / name / f"{part}.parquet", table, find_tables()[name])


def write_pasted(texts: list[str], folder: Path) -> Iterator[Path]:
    """Write each text as a page that was copied from the web: headline twice, byline, date, paragraphs, furniture."""
    for number, text in enumerate(texts):
        headline, *_ = text.split(". ", 1)
        head = f"{headline[:80]}\n{headline[:80]}\nBy A Reporter\nPublished on: March 4, 2017\n"
        path = folder / f"{number:05d}.txt"
        path.write_text("\n\n".join([head, *_split_paragraphs(text), "Leave a Comment"]), encoding="utf-8")
        yield path


def write_rows(texts: list[str], folder: Path) -> Iterator[Path]:
    """Write all texts as one file of rows."""
    path = folder / "articles.jsonl"
    rows = ({"title": text[:60], "date": "2017-03-04", "outlet": "Paper", "text": text} for text in texts)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    yield path


def write_pages(texts: list[str], folder: Path) -> Iterator[Path]:
    """Write each text as a page with a head, a navigation, paragraphs and a footer."""
    links = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(20))
    for number, text in enumerate(texts):
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _split_paragraphs(text))
        path = folder / f"{number:05d}.html"
        path.write_text(
            f'<html><head><title>{text[:60]}</title><meta property="article:published_time" content="2017-03-04">'
            f"</head><body><nav><ul>{links}</ul></nav><article><h1>{text[:60]}</h1>{paragraphs}</article>"
            f"<footer><p>All rights reserved</p></footer></body></html>",
            encoding="utf-8",
        )
        yield path


def _split_paragraphs(text: str) -> list[str]:
    sentences = text.split(". ")
    starts = range(0, len(sentences), PARAGRAPH_SENTENCES)
    return [". ".join(sentences[start : start + PARAGRAPH_SENTENCES]) + "." for start in starts]


def read_languages(texts: list[str]) -> None:
    """Ask py3langid for the language of each whole text."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    for text in texts:
        identifier.classify(text)


def extract_pages(sources: list[Path]) -> None:
    """Let trafilatura take text and metadata out of each page."""
    from trafilatura import bare_extraction

    for path in sources:
        bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)


def bench(name: str, sources: list[Path], peer_name: str, peer: Callable[[], None]) -> None:
    """Print MB a second of the stage, and the median ratio of its time to the peer's."""
    ours, theirs = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as results:
            ours.append(_seconds(lambda: run_stage(sources, sources[0].parent, Path(results))))
        theirs.append(_seconds(peer))
    speed = sum(path.stat().st_size for path in sources) / 1e6 / statistics.median(ours)
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    print(f"{name}: {speed:.1f} MB/s, {ratio:.2f} x the time of {peer_name}", flush=True)


def _seconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def main() -> None:
    """Time each format."""
    texts = pl.read_parquet(ARTICLES, columns=["text"])["text"].to_list()
    with tempfile.TemporaryDirectory() as name:
        for kind, write in (("pasted pages", write_pasted), ("rows of JSON", write_rows)):
            folder = Path(name, kind.split()[0])
            folder.mkdir()
            bench(kind, list(write(texts, folder)), "py3langid alone", lambda: read_languages(texts))
        folder = Path(name, "html")
        folder.mkdir()
        given = (
            sorted(Path(sys.argv[1]).glob("*.html")) if len(sys.argv) > 1 else list(write_pages(texts[:400], folder))
        )
        bench("HTML", given, "trafilatura alone", lambda: extract_pages(given))


if __name__ == "__main__":
    if not ARTICLES.is_file():
        sys.exit("The benchmark uses the demo corpus: run `make demo` first.")
    main()
