"""The terms of the chosen topics."""

import polars as pl

from presswork.core.tables import find_tables
from presswork.topics.model import Model
from presswork.topics.quality import rank_terms

LISTED = 20


def list_terms(model: Model, unit_columns: pl.DataFrame) -> pl.DataFrame:
    """Return the terms of each topic with the greatest weights, p(term | topic)."""
    terms = unit_columns["term"].to_list()
    rows = [
        {"topic": topic, "rank": rank, "term": terms[column], "weight": model.terms[topic - 1, column]}
        for topic, top in enumerate(rank_terms(model.terms, min(LISTED, len(terms))), 1)
        for rank, column in enumerate(top, 1)
    ]
    return pl.DataFrame(rows, find_tables()["topics"].schema)
