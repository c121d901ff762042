"""How the occurrences of a term are spread over articles."""

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.errors import PressworkError
from presswork.tokens.running_terms import TermFinder


def find_column(term: str, matrix_columns: pl.DataFrame) -> int:
    """Return the column of a term, as `TermFinder` finds it. Raises PressworkError if it is not a term."""
    places = dict(matrix_columns.select("term", "column").iter_rows())
    found = TermFinder(places).find(term)
    if found is None:
        raise PressworkError(
            "This is not a term of the corpus.", found=term, expected="a term of results.terms.frequency"
        )
    return int(places[found])


def spread_term(
    term: str,
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    articles: pl.LazyFrame,
) -> pl.DataFrame:
    """Return the articles with a term (for one article, passages), those with the most occurrences first.

    `share` is the share of all occurrences, `so_far` its cumulative sum. Raises PressworkError if it is not a term.
    """
    place = find_column(term, matrix_columns)
    name = matrix_columns.filter(column=place)["term"].item()
    counts = np.asarray(matrix[:, [place]].toarray()).ravel()
    rows = matrix_rows.sort("row").with_columns(count=pl.Series(counts).cast(pl.Int64)).filter(pl.col("count") > 0)
    described = articles.select("article_id", "outlet", "published", "title").collect()
    rows = rows.sort(-pl.col("count"), "article_id", "passage", nulls_last=False)
    share = pl.col("count") / pl.col("count").sum()
    rows = rows.with_columns(share=share, so_far=share.cum_sum(), term=pl.lit(name)).join(
        described, on="article_id", how="left", maintain_order="left"
    )
    columns = ["term", "count", "share", "so_far", "n_words", "article_id", "passage", "outlet", "published", "title"]
    return rows.select(columns)
