"""Aligns the text that a library extracted from a page with the text of that page."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

# Marks that no one sees belong to the word around them, and do not tell words apart.
UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
MARKS = r"!-/:-@\[-`{-~\u00a1-\u00ac\u00ae-\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u303f"
WORD = re.compile(rf"[^\s{MARKS}]+|[{MARKS}]")
STRIPPED = re.compile(f"[{UNSEEN}]")
LINE = re.compile(r"[^\n]+")
# How trafilatura writes lists and tables: a hyphen before each entry, a line for each row with a mark between cells,
# and a rule below the head.
LAYOUT_MARKS = re.compile(r"^\s*\|[-|]+\|\s*$|^\s*(?:- |\|)|(?<= )\|(?= )", re.MULTILINE)
# Words that must agree in a row, where both texts have the run once: first many, then two in what is left between.
RUNS = (6, 2)
# A line of less characters, such as a name, may stand anywhere on a page.
MIN_LINE = 20
# Up to this size (words times words) all common words are searched; half of those given must be found there.
MAX_COMPARED = 100_000
MIN_FOUND = 0.5
# A line of which this many words and half of them are not on the page is not part of it.
MIN_LOST_WORDS = 5

Span = tuple[int, int]
Point = tuple[int, int]


def find_extract(text: str, extract: str) -> tuple[list[Span], list[str]]:
    """Return the spans of a text that an extract of it consists of, and the lines of the extract that it lacks.

    What both have once fixes the places, whole lines first, then runs of words between them (patience diff, Cohen).
    What the extract has in another order is found when the rest is known. Time grows with the length of the texts.
    """
    rows = [match.span() for match in LINE.finditer(text)]
    lines = [line for line in LAYOUT_MARKS.sub(" ", extract).split("\n") if line.strip()]
    page = [" ".join(text[start:end].split()) for start, end in rows]
    folded = [" ".join(line.split()) for line in lines]
    places = _align(page, folded, (1,), least=MIN_LINE)
    spans = [rows[place] for place in places if place >= 0]
    missing: list[tuple[str, int]] = []
    for first, last in _list_gaps(places, len(page)):
        given = [(word, number) for number in range(first[1], last[1]) for word, _ in split_words(lines[number])]
        fixed = first != (0, 0), last != (len(page), len(lines))
        _match_words(text, rows[first[0] : last[0]], given, RUNS, fixed, spans, missing)
    if len(missing) >= RUNS[0]:
        given, missing = missing, []
        _match_words(text, _list_rest(text, spans), given, RUNS[:1], (False, False), spans, missing)
    counts = Counter(number for _, number in missing)
    shown = set(page)
    lost = [
        lines[number]
        for number, n_lost in sorted(counts.items())
        if n_lost >= max(MIN_LOST_WORDS, len(split_words(lines[number])) / 2) and folded[number] not in shown
    ]
    return join_spans(text, spans), lost


def split_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, Span]]:
    """Return the words and marks of a text, spelled alike whatever their Unicode form, and where each stands."""
    found = [(match[0], match.span()) for match in WORD.finditer(text, start, len(text) if end is None else end)]
    return [
        (word if word.isascii() else unicodedata.normalize("NFC", STRIPPED.sub("", word)), at) for word, at in found
    ]


def _list_gaps(places: Sequence[int], n_rows: int) -> Iterator[tuple[Point, Point]]:
    """Yield the stretches of lines without a place, as (row, line) of their start and their end."""
    at = (0, 0)
    for number, place in enumerate(places):
        if place >= 0:
            if number > at[1]:
                yield at, (place, number)
            at = (place + 1, number + 1)
    if at[1] < len(places):
        yield at, (n_rows, len(places))


def _list_rest(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return what lies between spans."""
    rest, at = [], 0
    for start, end in sorted(spans):
        rest.append((at, start))
        at = end
    return [*rest, (at, len(text))]


def _match_words(
    text: str,
    rows: Iterable[Span],
    given: list[tuple[str, int]],
    runs: Sequence[int],
    fixed: tuple[bool, bool],
    spans: list[Span],
    missing: list[tuple[str, int]],
) -> None:
    """Find given words among the words of rows; add the places of those found, and the others to what is missing."""
    words = [word for start, end in rows for word in split_words(text, start, end)]
    joined: list[int] = []
    places = _align([word for word, _ in words], [word for word, _ in given], runs, fixed, joined)
    spans += [words[place][1] for place in {*places, *joined} if place >= 0]
    missing += [word for word, place in zip(given, places, strict=True) if place < 0]


def join_spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap or have only spaces between them as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _align(
    page: Sequence[str],
    given: Sequence[str],
    runs: Sequence[int],
    fixed: tuple[bool, bool] = (False, False),
    joined: list[int] | None = None,
    least: int = 0,
) -> list[int]:
    """Return for each given item its place among those of the page, -1 for none; places rise.

    `fixed` says whether what stands before both sequences, and behind them, belongs together. Places of words that are
    divided in other ways are added to `joined`. An item of less than `least` characters fixes no place of its own.
    """
    places = [-1] * len(given)
    stack = [((0, 0), (len(page), len(given)), tuple(runs), *fixed)]
    while stack:
        first, last, lengths, after, before = stack.pop()
        if after:
            first = _grow(page, given, places, first, last)
        if before:
            last = _shrink(page, given, places, first, last)
        if first[0] == last[0] or first[1] == last[1]:
            continue
        if not lengths:
            if joined is not None:
                _compare(page, given, places, first, last, joined, len(runs) > 1)
            continue
        anchors = _find_anchors(page, given, first, last, lengths[0])
        at = first
        for place, number in (anchor for anchor in anchors if len(given[anchor[1]]) >= least):
            is_next = place - number == at[0] - at[1]
            if not is_next and (place < at[0] or number < at[1]):
                continue
            if number > at[1]:
                stack.append((at, (place, number), lengths[1:], after or at != first, True))
            for shift in range(lengths[0]):
                places[number + shift] = place + shift
            at = (place + lengths[0], number + lengths[0])
        stack.append((at, last, lengths[1:], after or at != first, before))
    return places


def _grow(page: Sequence[str], given: Sequence[str], places: list[int], first: Point, last: Point) -> Point:
    """Match what follows on what is fixed as far as both agree, and return where they part."""
    place, number = first
    while place < last[0] and number < last[1] and page[place] == given[number]:
        places[number] = place
        place, number = place + 1, number + 1
    return place, number


def _shrink(page: Sequence[str], given: Sequence[str], places: list[int], first: Point, last: Point) -> Point:
    """Match what leads up to what is fixed as far as both agree, and return where they part."""
    place, number = last
    while place > first[0] and number > first[1] and page[place - 1] == given[number - 1]:
        place, number = place - 1, number - 1
        places[number] = place
    return place, number


def _compare(
    page: Sequence[str],
    given: Sequence[str],
    places: list[int],
    first: Point,
    last: Point,
    joined: list[int],
    is_close: bool,
) -> None:
    """Match stretches with the same letters, and if close all that short ones share, given half of it is there."""
    here, there = page[first[0] : last[0]], given[first[1] : last[1]]
    if "".join(here) == "".join(there):
        joined += range(first[0], last[0])
        places[first[1] : last[1]] = [first[0]] * len(there)
    elif is_close and len(here) * len(there) <= MAX_COMPARED:
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        if sum(block.size for block in blocks) >= MIN_FOUND * len(there):
            for block in blocks:
                start, end = first[1] + block.b, first[0] + block.a
                places[start : start + block.size] = range(end, end + block.size)


def _find_anchors(page: Sequence[str], given: Sequence[str], first: Point, last: Point, n: int) -> list[Point]:
    """Return the longest rising sequence of (place, number) of runs of `n` items that both stretches have once."""
    ours = _index_runs(given, first[1], last[1], n)
    there = _index_runs(page, first[0], last[0], n)
    pairs = ((there.get(run, -1), number) for run, number in ours.items())
    return _find_rising([pair for pair in pairs if min(pair) >= 0])


def _index_runs(words: Sequence[str], start: int, end: int, n: int) -> dict[tuple[str, ...], int]:
    """Return where each run of `n` items starts, in order; -1 for one that occurs again."""
    found: dict[tuple[str, ...], int] = {}
    stretch = words[start:end]
    for place, run in enumerate(zip(*(stretch[shift:] for shift in range(n)), strict=False), start):
        found[run] = -1 if run in found else place
    return found


def _find_rising(pairs: list[Point]) -> list[Point]:
    """Return the longest subsequence whose places rise (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (place, _) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            ends.append(number)
        else:
            tops[pile], ends[pile] = place, number
    rising = []
    number = ends[-1] if ends else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    return rising[::-1]
