"""Composition of the corpus by month and outlet, which raw trends reflect."""

import polars as pl

from presswork.terms.counting.calendar import read_calendar


def measure_composition(matrix_rows: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return articles and words of each outlet in each month that has articles, with their shares of the month.

    Undated articles have a null month.
    """
    calendar = read_calendar(matrix_rows, articles).with_columns(month=pl.col("published").dt.truncate("1mo"))
    key = ["month", "outlet"]
    cells = calendar.group_by(key).agg(
        articles=pl.col("article_id").n_unique().cast(pl.Int64), words=pl.col("n_words").sum()
    )
    every = calendar.select("month").unique().join(calendar.select("outlet").unique(), how="cross")
    filled = every.join(cells, on=key, how="left", nulls_equal=True).with_columns(
        pl.col("articles", "words").fill_null(0)
    )
    return filled.with_columns(
        article_share=pl.col("articles") / pl.col("articles").sum().over("month"),
        word_share=pl.col("words") / pl.col("words").sum().over("month"),
    )
