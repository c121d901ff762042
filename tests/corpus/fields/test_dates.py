"""Dates are read where they can mean one day, and only where they are the day of publication."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.corpus.cleaning.lines import split_lines
from presswork.corpus.fields.dates import find_date_line, find_dates, read_date

DAY = date(2022, 12, 9)
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
    ],
)
def test_forms_that_mean_one_day(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["3/4/2020", "12/09/22", "2022-13-01", "31.02.2022", "2022-02/03", "December 2022", "Monday", "1.2.3.2020", ""],
)
def test_forms_that_could_mean_another_day_or_none(text):
    assert read_date(text) is None


def test_two_days_are_no_answer():
    assert read_date("2022-12-09 and 2022-12-10") is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"):
        assert read_date(f"x {day.strftime(form)} x") == day


def test_places_are_those_of_the_date():
    text = "By X, 9 December 2022, London"
    assert [text[start:end] for start, end, _ in find_dates(text)] == ["9 December 2022"]


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


def test_lines_that_disagree_give_no_day():
    assert date_line("9 December 2022", f"{DAY + timedelta(1)}") is None


def test_a_date_below_the_text_is_none_of_publication():
    assert date_line("Headline") is None
