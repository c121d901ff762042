"""Headlines as a small table, for outputs that name articles."""

import polars as pl


def list_headlines(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return article_id and title of each article."""
    return articles.select("article_id", "title").collect()
