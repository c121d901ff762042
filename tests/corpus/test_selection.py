"""Who is analysed, who is not and why: every article is accounted for."""

from datetime import date

import polars as pl
import pytest

from presswork.core.configuration import complete_configuration
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.corpus.selection import select_articles

NONE = find_tables()["duplicates"].schema.to_frame()
REJECTED = find_tables()["rejected"].schema.to_frame()
ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "title": ["War", None, "Peace", "Sport"],
        "text": ["tanks roll", "a harbour and a WAR", "talks", "football " * 30],
        "outlet": ["Paper", "Paper", "Times", None],
        "published": [date(2022, 1, 1), None, date(2022, 6, 1), date(2022, 12, 31)],
        "language": ["en", None, "en", "de"],
        "n_characters": [10, 19, 5, 270],
    }
)


def select(duplicates=NONE, which="outlet", rejected=REJECTED, language="en", **options):
    settings = complete_configuration({"corpus": {"select": options}})["corpus"]["select"]
    made = select_articles(ARTICLES.lazy(), rejected, duplicates, settings, which, language)
    counted = made["counted"].sort("article_id")
    return counted.filter("counted")["article_id"].to_list(), made


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        ({}, ["a", "b", "c"]),
        ({"language": "de"}, ["b", "d"]),
        ({"first_day": "2022-06-01"}, ["c"]),
        ({"last_day": "2022-06-01"}, ["a", "c"]),
        ({"outlets": ["Paper"]}, ["a", "b"]),
        ({"query": "war|talks"}, ["a", "b", "c"]),
        ({"min_characters": 10}, ["a", "b"]),
        ({"query": "war", "first_day": "2022-01-01"}, ["a"]),
    ],
)
def test_each_step_leaves_out_what_fails_it(options, counted):
    assert select(**options)[0] == counted


def test_every_article_has_a_reason_and_the_flow_adds_up():
    rejected = pl.DataFrame([("x.txt", None, "empty", "0 bytes", "remove it")], schema=REJECTED.schema, orient="row")
    _, made = select(rejected=rejected, query="war", min_characters=15)
    assert made["counted"].height == 4 and made["counted"]["reason"].null_count() == 0
    flow = made["flow"].sort("step")
    assert flow["left"].to_list() == [5, 4, 3, 2, 1, 1]
    assert (flow["left"][0] - flow["removed"].cum_sum() == flow["left"]).all()
    assert (flow["removed"] > 0).to_list() == (flow["reason"] != "").to_list()


def test_an_article_that_fails_twice_is_told_at_the_first_step():
    _, made = select(query="nothing")
    reasons = dict(made["counted"].select("article_id", "reason").iter_rows())
    assert reasons["d"] == "in another language: de"
    assert reasons["a"] == "does not match the query"


def test_a_story_counts_by_those_that_were_selected():
    schema = find_tables()["duplicates"].schema
    pair = pl.DataFrame([("b", "b", 0.1, 1.0, False), ("c", "b", 0.1, 1.0, False)], schema=schema, orient="row")
    assert select(duplicates=pair, which="once")[0] == ["a", "b"]
    assert select(duplicates=pair, which="once", query="talks")[0] == ["c"]


@pytest.mark.parametrize("options", [{"query": "("}, {"first_day": "2022-13-01"}])
def test_what_cannot_be_asked_is_an_error_with_a_remedy(options):
    with pytest.raises(PressworkError) as caught:
        select(**options)
    assert "remedy" in str(caught.value)


def test_a_day_without_quotes_is_a_day():
    settings = complete_configuration({"corpus": {"select": {"first_day": date(2022, 6, 1)}}})
    assert settings["corpus"]["select"]["first_day"] == "2022-06-01"
