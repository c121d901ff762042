"""Decides whether a hyphen at a line end divides one word or belongs to a compound.

A hyphen at a line end either divides a word (`govern-/ment`) or belongs to it (`well-/known`). The spellings elsewhere
in the record decide; then the word list of its language.
"""

import re
from collections.abc import Callable
from functools import cache, cached_property

Words = Callable[[str], bool]
SPELLED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
HYPHENS = re.compile("[‐‑]")
# The parts of a word that a hyphen at a line end divides.
DIVIDED = re.compile(r"((?:[^\W\d_]+[-‐‑])*[^\W\d_]+)[-‐‑][^\S\n]*\r?\n[\s>]*([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)")
# Both "anti-war" and "antiwar" are right, and word lists have the latter alone.
PREFIXES = """
    after anti best bi co common counter cross cyber ever ex extra far first free half hard high inter intra life live
    long low micro mid multi nation neo never non off on one out over para peace post pre pro pseudo quasi re self semi
    short sub super tax trans two ultra under vice
"""
PREFIXED = frozenset(PREFIXES.split())
MIN_DIVIDED = 2
MIN_RATE = 0.02


@cache
def load_words(language: str | None) -> Words | None:
    """Return a lookup of the words of a language from simplemma's tables; None for a language without tables."""
    import simplemma

    if not language:
        return None
    try:
        simplemma.is_known("a", lang=language)
    except ValueError:
        return None
    return lambda word: bool(simplemma.is_known(word, lang=language))


class JoinWords:
    """Decides how two parts of a word in a record are joined."""

    def __init__(self, text: str, load: Callable[[], Words | None]) -> None:
        self._text = text
        self._load = load

    @cached_property
    def _words(self) -> Words | None:
        return self._load()

    @cached_property
    def _spelled(self) -> set[str]:
        """The words of the record, without the parts of words divided at line ends."""
        return {HYPHENS.sub("-", word).casefold() for word in SPELLED.findall(self._text)}

    def _knows(self, word: str) -> bool:
        return bool(self._words and self._words(word))

    @cached_property
    def _n_divided(self) -> int:
        """The number of line ends that seem to divide a word; 0 if they are so rare that chance explains them."""
        found = DIVIDED.findall(self._text)
        known = sum(self._knows(a + b) and not self._knows(f"{a}-{b}") for a, b in found if b[0].islower())
        return known if known >= MIN_RATE * self._text.count("\n") else 0

    def is_one_word(self, first: str, second: str) -> bool:
        """Return whether two parts are one word divided by a hyphen, rather than a word spelled with a hyphen."""
        joined, hyphenated = f"{first}{second}", f"{first}-{second}"
        for form, answer in ((joined, True), (hyphenated, False)):
            if form.casefold() in self._spelled:
                return answer
        if self._knows(hyphenated) or not self._knows(joined):
            return False
        if not self._n_divided:
            return not self._knows(second)
        return self._n_divided >= MIN_DIVIDED or first.casefold() not in PREFIXED

    def are_two_words(self, first: str, second: str) -> bool:
        """Return whether two parts with nothing visible between them are two words rather than one."""
        joined = f"{first}{second}"
        return not (joined.casefold() in self._spelled or self._knows(joined)) and all(
            map(self._knows, (first, second))
        )
