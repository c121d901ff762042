"""What the corpus report says of exports from news databases: what was read, what differs, and what each label gave."""

import polars as pl

from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT
from presswork.corpus.tables import NUMBERED

LABEL = " label"
LABELS = "labels of exports from databases"
BLANKS = ("separator", "surplus blank", *WITHIN_TEXT)
# The detail of a rejection that names the database.
EXPORTED = r"^an export from (\S+) (?:in|with|without) "
# What an export says of itself, compared with what was read.
CHECKS = ("number of articles differs", "articles missing", "length differs", "text outside articles")
Rows = list[tuple[object, ...]]


def list_databases(articles: pl.DataFrame, rejected: pl.DataFrame, notices: pl.DataFrame) -> Rows:
    """Return for each database how many files and articles were read and rejected, and what differs; most first.

    `articles` has source and database.
    """
    exported = articles.drop_nulls("database")
    known = exported.select("source", "database").unique()
    lost = rejected.join(known, on="source", how="left")
    lost = lost.with_columns(database=pl.coalesce("database", pl.col("detail").str.extract(EXPORTED)))
    lost = lost.drop_nulls("database")
    told = notices.filter(pl.col("reason").is_in(CHECKS)).join(known, on="source")
    names = pl.concat([exported["database"], lost["database"]]).value_counts(name="n")
    rows: Rows = []
    for name in names.sort("n", "database", descending=[True, False])["database"]:
        own = pl.col("database") == name
        sources = pl.concat([known.filter(own)["source"], lost.filter(own)["source"]])
        n_read, n_lost = exported.filter(own).height, lost.filter(own).height
        rows.append((name, sources.n_unique(), n_read, n_lost, _list_differences(told.filter(own))))
    return rows


def _list_differences(told: pl.DataFrame) -> str:
    counts = told["reason"].value_counts(name="n").sort("n", "reason", descending=[True, False])
    return "; ".join(f"{reason}: {n:,}" for reason, n in counts.iter_rows()) or "nothing"


def list_labels(articles: pl.DataFrame, ledger: pl.LazyFrame) -> Rows:
    """Return for each database and rule the field that its value is, its articles, and characters kept and cut.

    `articles` has article_id and database. Blanks and running text are left out.
    """
    exported = articles.drop_nulls("database").select("article_id", "database")
    is_text = pl.col("rule").is_in(BLANKS) | (pl.col("kept") & (pl.col("field") == "body").fill_null(False))
    marked = ledger.filter(~is_text).join(exported.lazy(), on="article_id")
    size = pl.col("end") - pl.col("start")
    found = marked.group_by("database", "rule").agg(
        pl.col("field").filter("kept").drop_nulls().first().fill_null("none"),
        pl.col("article_id").n_unique(),
        size.filter("kept").sum().alias("kept"),
        size.filter(~pl.col("kept")).sum().alias("cut"),
    )
    ordered = found.sort("database", pl.col("kept") + pl.col("cut"), "rule", descending=[False, True, False])
    return (
        ordered.select("database", pl.col("rule").str.strip_suffix(LABEL), pl.exclude("database", "rule"))
        .collect()
        .rows()
    )


def count_repeats(articles: pl.DataFrame) -> list[int]:
    """Return how many articles share number and day in their database with another, an empty list if none does."""
    numbered = articles.drop_nulls(["database", "id"])
    n_repeats = numbered.filter(pl.len().over(NUMBERED) > 1).height
    return [n_repeats] if n_repeats else []


def join_labels(articles: pl.DataFrame, ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return the ledger with one rule in place of all labels of exports, which another table lists."""
    exported = articles.drop_nulls("database")["article_id"].implode()
    is_label = pl.col("rule").str.ends_with(LABEL) & pl.col("article_id").is_in(exported)
    return ledger.with_columns(rule=pl.when(is_label).then(pl.lit(LABELS)).otherwise("rule"))
