"""Trends: rates by period, gaps, standardisation by outlet, and corpora that do not support trends."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from presswork.core.configuration import complete_configuration
from presswork.core.limits import MIN_DAYS
from presswork.core.reasons import explain
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.terms.counting.calendar import (
    choose_period,
    explain_no_trends,
    list_periods,
    one_value,
    read_calendar,
)
from presswork.terms.counting.composition import measure_composition
from presswork.terms.skipped import list_skipped_terms
from presswork.terms.trends import follow_terms

TERMS = ["peace", "the", "war"]


def make(rows):
    """Return the tables of articles given as (day, outlet, wars, words)."""
    ids = [f"a{number:03d}" for number in range(len(rows))]
    counts = np.array([[0, words - wars, wars] for _, _, wars, words in rows])
    matrix_rows = pl.DataFrame({"row": range(len(ids)), "article_id": ids, "n_words": [row[3] for row in rows]})
    matrix_columns = pl.DataFrame({"column": [0, 1, 2], "term": TERMS})
    frequency = pl.DataFrame({"rank": [1, 2, 3], "term": ["the", "war", "peace"], "stop": [True, False, False]})
    articles = pl.DataFrame(
        {"article_id": ids, "published": [row[0] for row in rows], "outlet": [row[1] for row in rows], "group": None},
        schema_overrides={"published": pl.Date, "outlet": pl.String, "group": pl.String},
    )
    return sparse.csr_array(counts), matrix_rows, matrix_columns, frequency, articles.lazy()


def follow(rows, terms=("war",), period="month"):
    return conform(follow_terms(*make(rows), list(terms), period, 15), find_tables()["trends"])


def skip(rows, nodes=(), followed=()):
    """Return what is listed as not computed, keyness aside: (analysis, subject) and the reason."""
    _, matrix_rows, _, frequency, articles = make(rows)
    found = list_skipped_terms(
        **{name: find_tables()[name].schema.to_frame() for name in ("comparisons", "distribution", "diversity")},
        matrix_rows=matrix_rows,
        frequency=frequency,
        articles=articles,
        counted=matrix_rows.select("article_id", story="article_id"),
        nodes=list(nodes),
        followed=list(followed),
        keyness=complete_configuration({})["terms"]["keyness"],
    )
    return {(analysis, subject): reason.text for analysis, subject, reason in found if "keyness" not in analysis}


JANUARY, MARCH = date(2022, 1, 3), date(2022, 3, 7)


def test_rates_are_occurrences_over_words_and_a_month_without_articles_is_a_gap():
    found = follow([(JANUARY, "x", 2, 1000), (JANUARY, "x", 1, 500), (MARCH, "x", 0, 400)])
    assert found.select("start", "count", "articles", "days", "words", "per_million").rows() == [
        (date(2022, 1, 1), 3, 2, 1, 1500, 2000.0),
        (date(2022, 2, 1), 0, 0, 0, 0, None),
        (date(2022, 3, 1), 0, 1, 1, 400, 0.0),
    ]
    assert [explain(row["interval"], row) for row in found.iter_rows(named=True)] == [
        f"too few days have the term (1 of at least {MIN_DAYS})",
        "no articles",
        f"too few days have the term (0 of at least {MIN_DAYS})",
    ]


def test_standardised_rates_hold_the_mix_of_outlets_and_are_blank_without_one():
    rows = [(JANUARY, "x", 10, 1000), (JANUARY, "y", 1, 1000), (MARCH, "x", 10, 1000), (MARCH, "y", 3, 3000)]
    raw, held = (follow(rows).filter(pl.col("series") == series) for series in ("raw", "standardised"))
    assert raw["per_million"].to_list() == [5500.0, None, 3250.0]
    # x has 2,000 of 6,000 words, y 4,000; neither outlet changes its own rate.
    assert held["per_million"].to_list() == [4000.0, None, 4000.0]
    held = follow([*rows[:3], (JANUARY, "z", 0, 100)]).filter(pl.col("series") == "standardised")
    assert held["per_million"].to_list()[2] is None
    last = held.row(2, named=True)
    assert last["interval"] == "no_outlet" and explain("no_outlet", last) == "no articles of y, z"


def test_a_month_of_enough_days_has_a_band_and_its_bytes_follow_from_the_corpus():
    rows = [(JANUARY + timedelta(day), "x", day % 3, 1000) for day in range(20)]
    found = follow(rows)
    low, rate, high = found.select("low", "per_million", "high").row(0)
    assert low < rate < high and found["interval"][0] == "days_left_out"
    assert found.equals(follow(rows))
    assert found.equals(follow(rows[::-1]))


def test_undated_articles_enter_no_rate_and_are_told():
    rows = [(JANUARY, "x", 2, 1000), (MARCH, "x", 1, 1000), (None, "x", 500, 1000)]
    assert follow(rows)["count"].sum() == 3
    assert skip(rows)["trends", "1 of 3 articles"] == "they have no publication date"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(JANUARY, "x", 1, 10)], "one article cannot show a change over time"),
        ([(None, "x", 1, 10)] * 3, "no article has a publication date"),
        (
            [(JANUARY, "x", 1, 10), (JANUARY, "y", 1, 10), (None, "x", 1, 10)],
            "all dated articles are from the same day",
        ),
    ],
)
def test_a_corpus_without_trends_is_told_why(rows, reason):
    assert follow(rows).is_empty()
    _, matrix_rows, _, _, articles = make(rows)
    assert explain_no_trends(read_calendar(matrix_rows, articles)).text == reason


def test_one_outlet_is_not_standardised():
    rows = [(JANUARY, "x", 2, 1000), (MARCH, "x", 1, 1000)]
    assert set(follow(rows)["series"]) == {"raw"}
    assert skip(rows)["trends", "standardised by outlet"] == "all articles have the same outlet (x)"


def test_wanted_terms_that_do_not_occur_are_told_and_others_followed():
    rows = [(JANUARY, "x", 2, 1000), (MARCH, "y", 1, 1000)]
    assert set(follow(rows, ["WAR", "absent"])["term"]) == {"war"}
    assert skip(rows, nodes=["WAR", "nowhere"], followed=["absent"]) == {
        ("collocations", "nowhere"): "the term does not occur in the corpus",
        ("trends", "absent"): "the term does not occur in the corpus",
    }


def test_the_most_frequent_content_words_are_followed_by_default():
    assert set(follow([(JANUARY, "x", 2, 10), (MARCH, "x", 1, 10)], [])["term"]) == {"war", "peace"}


@pytest.mark.parametrize(("span", "unit"), [(30, "day"), (31, "week"), (182, "week"), (183, "month")])
def test_the_unit_follows_the_span(span, unit):
    days = pl.Series([JANUARY, JANUARY + timedelta(span)])
    assert choose_period(days, "auto") == unit
    assert choose_period(days, "day") == "day"


def test_periods_have_no_holes_and_weeks_begin_on_monday():
    weeks = list_periods(pl.Series([date(2022, 1, 5), date(2022, 1, 30)]), "week")
    assert weeks.to_list() == [date(2022, 1, day) for day in (3, 10, 17, 24)]


def test_composition_counts_each_outlet_in_each_month():
    rows = [
        (JANUARY, "x", 1, 30),
        (JANUARY, "x", 1, 30),
        (JANUARY, None, 1, 40),
        (MARCH, "y", 1, 10),
        (None, "y", 0, 5),
    ]
    _, matrix_rows, _, _, articles = make(rows)
    found = conform(measure_composition(matrix_rows, articles), find_tables()["composition"])
    cells = {(row["month"], row["outlet"]): row for row in found.iter_rows(named=True)}
    assert len(cells) == 9
    cell = cells[date(2022, 1, 1), "x"]
    assert (cell["articles"], cell["words"], cell["word_share"]) == (2, 60, 0.6)
    assert cell["article_share"] == pytest.approx(2 / 3, abs=1e-6)
    assert cells[date(2022, 1, 1), "(unknown)"]["articles"] == 1
    assert cells[date(2022, 3, 1), "x"]["article_share"] == 0
    assert cells[None, "y"]["articles"] == 1


def test_articles_in_another_language_are_no_remedy_because_they_are_not_counted():
    assert one_value("language", "en").remedy == ""
    assert one_value("outlet", "cnn.com").remedy == "add articles with another outlet"
