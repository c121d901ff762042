"""Phrases that open a line or sentence in many articles of an outlet, grown word by word."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from presswork.corpus.cleaning.recurring.sample import Sampled

MAX_WORDS = 40
MAX_CHARACTERS = 400
ENDS = ".!?…"
LOOSE = " \t\r\n-–—|·•*"
CLOSING = "\"'”’»)]"
# The end of a line, a sentence, a label or a bracket, the blanks behind it, and a key: the first characters that
# follow, up to a number, a label's colon or the line's end.
KEY = r"([^\n:\d]{0,14}:?)"
BOUNDARY_MARKS = ".!?…:)]\"”’»'"
BOUNDARY = re.compile(rf"[{re.escape(BOUNDARY_MARKS)}\n](?:(?<=\n)|\s)\s*(?={KEY})")
FIRST_KEY = re.compile(KEY)
# Sought one by one, since a pattern with them would stop at every blank; brackets matter at the edges only.
BRACKETS = (" (", " [")
BRACKET_CHARACTERS = 250
DIGITS = re.compile(r"\d+")
RETAINED = 0.9
Place = tuple[int, int, int]
Opening = tuple[int, int, list[str]]


@dataclass(frozen=True)
class Phrase:
    """A phrase ("#" for any number), and where it stands: article (by its place in the sample), start and end."""

    text: str
    outlet: str
    places: list[Place]

    @property
    def n_words(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + 1

    @property
    def articles(self) -> set[int]:
        """The articles that have it."""
        return {article for article, _, _ in self.places}


def find_openings(text: str) -> list[tuple[int, str]]:
    """Return where a line or a sentence starts, or a bracket near an edge, and the key of the text that follows."""
    found = [(0, _read_key(text, 0)), *((match.end(), match[1]) for match in BOUNDARY.finditer(text))]
    if "  " in text:
        found += [(start + 2, _read_key(text, start + 2)) for start in _find_all(text, "  ", 0)]
    for mark in BRACKETS:
        found += [(start + 1, _read_key(text, start + 1)) for start in _find_all(text, mark, -BRACKET_CHARACTERS)]
    return found


def _read_key(text: str, start: int) -> str:
    match = FIRST_KEY.match(text, start)
    return match[1] if match else ""


def _find_all(text: str, mark: str, start: int) -> Iterator[int]:
    at = text.find(mark, max(0, start + len(text)) if start < 0 else start)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def grow_phrases(articles: Sequence[Sampled], least: Mapping[str, float]) -> Iterator[Phrase]:
    """Yield the phrases that occur in enough articles of their outlet and end where text may end.

    Of two phrases, one of which begins with the other, the shorter one is left out if the longer is nearly as frequent.
    """
    for outlet, places in _find_frequent(articles, least).items():
        words = [(article, start, _split(articles[article].text, start)) for article, start in places]
        yield from _grow(articles, outlet, words, 0, least[outlet])[0]


def _find_frequent(articles: Sequence[Sampled], least: Mapping[str, float]) -> dict[str, list[tuple[int, int]]]:
    """Return the starts, by outlet, whose first characters enough articles of the outlet share."""
    openings = [find_openings(article.text) for article in articles]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, found in zip(articles, openings, strict=True):
        counts[article.outlet].update({key for _, key in found})
    keys = {
        outlet: {key for key, number in known.items() if number >= least[outlet]} for outlet, known in counts.items()
    }
    frequent: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (article, found) in enumerate(zip(articles, openings, strict=True)):
        known = keys[article.outlet]
        starts = {start for start, key in found if key in known and _may_open(article.text, start)}
        frequent[article.outlet] += [(number, start) for start in sorted(starts)]
    return frequent


def _may_open(text: str, start: int) -> bool:
    """Return whether text may open here: a small letter opens a line, an address or a path, and no sentence."""
    first = text[start : start + 1]
    if not first.islower():
        return bool(first) and not first.isspace()
    word = text[start : start + 60].split(None, 1)[0]
    return "@" in word or "/" in word or start == 0 or "\n" in text[max(0, start - 2) : start]


def mask_numbers(text: str) -> str:
    """Return a text with "#" for each number and one blank between words."""
    return " ".join(DIGITS.sub("#", text).split())


def _split(text: str, start: int) -> list[str]:
    """Return the first words from a start on, up to the line's end, with "#" for each number."""
    line = text[start : start + MAX_CHARACTERS].partition("\n")[0]
    return DIGITS.sub("#", line).split()[:MAX_WORDS]


def _grow(
    articles: Sequence[Sampled], outlet: str, places: list[Opening], depth: int, least: float
) -> tuple[list[Phrase], int]:
    """Return the phrases that go on from these places, whose first words are the same, and the largest one's articles.

    None goes beyond the end of a sentence: what follows is a phrase of its own.
    """
    branches: dict[str, list[Opening]] = defaultdict(list)
    for place in places:
        if len(place[2]) > depth:
            branches[place[2][depth]].append(place)
    ended = [place for place in places if len(place[2]) == depth] if depth else []
    phrase = _close(articles, outlet, ended, depth) if len({place[0] for place in ended}) >= least else None
    found = [phrase] if phrase else []
    most = len(phrase.articles) if phrase else 0
    for _, branch in sorted(branches.items()):
        number = len({article for article, _, _ in branch}) if len(branch) >= least else 0
        if number < least:
            continue
        phrase = _close(articles, outlet, branch, depth + 1) if _ends_sentence(branch, depth) else None
        if not phrase:
            longer, largest = _grow(articles, outlet, branch, depth + 1, least)
            found += longer
            most = max(most, largest)
            phrase = _close(articles, outlet, branch, depth + 1) if largest < RETAINED * number else None
        if phrase:
            found.append(phrase)
            most = max(most, number)
    return found, most


def _ends_sentence(places: list[Opening], depth: int) -> bool:
    return depth > 0 and places[0][2][depth].rstrip(CLOSING).endswith((*ENDS, ":"))


def _close(articles: Sequence[Sampled], outlet: str, places: list[Opening], n_words: int) -> Phrase | None:
    """Return the phrase of the first words of these places unless text goes on behind it in one place of ten."""
    words = places[0][2][:n_words]
    if not any(map(str.isalnum, words[-1])) or not any(map(str.isalpha, "".join(words))):
        return None
    pattern = _any_words(n_words)
    open_ends, found = 0, []
    for article, start, _ in places:
        text = articles[article].text
        match = pattern.match(text, start)
        end = match.end() if match else start
        open_ends += not is_closed(text, end)
        if open_ends > (1 - RETAINED) * len(places):
            return None
        found.append((article, start, end))
    return Phrase(" ".join(words), outlet, found)


@cache
def _any_words(number: int) -> re.Pattern[str]:
    return re.compile(rf"\S+(?:\s+\S+){{{number - 1}}}")


def is_opened(text: str, start: int) -> bool:
    """Return whether a line, a sentence or a bracket starts here; dashes may stand before it."""
    before = text[max(0, start - 9) : start]
    bare = before.rstrip(LOOSE)
    return not bare or bare[-1] in BOUNDARY_MARKS or "\n" in before[len(bare) :] or text[start] in "(["


def goes_on(text: str, start: int) -> bool:
    """Return whether the word before belongs to the same sentence: one of small letters."""
    word = text[max(0, start - 60) : start].split()[-1:]
    return bool(word) and word[0].isalpha() and word[0].islower()


def is_closed(text: str, end: int) -> bool:
    """Return whether text may end here: at a line's end, or before a word with a capital, an address or a mark."""
    rest = text[end : end + 60]
    follows = rest.split(None, 1)
    if not follows or "\n" in rest[: rest.index(follows[0][0])]:
        return True
    return not (follows[0][0].isalnum() and not follows[0][0].isupper() and "/" not in follows[0])


def closes_sentence(text: str, end: int) -> bool:
    """Return whether a sentence, a label or a line ends here."""
    if text[:end].rstrip(CLOSING).endswith((*ENDS, ":")):
        return True
    rest = text[end : end + 60]
    blanks = rest[: len(rest) - len(rest.lstrip())]
    return not rest.strip() or "\n" in blanks or len(blanks) > 1
