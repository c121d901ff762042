"""The summary of a run in a few lines."""

import polars as pl
import pytest

from drawn_topics import choice_of
from presswork.core.schema import find_tables
from presswork.paper.summary import write_summary

LESS_STABLE = (
    "          other numbers score higher but are less stable: compare topics/candidates.csv, and set topics.choose"
)
AS_GOOD = (
    "          10 and 15 do as well within one standard error: compare topics/candidates.csv, and set topics.choose"
)


def rows_of(name, *rows):
    schema = find_tables()[name].schema
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def summarise(choice=(), term_labels=(), articles=({"article_id": "a"},)):
    """Return the summary of 315 articles with 5 topics and the term `ship`."""
    steps = ("records read", "could be read as articles", "analysed")
    return write_summary(
        rows_of("articles", *articles).lazy(),
        rows_of("flow", *({"step": n, "name": name, "left": 315, "removed": 0} for n, name in enumerate(steps, 1))),
        rows_of("lengths", {"article_id": "a", "n_sentences": 2}),
        rows_of("matrix_rows", {"article_id": "a", "n_words": 9}),
        rows_of("frequency", {"rank": 1, "term": "ship", "count": 3, "stop": False}),
        *(rows_of(name) for name in ("prevalence", "topics", "labels", "closeness")),
        choice_of(315, 5) | dict(choice),
        {"left_out": [], "k": [], "not_planned": []},
        dict(term_labels),
    )


def test_the_databases_that_articles_were_exported_from_are_named():
    sources = [("a.docx", "Nexis"), ("a.docx", "Nexis"), ("b.txt", "Nexis"), ("c.html", "Factiva"), ("d.txt", None)]
    articles = [{"source": source, "database": database} for source, database in sources]
    assert (
        "exports   3 from Nexis (2 files) and 1 from Factiva (1 file); what differs: corpus/report.md\n"
        in summarise(articles=articles)
    )
    assert "exports" not in summarise()


def test_labels_of_terms_that_the_corpus_lacks_are_named():
    told = "labels    covid19: in figures.labels, but not among the terms\n"
    assert told in summarise(term_labels={"ship": "Ship", "covid19": "COVID"})
    assert "figures.labels" not in summarise(term_labels={"ship": "Ship"})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"rule": "best_stable"}, [LESS_STABLE]),
        ({"as_good": [10, 15]}, [AS_GOOD]),
        ({"rule": "best_stable", "as_good": [10, 15]}, [AS_GOOD, LESS_STABLE]),
        ({"rule": "set", "chosen_by": "person", "as_good": [10, 15]}, []),
        ({"k": None, "rule": "no_structure"}, []),
    ],
)
def test_the_summary_says_which_other_numbers_of_topics_do_well(given, told):
    lines = summarise(given).split("topics    ")[1].splitlines()[1:]
    assert lines == told
