"""What the corpus report says of exports from news databases: what was read, what differs, and what each label gave."""

import polars as pl

from presswork.corpus.tables import NUMBERED

LABEL = " label"
LABELS = "labels of exports from databases"
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


def find_marks(articles: pl.DataFrame, ledger: pl.LazyFrame, dealt: list[pl.LazyFrame]) -> pl.LazyFrame:
    """Return the ledger with `database` where a rule is one by which an export was divided into articles.

    These are the rules of what was found not to be running text on reading (`cuts` of `dealt`). `articles` has
    article_id and database.
    """
    read = pl.concat(dealt).drop_nulls("database").select("database", "cuts").explode("cuts")
    rules = read.select("database", pl.col("cuts").struct.field("rule"), is_mark=True).unique().collect()
    exported = articles.drop_nulls("database").select("article_id", "database")
    named = ledger.join(exported.lazy(), on="article_id", how="left")
    marked = named.join(rules.lazy(), on=["database", "rule"], how="left")
    return marked.with_columns(pl.when("is_mark").then("database")).drop("is_mark")


def list_labels(marked: pl.LazyFrame) -> Rows:
    """Return for each database and rule the field that its value is, its articles, and characters kept and cut.

    `marked` is what `find_marks` returns.
    """
    marked = marked.drop_nulls("database")
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


def join_labels(marked: pl.LazyFrame) -> pl.LazyFrame:
    """Return the ledger with one rule in place of those by which exports were divided, which another table lists."""
    return marked.with_columns(rule=pl.when(pl.col("database").is_null()).then("rule").otherwise(pl.lit(LABELS)))
