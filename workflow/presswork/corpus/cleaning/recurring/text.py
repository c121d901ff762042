"""Finds text that recurs in the articles of an outlet, and decides which of it is furniture.

Prose recurs, too: set phrases, quotations, background, copies of a story. Furniture stands between sentences, mostly at
the start or the end of articles that have little else in common.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from presswork.corpus.cleaning.recurring.phrases import (
    CLOSING,
    ENDS,
    LOOSE,
    Phrase,
    Place,
    closes_sentence,
    find_openings,
    grow_phrases,
)
from presswork.corpus.cleaning.recurring.sample import Sample, Sampled

LINE, START, END, WITHIN, ANYWHERE = "line", "start", "end", "within", "anywhere"
MIN_ARTICLES = 5
MIN_SHARE = 0.01
LINE_SHARE = WITHIN_SHARE = 0.02
MAX_LINE_WORDS = 11
FEW_WORDS, SOME_WORDS = 3, 6
MIN_DAYS = 4
AT_EDGE = 0.7
CLOSES = 0.9
OPENERS = 40
OPENING = 0.1
VARIED = 0.5
STEM_CHARACTERS = 4
COMPARED = 400
SELDOM = 0.2
MOSTLY = 0.7
COPY = 0.5
QUOTES = "\"“”„«»‚‘'"


@dataclass(frozen=True)
class Finding:
    """A phrase, where it stands (line, start, end or within), its articles and their days, and why it is kept.

    `kept` is None for furniture, `n_days` for articles without a day.
    """

    phrase: Phrase
    place: str
    n_articles: int
    n_days: int | None
    kept: str | None


def find_recurring(sample: Sample) -> list[Finding]:
    """Return the phrases that recur in an outlet's articles, sorted by outlet and text."""
    search = _Search(list(sample))
    found = [*search.find_lines(), *search.find_edges(), *search.find_within()]
    return sorted(found, key=lambda each: (each.phrase.outlet, each.phrase.text, each.place))


class _Search:
    """The phrases that are not placed yet, and where each article starts and ends without furniture."""

    def __init__(self, articles: Sequence[Sampled]) -> None:
        self.articles = articles
        self.sizes = Counter(each.outlet for each in articles)
        least = {outlet: max(MIN_ARTICLES, MIN_SHARE * size) for outlet, size in self.sizes.items()}
        self.phrases = list(grow_phrases(articles, least))
        self.waiting = sorted(self.phrases, key=lambda each: (-len(each.articles), each.outlet, each.text))
        self.starts = [0] * len(articles)
        self.ends = [len(each.text) for each in articles]
        for number in range(len(articles)):
            self._trim(number)
        self.others = sorted(articles)[:COMPARED]
        self.openers = self._find_openers()

    def find_lines(self) -> list[Finding]:
        """Return the phrases that are short lines of their own, if the line does not close like a sentence."""
        found = []
        for phrase in self.waiting:
            n_lines = len({place[0] for place in phrase.places if self._is_line(*place)})
            enough = max(MIN_ARTICLES, LINE_SHARE * self.sizes[phrase.outlet])
            closes = phrase.text.rstrip(CLOSING).endswith(tuple(ENDS))
            if n_lines >= enough and not closes and phrase.n_words <= MAX_LINE_WORDS:
                found.append(Finding(phrase, LINE, n_lines, self._count_days(phrase), None))
        self._leave_out(found)
        return found

    def find_edges(self) -> list[Finding]:
        """Return the phrases at the start or end of articles; behind furniture, the next one is sought."""
        found: list[Finding] = []
        before = -1
        while len(found) > before:
            before = len(found)
            for phrase in self.waiting:
                found += islice(self._place_at_edge(phrase), 1)
            self._leave_out(found[before:])
        return found

    def _place_at_edge(self, phrase: Phrase) -> Iterable[Finding]:
        live = self._find_live(phrase)
        n_live = len({place[0] for place in live})
        at_edge = {
            START: [place for place in live if place[1] <= self.starts[place[0]]],
            END: [place for place in live if place[2] >= self.ends[place[0]]],
        }
        for edge, places in at_edge.items():
            n_articles = len({place[0] for place in places})
            if n_articles < max(MIN_ARTICLES, AT_EDGE * n_live) or (edge == START and not self._closes(phrase)):
                continue
            kept = self._is_copied(phrase)
            if kept is None:
                self._move_edges(edge, places)
            yield Finding(phrase, edge, n_articles, self._count_days(phrase), kept)

    def _find_live(self, phrase: Phrase) -> list[Place]:
        """Return the places of a phrase that are not furniture at an edge."""
        return [place for place in phrase.places if place[1] < self.ends[place[0]] and place[2] > self.starts[place[0]]]

    def find_within(self) -> list[Finding]:
        """Return the other phrases that close."""
        live = (replace(phrase, places=self._find_live(phrase)) for phrase in self.waiting)
        closed = [phrase for phrase in live if len(phrase.articles) >= MIN_ARTICLES and self._closes(phrase)]
        reasons = [self._is_copied(phrase) or self._is_prose(phrase) for phrase in closed]
        return [
            Finding(phrase, WITHIN, len(phrase.articles), self._count_days(phrase), reason)
            for phrase, reason in zip(closed, reasons, strict=True)
        ]

    def _leave_out(self, found: list[Finding]) -> None:
        placed = {id(each.phrase) for each in found}
        self.waiting = [phrase for phrase in self.waiting if id(phrase) not in placed]

    def _is_line(self, article: int, start: int, end: int) -> bool:
        text = self.articles[article].text
        before, behind = text[max(0, start - 9) : start].rstrip(" \t"), text[end : end + 9].lstrip(" \t\r")
        return (not before or before[-1] == "\n") and (not behind or behind[0] == "\n")

    def _trim(self, number: int) -> None:
        """Leave out blanks and marks at the edges of an article."""
        text = self.articles[number].text[self.starts[number] : self.ends[number]]
        self.starts[number] += len(text) - len(text.lstrip(LOOSE))
        self.ends[number] -= len(text) - len(text.rstrip(LOOSE))

    def _move_edges(self, edge: str, places: list[Place]) -> None:
        for number, start, end in places:
            if edge == START:
                self.starts[number] = max(self.starts[number], end)
            else:
                self.ends[number] = min(self.ends[number], start)
            self._trim(number)

    def _closes(self, phrase: Phrase) -> bool:
        """Return whether a sentence ends behind a phrase, or others begin: with such words as begin sentences."""
        closed, behind = 0, Counter[str]()
        for article, _, end in phrase.places:
            text = self.articles[article].text
            closed += closes_sentence(text, end)
            behind.update(text[end : end + 60].split(None, 1)[:1])
        if closed >= CLOSES * len(phrase.places):
            return True
        opening = sum(number for word, number in behind.items() if word in self.openers or "/" in word)
        stems = Counter(word[:STEM_CHARACTERS] for word in behind.elements() if "/" not in word)
        is_varied = max(stems.values(), default=0) <= VARIED * len(phrase.places)
        return phrase.n_words >= FEW_WORDS and is_varied and closed + opening >= OPENING * len(phrase.places)

    def _find_openers(self) -> set[str]:
        """Return the words with which most sentences begin."""
        counts: Counter[str] = Counter()
        for article in self.others:
            words = (key.partition(" ")[0] for _, key in find_openings(article.text))
            counts.update(word for word in words if word and not word[0].islower())
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return {word for word, _ in ranked[:OPENERS]}

    def _count_days(self, phrase: Phrase) -> int | None:
        days = {self.articles[number].day for number in phrase.articles}
        return None if "" in days else len(days)

    def _is_copied(self, phrase: Phrase) -> str | None:
        """Return why a phrase may recur as part of one story: on few days, or in articles that are copies."""
        n_days = self._count_days(phrase)
        if n_days is not None and n_days < MIN_DAYS:
            return "few days"
        different: list[set[str]] = []
        for number in sorted(phrase.articles):
            words = set(self.articles[number].text.split())
            if not any(len(words & other) > COPY * len(words | other) for other in different):
                different.append(words)
                if len(different) >= MIN_ARTICLES:
                    return None
        return "only in copies of few articles"

    def _is_prose(self, phrase: Phrase) -> str | None:
        """Return why a phrase within articles may be running text."""
        share = len(phrase.articles) / self.sizes[phrase.outlet]
        if share < WITHIN_SHARE:
            return "too few articles"
        is_label = phrase.text.endswith(":")
        if phrase.n_words <= FEW_WORDS and not is_label:
            return "too short"
        if self._is_quoted(phrase):
            return "part of or before a quotation"
        literal = max(phrase.text.split("#"), key=len).strip()
        longer = {
            number
            for each in self.phrases
            if len(each.text) > len(phrase.text) and literal in each.text
            for number in each.articles
        }
        own = sum(
            literal in each.text
            for number, each in enumerate(self.articles)
            if each.outlet == phrase.outlet and number not in longer - phrase.articles
        )
        if own > (1 + SELDOM) * len(phrase.articles):
            return "also occurs within sentences"
        others = [each for each in self.others if each.outlet != phrase.outlet]
        if sum(literal in each.text for each in others) > SELDOM * share * len(others):
            return "also occurs in other outlets"
        if phrase.text.rstrip(CLOSING).endswith(tuple(ENDS)) and not {"@", "/"} & set(phrase.text):
            return self._has_subject(phrase, literal)
        return None

    def _is_quoted(self, phrase: Phrase) -> bool:
        quoted = 0
        for article, start, end in phrase.places:
            text = self.articles[article].text
            behind = text[end : end + 3].strip() if text[end - 1] == ":" else text[end : end + 1]
            marks = text[max(0, start - 1) : start + 1] + text[end - 1] + behind[:1]
            quoted += any(mark in QUOTES for mark in marks)
        return quoted > SELDOM * len(phrase.places)

    def _has_subject(self, phrase: Phrase, literal: str) -> str | None:
        """Return whether the articles share a word, beside the phrase, that few others of the outlet have."""
        own: Counter[str] = Counter()
        outlet: Counter[str] = Counter()
        for number, article in enumerate(self.articles):
            if article.outlet == phrase.outlet:
                words = set(article.text.replace(literal, " ").split())
                outlet.update(words)
                own.update(words if number in phrase.articles else ())
        common = MOSTLY * len(phrase.articles)
        rare = SELDOM * self.sizes[phrase.outlet]
        shared = any(number >= common and outlet[word] <= rare for word, number in own.items())
        return "only in articles on one subject" if shared else None
