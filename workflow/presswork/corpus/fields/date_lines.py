"""Finds the date of publication above a text by its label or form."""

import re
from collections.abc import Container
from functools import cache

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.calendar import fold, weekdays
from presswork.corpus.fields.date_labels import BY, FILLERS, LISTED, OTHER_DAYS, PUBLISHED
from presswork.corpus.fields.dates import Dated, find_dates

LINES_ABOVE = 10
MAX_WORDS = 16
NAME_WORDS = 6
# What parts the items of a line: the date from the names, the day of publication from that of a change.
BAR = re.compile(r"[|•·●∙;()\t/]|\s[-–—]+\s|[–—]|\.\s+(?=[^\W\d_])|\.$")
TIME = re.compile(r"\d+(?:[:.h]\d\d)*(?:[:.]\d\d)?(?:st|nd|rd|th|h|am|pm|a\.m|p\.m)?\.?|[+-]\d+(?::\d\d)?|[-–—:.@~]+")
MARKS = ",.:*+[]»>·"
AUTHOR = frozenset(BY.split())
SILENT = frozenset(FILLERS.split())


def find_published(text: str) -> list[Dated]:
    """Return the dates in a line that count as the day of publication: those with a label, else those that stand alone.

    Days of a change, of a claim of copyright or of a visit do not count, nor does a date that another label explains or
    that is part of a sentence.
    """
    ranked = _rank_dates(text)
    best = max(ranked.values(), default=0)
    return [dated for dated, rank in ranked.items() if best and rank == best]


def is_date_line(text: str) -> bool:
    """Return whether a line is short and gives the day of publication."""
    return any(_rank_line(text).values())


def find_date_line(lines: list[Line], first_paragraph: int, skipped: Container[int] = ()) -> int | None:
    """Return which line above the first paragraph gives the day of publication; `skipped` are lines with other parts.

    None where no short line there has a date that counts, or where those that count most name different days.
    """
    places = [place for place in range(max(0, first_paragraph - LINES_ABOVE), first_paragraph) if place not in skipped]
    ranked = [(rank, place, dated) for place in places for dated, rank in _rank_line(lines[place].text).items() if rank]
    best = max((rank for rank, _, _ in ranked), default=0)
    chosen = [(place, dated) for rank, place, dated in ranked if rank == best]
    if not chosen or not set.intersection(*(dated.days for _, dated in chosen)):
        return None
    return min(chosen, key=lambda each: (len(each[1].readings), each[0]))[0]


def _rank_line(text: str) -> dict[Dated, int]:
    return _rank_dates(text) if len(text.split()) <= MAX_WORDS else {}


def _rank_dates(text: str) -> dict[Dated, int]:
    """Return for each date in a line 2 if it has the label of publication, 1 if it stands alone, else 0."""
    dates = find_dates(text)
    edges = [0, *(dated.end for dated in dates)]
    starts = [*(dated.start for dated in dates), len(text)]
    return {
        dated: _rank_date(text[edges[number] : dated.start], text[dated.end : starts[number + 1]])
        for number, dated in enumerate(dates)
    }


def _rank_date(before: str, behind: str) -> int:
    """Return the rank of a date by the texts between it and its neighbours."""
    item = BAR.split(before)[-1]
    if OTHER_DAYS.search(fold(item)):
        return 0
    names, _, label = item.rpartition(",")
    if _is_label(label) or _is_label(item):
        return 2
    beside = _list_telling(label)
    if (beside and beside[0] not in AUTHOR) or (names and not _is_name(names)):
        return 0
    after, comma, rest = BAR.split(behind, maxsplit=1)[0].partition(",")
    if OTHER_DAYS.search(fold(after)) or not _is_harmless(after):
        return 0
    return int(not comma or bool(OTHER_DAYS.search(fold(rest))) or _is_harmless(rest))


@cache
def _list_labels() -> frozenset[str]:
    """Return the labels of the day of publication, as the words of a label are compared."""
    return frozenset(" ".join(_list_telling(label)) for label in PUBLISHED.split(";"))


def _is_label(text: str) -> bool:
    """Return whether a text is a label of the day of publication, with or without the author."""
    words = _list_telling(text)
    author = next((place for place, word in enumerate(words) if word in AUTHOR or word == "in"), len(words))
    return " ".join(words[:author]) in _list_labels()


def _is_harmless(item: str) -> bool:
    """Return whether what stands behind a date leaves it as it is: a time, a weekday, a name, the length, an author."""
    words = _list_telling(item)
    return not words or bool(LISTED.search(fold(item))) or _is_name(item)


def _is_name(text: str) -> bool:
    """Return whether a text may be a name: a few words with capitals, or the author."""
    words = [word for word in re.split(r"[\s,]+", text) if word and not TIME.fullmatch(word)]
    if words and fold(words[0].rstrip(":")) in AUTHOR:
        return True
    return len(words) <= NAME_WORDS and all(not word[0].islower() and not word.endswith(":") for word in words)


def _list_telling(text: str) -> list[str]:
    """Return the folded words of a text that are no time, weekday or filler."""
    words = (word.strip(MARKS) for word in fold(text).split())
    return [word for word in words if word and not TIME.fullmatch(word) and word not in SILENT | weekdays()]
