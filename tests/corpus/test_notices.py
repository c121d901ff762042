"""What only the whole corpus shows is told once, or by article, and costs no article."""

from datetime import date, timedelta

import polars as pl

from presswork.corpus.notices import list_implausible, list_repeated

SCHEMA = {
    "source": pl.String,
    "record": pl.Int64,
    "article_id": pl.String,
    "id": pl.String,
    "published": pl.Date,
    "database": pl.String,
}


def names(days, ids=None, databases=()):
    known = dict(enumerate(databases))
    rows = [
        (f"{number}.txt", None, str(number), (ids or {}).get(number), day, known.get(number))
        for number, day in enumerate(days)
    ]
    return pl.DataFrame(rows, SCHEMA, orient="row")


def test_days_far_from_all_others_and_placeholders_are_listed():
    usual = [date(2020, 1, 1) + timedelta(40 * step) for step in range(20)]
    odd = [date(1822, 3, 1), date(2099, 3, 1), date(1970, 1, 1), date(1900, 1, 1)]
    found = list_implausible(names([*usual, *odd, None]))
    assert found["source"].to_list() == ["20.txt", "21.txt", "22.txt", "23.txt"]
    assert set(found["reason"]) == {"implausible day"}


def test_a_corpus_of_two_centuries_has_no_implausible_days():
    assert list_implausible(names([date(year, 3, 1) for year in range(1800, 2000, 5)])).is_empty()


def test_a_single_article_may_be_of_any_year():
    assert list_implausible(names([date(1822, 3, 1)])).is_empty()


def test_ids_that_restart_in_each_file_are_one_notice():
    found = list_repeated(names([None] * 4, {0: "1", 1: "2", 2: "1", 3: "2"}))
    assert found.height == 1
    assert (
        found["detail"].item().startswith("2 ids are each used by more than one record, 4 records in all: 1 in 0.txt")
    )
    assert list_repeated(names([None] * 2, {0: "1"})).is_empty()


def test_an_article_that_a_database_exported_twice_is_no_notice_but_other_repeats_of_its_number_are():
    day, next_day = date(2021, 5, 4), date(2021, 5, 5)
    ids = {0: "7", 1: "7"}
    assert list_repeated(names([day, day], ids, ["Nexis", "Nexis"])).is_empty()
    assert list_repeated(names([None, None], ids, ["Nexis", "Nexis"])).is_empty()
    for days, databases in (
        ([day, next_day], ["Nexis", "Nexis"]),
        ([day, day], ["Nexis", "Factiva"]),
        ([day, day], ["Nexis", None]),
        ([day, day], [None, None]),
    ):
        assert list_repeated(names(days, ids, databases))["reason"].to_list() == ["id not unique"]
