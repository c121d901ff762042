"""Acronyms (US, WHO, MPs, U.N.) are kept apart from lower-case words of the same letters (us, who)."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field

ROMAN = re.compile(r"[IVX]+")
# Shorter ones are not written as words are: Nato, but not Un.
WORDLIKE = 4
HYPHEN = "-"


def is_in_capitals(token: str) -> bool:
    """Return whether a token has at least two capitals and otherwise no letters but a plural s: US, MPs, U.S., CO2.

    Roman numerals of I, V and X are left out.
    """
    singular = token.removesuffix("s") if len(token) > 2 else token
    signs = singular.replace(".", "")
    return (
        singular.isupper() and signs.isalnum() and sum(map(str.isupper, signs)) > 1 and ROMAN.fullmatch(signs) is None
    )


def name_singular(term: str) -> str:
    """Return a term with an acronym without its plural s: MPs becomes MP, but US-news stays."""
    return term.removesuffix("s") if is_in_capitals(term.rpartition(HYPHEN)[2]) else term


def read_listed(table: str, language: str) -> set[str]:
    """Return the listed acronyms of a language, in lower case, from CSV with the columns language and word."""
    rows = csv.DictReader(io.StringIO(table))
    return {row["word"].lower() for row in rows if row["language"] == language}


@dataclass(frozen=True)
class Acronyms:
    """The acronyms of a corpus by their letters in lower case, and the lower-case words that the corpus has."""

    spelling: Mapping[str, str] = field(default_factory=dict)
    words: Set[str] = frozenset()

    def spell(self, plain: str, lower: str, shouted: bool) -> str:
        """Return the term of a token: its lower case, with the acronyms among its parts (US-led) in capitals.

        `plain` and `lower` are the token with and without its case. What is `shouted` (among other words in capitals)
        or written as a word (Nato) is the acronym only if the corpus has no lower-case word of these letters.
        """
        if not self.spelling:
            return lower
        pairs = zip(plain.split(HYPHEN), lower.split(HYPHEN), strict=True)
        return HYPHEN.join(self._spell_part(*pair, shouted) for pair in pairs)

    def _spell_part(self, plain: str, lower: str, shouted: bool) -> str:
        spelling = self.spelling.get(lower)
        if spelling is None:
            return lower
        in_capitals = is_in_capitals(plain)
        is_free = lower not in self.words and (in_capitals or len(lower) >= WORDLIKE)
        return spelling if is_free or (in_capitals and not shouted) else lower


def find_acronyms(
    types: Iterable[tuple[str, bool, int]], lower: Callable[[str], str], stop: Set[str], listed: Set[str]
) -> Acronyms:
    """Return the acronyms among the distinct tokens, each given with whether it is shouted and its articles.

    A part of a token between hyphens that is in capitals is an acronym if it is listed, or if it is no stop word and
    more articles have it in capitals than with one capital (Washington), and as many as in lower case. Shouted tokens
    are no evidence.
    """
    capitals: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    others: defaultdict[str, int] = defaultdict(int)
    words: defaultdict[str, int] = defaultdict(int)
    for token, shouted, articles in types:
        for part in () if shouted else token.split(HYPHEN):
            if is_in_capitals(part):
                capitals[lower(part)][part] += articles
            elif part.islower():
                words[part] += articles
            else:
                others[lower(part)] += articles
    spelling = {
        key: min(forms, key=lambda form: (-forms[form], form))
        for key, forms in capitals.items()
        if key in listed
        or (key not in stop and (n := sum(forms.values())) > others.get(key, 0) and n >= words.get(key, 0))
    }
    return Acronyms(spelling, frozenset(words) | stop)
