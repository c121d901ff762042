"""The flow of a record: its text as a reader perceives it, without characters that only serve its layout.

Readers do not see soft hyphens and ignore the line ends of an e-mail. `flow_text` leaves such characters
out, or shows a line end as a space. Headline, furniture and running text are then distinguished in the flow, and
`restore_spans` maps the result back to the record.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from presswork.corpus.cleaning.layout.breaks import find_breaks
from presswork.corpus.cleaning.layout.divided_words import JoinWords, Words
from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT, Edit
from presswork.corpus.cleaning.layout.invisible import find_invisible
from presswork.corpus.cleaning.spans import Span
from presswork.corpus.reading.formats.record import Cut


@dataclass(frozen=True)
class Flow:
    """The flowing text of a record, and the edits of the record that make it, in their order."""

    text: str
    edits: Sequence[Edit] = ()

    def move(self, place: int) -> int:
        """Return the offset in the flow of this offset in the record, or of the first character after it."""
        cut = (each for each in self.edits if not each.is_shown and each.start < place)
        return place - sum(min(each.end, place) - each.start for each in cut)

    def edit(self, edits: Sequence[Edit]) -> "Flow":
        """Return the flow after further edits, whose offsets refer to the text of this flow."""
        if not edits:
            return self
        text = apply_edits(self.text, edits)
        if not self.edits:
            return Flow(text, edits)
        places = Places(self.edits)
        later = [replace(each, start=places.start(each.start), end=places.end(each.end)) for each in edits]
        starts = [each.start for each in later]
        outside = [each for each in self.edits if not _is_inside(each, later, starts)]
        return Flow(text, sorted([*outside, *later], key=lambda each: each.start))

    def find_cuts(self, cuts: Iterable[Cut]) -> list[Cut]:
        """Return the cuts of the record with their offsets in the flow; what the edits leave out has none."""
        find = Places(self.edits).find if self.edits else int
        moved = (Cut(find(cut.start), find(cut.end), cut.rule, cut.field) for cut in cuts)
        return [cut for cut in moved if cut.start < cut.end]


def _is_inside(edit: Edit, others: Sequence[Edit], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, edit.start) - 1
    return place >= 0 and edit.end <= others[place].end


class Places:
    """Maps offsets in the flow back to the record."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.cut = [each for each in edits if not each.is_shown]
        self.removed = [0, *accumulate(each.end - each.start for each in self.cut)]
        self.at = [each.start - before for each, before in zip(self.cut, self.removed, strict=False)]

    def start(self, place: int) -> int:
        """Return the offset in the record of the character at this offset of the flow."""
        return place + self.removed[bisect_right(self.at, place)]

    def end(self, place: int) -> int:
        """Return the end in the record of what ends at this offset of the flow."""
        return self.start(place - 1) + 1

    def find(self, place: int) -> int:
        """Return the offset in the flow of an offset in the record, or where it would be if it is left out."""
        number = bisect_left(self.cut, place, key=lambda edit: edit.start)
        left_out = max(0, self.cut[number - 1].end - place) if number else 0
        return place - self.removed[number] + left_out


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text without what the edits leave out, with a space where they show one."""
    parts, at = [], 0
    for edit in edits:
        parts.append(text[at : edit.start])
        if edit.is_shown:
            parts.append(" ")
        at = edit.end
    return "".join([*parts, text[at:]])


def flow_text(
    text: str,
    load: Callable[[], Words | None] = lambda: None,
    is_heading: Callable[[str], bool] = lambda line: False,
    may_be_wrapped: bool = True,
) -> Flow:
    """Return the flow of a record; line ends are joined only if it `may_be_wrapped`.

    `load` returns the words of the record's language, and is called only if a divided word needs it; otherwise, words
    found elsewhere in the record decide.
    `is_heading` says whether a line above the text is a byline, a date or the like, which never continues a headline.
    """
    flow = Flow(text)
    join = JoinWords(text, load)
    if not text.isascii():
        flow = flow.edit(find_invisible(text, join))
    return flow.edit(find_breaks(flow.text, join, is_heading)) if may_be_wrapped else flow


def restore_spans(spans: Iterable[Span], edits: Sequence[Edit]) -> list[Span]:
    """Return the spans of the record from the spans of its flow; each edit outside a cut span becomes a span."""
    spans = list(spans)
    return list(_restore(spans, edits)) if edits else spans


def _restore(spans: Iterable[Span], edits: Sequence[Edit]) -> Iterator[Span]:
    places, number, at = Places(edits), 0, 0
    for span in spans:
        start, end = places.start(span.start), places.end(span.end)
        while number < len(edits) and edits[number].start < start:
            yield _cut(edits[number])
            number += 1
        at = start
        while number < len(edits) and edits[number].start < end:
            edit = edits[number]
            number += 1
            if not span.kept and edit.rule in WITHIN_TEXT:
                continue
            if edit.start > at:
                yield replace(span, start=at, end=edit.start)
            yield replace(span, start=edit.start, end=edit.end, rule=edit.rule) if edit.is_shown else _cut(edit)
            at = edit.end
        if end > at:
            yield replace(span, start=at, end=end)
    yield from map(_cut, edits[number:])


def _cut(edit: Edit) -> Span:
    return Span(edit.start, edit.end, False, None, edit.rule)
