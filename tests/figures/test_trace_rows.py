"""What the rows of any figure stand for: no more places than they show, of the articles that they are made from."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from made_words import make_words
from presswork.core.errors import PressworkError
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.rows import check_counts, choose_trace, trace_rows

# "ship" 2, 1, 1 and 3 times.
TEXTS = ("ship ship | port", "the ship", "a ship", "ship ship ship")
DESCRIBED = pl.DataFrame(
    {
        "article_id": ["a0", "a1", "a2", "a3"],
        "outlet": ["Paper", "Paper", "Times", None],
        "group": ["x", "y", "x", "y"],
        "language": ["en"] * 4,
        "byline": [None] * 4,
        "published": [date(2021, 1, 31), date(2021, 2, 1), date(2021, 2, 28), None],
        "source": ["0.txt", "1.txt", "2.txt", "3.txt"],
    },
    schema_overrides={"byline": pl.String},
)


def trace(rows, articles=None, passages=None):
    """Return (mark, part, article, places or articles) of rows, summed."""
    words = make_words(*TEXTS)
    own = words.matrix_rows.with_columns(passage=pl.lit(None, pl.Int64))
    words = replace(words, matrix_rows=own if passages is None else passages)
    tokens = words.tokens[0].group_by("article_id", "sentence").agg(pl.col("start").min(), pl.col("end").max())
    marks = Marks.number("mine", pl.DataFrame(rows), articles)
    found = trace_rows(marks, words, DESCRIBED.lazy(), [tokens])
    return sorted(found.group_by("mark", "part", "article_id").agg(pl.col("count").sum()).rows())


def counts(rows, **named):
    """Return how many places or articles each row has."""
    sums = dict.fromkeys(range(1, pl.DataFrame(rows).height + 1), 0)
    for mark, _, _, count in trace(rows, **named):
        sums[mark] += count
    return list(sums.values())


def test_rows_with_terms_alone_have_all_their_occurrences():
    assert counts({"term": ["ship", "port"]}) == [7, 1]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"outlet": ["Paper", "Times", None, "Post"]}, [3, 1, 3, 0]),
        ({"group": ["x", "y"]}, [3, 4]),
        ({"outlet": ["Paper", "Paper"], "group": ["x", "y"]}, [2, 1]),
        ({"article_id": ["a3", "a1"]}, [3, 1]),
        ({"month": ["2021-01", "2021-02"]}, [2, 2]),
        ({"month": [date(2021, 1, 1), date(2021, 2, 1)]}, [2, 2]),
        ({"year": [2021, 2020]}, [4, 0]),
        ({"published": [date(2021, 2, 28)]}, [1]),
        ({"unit": ["month"] * 2, "start": [date(2021, 1, 1), date(2021, 2, 1)]}, [2, 2]),
        ({"unit": ["week"] * 2, "start": [date(2021, 1, 25), date(2021, 2, 1)]}, [2, 1]),
        ({"grouping": ["outlet"] * 2, "name": ["Paper", "Times"]}, [3, 1]),
    ],
)
def test_a_row_has_the_occurrences_of_its_articles_alone(columns, expected):
    assert counts({"term": ["ship"] * len(expected), **columns}) == expected


def test_without_a_term_a_row_has_its_articles():
    rows = {"outlet": ["Paper", "Times", "Post"]}
    assert trace(rows) == [(1, "article", "a0", 1), (1, "article", "a1", 1), (2, "article", "a2", 1)]


def test_the_figure_may_name_its_articles():
    chosen = pl.DataFrame({"article_id": ["a0", "a3"]})
    assert counts({"term": ["ship", "port"]}, articles=chosen) == [5, 1]
    assert counts({"n": [2]}, articles=chosen) == [2]
    sides = pl.DataFrame({"article_id": ["a0", "a2"], "side": ["l", "r"], "part": ["left", "right"]})
    assert trace({"term": ["ship"] * 2, "side": ["l", "r"]}, articles=sides) == [
        (1, "left", "a0", 2),
        (2, "right", "a2", 1),
    ]


def test_a_passage_has_the_occurrences_within_it():
    passages = pl.DataFrame(
        {"article_id": ["a0"] * 2, "passage": [1, 2], "first_sentence": [0, 1], "last_sentence": [0, 1]}
    )
    rows = {"term": ["ship", "ship", "port"], "article_id": ["a0"] * 3, "passage": [1, 2, 2]}
    assert counts(rows, passages=passages) == [2, 0, 1]


def test_rows_that_name_places_stand_for_these():
    rows = {"article_id": ["a0", "a1"], "start": [10, 4], "end": [14, 8]}
    words = make_words(*TEXTS)
    sentences = pl.DataFrame(
        {"article_id": ["a0", "a0", "a1"], "sentence": [0, 1, 0], "start": [0, 10, 0], "end": [9, 14, 8]}
    )
    found = trace_rows(Marks.number("mine", pl.DataFrame(rows)), words, DESCRIBED.lazy(), [sentences.lazy()])
    assert found.sort("mark").select("start", "end", "sentence", "count").rows() == [(10, 14, 1, 1), (4, 8, 0, 1)]


@pytest.mark.parametrize(
    ("columns", "call"),
    [
        (["node", "collocate", "joint"], "figures.plots.collocations.trace_collocations"),
        (["term", "group", "reference"], "figures.plots.keyness.trace_keyness"),
        (["topic", "label", "name"], "figures.plots.topics_groups.trace_topics_groups"),
        (["topic", "grouping", "name"], "figures.trace.rows.trace_topic_rows"),
        (["topic", "unit", "start"], "figures.trace.rows.trace_topic_rows"),
        (["term", "group"], "figures.trace.rows.trace_rows"),
        (["outlet", "share"], "figures.trace.rows.trace_rows"),
        (["x", "y"], None),
    ],
)
def test_columns_say_how_rows_are_traced(columns, call):
    assert choose_trace(columns, None) == call


def test_articles_that_a_figure_names_decide():
    named = pl.DataFrame({"article_id": ["a0"]})
    for columns in (["x"], ["term", "group", "reference"]):
        assert choose_trace(columns, named) == "figures.trace.rows.trace_rows"


def test_counts_that_the_trace_does_not_have_are_told():
    found = pl.DataFrame({"mark": [1, 1, 2], "part": ["in the group", "in the reference", "in the group"]})
    found = found.with_columns(count=pl.Series([2, 3, 4]))
    right = pl.DataFrame({"term": ["a", "b"], "count": [2, 4], "reference_count": [3.0, 0.0]})
    check_counts(right, found)
    check_counts(right.with_columns(articles=99), found)
    for column, value in (("count", 5), ("reference_count", 1.0)):
        with pytest.raises(PressworkError, match=rf"{column}\n  found: +{value} in row 1, and"):
            check_counts(right.with_columns(pl.lit(value).alias(column)), found)
    with pytest.raises(PressworkError, match=r"articles\n  found: +99 in row 1, and 5"):
        check_counts(pl.DataFrame({"articles": [99, 4]}), found.with_columns(part=pl.lit("article")))


def test_what_is_counted_on_a_frequency_list_is_not_looked_for():
    found = pl.DataFrame({"mark": [1], "part": ["in the corpus"], "count": [2]})
    rows = {"term": ["a"], "reference": ["frequency list"], "count": [2], "reference_count": [7.0]}
    check_counts(pl.DataFrame(rows), found)
