"""Cuts recurring furniture out of a record's body."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from presswork.corpus.cleaning.recurring.decisions import BY_PERSON
from presswork.corpus.cleaning.recurring.phrases import (
    CLOSING,
    ENDS,
    LOOSE,
    goes_on,
    is_closed,
    is_opened,
    mask_numbers,
)
from presswork.corpus.cleaning.recurring.text import ANYWHERE, END, LINE, START
from presswork.corpus.cleaning.spans import Span

EVERY_OUTLET = ""
MIN_LEFT = 0.5
WORD_CHARACTERS = 80
# A phrase of so many words is found wherever it stands, a shorter one where it was found only.
LONG_WORDS = 6


@dataclass(frozen=True)
class Known:
    """A phrase to cut: where it stands, its longest part without a number, its pattern and the rule."""

    place: str
    literal: str
    pattern: re.Pattern[str]
    reach: int
    is_long: bool
    is_sentence: bool
    rule: str

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where it stands in a part of a text, as whole words.

        The pattern does not ask for whole words: one that begins with a letter is found much faster.
        """
        if self.literal in text:
            for match in self.pattern.finditer(text, start, end):
                low, high = match.span()
                if not (_is_within_word(text, low) or _is_within_word(text, high)):
                    yield low, high

    def starts_at(self, text: str, start: int) -> bool:
        """Return whether it starts here: a sentence does not go on from a word of small letters."""
        return not (self.is_sentence and goes_on(text, start))


@dataclass(frozen=True)
class Furniture:
    """What is cut from an outlet's articles: lines, phrases at the edges by their outermost word, other phrases."""

    lines: dict[str, str] = field(default_factory=dict)
    starts: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    others: list[Known] = field(default_factory=list)


NO_FURNITURE = Furniture()


def group_furniture(rows: Iterable[Mapping[str, str]]) -> dict[str, Furniture]:
    """Return the rows of the table `recurring_cuts` by outlet, longer texts first."""
    grouped: dict[str, Furniture] = defaultdict(Furniture)
    for row in sorted(rows, key=lambda row: (-len(row["text"]), row["text"])):
        furniture, words = grouped[row["outlet"] or EVERY_OUTLET], mask_numbers(row["text"]).split()
        if row["place"] == LINE:
            furniture.lines[row["text"]] = row["rule"]
            continue
        known = know_phrase(row["text"], row["place"], row["rule"])
        if known.place == START:
            furniture.starts[words[0]].append(known)
        elif known.place == END:
            furniture.ends[words[-1]].append(known)
        if known.place not in (START, END) or known.is_long:
            furniture.others.append(known)
    return dict(grouped)


def know_phrase(text: str, place: str, rule: str) -> Known:
    """Return a phrase to be found: "#" stands for any number, a blank for any blanks."""
    pattern = r"\s+".join(re.escape(word).replace(r"\#", r"(?:\d+|\#)") for word in text.split())
    literal = max(re.split(r"#|\s+", text), key=len)
    is_long = len(text.split()) >= LONG_WORDS
    is_sentence = text.rstrip(CLOSING).endswith(tuple(ENDS))
    reach = 2 * len(text) + WORD_CHARACTERS
    return Known(place, literal, re.compile(pattern), reach, is_long, is_sentence, rule)


def _is_within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def cut_furniture(
    text: str, spans: list[Span], furniture: Furniture, everywhere: Furniture = NO_FURNITURE
) -> list[Span]:
    """Return the spans of a record without the furniture that stands in its body.

    Of `everywhere`, what articles without an outlet have, only what the user cuts from every article is cut. Text that
    follows a pattern, such as a weather report, is no furniture: if less than half of the body would be left, only what
    the user cuts is cut.
    """
    bodies = [span for span in spans if span.kept and span.field == "body"]
    if not bodies:
        return spans
    start, end = bodies[0].start, bodies[-1].end
    cuts = list(_find_start(text, start, end, furniture))
    start = cuts[-1][1] if cuts else start
    at_end = list(_find_end(text, start, end, furniture))
    end = at_end[-1][0] if at_end else end
    cuts += at_end
    said = [known for known in everywhere.others if known.place == ANYWHERE and everywhere is not furniture]
    for known in (*furniture.others, *said):
        cuts += _find_other(text, start, end, known)
    if not cuts:
        return spans
    left = list(_split_spans(spans, sorted(cuts)))
    if _measure_body(left) < MIN_LEFT * _measure_body(spans):
        left = list(_split_spans(spans, sorted(cut for cut in cuts if cut[2] == BY_PERSON)))
    return left


def _measure_body(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans if span.kept and span.field == "body")


def _find_start(text: str, start: int, end: int, furniture: Furniture) -> Iterator[tuple[int, int, str]]:
    """Yield the cuts at the start of a body, one after the other."""
    while furniture.starts:
        at = end - len(text[start:end].lstrip(LOOSE))
        words = mask_numbers(text[at : min(end, at + WORD_CHARACTERS)]).split()
        for known in furniture.starts.get((words or [""])[0], ()):
            low, high = next(known.find(text, at, min(end, at + known.reach)), (-1, -1))
            if low == at:
                break
        else:
            return
        stop = end - len(text[high:end].lstrip())
        yield start, stop, known.rule
        start = stop


def _find_end(text: str, start: int, end: int, furniture: Furniture) -> Iterator[tuple[int, int, str]]:
    """Yield the cuts at the end of a body, the last one first."""
    while furniture.ends:
        at = start + len(text[start:end].rstrip(LOOSE))
        words = mask_numbers(text[max(start, at - WORD_CHARACTERS) : at]).split()
        candidates = furniture.ends.get((words or [""])[-1], ())
        for known in candidates:
            low, high = ((-1, -1), *known.find(text, max(start, at - known.reach), at))[-1]
            if high == at and known.starts_at(text, low):
                break
        else:
            return
        stop = start + len(text[start:low].rstrip())
        yield stop, end, known.rule
        end = stop


def _find_other(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int, str]]:
    """Yield the cuts of a phrase within a body: a short one where a sentence may end before and behind it."""
    for low, high in known.find(text, start, end):
        if known.place == ANYWHERE:
            yield low, high, known.rule
        elif (
            (known.is_long and known.starts_at(text, low))
            or low == start
            or (is_opened(text, low) and is_closed(text, high))
        ):
            yield start + len(text[start:low].rstrip()), high, known.rule


def _split_spans(spans: Iterable[Span], cuts: list[tuple[int, int, str]]) -> Iterator[Span]:
    """Yield the spans with each body span split at the cuts; of cuts that overlap, the first one decides."""
    for span in spans:
        if not (span.kept and span.field == "body"):
            yield span
            continue
        at = span.start
        for low, high, rule in cuts:
            low, high = max(low, at), min(high, span.end)
            if low >= high:
                continue
            if low > at:
                yield replace(span, start=at, end=low)
            yield Span(low, high, False, None, rule)
            at = high
        if at < span.end:
            yield replace(span, start=at)
