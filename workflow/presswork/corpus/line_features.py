"""Measures the lines of a page: the look of each line and what the lines around it are like.

A line's look is its length, marks, capitals and furniture words; its surroundings are the same measures of the
neighbours, the density of prose above and below, and how far the line is from the indent where the prose stands.
Text without any indent (a plain file, a paste from a browser) has the value zero there.
"""

import csv
import io
from collections import Counter
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

KINDS = (
    "function", "share", "comment", "related", "navigation", "legal", "newsletter", "advertising", "byline", "caption",
    "month",
)  # fmt: skip
FURNITURE = KINDS[1:10]
LOOK = (
    "words", "characters", "word_length", "end", "quoted_end", "capitals", "digits", "commas", "inner_ends",
    "separators", "bullet", "lower_start", "digit_start", "upper", "year", "clock", "colon", "opening", *KINDS,
    "repeats", "gap_before", "gap_after",
)  # fmt: skip
NEAR = ("words", "function", "furniture", "capitals")
STEPS = (-2, -1, 1, 2)
WINDOWS = (2, 5, 12)
SURROUNDINGS = (
    "furniture", "clutter_above", "clutter_below", "prose_above", "prose_below", "indent_prose", "indent_offset",
    "step_in", "since_prose", "until_prose", "page_clutter", "page_prose_share", "page_median", "since_comment",
    "since_related", "since_share", "overlap",
    *(f"{name}{step:+d}" for step in STEPS for name in NEAR),
    *(f"{name}_{side}_{width}" for width in WINDOWS for name in ("prose", "furniture") for side in ("above", "below")),
    "same_indent_above", "same_indent_below",
)  # fmt: skip
FEATURES = (*LOOK, *SURROUNDINGS)
AT = {name: column for column, name in enumerate(LOOK)}

BULLETS = {"*": 1, "+": 2, "o": 3, "-": 4, "•": 1, "–": 4, "·": 1}
NUMBERED = 5
EDGES = ".,;:!?…\"'”’“‘„‚()[]{}»«|/\\*<>–—-"
CLOSING = "\"'”’“‘)]»«"
ENDS = {".": 1, "!": 2, "?": 2, "…": 3, ":": 4, ",": 5, ";": 5}
SENTENCE_ENDS = (1, 2, 3)
SEPARATORS = "|»›>·•/©"
YEARS = (" 20", ".20", "/20", "-20", " 19", ".19")
PROSE_WORDS = 12
HEADING_WORDS = 6
HEADING_SHARE = 0.3
CLUTTER_SHARE = 0.25
CONTENT_LETTERS = 6
PHRASE_WORDS = 25
FAR = 60
DIGITS = "0123456789"
Words = dict[str, tuple[int, ...]]
Numbers = NDArray[np.float64]
Places = NDArray[np.intp]


def read_words(table: str) -> Words:
    """Return the kinds (places in KINDS) of each word and two-word phrase of a furniture table, given as CSV."""
    words: Words = {}
    for row in csv.DictReader(io.StringIO(table)):
        kinds = {*words.get(row["word"], ()), KINDS.index(row["kind"])}
        words[row["word"]] = tuple(sorted(kinds))
    return words


def measure_page(lines: list[str], words: Words) -> tuple[list[int], np.ndarray]:
    """Return the places of the lines that are not blank and their features: one row a line, columns as FEATURES."""
    places = [place for place, line in enumerate(lines) if line and not line.isspace()]
    if not places:
        return places, np.zeros((0, len(FEATURES)), dtype=np.float32)
    stripped = [lines[place].strip() for place in places]
    repeats = Counter(stripped)
    seen = {text: measure_line(text, words) for text in repeats}
    look = np.array([seen[text][0] for text in stripped], dtype=np.float32)
    indent = np.array([len(lines[place]) - len(lines[place].lstrip()) for place in places])
    look[:, AT["repeats"]] = [repeats[text] for text in stripped]
    gaps = np.minimum(np.diff(places, prepend=-1, append=len(lines)) - 1, 6)
    look[:, AT["gap_before"]], look[:, AT["gap_after"]] = gaps[:-1], gaps[1:]
    surroundings = measure_surroundings(look, indent, [seen[text][1] for text in stripped])
    return places, np.column_stack([look, *surroundings]).astype(np.float32)


def measure_line(text: str, words: Words) -> tuple[list[float], set[str]]:
    """Return the look of a line (its last three values, which need the page, are zero) and its different words."""
    raw = text.split()
    bullet = find_bullet(raw[0])
    if bullet and len(raw) > 1:
        del raw[0]
    count, size, first = len(raw), len(text), raw[0][0]
    tokens = [word.strip(EDGES) for word in map(str.lower, raw)]
    types = set(tokens)
    found = count_kinds(tokens, types, words)
    bare = text.rstrip(CLOSING)
    digits = sum(map(text.count, DIGITS))
    row = [
        count, size, size / count, ENDS.get(bare[-1], 0) if bare else 0, bare != text,
        sum([word[0].isupper() for word in raw]) / count, digits / size, text.count(",") / count, text.count(". "),
        sum(map(text.count, SEPARATORS)) / count, bullet, first.islower(), first.isdigit(),
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


def measure_surroundings(look: np.ndarray, indent: np.ndarray, vocabularies: list[set[str]]) -> list[np.ndarray]:
    """Return the columns SURROUNDINGS: what the other lines of the page say about each line."""
    count = len(look)
    column = {name: look[:, place] for name, place in AT.items()}
    words = column["words"]
    prose = find_prose(words, column["end"])
    total = max(float(prose.sum()), 1.0)
    above = np.cumsum(prose) - prose
    indents, group = np.unique(indent, return_inverse=True)
    at_indent = np.bincount(group, prose)
    step_in = np.diff(indent, prepend=indent[0])
    column["furniture"] = look[:, AT["share"] : AT["month"]].sum(axis=1)
    heading = words <= HEADING_WORDS
    clutter = np.cumsum(heading & (column["furniture"] > CLUTTER_SHARE))
    page = [clutter[-1] / count, total / words.sum(), np.median(words)]
    surroundings = [
        column["furniture"], clutter, clutter[-1] - clutter, above / total, (total - above - prose) / total,
        at_indent[group] / total, indent - indents[at_indent.argmax()], step_in, count_since(prose > 0),
        count_since(prose[::-1] > 0)[::-1], *np.broadcast_to(np.array(page)[:, None], (len(page), count)),
        *(count_since(heading & (column[kind] > HEADING_SHARE)) for kind in ("comment", "related", "share")),
        measure_overlap(vocabularies, prose > 0),
    ]  # fmt: skip
    surroundings.extend(shift(column[name], step) for step in STEPS for name in NEAR)
    for width in WINDOWS:
        surroundings.extend([*average_sides(np.minimum(prose, FAR), width), *average_sides(column["furniture"], width)])
    return [*surroundings, *find_same_indent(group, words)]


def find_prose(words: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the words of each line that reads as prose (long and closed like a sentence, or very long), else zero."""
    closed = np.isin(end, SENTENCE_ENDS)
    return np.where((words >= PROSE_WORDS) & (closed | (words >= 2 * PROSE_WORDS)), words, 0)


def count_since(marks: np.ndarray) -> np.ndarray:
    """Return how many lines above each line the nearest marked line is, at most FAR."""
    position = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, position, -FAR))
    distance: np.ndarray = np.minimum(position - np.concatenate([[-FAR], last[:-1]]), FAR)
    return distance


def measure_overlap(vocabularies: list[set[str]], is_prose: np.ndarray) -> np.ndarray:
    """Return the share of a line's long words that another prose line of the page has too, -1 if it has none."""
    long_words = [[word for word in types if len(word) >= CONTENT_LETTERS] for types in vocabularies]
    spread: Counter[str] = Counter()
    for types, counts in zip(long_words, is_prose.tolist(), strict=True):
        if counts:
            spread.update(types)
    least = is_prose + 1
    return np.array(
        [
            sum([spread[word] >= limit for word in types]) / len(types) if types else -1
            for types, limit in zip(long_words, least.tolist(), strict=True)
        ]
    )


def shift(values: np.ndarray, step: int) -> np.ndarray:
    """Return the value of the line `step` lines further down, -1 beyond the page."""
    shifted = np.full(len(values), -1.0, dtype=np.float32)
    if abs(step) < len(values):
        shifted[max(-step, 0) : len(values) - max(step, 0)] = values[max(step, 0) : len(values) + min(step, 0)]
    return shifted


def average_sides(values: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the means of the `width` lines above and below each line; lines beyond the page count as zero."""
    count = len(values)
    sums = np.concatenate([np.zeros(width + 1), np.cumsum(values, dtype=float)])
    sums = np.concatenate([sums, np.full(width, sums[-1])])
    above = sums[width : width + count] - sums[:count]
    below = sums[2 * width + 1 :] - sums[width + 1 : width + 1 + count]
    return above / width, below / width


def find_same_indent(group: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of the nearest line above and below at the same indent, -1 where there is none."""
    order = np.argsort(group, kind="stable")
    same = group[order[1:]] == group[order[:-1]]
    above, below = np.full(len(words), -1.0), np.full(len(words), -1.0)
    above[order[1:]] = np.where(same, words[order[:-1]], -1)
    below[order[:-1]] = np.where(same, words[order[1:]], -1)
    return above, below
