"""Distinguishes related words (Ukraine, Ukrainian) from spellings of one word."""

import csv
import io
import re

import simplemma

from presswork.tokens.spellings.spelling_distance import SpellingDistance, fold

SHORTEST_STEM = 3
CLOSE = 0.3


class Derivation:
    """Knows the endings of inflection and derivation (CSV with a column `ending`)."""

    def __init__(self, table: str, distance: SpellingDistance, language: str) -> None:
        self._endings = {"", *(row["ending"] for row in csv.DictReader(io.StringIO(table)))}
        self._distance = distance
        self._language = language

    def relates(self, first: str, second: str) -> bool:
        """Return whether one word is an inflection or derivation of the other, or both of a third.

        This holds for words with one dictionary form, and for words that differ by two endings of the table unless the
        endings are spellings of one sound (-y and -iy). In words of several parts, one such part is enough.
        """
        left, right = fold(first), fold(second)
        if left == right:
            return False
        if simplemma.lemmatize(left, lang=self._language) == simplemma.lemmatize(right, lang=self._language):
            return True
        parts, others = re.split("[-']", left), re.split("[-']", right)
        if len(parts) != len(others):
            return self._differ_by_endings(left, right)
        return any(self._differ_by_endings(part, other) for part, other in zip(parts, others) if part != other)

    def _differ_by_endings(self, left: str, right: str) -> bool:
        same = next((at for at, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
        splits = [(left[at:], right[at:]) for at in range(SHORTEST_STEM, same + 1)]
        if any(self._distance.correspond(*endings) <= CLOSE for endings in splits):
            return False
        return any(set(endings) <= self._endings for endings in splits)
