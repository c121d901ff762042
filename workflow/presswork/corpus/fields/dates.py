"""Finds full dates in a text, each with the days that it may mean.

A day that another country would read otherwise (3/4/2022), or a name that is another month in another language
(listopad), has several readings; what else is known decides between them, or nothing does.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from presswork.corpus.fields.calendar import months, split_names

DAY_FIRST, MONTH_FIRST = "day first", "month first"
YEARS = range(1600, 2200)
BUDDHIST_YEARS, BUDDHIST_ERA = range(2300, 2700), 543
THAI = re.compile("[\u0e00-\u0e7f]")
NAME_CHARACTERS = 40
NAME_WORDS = 4
YEAR = r"(?P<year>\d{4})(?!\d)"
SEPARATED = r"(?:st|nd|rd|th|er|[ºª])?[\s,،./-]+(?:(?:de|of|del)\s+)?"
PARTED = "(?:(?P<sign>\u200f?[-/])|\\.\\s?)"
AGAIN = r"(?(sign)(?P=sign)|\.\s?)"
YEAR_FIRST = re.compile(rf"(?<!\d)(?P<year>\d{{4}}){PARTED}(?P<month>\d\d?){AGAIN}(?P<day>\d\d?)(?!\d)")
YEAR_LAST = re.compile(rf"(?<![\d./-])(?P<first>\d\d?){PARTED}(?P<second>\d\d?){AGAIN}{YEAR}")
# Months as numbers, in Chinese, Japanese, Korean, Vietnamese and Mongolian; accents and syllables composed or not.
NUMBERED = [
    re.compile(
        r"(?<!\d)(?P<year>\d{4})\s*(?:年|년|\u1102\u1167\u11ab)\s*(?P<month>\d\d?)\s*(?:月|월|\u110b\u116f\u11af)"
        r"\s*(?P<day>\d\d?)(?:\s*(?:[日일號号]|\u110b\u1175\u11af))?(?!\d)"
    ),
    re.compile(
        rf"(?i)(?<!\d)(?P<day>\d\d?)\s+th(?:áng|a\u0301ng|g)\s+(?P<month>\d\d?)(?:\s*,|,?\s+n(?:ă|a\u0306)m)?\s+{YEAR}"
    ),
    re.compile(r"(?i)(?<!\d)(?P<year>\d{4})\s+оны\s+(?P<month>\d\d?)(?:-р)?\s+сарын\s+(?P<day>\d\d?)(?!\d)"),
]
DAY_NAME_YEAR = re.compile(rf"(?<![\d.,/-])(?P<day>\d\d?)(?P<name>[^\d\n|;]{{1,{NAME_CHARACTERS}}}?){YEAR}")
NAME_DAY_YEAR = re.compile(rf"(?<!\d)(?P<day>\d\d?){SEPARATED}{YEAR}")
# Wed Mar 03 10:00:00 +0000 2021, as programs print it.
NAME_DAY_TIME_YEAR = re.compile(
    rf"(?<!\d)(?P<day>\d\d?)\s+\d\d?:\d\d:\d\d\s+(?:(?:[A-Z]{{2,5}}|[+-]\d{{4}})\s+)?{YEAR}"
)
YEAR_NAME_DAY = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})(?P<name>[^\d\n|;]{{1,{NAME_CHARACTERS}}}?)(?P<day>\d\d?)(?![\d:])"
)
YEAR_DAY_NAME = re.compile(r"(?<!\d)(?P<year>\d{4})[^\d\n|;]{1,12}?(?P<day>\d\d?)[\s.-]+(?=\D)")
# The first day of a span of days: 1-3 March. Not the minutes of a time.
SPAN_OF_DAYS = re.compile(r"(?<![\d:.])\d\d?\s*[-–—/&]\s*$")
WORD = re.compile(r"[^\s\d(|,;:–—\"“„«]+")


class Reading(NamedTuple):
    """A day that a date may mean: with this order of day and month, in these languages (none: in all)."""

    day: date
    order: str = ""
    languages: frozenset[str] = frozenset()


class Dated(NamedTuple):
    """A date: where it starts and ends in the text, and its readings."""

    start: int
    end: int
    readings: tuple[Reading, ...]

    @property
    def days(self) -> set[date]:
        """The days that it may mean."""
        return {reading.day for reading in self.readings}

    @property
    def order(self) -> str:
        """The order of day and month that it shows, blank where it shows none."""
        orders = {reading.order for reading in self.readings}
        return orders.pop() if len(orders) == 1 else ""


def find_dates(text: str) -> list[Dated]:
    """Return the dates in a text in their order; days that no calendar has are left out."""
    found: list[Dated] = []
    for start, end, readings in _find_forms(text):
        # What an earlier form has read is not read again.
        if readings and not any(start < other.end and other.start < end for other in found):
            found.append(Dated(start, end, readings))
    return sorted(found)


def choose_day(dated: Dated, day_first: bool | None = None, language: str | None = None) -> date | None:
    """Return the one day that a date means, given the order of day and month and the text's language, else None."""
    wanted = None if day_first is None else DAY_FIRST if day_first else MONTH_FIRST
    days = dated.days
    if len(days) > 1:
        days = {
            reading.day
            for reading in dated.readings
            if (not reading.order or reading.order == wanted)
            and (not reading.languages or language in reading.languages)
        }
    return days.pop() if len(days) == 1 else None


def _find_forms(text: str) -> Iterator[tuple[int, int, tuple[Reading, ...]]]:
    for form in (YEAR_FIRST, *NUMBERED):
        for match in form.finditer(text):
            yield *match.span(), _read(match["year"], match["month"], match["day"])
    for match in YEAR_LAST.finditer(text):
        yield *match.span(), _read_numbers(match)
    for match in DAY_NAME_YEAR.finditer(text):
        if not SPAN_OF_DAYS.search(text, max(0, match.start() - 8), match.start()):
            yield *match.span(), _read_named(match, match["name"])
    for match in chain(NAME_DAY_YEAR.finditer(text), NAME_DAY_TIME_YEAR.finditer(text)):
        low, readings = _read_longest(match, _words_before(text, match.start()))
        yield low, match.end(), readings
    for match in YEAR_NAME_DAY.finditer(text):
        yield *match.span(), _read_named(match, match["name"])
    for match in YEAR_DAY_NAME.finditer(text):
        high, readings = _read_longest(match, _words_behind(text, match.end()))
        yield match.start(), high, readings


def _read(
    year: str, month: str | int, day: str, order: str = "", languages: frozenset[str] = frozenset()
) -> tuple[Reading, ...]:
    try:
        number = int(year)
        return (Reading(date(number, int(month), int(day)), order, languages),) if number in YEARS else ()
    except ValueError:
        return ()


def _read_numbers(match: re.Match[str]) -> tuple[Reading, ...]:
    """Return the readings of a date in numbers that ends with the year; with dots the day comes first everywhere."""
    first, second, year = match["first"], match["second"], match["year"]
    if not match["sign"]:
        return _read(year, second, first)
    if int(first) == int(second):
        return _read(year, second, first)
    return (*_read(year, second, first, order=DAY_FIRST), *_read(year, first, second, order=MONTH_FIRST))


def _read_named(match: re.Match[str], name: str) -> tuple[Reading, ...]:
    known = months().get(" ".join(split_names(name)), {})
    year = match["year"]
    if int(year) in BUDDHIST_YEARS and THAI.search(name):
        year = str(int(year) - BUDDHIST_ERA)
    return tuple(
        each for month, languages in known.items() for each in _read(year, month, match["day"], languages=languages)
    )


def _read_longest(match: re.Match[str], names: Iterator[tuple[int, str]]) -> tuple[int, tuple[Reading, ...]]:
    """Return the readings of a date whose month stands beside its numbers, with where the longest name of one ends."""
    found = [(edge, readings) for edge, name in names if (readings := _read_named(match, name))]
    return found[-1] if found else (0, ())


def _words_before(text: str, end: int) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of the last word before a place, of the last two, and so on."""
    words = list(WORD.finditer(text, max(0, end - NAME_CHARACTERS), end))[-NAME_WORDS:]
    for word in reversed(words):
        yield word.start(), text[word.start() : end]


def _words_behind(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield (end, text) of the first word behind a place, of the first two, and so on."""
    for word in list(WORD.finditer(text, start, start + NAME_CHARACTERS))[:NAME_WORDS]:
        yield word.end(), text[start : word.end()]
