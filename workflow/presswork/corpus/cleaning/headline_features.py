"""Measures the lines of a page that may be its headline: their look, their surroundings, and repetitions.

Only candidates are measured: short lines with running text soon after them and little before them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from presswork.corpus.cleaning.line_features import FEATURES as LINE_FEATURES
from presswork.corpus.fields.date_lines import MAX_WORDS
from presswork.corpus.fields.dates import find_dates
from presswork.statistics.arrays import Mask, Numbers, Places

FEATURES = (
    "characters", "words", "capitals", "function", "furniture", "separators", "bullet", "gap_before", "gap_after",
    "words+1", "end", "score", "score_above", "prose_above_6", "prose_above_25", "prose_below_12", "share_above",
    "from_first", "longest_below", "until_date", "until_byline", "repeats_within", "body_share", "lead_share",
    "lead_words", "page_gaps", "place", "until_paragraph", "score_below", "closes", "capital_letters",
)  # fmt: skip
TAKEN = FEATURES[:11]
MAX_HEADLINE_WORDS = 30
FULL_STOP = 1
SENTENCE_WORDS = 6
REACH = 15
PARAGRAPH_WORDS = 12
MIN_PROSE_BELOW = 30
MAX_SHARE_ABOVE = 0.4
LEAD_PARAGRAPHS = 3
DATE_DIGITS = 5
BYLINE_SHARE = 0.1
NEAR = 10
FAR = 60
MIN_KEY = 9
CLOSING = "\"'”’)»"
CONTENT = re.compile(r"\w{4,}")
KEY = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """The lines of a page that are not blank: text, line features, score of running text, and whether that keeps it."""

    texts: Sequence[str]
    look: NDArray[np.float32]
    scores: Numbers
    kept: Mask

    def column(self, name: str) -> Numbers:
        """Return a line feature of all lines."""
        values: Numbers = self.look[:, LINE_FEATURES.index(name)].astype(np.float64)
        return values

    @property
    def paragraphs(self) -> Mask:
        """Which lines are kept and long."""
        return self.kept & (self.column("words") >= PARAGRAPH_WORDS)


def measure_candidates(page: Page) -> tuple[Places, NDArray[np.float32]]:
    """Return the indices of the lines that may be the headline, and their features (columns as in FEATURES)."""
    words = page.column("words")
    paragraphs = page.paragraphs
    sums = np.concatenate([[0.0], np.cumsum(np.where(page.kept, np.minimum(words, FAR), 0.0))])
    chosen = find_candidates(page, paragraphs, sums)
    if not len(chosen):
        return chosen, np.zeros((0, len(FEATURES)), dtype=np.float32)
    first = int(paragraphs.argmax()) if paragraphs.any() else 0
    texts = [page.texts[place] for place in chosen.tolist()]
    byline = (page.column("byline") > BYLINE_SHARE) & (words < NEAR)
    beside = np.concatenate([[-1.0], page.scores, [-1.0]])
    columns = [
        *(page.column(name)[chosen] for name in TAKEN), page.scores[chosen],
        beside[chosen], *(count_prose(sums, chosen, step) for step in (-6, -25, 12)),
        sums[chosen] / max(sums[-1], 1.0), np.clip(chosen - first, -FAR, FAR),
        measure_lead_over(words, paragraphs)[chosen], count_until(find_dated(page))[chosen],
        count_until(byline)[chosen], count_repeats(page.texts, texts),
        *measure_shares(page, paragraphs, chosen), np.full(len(chosen), page.column("gap_after").mean()),
        np.minimum(chosen, FAR), count_until(paragraphs, REACH + 1)[chosen],
        beside[chosen + 2], [text.rstrip(CLOSING).endswith((".", "…")) for text in texts],
        [count_capitals(text) for text in texts],
    ]  # fmt: skip
    return chosen, np.column_stack(columns).astype(np.float32)


def find_candidates(page: Page, paragraphs: Mask, sums: Numbers) -> Places:
    """Return the places of the short lines with letters that running text follows soon, and little of it precedes."""
    places = np.arange(len(page.texts))
    lettered = np.array([any(map(str.isalpha, text)) for text in page.texts], dtype=bool)
    soon = count_until(paragraphs, REACH + 1) <= REACH
    below = count_prose(sums, places, 25) >= MIN_PROSE_BELOW
    early = sums[:-1] <= MAX_SHARE_ABOVE * sums[-1]
    words = page.column("words")
    sentence = (page.column("end") == FULL_STOP) & (words >= SENTENCE_WORDS)
    return np.flatnonzero(lettered & (words <= MAX_HEADLINE_WORDS) & ~sentence & soon & below & early)


def count_prose(sums: Numbers, places: Places, step: int) -> Numbers:
    """Return the kept words in the `step` lines below each place, above it where `step` is negative."""
    edges = np.clip(places + (step if step < 0 else step + 1), 0, len(sums) - 1)
    counts: Numbers = sums[places] - sums[edges] if step < 0 else sums[edges] - sums[places + 1]
    return counts


def count_until(marks: Mask, most: int = NEAR) -> Numbers:
    """Return how many lines below each line the nearest marked line is, at most `most`."""
    places = np.arange(len(marks))
    following = np.append(np.where(marks, places, len(marks) + most)[1:], len(marks) + most)
    distance: Numbers = np.minimum(np.minimum.accumulate(following[::-1])[::-1] - places, most).astype(np.float64)
    return distance


def count_capitals(text: str) -> float:
    """Return the share of capitals among the first letters of words."""
    firsts = [word[0] for word in text.split() if word[0].isalpha()]
    return sum(map(str.isupper, firsts)) / max(len(firsts), 1)


def find_dated(page: Page) -> Mask:
    """Return which lines are short and name a day."""
    digits = page.column("digits") * page.column("characters")
    dated = np.zeros(len(page.texts), dtype=bool)
    for place in np.flatnonzero((digits >= DATE_DIGITS - 0.5) & (page.column("words") <= MAX_WORDS)).tolist():
        dated[place] = bool(find_dates(page.texts[place]))
    return dated


def measure_lead_over(words: Numbers, paragraphs: Mask) -> Numbers:
    """Return how many words longer each line is than the longest line between it and the next paragraph."""
    lead, longest = np.zeros(len(words)), 0.0
    for place in reversed(range(len(words))):
        lead[place] = words[place] - longest
        longest = 0.0 if paragraphs[place] else max(longest, words[place])
    return lead


def count_repeats(lines: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return how often each text's words occur elsewhere in the lines in the same sequence, at most 8 times."""
    whole = "\n".join(map(_spell_key, lines))
    keys = map(_spell_key, texts)
    return [min(whole.count(key), 9) - 1 if len(key) >= MIN_KEY else 0 for key in keys]


def _spell_key(text: str) -> str:
    return " ".join(KEY.findall(text.casefold()))


def measure_shares(page: Page, paragraphs: Mask, chosen: Places) -> tuple[list[float], list[float], list[int]]:
    """Return of each candidate's long words the share in other text, the share in the next paragraphs, and how many."""
    texts = page.texts
    vocabularies = {
        place: set(CONTENT.findall(texts[place].casefold())) for place in np.flatnonzero(page.kept).tolist()
    }
    spread: dict[str, int] = {}
    for types in vocabularies.values():
        for word in types:
            spread[word] = spread.get(word, 0) + 1
    body, shares, shared = [], [], []
    for place in chosen.tolist():
        types = set(CONTENT.findall(texts[place].casefold()))
        own = int(page.kept[place])
        lead = set().union(*(vocabularies[each] for each in _find_lead(paragraphs, place)))
        body.append(sum(spread.get(word, 0) > own for word in types) / len(types) if types else -1.0)
        shares.append(len(types & lead) / len(types) if types and lead else -1.0)
        shared.append(len(types & lead))
    return body, shares, shared


def _find_lead(paragraphs: Mask, place: int) -> list[int]:
    """Return the places of the first paragraphs below a line."""
    below = np.flatnonzero(paragraphs[place + 1 : place + 1 + REACH])[:LEAD_PARAGRAPHS]
    return [place + 1 + int(step) for step in below]
