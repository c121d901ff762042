"""Numbers of the corpus: what was read, what was left out, and what is analysed."""

from collections.abc import Iterator

import polars as pl

from presswork import __version__
from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT
from presswork.paper.numbers.number import Number, counted, name_key, percent

FLOW = "corpus/flow.csv"
ARTICLES = "corpus/articles.parquet"
ROWS = "terms/matrix_rows.csv"
FREQUENCY = "terms/frequency.csv"
BLANKS = ("separator", "paragraph break", *WITHIN_TEXT)


def describe_articles(articles: pl.LazyFrame, matrix_rows: pl.DataFrame) -> pl.DataFrame:
    """Return the analysed articles with their words, date, outlet and group."""
    words = matrix_rows.group_by("article_id").agg(pl.col("n_words").sum())
    known = articles.select("article_id", "published", "outlet", "group").collect()
    return words.join(known, on="article_id", how="left").sort("article_id")


def list_databases(articles: pl.DataFrame) -> list[tuple[str, int, int]]:
    """Return of each database its name and how many articles of how many files were exported from it, most first."""
    exported = articles.drop_nulls("database").group_by("database")
    counted = exported.agg(n=pl.len(), files=pl.col("source").n_unique())
    return counted.sort("n", "database", descending=[True, False]).rows()


def count_sentences(lengths: pl.DataFrame, matrix_rows: pl.DataFrame) -> int:
    """Return the number of sentences of the analysed articles."""
    return int(lengths.join(matrix_rows, on="article_id", how="semi")["n_sentences"].sum())


def measure_cut(ledger: pl.LazyFrame) -> float:
    """Return the share of characters that cleaning cut, not counting separators and line breaks of the layout."""
    spans = ledger.filter(~pl.col("rule").is_in(BLANKS)).select("kept", n=pl.col("end") - pl.col("start"))
    kept, everything = spans.select(pl.col("n").filter("kept").sum(), everything=pl.col("n").sum()).collect().row(0)
    return 1 - kept / everything if everything else 0.0


def number_corpus(
    articles: pl.LazyFrame,
    flow: pl.DataFrame,
    ledger: pl.LazyFrame,
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
) -> Iterator[Number]:
    """Yield the numbers of the whole corpus, then those of its outlets and groups."""
    described = describe_articles(articles, matrix_rows)
    yield Number("presswork/version", __version__, "version of Presswork", "pyproject.toml")
    yield from _number_flow(flow.sort("step"))
    yield from _number_articles(described)
    n_sentences = count_sentences(lengths, matrix_rows)
    once = frequency.filter(pl.col("count") == 1).height
    drawn = "rank_frequency, growth"
    yield counted("corpus/sentences", n_sentences, "sentences", "sentences of the bodies", "tokens/lengths.parquet")
    yield counted("corpus/types", frequency.height, "distinct terms", "distinct terms", FREQUENCY, drawn)
    yield counted("corpus/hapaxes", once, "terms", "terms that occur once", FREQUENCY, drawn)
    cut = percent(measure_cut(ledger))
    yield Number("corpus/cut", cut, "share of characters that cleaning cut", "corpus/ledger.parquet", "%")
    for grouping in ("outlet", "group"):
        yield from _number_groups(described.drop_nulls(grouping), grouping)


def _number_flow(steps: pl.DataFrame) -> Iterator[Number]:
    read, kept = steps["left"][0], steps["left"][1]
    selected, alike = int(steps["removed"][2:-1].sum()), steps["removed"][-1]
    yield counted("corpus/records", read, "records", "records read", FLOW, "flow")
    yield counted(
        "corpus/rejected", steps["removed"][1], "records", "records that could not be read as articles", FLOW, "flow"
    )
    yield counted("corpus/articles", kept, "articles", "articles read", FLOW, "flow")
    yield counted("corpus/not-selected", selected, "articles", "articles that were not selected", FLOW, "flow")
    yield counted("corpus/duplicates", alike, "articles", "near-duplicates that are left out", FLOW, "flow")


def _number_articles(described: pl.DataFrame) -> Iterator[Number]:
    days, outlets = described["published"].drop_nulls(), described["outlet"].drop_nulls().n_unique()
    table = "table corpus"
    yield counted("corpus/analysed", described.height, "articles", "articles analysed", ROWS, f"flow, {table}")
    yield counted("corpus/words", int(described["n_words"].sum()), "words", "words of the bodies", ROWS, table)
    yield counted("corpus/outlets", outlets, "outlets", "outlets of the articles analysed", ARTICLES, table)
    yield counted("corpus/dated", len(days), "articles", "articles analysed that have a date", ARTICLES)
    if len(days):
        yield counted("corpus/days", days.n_unique(), "days", "days with an article", ARTICLES)
        yield Number("corpus/first-day", str(days.min()), "first day of the dated articles", ARTICLES, shown_in=table)
        yield Number("corpus/last-day", str(days.max()), "last day of the dated articles", ARTICLES, shown_in=table)


def _number_groups(described: pl.DataFrame, grouping: str) -> Iterator[Number]:
    sizes = described.group_by(grouping).agg(pl.len(), pl.col("n_words").sum()).sort(grouping)
    for name, n_articles, n_words in sizes.iter_rows():
        for what, value in (("articles", n_articles), ("words", n_words)):
            key = name_key(grouping, name, what)
            yield counted(key, value, what, f"{what} of the {grouping} {name}", ROWS, "table corpus")
