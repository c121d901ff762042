"""Speed of the explorer page, and of the same questions in a notebook, on synthetic results of any size.

`page` measures the size of the folder, the time to the first view and the time of a search; `texts` measures the same
and searches of all texts on a page that a run wrote. Both give the least of five measurements, since other programs may
be running, and need the Debian packages chromium and chromium-driver. `notebook` measures CPU seconds and peak memory
of each question from the import to its first view, in a separate process. The results have as many words, terms and
outlets as news corpora of that size; nothing is analysed.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runner import ROOT, MarkdownTable, run_child, run_command

import numpy as np
import polars as pl
from scipy import sparse

from job import group_inputs, list_inputs
from presswork.core.matrices import write_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import write_table
from presswork.explorer.page.build import build_page
from presswork.explorer.results import Results

ASSETS = sorted((ROOT / "workflow/presswork/explorer/page/assets").iterdir())
RUNS = 5
SHOWN = "return performance.getEntriesByName('presswork-shown').at(-1).startTime / 1000"
OUTLETS, TOPICS, WORDS_AN_ARTICLE, SHARDS = 12, 30, 540, 20
TABLES = find_tables()
RULES = ("headline", "separator", "running text", "byline", "paragraph break", "running text", "prompt", "separator")
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
# What the questions read of the page's own inputs.
READ = ("articles", "ledger", "counted", "matrix_rows", "matrix_columns", "frequency", "labels", "prevalence", "topics")


def fill(name: str, n: int, **columns: object) -> pl.DataFrame:
    """Return a table in which columns that are not given have random numbers of six digits, or their first code."""
    table, chance = TABLES[name], np.random.default_rng(3)
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


def make_articles(n: int, chance: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Return articles and the tables with rows for each of them."""
    ids = np.sort([f"{number * 2654435761 % 2**48:012x}" for number in range(1, n + 1)])
    outlets = np.array([f"outlet-{number}.example" for number in range(OUTLETS)])[chance.integers(0, OUTLETS, n)]
    days = pl.Series(np.sort(chance.integers(17000, 18000, n))).cast(pl.Int32).cast(pl.Date)
    each = {"article_id": np.repeat(ids, 8), "field": ["body"] * (8 * n), "rule": np.tile(RULES, n)}
    ends = np.tile(np.arange(1, 9) * 400, n)
    names = np.tile([f"field{number}" for number in range(8)], n)
    near = {"article_id": np.repeat(ids, 5), "rank": np.tile(np.arange(1, 6), n)}
    return {
        "articles": fill("articles", n, article_id=ids, outlet=outlets, published=days),
        "ledger": fill("ledger", 8 * n, start=ends - 400, end=ends, kept=np.arange(8 * n) % 4 > 0, **each),
        "fields": fill("fields", 8 * n, article_id=each["article_id"], field=names, reason=["the file"] * (8 * n)),
        "counted": fill("counted", n, article_id=ids, story=ids, counted=[True] * n, reason=["no near-duplicate"] * n),
        "lengths": fill("lengths", n, article_id=ids),
        "matrix_rows": fill("matrix_rows", n, row=np.arange(n), article_id=ids),
        "similar": fill("similar", 5 * n, other_id=ids[chance.integers(0, n, 5 * n)], **near),
    }


def make_terms(n: int, most: int, chance: np.random.Generator) -> dict[str, Any]:
    """Return terms with their counts by article, at most so many articles with one term, and what compares them."""
    size = 289 if n == 1 else 67_000
    terms = np.array([f"term{number}" for number in range(size)])
    counts = np.maximum(1, n * WORDS_AN_ARTICLE * 0.06 / np.arange(1, size + 1)).astype(np.int64)
    held = np.minimum(n, np.maximum(1, counts // 2))
    chosen = [np.sort(chance.choice(n, size=min(each, most, n), replace=False)) for each in held]
    columns = np.repeat(np.arange(size), [len(each) for each in chosen])
    cells = chance.integers(1, 9, len(columns)), (np.concatenate(chosen), columns)
    compared = min(size, 15_000) if n > 1 else 0
    groups = np.repeat([f"outlet-{number}.example" for number in range(OUTLETS)], compared)
    of_groups = {"group": groups, "term": np.tile(terms[:compared], OUTLETS), "reference": ["rest"] * len(groups)}
    nodes = {"node": np.repeat(terms[:200], 50), "collocate": np.tile(terms[:50], 200), "side": ["both"] * 10_000}
    rank = np.arange(1, size + 1)
    return {
        "matrix": sparse.csr_array(cells, shape=(n, size)),
        "matrix_columns": fill("matrix_columns", size, column=np.arange(size), term=terms),
        "frequency": fill("frequency", size, rank=rank, term=terms, count=counts, articles=held),
        "keyness": fill("keyness", len(groups), **of_groups),
        "collocations": fill("collocations", 10_000, **nodes),
    }


def make_topics(ids: pl.Series, terms: pl.Series, chance: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Return topics and the articles' shares."""
    n, k = len(ids), TOPICS if len(ids) > 1 else 3
    topic = np.arange(1, k + 1)
    labels = {"label": [f"topic {each}" for each in range(k)], "origin": ["proposed"] * k}
    ranked = {"topic": np.repeat(topic, 20), "rank": np.tile(np.arange(1, 21), k)}
    of_articles = {"article_id": np.repeat(ids.to_numpy(), k), "topic": np.tile(topic, n), "passage": [None] * (n * k)}
    return {
        "labels": fill("labels", k, topic=topic, **labels),
        "prevalence": fill("prevalence", k, topic=topic),
        "topics": fill("topics", 20 * k, term=np.tile(terms[:20].to_numpy(), k), **ranked),
        "shares": fill("shares", n * k, share=chance.dirichlet(np.full(k, 0.08), n).ravel(), **of_articles),
    }


def make_results(n: int, most: int = 2000) -> dict[str, Any]:
    """Return the arguments of `build_page` for a number of articles; the articles with one term are limited."""
    chance = np.random.default_rng(1)
    made = make_articles(n, chance) | make_terms(n, most, chance)
    made |= make_topics(made["articles"]["article_id"], made["frequency"]["term"], chance)
    months = made["articles"].group_by(month=pl.col("published").dt.truncate("1mo"), outlet="outlet")
    counts = months.agg(articles=pl.len().cast(pl.Int64), words=pl.len().cast(pl.Int64) * WORDS_AN_ARTICLE)
    made["composition"] = fill("composition", counts.height, **counts.sort("month", "outlet").to_dict())
    k = made["labels"].height
    made["choice"] = {"status": "topics", "k": k, "n_articles": n, "engine": "nmf", "unit": "article"}
    made["choice"] |= {"rule": "best_product", "null_reason": "not_held", "null_comparison": None}
    made["support"] = {"k": [], "left_out": [], "not_planned": []}
    made |= {"assets": ASSETS, "layer": "lower", "text": "none", "beside": True}
    for name, kind in list_inputs(build_page).items():
        if name not in made:
            empty = fill(name, 0).lazy() if name in TABLES else None
            lists = [] if empty is None else [empty]
            made[name] = empty if kind in (pl.DataFrame, pl.LazyFrame) else lists
        if kind in (pl.DataFrame, pl.LazyFrame):
            made[name] = made[name].lazy() if kind is pl.LazyFrame else made[name].lazy().collect()
    return group_inputs(build_page, made)


def page(*articles: int) -> None:
    """Seconds from opening the page, and from a word in the search box to what is found (1, 3,824, 100,000)."""
    from browser import start_browser

    table = MarkdownTable("articles", "folder", "first view", "list of terms", "one term", "first", "next", "build")
    for n in articles or (1, 3824, 100_000):
        with tempfile.TemporaryDirectory(prefix="presswork-page-") as name:
            started = time.process_time()
            built = build_page(**make_results(n))
            seconds = time.process_time() - started
            built.write_to(Path(name, "page"))
            with start_browser(Path(name)) as reader:
                views = time_views(reader, Path(name, "page"), "term7")
                views += time_searches(reader, Path(name, "page"), lambda word: time_box(reader, f"term{word}"))
        size = sum(map(len, built.files.values())) / 1e6
        table.add(f"{n:,}", f"{size:.1f} MB", *(f"{each:.3f} s" for each in views), f"{seconds:.0f} s of CPU")


def texts(folder: Path, term: str, query: str) -> None:
    """Seconds to the views of the page in a folder, and to the first and next search of all texts."""
    from browser import start_browser

    table = MarkdownTable("folder", "first view", "list of terms", "one term", "first search", "next search")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    with tempfile.TemporaryDirectory(prefix="presswork-browser-") as name, start_browser(Path(name)) as reader:
        views = time_views(reader, folder.resolve(), term)
        views += time_searches(reader, folder.resolve(), lambda word: time_texts(reader, f"{query}{'*' * word}"))
    table.add(f"{size:.1f} MB", *(f"{each:.3f} s" for each in views))


def time_views(reader: Any, folder: Path, term: str) -> list[float]:
    """Return the seconds from opening the page to its first view, its list of terms and one term."""

    def view(part: str) -> float:
        reader.open(folder, part)
        return float(reader.driver.execute_script(SHOWN))

    return [min(view(part) for _ in range(RUNS)) for part in ("", "#/terms", f"#/term/{term}")]


def time_searches(reader: Any, folder: Path, search: Callable[[int], float]) -> list[float]:
    """Return the seconds of the first search and of the next one; `search` makes either, given its number."""
    pairs = []
    for _ in range(RUNS):
        reader.open(folder, "")
        pairs.append([search(0), search(1)])
    return [min(each) for each in zip(*pairs, strict=True)]


def time_texts(reader: Any, query: str) -> float:
    """Return the seconds from the address of a search of the texts to its results."""
    script = """
        const [address, done] = arguments;
        const start = performance.now();
        const tell = (_, watch) => {
            if (!/ hits? in /.test(document.querySelector('#answer [role=status]')?.textContent)) return;
            watch.disconnect();
            done((performance.now() - start) / 1000);
        };
        new MutationObserver(tell).observe(document.getElementById('main'), { childList: true, subtree: true });
        location.hash = address;
    """
    return float(reader.driver.execute_async_script(script, f"#/search/{query}"))


def time_box(reader: Any, word: str) -> float:
    """Return the seconds from a word in the search box to the results, as measured by the page."""
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
    return float(reader.driver.execute_async_script(script, word))


def notebook(articles: int = 100_000) -> None:
    """CPU seconds and peak memory of each question, with all occurrences and as many tokens."""
    with tempfile.TemporaryDirectory(prefix="presswork-notebook-") as folder:
        run_child("write", articles, folder)
        table = MarkdownTable("question", "s of CPU", "MB")
        for question in QUESTIONS:
            cost = run_child("ask", question, folder)
            table.add(question, f"{cost.cpu:.1f}", f"{cost.megabytes:,.0f}")


def ask(question: str, folder: Path) -> None:
    """Answer one question from results."""
    QUESTIONS[question](Results(folder))


def write(n: int, folder: Path) -> None:
    """Write the synthetic results that the questions read."""
    made, chance = make_results(n, most=n), np.random.default_rng(2)
    terms, counts = made["frequency"]["term"], made["frequency"]["count"].to_numpy()
    ids, articles = np.arange(terms.len(), dtype=np.uint64), made["matrix_rows"]["article_id"]
    layers = dict.fromkeys(("token", "lower", "variant", "lemma", "stem"), terms)
    text = " ".join(["a text of some words"] * (WORDS_AN_ARTICLE // 5))
    made["vocabulary"] = fill("vocabulary", len(ids), token_id=ids, word=[True] * len(ids), **layers)
    made["records"] = fill("records", n, article_id=articles, text=[text] * n)
    made |= {name: fill(name, 0) for name in ("skipped", "typical", "variants")}
    for name in (*READ, "vocabulary", "records", "skipped", "typical", "variants"):
        write_table(folder / TABLES[name].path, made[name].lazy().collect(), TABLES[name])
    write_matrix(folder / "terms/matrix.npz", made["matrix"])
    numbered = ", ".join(f'"{shard}"' for shard in range(SHARDS))
    (folder / "work/corpus/shards.json").write_text(f'{{"shards": [{numbered}]}}')
    for shard, own in enumerate(np.array_split(articles.to_numpy(), SHARDS)):
        words = chance.choice(ids, len(own) * WORDS_AN_ARTICLE, p=counts / counts.sum())
        place = np.tile(np.arange(WORDS_AN_ARTICLE), len(own))
        places = {"sentence": place // 20, "position": place, "start": place * 4, "end": place * 4 + 3}
        of_words = {"article_id": np.repeat(own, WORDS_AN_ARTICLE), "field": ["body"] * len(words), "token_id": words}
        tokens = fill("tokens", len(words), **of_words, **places)
        write_table(folder / TABLES["tokens"].path.format(shard=shard), tokens, TABLES["tokens"])


if __name__ == "__main__":
    run_command(__doc__, page, texts, notebook, write, ask)
