"""Converts the cuts made on reading into labels of lines and of parts of lines."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.cleaning.spans import Label, Part, Span
from presswork.corpus.reading.formats.record import Cut
from presswork.corpus.reading.mojibake import Repair

# One letter is broken into so many characters at most, so many follow each other, and so many of the same end them.
BROKEN, LETTERS, SAME = 12, 30, 2


def label_cuts(lines: Sequence[Line], labels: list[Label | None], cuts: Iterable[Cut]) -> dict[int, list[Part]]:
    """Label the lines that are cut entirely, and return the cuts within lines by the index of the line."""
    ends = [line.end for line in lines]
    parts: dict[int, list[Part]] = {}
    for cut in cuts:
        label = (cut.field is not None, cut.field, cut.rule)
        place = bisect_left(ends, cut.start + 1)
        while place < len(lines) and lines[place].start < cut.end:
            line = lines[place]
            start, end = max(cut.start, line.start), min(cut.end, line.end)
            if (start, end) == (line.start, line.end):
                labels[place] = label
            else:
                parts.setdefault(place, []).append(Part(start, end, label))
            place += 1
    return parts


def label_covered(lines: Sequence[Line], labels: list[Label | None], parts: Mapping[int, Sequence[Part]]) -> None:
    """Label the lines of which parts leave nothing, such as a label and its value, as their first part is."""
    for place, own in parts.items():
        if _cover(lines[place], own):
            labels[place] = own[0].label


def _cover(line: Line, parts: Sequence[Part]) -> bool:
    """Return whether nothing but blanks is left of a line without its parts."""
    edges = [(line.start, line.start), *((part.start, part.end) for part in parts), (line.end, line.end)]
    left = (line.text[end - line.start : start - line.start] for (_, end), (start, _) in pairwise(edges))
    return not any(map(str.strip, left))


def merge_cut_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans, merging consecutive lines cut by the same rule with what separates them."""
    waiting: list[Span] = []
    for span in spans:
        if span.kept or span.field or (waiting and span.rule not in (waiting[0].rule, "separator")):
            yield from _close(waiting)
            waiting = []
        if span.kept or span.field or (not waiting and span.rule == "separator"):
            yield span
        else:
            waiting.append(span)
    yield from _close(waiting)


def _close(waiting: list[Span]) -> Iterator[Span]:
    """Yield the pending lines as one span, and the separator after it."""
    behind = waiting.pop() if len(waiting) > 1 and waiting[-1].rule == "separator" else None
    if waiting:
        yield Span(waiting[0].start, waiting[-1].end, False, None, waiting[0].rule)
    if behind:
        yield behind


def move_cuts(cuts: Iterable[Cut], text: str, repairs: Sequence[Repair]) -> list[Cut]:
    """Return the cuts of a text with their offsets after its lines were repaired."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    begins = [starts[each.line - 1] for each in repairs]
    grown = [0, *accumulate(len(each.repaired) - len(each.found) for each in repairs)]
    aligned: dict[int, list[int]] = {}

    def move(place: int) -> int:
        number = bisect_right(begins, place) - 1
        within = place - begins[number] if number >= 0 else 0
        if number < 0 or within > len(repairs[number].found):
            return place + grown[number + 1]
        if number not in aligned:
            aligned[number] = align_repair(repairs[number])
        return begins[number] + grown[number] + aligned[number][within]

    return [replace(cut, start=move(cut.start), end=move(cut.end)) for cut in cuts]


def align_repair(repair: Repair) -> list[int]:
    """Return the offset in a repaired line of each offset in the line before its repair, its end included."""
    found, repaired = repair.found, repair.repaired
    places = [0]
    while len(places) <= len(found):
        at, moved = len(places) - 1, places[-1]
        if found[at] == repaired[moved : moved + 1]:
            places.append(moved + 1)
        else:
            n_found, n_repaired = _measure_broken(found, at, repaired, moved)
            places += [moved + n_repaired * part // n_found for part in range(1, n_found + 1)]
    return places


def _measure_broken(found: str, at: int, repaired: str, moved: int) -> tuple[int, int]:
    """Return how many characters of a line are broken from an offset on, and how many letters they were."""
    for n_repaired in range(1, LETTERS):
        behind = repaired[moved + n_repaired : moved + n_repaired + SAME]
        for n_found in range(n_repaired, BROKEN * n_repaired) if behind else ():
            if found.startswith(behind, at + n_found):
                return n_found, n_repaired
    return len(found) - at, len(repaired) - moved
