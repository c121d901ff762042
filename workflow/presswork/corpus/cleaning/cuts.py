"""Converts the cuts made on reading into labels of lines and of parts of lines."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.cleaning.spans import Label, Part, Span
from presswork.corpus.reading.formats.record import Cut
from presswork.corpus.reading.mojibake import Repair


def label_cuts(lines: Sequence[Line], labels: list[Label | None], cuts: Iterable[Cut]) -> dict[int, list[Part]]:
    """Label the lines that cuts cover, and return the cuts within lines by the index of the line.

    A line that several cuts cover, such as a label and its value, has the label of the first of them.
    """
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
    for place, own in parts.items():
        if _cover(lines[place], own):
            labels[place] = own[0].label
    return parts


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
    changed = [(starts[each.line - 1], len(each.found), len(each.repaired)) for each in repairs]

    def move(place: int) -> int:
        moved = place
        for start, old, new in changed:
            if place >= start + old:
                moved += new - old
            elif place > start:
                moved += min(place - start, new) - (place - start)
        return moved

    return [replace(cut, start=move(cut.start), end=move(cut.end)) for cut in cuts]
