"""Writes the names of months, weekdays and languages from CLDR (via Babel) into the library."""

import argparse
import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from commands.checkout import ROOT
from presswork.corpus.fields.calendar import split_names
from presswork.corpus.fields.languages import list_languages

TARGET = ROOT / "workflow/presswork/corpus/fields/calendar_names.py"
# Names that newspapers use but CLDR lacks.
MORE = {"de": {1: "jaenner", 2: "feber", 3: "mrz maerz mar"}, "en": {9: "sept"}, "mt": {4: "april"}}
# CLDR has "Jan" for June in Sesotho.
LEFT_OUT = ("st",)
# Tagalog is Filipino in CLDR.
RENAMED = {"fil": "tl"}
LANGUAGES = ROOT / "workflow/presswork/corpus/fields/language_names.csv"
# Languages in which news databases name the language of an article.
NAMED_IN = ("en", "de", "fr", "es", "nl", "it", "pt")
WIDTH = 116
OLD_SCRIPTS = ("Dsrt", "Shaw")
HEAD = '"""Names of months and weekdays, folded. `write_cldr_names` makes this from CLDR {} (Unicode License V3).'
NOTE = "A name that means another month in another language has its languages after the sign @. Languages:"
# A month between the day and the year of a written date, with what a language adds to it.
BETWEEN = re.compile(r"28(\D+)2022|2022(\D+)28")
IN_PATTERN = re.compile(r"d[^yE]*MMM[^dE]*y|y[^dE]*MMM[^yE]*d")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments."""


def run() -> None:
    """Write the tables of names."""
    _write_languages()
    from babel.core import get_cldr_version

    months, weekdays, languages = collect_names()
    note = _wrap(f"{NOTE} {' '.join(languages)}.")
    parts = [f'{HEAD.format(get_cldr_version())}\n\n{note}\n"""\n\nMONTHS = (\n']
    for number in range(1, 13):
        entries = [
            name if len(found) == 1 else f"{name} @{' '.join(sorted(found[number]))}"
            for name, found in sorted(months.items())
            if number in found
        ]
        parts.append(f'    """\n{_wrap("; ".join(entries))}\n    """,\n')
    parts.append(f')\nWEEKDAYS = """\n{_wrap(" ".join(weekdays))}\n"""\n')
    TARGET.write_text("".join(parts), encoding="utf-8")


def _write_languages() -> None:
    from babel import Locale

    with LANGUAGES.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("code", "named_in", "name"))
        for code in list_languages():
            names = ((named_in, Locale(named_in).languages.get(code)) for named_in in NAMED_IN)
            writer.writerows((code, named_in, name) for named_in, name in names if name)


def _wrap(text: str) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and _measure(f"{lines[-1]} {word}") > WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _measure(text: str) -> int:
    """Return the columns that a text takes on the screen."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "FW" for character in text)


def collect_names() -> tuple[dict[str, dict[int, set[str]]], list[str], list[str]]:
    """Return months by name with languages, words of weekdays, and the languages whose months have names."""
    from babel import Locale, localedata

    months: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    weekdays, languages, known = set(), set(), set(list_languages())
    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        language = RENAMED.get(locale.language, locale.language)
        if language not in known or language in LEFT_OUT or locale.script in OLD_SCRIPTS:
            continue
        found = set(_list_months(locale))
        if len({number for number, _ in found}) == 12:
            languages.add(language)
            for number, name in found:
                months[name][number].add(language)
        names = (
            name for each in locale.days.values() for width in ("wide", "abbreviated") for name in each[width].values()
        )
        weekdays |= {word for name in names for word in split_names(name)}
    return months, sorted(word for word in weekdays if word not in months and not word.isdigit()), sorted(languages)


def _list_months(locale: Any) -> Iterator[tuple[int, str]]:
    """Yield (month, folded name), as CLDR lists names and as they stand in written dates; a number is no name."""
    from babel.dates import format_date

    names = [
        (number, name)
        for context in locale.months.values()
        for width in ("wide", "abbreviated")
        for number, name in context[width].items()
    ]
    widths = [width for width in ("full", "long", "medium") if IN_PATTERN.search(locale.date_formats[width].pattern)]
    for number in range(1, 13):
        for width in widths:
            between = BETWEEN.search(format_date(date(2022, number, 28), width, locale))
            names += [(number, between[1] or between[2])] if between else []
        names += [(number, name) for name in MORE.get(locale.language, {}).get(number, "").split()]
    for number, name in names:
        folded = " ".join(split_names(name))
        if folded and not any(map(str.isdigit, folded)):
            yield number, folded
