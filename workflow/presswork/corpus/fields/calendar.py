"""Names of months and weekdays in all languages, regardless of letter case, accents and dots."""

import re
import unicodedata
from functools import cache

from presswork.corpus.fields.calendar_names import MONTHS, WEEKDAYS

# The accents of Latin, Greek and Cyrillic letters; vowel signs of other scripts stand elsewhere.
ACCENTS = re.compile("[\u0300-\u036f]")
PARTING = re.compile(r"[\s.,،'’ʼ/_()\u00b7\u200e\u200f-]+")
# What stands between the parts of a date and names no month: de marzo de, the 1st of March.
CONNECTORS = "de del d of the er st nd rd th ª º di dei e a ko թ د"
Months = dict[str, dict[int, frozenset[str]]]


def fold(text: str) -> str:
    """Return a text without letter case, accents and unusual forms of i and s: APRİL is april."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().replace("ı", "i")
    return unicodedata.normalize("NFC", ACCENTS.sub("", plain))


CONNECTING = frozenset(CONNECTORS.split())


def split_names(text: str) -> list[str]:
    """Return the folded words of a text, without those that only connect the parts of a date."""
    return [word for word in PARTING.split(fold(text)) if word and word not in CONNECTING]


@cache
def months() -> Months:
    """Return the months that each folded name means, with the languages where it does; no languages: in all."""
    found: Months = {}
    for number, names in enumerate(MONTHS, 1):
        for entry in names.split(";"):
            name, _, languages = " ".join(entry.split()).partition(" @")
            found.setdefault(name, {})[number] = frozenset(languages.split())
    return found


@cache
def weekdays() -> frozenset[str]:
    """Return the folded names of weekdays, as words."""
    return frozenset(WEEKDAYS.split())
