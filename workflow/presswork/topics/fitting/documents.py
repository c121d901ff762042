"""The articles or passages, and the terms, that topics are fitted to."""

from math import ceil
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.statistics.clusters import count_present, join_counts
from presswork.terms.units import number_clusters

# By default, a term must be in 1 of PER articles, and in at least LEAST.
PER, LEAST = 1000, 2


def select_units(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    counted: pl.DataFrame,
    articles: pl.LazyFrame,
    min_articles: str | int,
    max_share: float,
    sample: int,
) -> dict[str, Any]:
    """Return the counts that models are fitted to (rows x terms), with their rows and columns.

    Rows are those of at most `sample` articles. Terms are selected from all rows, so that every article gets shares.
    """
    columns = select_terms(matrix, matrix_rows, matrix_columns, min_articles, max_share)
    drawn = draw_articles(matrix_rows, articles, sample)
    rows = matrix_rows.filter(pl.col("article_id").is_in(drawn.implode()))
    stories = counted.select("article_id", "story")
    described = rows.join(stories, on="article_id", how="left", maintain_order="left")
    return {
        "units": matrix[rows["row"].to_numpy()][:, columns],
        "unit_rows": described.select("article_id", "passage", "story", "n_words")
        .with_row_index("row")
        .cast({"row": pl.Int64}),
        "unit_columns": matrix_columns[columns].select("term").with_row_index("column").cast({"column": pl.Int64}),
    }


def select_terms(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    min_articles: str | int,
    max_share: float,
) -> NDArray[np.intp]:
    """Return the columns used for models: terms other than stop words in enough, but not too many, articles.

    For a single article, passages are counted instead of articles.
    """
    present = matrix
    if 1 < matrix_rows["article_id"].n_unique() < matrix_rows.height:
        present = join_counts(present, number_clusters(matrix_rows["article_id"]).to_numpy())
    held = count_present(present)
    wanted = (held >= find_least_articles(min_articles, present.shape[0])) & (held <= max_share * present.shape[0])
    return np.flatnonzero(wanted & ~matrix_columns["stop"].to_numpy())


def find_least_articles(min_articles: str | int, n_articles: int) -> int:
    """Return the smallest number of articles with a term; `auto` is 0.1% of the articles, rounded up, at least two."""
    return max(LEAST, ceil(n_articles / PER)) if min_articles == "auto" else int(min_articles)


def draw_articles(matrix_rows: pl.DataFrame, articles: pl.LazyFrame, sample: int) -> pl.Series:
    """Return the articles to fit to: all, or a systematic sample ordered by outlet, month and chance.

    Each outlet and month is represented in proportion, to within one article (Cochran 1977, chapter 8).
    """
    ids = matrix_rows["article_id"].unique().sort()
    if len(ids) <= sample:
        return ids
    known = articles.select("article_id", "outlet", month=pl.col("published").dt.strftime("%Y-%m")).collect()
    chance = np.random.default_rng(derive_seed("topics", "sample")).permutation(len(ids))
    ordered = ids.to_frame().with_columns(chance=chance).join(known, on="article_id", how="left")
    ordered = ordered.sort("outlet", "month", "chance")
    return ordered["article_id"].gather(np.arange(sample) * len(ids) // sample).sort()
