"""The page at 1, 3,824 and 100,000 articles: size of the folder, time to the first view, and how long a search takes.

The results are made up, with as many words, terms and outlets as news corpora of that size have; nothing is analysed.
Needs the Debian packages chromium and chromium-driver.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl
from scipy import sparse

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "workflow"), str(ROOT / "tests")]

from browser import start_browser
from job import group_inputs, list_inputs
from presswork.core.schema import Table, find_tables
from presswork.explorer.page.build import Page, build_page

ASSETS = sorted((ROOT / "workflow/presswork/explorer/page/assets").iterdir())
OUTLETS = 12
TOPICS = 30
WORDS_AN_ARTICLE = 540
TABLES = find_tables()


def fill(table: Table, n: int, chance: np.random.Generator, **columns: object) -> pl.DataFrame:
    """Return a table with random numbers of six digits where nothing is given, and the first code of each column."""
    values: dict[str, object] = {}
    for column in table.columns:
        if column.name in columns:
            values[column.name] = columns[column.name]
        elif column.type == "number":
            values[column.name] = np.round(chance.random(n), 6)
        elif column.type in ("integer", "hash"):
            values[column.name] = chance.integers(0, 2000, n)
        elif column.type == "boolean":
            values[column.name] = np.zeros(n, dtype=bool)
        elif column.type == "string":
            values[column.name] = [next(iter(column.codes), "a text") if not column.nullable else None] * n
        else:
            values[column.name] = [None] * n
    return pl.DataFrame(values, schema_overrides={name: table.schema[name] for name in values}, strict=False)


def make_results(n: int, most: int = 2000) -> dict[str, object]:
    """Return the arguments of `build_page` for so many articles; at most so many of them have one term."""
    chance = np.random.default_rng(1)
    ids = np.sort([f"{number * 2654435761 % 2**48:012x}" for number in range(1, n + 1)])
    outlets = np.array([f"outlet-{number}.example" for number in range(OUTLETS)])
    days = pl.Series(np.sort(chance.integers(17000, 18000, n))).cast(pl.Int32).cast(pl.Date)
    articles = fill(
        TABLES["articles"], n, chance, article_id=ids, outlet=outlets[chance.integers(0, OUTLETS, n)], published=days
    )
    n_terms = min(289 if n == 1 else 67_000, 67_000)
    terms = np.array([f"term{number}" for number in range(n_terms)])
    counts = np.maximum(1, n * WORDS_AN_ARTICLE * 0.06 / np.arange(1, n_terms + 1)).astype(np.int64)
    held = np.minimum(n, np.maximum(1, counts // 2))
    frequency = fill(
        TABLES["frequency"], n_terms, chance, rank=np.arange(1, n_terms + 1), term=terms, count=counts, articles=held
    )
    chosen = [np.sort(chance.choice(n, size=min(each, most, n), replace=False)) for each in held]
    columns = np.repeat(np.arange(n_terms), [len(each) for each in chosen])
    matrix = sparse.csr_array(
        (chance.integers(1, 9, len(columns)), (np.concatenate(chosen), columns)), shape=(n, n_terms)
    )
    compared = min(n_terms, 15_000) if n > 1 else 0
    groups = np.repeat(outlets, compared)
    keyness = fill(
        TABLES["keyness"],
        len(groups),
        chance,
        group=groups,
        term=np.tile(terms[:compared], OUTLETS),
        reference=["rest"] * len(groups),
    )
    nodes = np.repeat(terms[:200], 50)
    collocations = fill(
        TABLES["collocations"],
        len(nodes),
        chance,
        node=nodes,
        side=["both"] * len(nodes),
        collocate=np.tile(terms[:50], len(nodes) // 50),
    )
    spans = np.repeat(ids, 8)
    ends = np.tile(np.arange(1, 9) * 400, n)
    kept = np.arange(len(spans)) % 4 > 0
    rules = np.array(
        ["headline", "separator", "running text", "byline", "paragraph break", "running text", "prompt", "separator"]
    )
    ledger = fill(
        TABLES["ledger"],
        len(spans),
        chance,
        article_id=spans,
        start=ends - 400,
        end=ends,
        kept=kept,
        rule=np.tile(rules, n),
        field=["body"] * len(spans),
    )
    k = TOPICS if n > 1 else 3
    shares = chance.dirichlet(np.full(k, 0.08), n)
    topics = np.tile(np.arange(1, k + 1), n)
    near = chance.integers(0, n, 5 * n)
    fields = fill(
        TABLES["fields"],
        8 * n,
        chance,
        article_id=spans,
        field=np.tile([f"field{each}" for each in range(8)], n),
        reason=["the file gives none"] * (8 * n),
    )
    labels = fill(
        TABLES["labels"],
        k,
        chance,
        topic=np.arange(1, k + 1),
        label=[f"topic {each}" for each in range(k)],
        origin=["proposed"] * k,
    )
    months = (
        articles.select(month=pl.col("published").dt.truncate("1mo"), outlet="outlet")
        .group_by("month", "outlet")
        .agg(articles=pl.len().cast(pl.Int64), words=pl.len().cast(pl.Int64) * WORDS_AN_ARTICLE)
        .sort("month", "outlet")
    )
    made = {
        "articles": articles.lazy(),
        "ledger": ledger.lazy(),
        "fields": fields.lazy(),
        "counted": fill(
            TABLES["counted"],
            n,
            chance,
            article_id=ids,
            story=ids,
            counted=np.ones(n, dtype=bool),
            reason=["no near-duplicate"] * n,
        ),
        "lengths": fill(TABLES["lengths"], n, chance, article_id=ids),
        "matrix": matrix,
        "matrix_rows": fill(TABLES["matrix_rows"], n, chance, row=np.arange(n), article_id=ids),
        "matrix_columns": fill(TABLES["matrix_columns"], n_terms, chance, column=np.arange(n_terms), term=terms),
        "frequency": frequency,
        "keyness": keyness,
        "collocations": collocations,
        "composition": fill(TABLES["composition"], months.height, chance, **months.to_dict()),
        "labels": labels,
        "prevalence": fill(TABLES["prevalence"], k, chance, topic=np.arange(1, k + 1)),
        "topics": fill(
            TABLES["topics"],
            20 * k,
            chance,
            topic=np.repeat(np.arange(1, k + 1), 20),
            rank=np.tile(np.arange(1, 21), k),
            term=np.tile(terms[:20], k),
        ),
        "shares": fill(
            TABLES["shares"],
            n * k,
            chance,
            article_id=np.repeat(ids, k),
            passage=[None] * (n * k),
            topic=topics,
            share=shares.ravel(),
        ),
        "similar": fill(
            TABLES["similar"],
            5 * n,
            chance,
            article_id=np.repeat(ids, 5),
            rank=np.tile(np.arange(1, 6), n),
            other_id=ids[near],
        ).lazy(),
        "choice": {"status": "topics", "k": k, "n_articles": n, "engine": "nmf", "unit": "article"},
        "assets": ASSETS,
        "layer": "lower",
        "text": "none",
    }
    kinds = list_inputs(build_page)
    for name in kinds.keys() - made.keys():
        empty = fill(TABLES[name], 0, chance) if name in TABLES else None
        made[name] = (
            []
            if empty is None or name in ("tokens", "sentences", "phrase_places")
            else empty.lazy()
            if kinds[name] is pl.LazyFrame
            else empty
        )
    return group_inputs(build_page, made)


def measure(page: Page, folder: Path) -> dict[str, float]:
    """Return megabytes of the folder, and seconds to the first view, to the list of terms, and of a search."""
    page.write_to(folder / "page")
    with start_browser(folder) as reader:
        shown = "return performance.getEntriesByName('presswork-shown').at(-1).startTime / 1000"
        firsts = []
        for _ in range(3):
            reader.open(folder / "page")
            firsts.append(reader.driver.execute_script(shown))
        reader.open(folder / "page", "#/terms")
        terms = reader.driver.execute_script(shown)
        reader.open(folder / "page", "#/term/term7")
        term = reader.driver.execute_script(shown)
        reader.open(folder / "page")
        searches = [time_search(reader, word) for word in ("term12", "term99")]
    size = sum(map(len, page.files.values())) / 1e6
    return {
        "files": len(page.files),
        "MB": round(size, 1),
        "first view": round(sorted(firsts)[1], 2),
        "terms": round(terms, 2),
        "one term": round(term, 2),
        "first search": round(searches[0], 2),
        "next search": round(searches[1], 3),
    }


def time_search(reader: object, word: str) -> float:
    """Return the seconds from a word in the search box to what is found, as the page itself has them."""
    script = """
        const [word, done] = arguments;
        const query = document.getElementById('query');
        const start = performance.now();
        const tell = (_, watch) => {
            watch.disconnect();
            done((performance.now() - start) / 1000);
        };
        new MutationObserver(tell).observe(document.getElementById('found'), { childList: true });
        query.value = word;
        query.dispatchEvent(new Event('input'));
    """
    return reader.driver.execute_async_script(script, word)


def main() -> None:
    """Print a line for each size."""
    for n in map(int, sys.argv[1:] or ("1", "3824", "100000")):
        started = time.perf_counter()
        page = build_page(**make_results(n))
        folder = Path(tempfile.mkdtemp(prefix="presswork-page-"))
        try:
            print(n, "articles:", measure(page, folder), f"built in {time.perf_counter() - started:.0f} s", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
