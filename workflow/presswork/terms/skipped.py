"""The analyses that the corpus cannot carry, with the reason."""

import polars as pl

from presswork.terms.calendar import explain_no_trends, explain_not_standardised, read_calendar
from presswork.terms.tfidf import read_groups


def list_skipped(
    matrix_rows: pl.DataFrame, frequency: pl.DataFrame, articles: pl.LazyFrame, nodes: list[str], followed: list[str]
) -> pl.DataFrame:
    """Return the analyses that were skipped, by table; `nodes` and `followed` are the wanted terms."""
    calendar = read_calendar(matrix_rows, articles)
    no_trends = explain_no_trends(calendar)
    rows = [("trends", no_trends), ("trends, standardised by outlet", no_trends or explain_not_standardised(calendar))]
    n_articles = calendar["article_id"].n_unique()
    if n_articles == 1:
        rows.append(("intervals of rates", "one article is no sample of articles"))
    if read_groups(matrix_rows, articles).drop_nulls().n_unique() < 2:
        rows.append(("distinctive", "fewer than two groups or outlets"))
    undated = calendar.filter(pl.col("published").is_null())["article_id"].n_unique()
    if undated and not no_trends:
        rows.append(("trends of undated articles", f"{undated} of {n_articles} articles have no day of publication"))
    known = set(frequency["term"])
    for analysis, wanted in (("collocations", nodes), ("trends", followed)):
        absent = [term for term in wanted if term not in known and term.lower() not in known]
        rows += [(f"{analysis} of {term}", "the corpus does not have the term") for term in absent]
    listed = [(analysis, reason) for analysis, reason in rows if reason]
    return pl.DataFrame(listed, {"analysis": pl.String, "reason": pl.String}, orient="row").unique()
