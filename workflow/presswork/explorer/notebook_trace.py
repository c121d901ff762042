"""The trace of a notebook's figure, where its rows name terms or articles."""

import polars as pl

from presswork.explorer.results import Results
from presswork.figures.trace.tables import TRACE
from presswork.figures.trace.words import Words

ARTICLE = "article"


def trace_rows(rows: pl.DataFrame, results: Results) -> pl.DataFrame | None:
    """Return what the rows of a figure stand for: the articles that they name, or every counted place of their terms.

    None where the rows have neither a column `article_id` nor a column `term`.
    """
    marks = rows.with_row_index("mark").cast({"mark": pl.Int64})
    if "article_id" in rows.columns:
        found = marks.select("mark", "article_id", part=pl.lit(ARTICLE), count=pl.lit(1, pl.Int64))
    elif "term" in rows.columns:
        own = results.tokens
        tokens, phrase_places = own.tokens.lazy(), own.phrase_places.lazy()
        layer = results.configuration["terms"]["layer"]
        words = Words([tokens], own.vocabulary.lazy(), results.terms.matrix_rows, [phrase_places], layer)
        found = words.find(marks.select("mark", "term"))
    else:
        return None
    return pl.concat([TRACE.schema.to_frame(), found], how="diagonal").select(TRACE.schema.names()).sort(TRACE.key)
