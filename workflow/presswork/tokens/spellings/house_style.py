"""House-style spellings: British and American, with or without hyphen, apostrophe, diacritic or dots."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Set
from itertools import combinations, groupby

import polars as pl

from presswork.tokens.spellings.spelling_distance import fold

MARK = re.compile(r"(?<=[^\W\d_])[-'’](?=[^\W\d_])")
WORD = r"^\p{L}[\p{L}\p{M}'’\-]*\p{L}$"
DOTTED = r"^(\p{L}\.){2,}\p{L}?$"
SHORTEST = 4
ACRONYM = 0.9
UNLIKE = 0.5
SOME = 3
USUAL = 10
DOTS = "dots in an acronym"
MARKED = "a hyphen or apostrophe"
ACCENTED = "a diacritic"
Leveled = tuple[str, list[str], str, int, float]


class HouseStyle:
    """Converts words to one style by patterns (CSV with pattern, replacement, why)."""

    def __init__(self, table: str) -> None:
        rows = csv.DictReader(io.StringIO(table))
        self._patterns = [(re.compile(row["pattern"]), row["replacement"], row["why"]) for row in rows]

    def level(self, word: str) -> tuple[str, list[str]]:
        """Return a word in one style, without diacritics and inner marks, and the changes made."""
        plain = MARK.sub("", fold(word))
        changes = [MARKED] if MARK.search(word) else []
        changes += [] if fold(word) == word.lower() else [ACCENTED]
        for pattern, replacement, why in self._patterns:
            changed = pattern.sub(replacement, plain)
            changes += [] if changed == plain else [why]
            plain = changed
        return plain, changes

    def find_pairs(self, words: pl.DataFrame, stop: Set[str]) -> pl.DataFrame:
        """Return pairs of words that are the same in one style, as rows of a, b and why.

        `words` comes from `count_words`. A name and a common word are not a pair. A hyphen after a stop word may be a
        dash without blanks, so the usual form must be frequent there. An acronym with dots pairs with the one without
        if that is nearly always in capitals: U.S. with US, but not with us.
        """
        spelled = pl.col("lower").str.contains(WORD) & (pl.col("lower").str.len_chars() >= SHORTEST)
        plain = words.filter(spelled).select("lower", "count", "capital")
        leveled = sorted((*self.level(word), word, count, capital) for word, count, capital in plain.iter_rows())
        pairs = [
            (first, second)
            for _, group in groupby(leveled, key=lambda row: row[0])
            for first, second in combinations(group, 2)
        ]
        rows = [
            (*sorted((first[2], second[2])), ", ".join(_differ(first[1], second[1])))
            for first, second in pairs
            if _is_choice(first, second, stop)
        ]
        schema = dict.fromkeys(("a", "b", "why"), pl.String)
        return pl.DataFrame([*rows, *_pair_acronyms(words)], schema=schema, orient="row").sort("a", "b")


def _differ(changes: list[str], others: list[str]) -> list[str]:
    return sorted({*changes} ^ {*others}) or [MARKED]


def _is_choice(first: Leveled, second: Leveled, stop: Set[str]) -> bool:
    why = _differ(first[1], second[1])
    if MARKED in why:
        behind_stop = any(MARK.search(each[2]) and MARK.split(each[2])[0] in stop for each in (first, second))
        # A hyphen and a changed ending at once are two words: re-filed and refilled.
        return len(why) == 1 and (not behind_stop or max(first[3], second[3]) >= USUAL)
    in_lower_case = min(count * (1 - capital) for *_, count, capital in (first, second))
    return abs(first[4] - second[4]) <= UNLIKE or in_lower_case >= SOME


def _pair_acronyms(words: pl.DataFrame) -> list[tuple[str, str, str]]:
    upper: dict[str, float] = dict(words.select("lower", "upper").iter_rows())
    acronyms: defaultdict[str, list[str]] = defaultdict(list)
    for word in (word for word, share in upper.items() if share >= ACRONYM):
        acronyms[word.lower()].append(word)
    dotted = words.filter(pl.col("lower").str.contains(DOTTED))["lower"].to_list()
    # p.m. does not pair with PM, but u.s. does with US where U.S. occurs.
    dotted = [word for word in dotted if upper.get(word.upper(), upper[word]) >= ACRONYM]
    pairs = [(word, other) for word in dotted for other in acronyms[word.replace(".", "").lower()]]
    return [(*sorted(pair), DOTS) for pair in pairs]
