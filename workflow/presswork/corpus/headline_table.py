"""The headlines by themselves: what names articles, apart from what was written in them."""

import polars as pl


def list_headlines(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return article_id and title of each article."""
    return articles.select("article_id", "title").collect()
