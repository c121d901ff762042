"""Headlines as a small table, for outputs that name articles."""

import polars as pl


def list_headlines(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return article_id and name of each article: its headline, or else its file, with its record if this has more."""
    file = pl.col("source").str.strip_chars_end("/").str.split("/").list.last()
    in_file = pl.when(pl.col("record").is_null()).then(file).otherwise(pl.format("{}, record {}", file, "record"))
    return articles.select("article_id", name=pl.coalesce("title", in_file)).collect()
