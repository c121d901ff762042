"""The summary of a run in a few lines."""

import polars as pl

from presswork.core.schema import find_tables
from presswork.paper.summary import write_summary


def rows_of(name, *rows):
    schema = find_tables()[name].schema
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def summarise(term_labels):
    """Return the summary of one article with the term `ship`."""
    steps = ("records read", "could be read as articles", "analysed")
    return write_summary(
        rows_of("articles", {"article_id": "a"}).lazy(),
        rows_of("flow", *({"step": n, "name": name, "left": 1, "removed": 0} for n, name in enumerate(steps, 1))),
        rows_of("lengths", {"article_id": "a", "n_sentences": 2}),
        rows_of("matrix_rows", {"article_id": "a", "n_words": 9}),
        rows_of("frequency", {"rank": 1, "term": "ship", "count": 3, "stop": False}),
        *(rows_of(name) for name in ("prevalence", "topics", "labels", "closeness")),
        {"k": None, "rule": "too_few_articles", "status": "topics", "n_articles": 1, "null_comparison": None},
        {"left_out": [], "k": [], "not_planned": []},
        term_labels,
    )


def test_labels_of_terms_that_the_corpus_lacks_are_named():
    assert "labels    covid19: in figures.labels, but not among the terms\n" in summarise(
        {"ship": "Ship", "covid19": "COVID"}
    )
    assert "figures.labels" not in summarise({"ship": "Ship"})
