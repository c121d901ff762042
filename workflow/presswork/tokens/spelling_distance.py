"""How far two spellings are apart: a weighted edit distance in which the spellings of one sound lie close."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "‘": "'"}
)
DIACRITIC = 0.05
DOUBLED = 0.15
SWAPPED = 0.8
OTHER = 1.0
CONTEXT = 3
Edit = tuple[str, str, float, str]
Step = tuple[int, int, float, str]


@dataclass(frozen=True)
class Correspondence:
    """Two spellings of one sound: at the end of a word only or anywhere, at what cost, and why."""

    left: str
    right: str
    place: str
    cost: float
    why: str


@dataclass(frozen=True)
class Alignment:
    """The distance of two spellings, and the edits of the cheapest way as (left, right, cost, why)."""

    distance: float
    edits: tuple[Edit, ...]


def fold(word: str) -> str:
    """Return a word in lower case without diacritics; letters of their own (ø, ß, ł) as they are usually replaced."""
    lower = word.lower()
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower.translate(LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def count_marks(word: str) -> Counter[str]:
    """Return the diacritics and letters of their own of a word."""
    letters = unicodedata.normalize("NFKD", word.lower())
    return Counter(letter for letter in letters if unicodedata.combining(letter) or ord(letter) in LETTERS)


class SpellingDistance:
    """The distance by a table of correspondences (CSV with left, right, place, cost, why).

    A letter against none, or against another without a correspondence, costs 1; two neighbours that change places 0.8;
    a letter doubled or not 0.15; a diacritic 0.05. Otherwise it is the dynamic programme of Wagner and Fischer (1974)
    with correspondences of several letters as further steps.
    """

    def __init__(self, table: str) -> None:
        self._by_ends: dict[tuple[str, str], list[Correspondence]] = {}
        self._costs: dict[tuple[str, str], float] = {}
        for row in csv.DictReader(io.StringIO(table)):
            for left, right in ((row["left"], row["right"]), (row["right"], row["left"])):
                each = Correspondence(left, right, row["place"], float(row["cost"]), row["why"])
                self._by_ends.setdefault((left[-1:], right[-1:]), []).append(each)
                self._costs[left, right] = each.cost

    def correspond(self, left: str, right: str) -> float:
        """Return the cost of one correspondence between two strings, 1 where the table has none."""
        return self._costs.get((left, right), OTHER)

    def measure(self, first: str, second: str) -> Alignment:
        """Return the distance between two words, and the edits from the first to the second."""
        left, right = fold(first), fold(second)
        if (len(left), left) > (len(right), right):
            turned = self.measure(second, first)
            return Alignment(turned.distance, tuple((b, a, cost, why) for a, b, cost, why in turned.edits))
        edits = self._align(left, right) if left != right else []
        if not (first.isascii() and second.isascii()):
            marks, others = count_marks(first), count_marks(second)
            n_marks = sum(((marks - others) | (others - marks)).values())
            edits += [("", "", DIACRITIC * n_marks, "a diacritic")] if n_marks else []
        return Alignment(round(sum(cost for _, _, cost, _ in edits), 6), tuple(edits))

    def _align(self, left: str, right: str) -> list[Edit]:
        start, end = _find_core(left, right)
        n, m = len(left) - end, len(right) - end
        best = {(start, start): 0.0}
        steps: dict[tuple[int, int], Step] = {}
        for i in range(start, n + 1):
            for j in range(start, m + 1):
                if i == j == start:
                    continue
                reached = [
                    (best[before] + step[2], step)
                    for step in self._step(left, right, i, j)
                    if (before := (i - step[0], j - step[1])) in best
                ]
                if reached:
                    best[i, j], steps[i, j] = min(reached, key=_cost)
        return list(_trace(left, right, steps, (n, m), start))[::-1]

    def _step(self, left: str, right: str, i: int, j: int) -> Iterator[Step]:
        """Yield the last steps that lead to (i, j): letters of each word, cost and why."""
        a, b = left[i - 1 : i], right[j - 1 : j]
        if a == b:
            yield 1, 1, 0.0, ""
            if left[i - 2 : i - 1] == a:
                yield 2, 1, DOUBLED, "a letter doubled or not"
            if right[j - 2 : j - 1] == b:
                yield 1, 2, DOUBLED, "a letter doubled or not"
        else:
            yield 1, 1, OTHER, "another letter"
            if a == right[j - 2 : j - 1] and b == left[i - 2 : i - 1]:
                yield 2, 2, SWAPPED, "letters that change places"
        yield 1, 0, OTHER, "a letter more"
        yield 0, 1, OTHER, "a letter more"
        at_end = i == len(left) and j == len(right)
        for key in ((a, b), (a, ""), ("", b)):
            for rule in self._by_ends.get(key, ()):
                fits = left.endswith(rule.left, 0, i) and right.endswith(rule.right, 0, j)
                if fits and (at_end or rule.place == "any"):
                    yield len(rule.left), len(rule.right), rule.cost, rule.why


def _cost(reached: tuple[float, Step]) -> float:
    return reached[0]


def _trace(
    left: str, right: str, steps: dict[tuple[int, int], Step], end: tuple[int, int], start: int
) -> Iterator[Edit]:
    i, j = end
    while (i, j) != (start, start):
        back_i, back_j, cost, why = steps[i, j]
        if cost:
            yield left[i - back_i : i], right[j - back_j : j], cost, why
        i, j = i - back_i, j - back_j


def _find_core(left: str, right: str) -> tuple[int, int]:
    """Return how many letters at the start and at the end need no look.

    A few equal ones stay, since they may belong to a correspondence with those that differ.
    """
    start = max(0, _count_equal(left, right) - CONTEXT)
    return start, max(0, _count_equal(left[start:][::-1], right[start:][::-1]) - CONTEXT)


def _count_equal(left: str, right: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
