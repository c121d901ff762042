"""Dates in running text and in the lines above it. Only forms that can mean one day are read."""

import re
from datetime import date

from presswork.corpus.cleaning.lines import Line

MONTH_NAMES = (
    "january jan januar jänner",
    "february feb februar",
    "march mar märz mär mrz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec dezember dez",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
FORMS = [
    re.compile(rf"(?<!\d){YEAR}([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<day>\d\d?)(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<month>{NAME})\.?,?\s+{YEAR}", re.I),
    re.compile(rf"\b(?P<month>{NAME})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{YEAR}", re.I),
    # With dots the day comes first everywhere; with slashes it depends on the country, so those are not read.
    re.compile(rf"(?<![\d.])(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{YEAR}"),
]
OTHER_DAYS = re.compile(r"(?i)updat|modified|aktualisiert|geändert|\bstand\b|©|copyright|retrieved|abgerufen")
LINES_ABOVE = 10
MAX_WORDS = 16


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Return the dates in a text with start and end, in their order; impossible days are left out."""
    found = []
    for form in FORMS:
        for match in form.finditer(text):
            name = match["month"].lower()
            month = MONTHS.get(name) or int(name)
            try:
                day = date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                continue
            found.append((match.start(), match.end(), day))
    return sorted(found)


def read_date(text: str) -> date | None:
    """Return the one date that a text holds, else None: two different dates are no answer."""
    days = {day for _, _, day in find_dates(text)}
    return days.pop() if len(days) == 1 else None


def find_date_line(lines: list[Line], first_paragraph: int) -> int | None:
    """Return which line above the first paragraph gives the day of publication.

    None where no short line there has a date, or where they name different days. Days of a change, of a claim of
    copyright or of a visit do not count.
    """
    places = range(max(0, first_paragraph - LINES_ABOVE), first_paragraph)
    dated = {place: _read_line(lines[place].text) for place in places}
    days = {day for found in dated.values() for day in found}
    return next((place for place in places if dated[place]), None) if len(days) == 1 else None


def _read_line(text: str) -> set[date]:
    if len(text.split()) > MAX_WORDS or OTHER_DAYS.search(text):
        return set()
    return {day for _, _, day in find_dates(text)}
