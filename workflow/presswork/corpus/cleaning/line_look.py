"""Measures the look of a line: its length, marks, capitals and furniture words."""

import csv
import io
from itertools import pairwise

KINDS = (
    "function", "share", "comment", "related", "navigation", "legal", "newsletter", "advertising", "byline", "caption",
    "month",
)  # fmt: skip
LOOK = (
    "words", "characters", "word_length", "end", "quoted_end", "capitals", "digits", "commas", "inner_ends",
    "separators", "bullet", "lower_start", "digit_start", "upper", "year", "clock", "colon", "opening", *KINDS,
    "repeats", "gap_before", "gap_after",
)  # fmt: skip
BULLETS = {"*": 1, "+": 2, "o": 3, "-": 4, "•": 1, "–": 4, "·": 1}
NUMBERED = 5
EDGES = ".,;:!?…\"'”’“‘„‚()[]{}»«|/\\*<>–—-"
CLOSING = "\"'”’“‘)]»«"
ENDS = {".": 1, "!": 2, "?": 2, "…": 3, ":": 4, ",": 5, ";": 5}
SENTENCE_ENDS = (1, 2, 3)
SEPARATORS = "|»›>·•/©"
YEARS = (" 20", ".20", "/20", "-20", " 19", ".19")
PHRASE_WORDS = 25
LOOK_WORDS = 60
DIGITS = "0123456789"
Words = dict[str, tuple[int, ...]]


def read_words(table: str) -> Words:
    """Return the kinds (places in KINDS) of each word and two-word phrase of a furniture table, given as CSV."""
    words: Words = {}
    for row in csv.DictReader(io.StringIO(table)):
        kinds = {*words.get(row["word"], ()), KINDS.index(row["kind"])}
        words[row["word"]] = tuple(sorted(kinds))
    return words


def measure_line(text: str, words: Words) -> tuple[list[float], set[str]]:
    """Return the look of a line (its last three values, which need the page, are zero) and its different words.

    All but its length and its end is measured on its first LOOK_WORDS words.
    """
    raw = text.split()
    bullet = find_bullet(raw[0])
    if bullet and len(raw) > 1:
        del raw[0]
    length, size, first = len(raw), len(text), raw[0][0]
    bare = text.rstrip(CLOSING)
    end, quoted_end = ENDS.get(bare[-1], 0) if bare else 0, bare != text
    if length > LOOK_WORDS:
        del raw[LOOK_WORDS:]
        text = " ".join(raw)
    count = len(raw)
    tokens = [word.strip(EDGES) for word in text.lower().split()[-count:]]
    types = set(tokens)
    found = count_kinds(tokens, types, words)
    digits = sum(map(text.count, DIGITS))
    row = [
        length, size, size / length, end, quoted_end,
        sum([word[0].isupper() for word in raw]) / count, digits / len(text), text.count(",") / count,
        text.count(". "), sum(map(text.count, SEPARATORS)) / count, bullet, first.islower(), first.isdigit(),
        text.isupper(), digits > 3 and any(year in text for year in YEARS), digits > 2 and ":" in text,
        ": " in text, max(words.get(tokens[0], (0,))), *[number / count for number in found], 0, 0, 0,
    ]  # fmt: skip
    return row, types


def find_bullet(word: str) -> int:
    """Return the kind of bullet a line starts with, 0 for none."""
    if len(word) == 1:
        return BULLETS.get(word, 0)
    return NUMBERED if word[-1] == "." and word[:-1].isdigit() else 0


def count_kinds(tokens: list[str], types: set[str], words: Words) -> list[int]:
    """Return how many different words of each kind a line has; phrases, sought in short lines, count double."""
    found = [0] * len(KINDS)
    for word in types & words.keys():
        for kind in words[word]:
            found[kind] += 1
    if len(tokens) > PHRASE_WORDS:
        return found
    for pair in map(" ".join, pairwise(tokens)):
        for kind in words.get(pair, ()):
            found[kind] += 2
    return found
