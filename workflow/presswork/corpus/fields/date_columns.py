"""Reads dates in a column or after a label: one value gives one date, or the reason why not."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from presswork.corpus.fields.date_lines import find_published
from presswork.corpus.fields.dates import DAY_FIRST, MONTH_FIRST, YEARS, Dated, choose_day, find_dates

TIME = r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
COMPACT = re.compile(rf"(\d{{4}})(\d\d)(\d\d)(?:[T ]?{TIME})?")
WEEK = re.compile(r"(\d{4})-?W(\d\d)-?([1-7])", re.IGNORECASE)
ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
NUMBER = re.compile(r"(\d{1,19})(?:\.\d{1,19})?")
# Digits of a time in seconds, milliseconds, microseconds and nanoseconds since 1970.
EPOCHS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
# Excel counts the days from here; these serial numbers are the days of 1927 to 2091.
EXCEL = date(1899, 12, 30)
SERIALS = range(10_000, 70_000)
SHORT_YEAR = re.compile(r"(?<!\d)\d\d?[-/. ](?:\d\d?|[^\W\d_]{3,9})\.?[-/. ]\d\d(?!\d)")
WHOLE = re.compile(r"(?<!\d)(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4})(?!\d)")
TWO_DIGITS, NO_SUCH_DAY = "the year has two digits", "there is no such day"
ORDER_OPEN = "the order of day and month is ambiguous, and no other date in the file settles it (set corpus.day_first)"
NAME_OPEN = "the name of the month is ambiguous between languages, and the language of the text is uncertain"
MANY, NONE = "it contains more than one date", "it is not a full date (year, month and day)"


def read_day(value: str, day_first: bool | None = None, language: str | None = None) -> tuple[date | None, str]:
    """Return the one date in a value, or None and the reason.

    `day_first` is the order of day and month where it is known, `language` that of the text.
    """
    found = find_dates(value)
    days = {choose_day(each, day_first, language) for each in found}
    if len(days) > 1:
        found = find_published(value) or found
        days = {choose_day(each, day_first, language) for each in found}
    if len(days) == 1 and None not in days:
        return days.pop(), ""
    day = None if found else _read_number(value.strip())
    return day, "" if day else _explain(value, found)


def show_order(value: str) -> str:
    """Return the order of day and month that a value shows, as 13/03/2022 does, else a blank."""
    orders = {each.order for each in find_dates(value)} - {""}
    return orders.pop() if len(orders) == 1 else ""


def decide_order(orders: Iterable[str]) -> bool | None:
    """Return whether the day comes first, as the dates of a column show; None where none or not all show the same."""
    shown = {order for order in orders if order}
    return {frozenset([DAY_FIRST]): True, frozenset([MONTH_FIRST]): False}.get(frozenset(shown))


def _explain(value: str, found: list[Dated]) -> str:
    if len(found) > 1:
        return MANY
    if found:
        return ORDER_OPEN if any(reading.order for reading in found[0].readings) else NAME_OPEN
    if SHORT_YEAR.search(value):
        return TWO_DIGITS
    return NO_SUCH_DAY if WHOLE.search(value) else NONE


def _read_number(value: str) -> date | None:
    """Return the day of a number: 20220301, a week, a day of the year, seconds since 1970, or Excel's serial."""
    if (match := COMPACT.fullmatch(value)) and (day := _make(date, *match.groups())):
        return day
    if match := WEEK.fullmatch(value):
        return _make(date.fromisocalendar, *match.groups())
    if match := ORDINAL.fullmatch(value):
        return _make(_count_day, *match.groups())
    match = NUMBER.fullmatch(value)
    if match and len(match[1]) in EPOCHS:
        return _make(_count_second, match[1], EPOCHS[len(match[1])])
    return EXCEL + timedelta(int(match[1])) if match and int(match[1]) in SERIALS else None


def _count_day(year: int, number: int) -> date:
    day = date(year, 1, 1) + timedelta(number - 1)
    if day.year != year:
        raise ValueError("the year has fewer days")
    return day


def _count_second(number: int, parts: int) -> date:
    return datetime.fromtimestamp(number // parts, UTC).date()


def _make(kind: Callable[..., date], *numbers: str | int) -> date | None:
    try:
        day = kind(*map(int, numbers))
    except (ValueError, OverflowError, OSError):
        return None
    return day if day.year in YEARS else None
