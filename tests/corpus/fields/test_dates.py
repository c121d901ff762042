"""Dates are read where they can mean one day, and only where they are the day of publication."""

import unicodedata
from datetime import date, timedelta
from itertools import product

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from conftest import clean_records
from presswork.corpus.cleaning.lines import split_lines
from presswork.corpus.fields.date_columns import decide_order, read_day, show_order
from presswork.corpus.fields.date_lines import find_date_line, find_published
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.fields.languages import list_languages

DAY = date(2022, 12, 9)
# CLDR has no names of months in these, no locale, or (Sesotho) the wrong ones.
UNNAMED = ("ba", "st", "wa")
PARAGRAPH = "The minister said on Monday that the plan would be ready before the end of the year."


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-09",
        "2022/12/9",
        "2022-12-09T10:00:00Z",
        "9 December 2022",
        "Friday, 9th of Dec. 2022, 10:30",
        "December 9, 2022",
        "Dec 9th 2022",
        "9. Dezember 2022",
        "09.12.2022",
        "Posted on 9.12.2022 by somebody",
        "9 December 2022 | December 9, 2022",
        "2022-12-09T23:30:00-05:00",
        "Fri, 09 Dec 2022 10:00:00 GMT",
        "Fri Dec 09 10:00:00 +0000 2022",
        "Fri Dec  9 10:00:00 CET 2022",
        "Fri Dec  9 10:00:00 2022",
        "9-Dec-2022",
        "09DEC2022",
        "Dec-09-2022",
        "20221209",
        "20221209103000",
        "2022-W49-5",
        "2022-343",
        "1670576400",
        "1670576400000",
        "44904",
        "2022年12月9日",
        "2022년 12월 9일",
        "9 tháng 12, 2022",
        "9 ธันวาคม 2565",
        "९ दिसंबर २०२२",
        "9 ARALIK 2022",
        "Published 9 December 2022, updated 11 December 2022",
    ],
)
def test_forms_that_mean_one_day(text):
    assert read_day(text)[0] == DAY


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2020", "12/09/22", "2022-13-01", "31.02.2022", "2022-02/03", "December 2022", "Monday", "1.2.3.2020", "",
        "01-Mar-22", "0000-00-00", "2022", "1-3 March 2022", "20221301", "2022-W54-1", "2022-366", "12",
    ],
)  # fmt: skip
def test_forms_that_could_mean_another_day_or_none(text):
    assert read_day(text)[0] is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3/4/2022", "order of day and month is ambiguous"),
        ("01.03.22", "two digits"),
        ("2022-02-30", "no such day"),
        ("2022-03-01 - 2022-03-05", "more than one date"),
        ("March 2022", "not a full date"),
        ("1. listopada 2022", "ambiguous between languages"),
    ],
)
def test_the_reason_says_what_is_wrong_with_a_date(text, reason):
    day, found = read_day(text)
    assert day is None and reason in found


def test_a_value_of_any_length_is_judged_and_quoted_in_part():
    assert read_day("9" * 10_000)[0] is None
    fields = clean_records((PARAGRAPH, {"published": "x" * 10_000}))["fields"].filter(field="published")
    assert len(fields["reason"].item()) < 200


@pytest.mark.parametrize(("day_first", "day"), [(True, date(2022, 4, 3)), (False, date(2022, 3, 4)), (None, None)])
def test_the_order_of_day_and_month_is_taken_only_where_it_is_known(day_first, day):
    assert read_day("3/4/2022", day_first)[0] == day


def test_only_one_order_of_day_and_month_may_give_a_day():
    assert [str(read_day(text, False)[0]) for text in ("13/03/2022", "03/13/2022", "5/5/2022")] == [
        "2022-03-13", "2022-03-13", "2022-05-05",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "first"),
    [(["13/03/2022", "3/4/2022"], True), (["03/13/2022"], False), (["13/3/2022", "3/13/2022"], None)],
)
def test_the_dates_of_a_column_show_the_order(shown, first):
    assert decide_order(map(show_order, shown)) is first


@pytest.mark.parametrize("language", [code for code in list_languages() if code not in UNNAMED])
def test_every_month_of_a_language_is_read_in_written_dates(language):
    locale = Locale.parse({"tl": "fil"}.get(language, language))
    for month, number in product(range(1, 13), (1, 9, 28)):
        day = date(2021, month, number)
        for spelled in (format_date(day, "long", locale), format_date(day, "full", locale)):
            for text in (spelled, spelled.upper(), unicodedata.normalize("NFD", spelled)):
                assert read_day(text, language=language)[0] == day, text


def test_two_days_are_no_answer():
    assert read_day("2022-12-09 and 2022-12-10")[0] is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"):
        assert read_day(f"x {day.strftime(form)} x")[0] == day


def test_places_are_those_of_the_date():
    text = "By X, 9 December 2022, London"
    assert [text[start:end] for start, end, _ in find_dates(text)] == ["9 December 2022"]


@given(st.text(alphabet=st.sampled_from("12 3/.-IİıſßMarchMAY年月日\u0307\u200f2020")))
def test_no_text_stops_the_reading_and_places_lie_in_it(text):
    for start, end, readings in find_dates(text):
        assert 0 <= start < end <= len(text) and readings
    read_day(text)


def date_line(*above):
    lines = split_lines("\n".join([*above, PARAGRAPH, "9 December 2022"]))
    return find_date_line(lines, len(above))


def test_the_line_above_the_text_gives_the_day():
    assert date_line("Headline", "By X", "9 December 2022") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Updated 9 December 2022",
        "© 9 December 2022 The Paper",
        "Aktualisiert am 9.12.2022",
        "In the night of 9 December 2022 a long line of more than sixteen words stood above the text of this page",
    ],
)
def test_other_days_do_not_count(line):
    assert date_line("Headline", line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Born on 9 December 2022, the mayor celebrates",
        "Event date: 9 December 2022",
        "Deadline: 9 December 2022",
        "Last updated on 9 December 2022",
        "The election on 9 December 2022",
    ],
)
def test_a_date_with_another_label_or_in_a_sentence_does_not_count(line):
    assert date_line("Headline", line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Friday, December 9th, 2022",
        "Publié le 9 décembre 2022 à 10h30, mis à jour le 14 décembre 2022",
        "Updated 11 December 2022 | Published 9 December 2022",
        "First published: Fri 9 Dec 2022 06.00 GMT. Last modified: Sat 10 Dec 2022 09.00 GMT",
        "9 December 2022 (updated 11 December 2022)",
        "Posted at 10:00 on 9 December 2022",
        "By Ann Example | 9 December 2022 | 3 min read",
        "Freitag, 9. Dezember 2022, 14:05 Uhr",
        "Дата публикации: 9 декабря 2022 г.",
        "發布時間: 2022年12月9日",
    ],
)
def test_a_label_or_the_form_of_the_line_says_that_it_is_the_day_of_publication(line):
    assert date_line("Headline", line) == 1
    assert {day for dated in find_published(line) for day in dated.days} == {DAY}


def test_a_label_goes_before_a_date_that_stands_alone():
    assert date_line("Published 9 December 2022", "11 December 2022") == 0


def test_a_date_in_the_headline_is_not_the_day_of_publication():
    lines = split_lines(f"Market of 9 December 2022\n11 December 2022\n{PARAGRAPH}")
    assert find_date_line(lines, 2, skipped=[0]) == 1


def test_lines_that_disagree_give_no_day():
    assert date_line("9 December 2022", f"{DAY + timedelta(1)}") is None


def test_a_date_below_the_text_is_none_of_publication():
    assert date_line("Headline") is None
