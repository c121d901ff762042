"""ProQuest: each article has its headline above labels such as Author, its text below Full text, and more labels.

Text files part the articles by a row of underscores. E-mails and saved pages have nothing between them; newer ones
have a line with author, outlet and day below the headline.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import Labelled, find_blocks, find_labels, mark_day
from presswork.corpus.reading.formats.record import Cut

DATABASE = "ProQuest"
NUMBER = "ProQuest document ID"
# Labels that each article has: a text must have its number and one more.
SIGNS = ("Publication info", "Document URL", "Publication title", "Full text")
# Labels at the end of each article.
LAST = (NUMBER, "Database")
CLAIM = re.compile(r"©\s*\d{4} ProQuest LLC")
NUMBERED = re.compile(r"Document (\d{1,6}) of (\d{1,6})", re.IGNORECASE)
LISTED = re.compile(r"(\d{1,6})\. (.+)")
# A row of underscores, the number of the document, its address.
UNTITLED = re.compile(rf"_{{10,}}|{NUMBERED.pattern}|https?://\S+", re.IGNORECASE)
# Reporter, A.  Harbour Times; Harbour, Me. [Harbour, Me]. 10 Mar 2022: A.2.
CITED = re.compile(r".*\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d(?:: [\w.]{1,20})?\.")
ANONYMOUS = "anonymous"
AWAY = {
    "Enlarge this image.": "link to a picture",
    "html>": "broken markup",
    "Not available.": "text not in the export",
    "Caption text only.": "text not in the export",
}
CORRECTION = re.compile(r"CORRECTION: ")
# A credit that names authors and tells nothing more of them.
CREDITED = re.compile(r"(?!credit\b|.*\b(?:is|was)\b)(?:by\s+)?(?P<name>[^\W\d_][^@:]{1,80}?)[\s;.]*", re.IGNORECASE)


def is_proquest(text: str) -> bool:
    """Return whether a text has the marks of an export from ProQuest."""
    names = {found.label.name for found in find_labels(split_lines(text), DATABASE).values()}
    return (NUMBER in names and any(sign in names for sign in SIGNS)) or bool(CLAIM.search(text))


def divide_proquest(text: str) -> Export:
    """Return the articles of an export from ProQuest; raises UnknownLayoutError."""
    lines = split_lines(text)
    found = find_labels(lines, DATABASE)
    reader = _Reader(text, lines, found)
    firsts = _find_firsts(found)
    if not firsts:
        claim = CLAIM.search(text)
        raise UnknownLayoutError(claim.start() if claim else 0, "labels such as 'Full text' and 'ProQuest document ID'")
    articles, above = [], 0
    for first, following in zip(firsts, [*firsts[1:], len(lines)], strict=True):
        end = reader.find_end(following)
        articles.append(reader.read(above, first, end))
        above = end
    front = [line.text for line in lines[: firsts[0]]]
    listed = tuple(match[2] for each in front if (match := LISTED.fullmatch(each)))
    return Export(tuple(articles), _read_stated(lines), listed)


def _find_firsts(found: Mapping[int, Labelled]) -> list[int]:
    """Return the lines with the first label of an article."""
    firsts, is_over = [], True
    for number, each in sorted(found.items()):
        if is_over and each.label.reach in ("head", "body"):
            firsts.append(number)
            is_over = False
        is_over = is_over or each.label.name in LAST
    return firsts


def _read_stated(lines: Sequence[Line]) -> int | None:
    """Return how many documents the export states if it begins with the first of them; else it is one of several."""
    numbered = next((match for line in lines if (match := NUMBERED.fullmatch(line.text))), None)
    return int(numbered[2]) if numbered and numbered[1] == "1" else None


class _Reader:
    """Reads the articles of an export, given its lines, and those with labels."""

    def __init__(self, text: str, lines: Sequence[Line], found: Mapping[int, Labelled]) -> None:
        self.text, self.lines, self.found = text, lines, found
        # Lines with a label, and those with a blank line above.
        self.labels, self.blocks = sorted(found), sorted(find_blocks(text, lines))
        self.is_block = frozenset(self.blocks)

    def find_end(self, following: int) -> int:
        """Return the line below the last label and its value, above line `following`."""
        last = self.labels[bisect_left(self.labels, following) - 1]
        place = bisect_right(self.blocks, last)
        return min(self.blocks[place], following) if place < len(self.blocks) else following

    def read(self, above: int, first: int, end: int) -> Article:
        """Return the article whose first label is on line `first`, and whose headline is not above line `above`."""
        title = self._find_title(above, first)
        number = next((each for each in range(above, title) if NUMBERED.fullmatch(self.lines[each].text)), title)
        body = next((each for each in range(first, end) if self._reach(each) == "body"), end)
        foot = self._find_foot(body, end)
        marks = [
            *self._mark_head(number, title, first),
            *self._mark_labelled(first, min(body + 1, end)),
            *self._mark_text(body + 1, foot),
            *self._mark_labelled(foot, end),
        ]
        marks = _choose_day(self.text, marks)
        return Article(self.lines[number].start, self.lines[end - 1].end, tuple(_choose_fields(self.text, marks)))

    def _reach(self, number: int) -> str:
        return self.found[number].label.reach if number in self.found else ""

    def _find_title(self, above: int, first: int) -> int:
        """Return the line at which the headline starts: the last block above the labels that is no citation."""
        places = self.blocks[bisect_left(self.blocks, above) : bisect_left(self.blocks, first)]
        places = [each for each in places if not UNTITLED.fullmatch(self.lines[each].text)]
        if len(places) > 1 and CITED.fullmatch(self.lines[places[-1]].text):
            places = places[:-1]
        if not places:
            raise UnknownLayoutError(self.lines[first].start, "the headline above the first label")
        return places[-1]

    def _mark_head(self, number: int, title: int, first: int) -> Iterator[Cut]:
        place = bisect_right(self.blocks, title)
        below = self.blocks[place] if place < len(self.blocks) else first
        for each in range(number, first):
            line = self.lines[each]
            is_title = title <= each < below
            rule = "headline above an article" if is_title else "above an article"
            yield Cut(line.start, line.end, rule, "title" if is_title else None)

    def _find_foot(self, body: int, end: int) -> int:
        """Return the line at which the labels below the text start: from there on, each block has one.

        Below a label that has a line of its own, such as Illustration, there may be blocks without.
        """
        foot = end
        starts = [each for each in range(body + 1, end) if each in self.is_block or each in self.found]
        for number in reversed(starts):
            reach, is_block = self._reach(number), number in self.is_block
            if reach in ("foot", "tail"):
                # The caption of a picture may follow the text directly.
                if not is_block and (reach == "tail" or number + 1 < self._find_next(number, end)):
                    break
                foot = number
            elif not self._is_below_foot(number, body):
                break
        return foot

    def _find_next(self, number: int, end: int) -> int:
        """Return the next line with a label or a blank line above."""
        nexts = ((places, bisect_right(places, number)) for places in (self.labels, self.blocks))
        return min((places[place] for places, place in nexts if place < len(places)), default=end)

    def _is_below_foot(self, number: int, body: int) -> bool:
        """Return whether the label above a line is such as Illustration, and on a line of its own."""
        place = bisect_left(self.labels, number)
        label = self.labels[place - 1] if place else body
        own = self.found.get(label)
        return label > body and own is not None and own.label.reach == "foot" and own.value >= own.line.end

    def _mark_labelled(self, first: int, end: int) -> Iterator[Cut]:
        """Yield the marks of labels and their values; the value of a field goes on to the next blank line."""
        label = self.found[first].label if first in self.found else None
        for number in range(first, end):
            line, own = self.lines[number], self.found.get(number)
            if own:
                label = own.label
                yield from _mark_own(own)
            elif label:
                field = label.field if number not in self.is_block else None
                yield Cut(line.start, line.end, f"{label.name} label", field)

    def _mark_text(self, first: int, end: int) -> Iterator[Cut]:
        """Yield what is cut within the text."""
        for line in self.lines[first:end]:
            if line.text in AWAY:
                yield Cut(line.start, line.end, AWAY[line.text])
            elif CORRECTION.match(line.text):
                yield Cut(line.start, line.end, "CORRECTION label")


def _mark_own(found: Labelled) -> Iterator[Cut]:
    """Yield the marks of a line with a label."""
    line, label, value = found.line, found.label, found.value
    rule = f"{label.name} label"
    rest = line.text[value - line.start :]
    if label.reach == "body":
        yield Cut(line.start, line.end if rest in AWAY else value, rule)
    elif not rest or not (label.field or label.name == "Credit"):
        yield Cut(line.start, line.end, rule)
    elif label.field == "published":
        yield from mark_day(line, value, rule)
    else:
        yield Cut(line.start, value, rule)
        # The place of publication follows the outlet.
        end = value + (rest.find(";") if label.field == "outlet" and ";" in rest else len(rest))
        yield Cut(value, end, rule, label.field)
        if end < line.end:
            yield Cut(end, line.end, rule)


def _choose_day(text: str, marks: list[Cut]) -> list[Cut]:
    """Return the marks with the day from the line Publication info if the label of the day has lost its blanks."""
    days = [mark for mark in marks if mark.field == "published"]
    own = next((mark for mark in marks if mark.rule == "Publication info label"), None)
    dates = find_dates(text[own.start : own.end]) if own else []
    if not own or not dates or any(find_dates(text[day.start : day.end]) for day in days):
        return marks
    line = Line(own.start, own.end, text[own.start : own.end])
    first = mark_day(line, line.start + dates[-1].start, own.rule)
    kept = [replace(mark, field=None) if mark in days else mark for mark in marks]
    return [each for mark in kept for each in (first if mark is own else [mark])]


def _choose_fields(text: str, marks: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the marks with the author from the credit where no author is given, and the page once."""
    is_signed, is_paged = False, False
    for mark in marks:
        value, field = text[mark.start : mark.end], mark.field
        if field == "byline":
            field = None if value.strip().lower() == ANONYMOUS else field
            is_signed = is_signed or field is not None
        elif field == "page":
            field = None if is_paged else field
            is_paged = True
        elif not is_signed and mark.rule == "Credit label" and (name := CREDITED.fullmatch(value)):
            start, end = mark.start + name.start("name"), mark.start + name.end("name")
            parts = (Cut(mark.start, start, mark.rule), Cut(start, end, mark.rule, "byline"))
            yield from (part for part in (*parts, Cut(end, mark.end, mark.rule)) if part.start < part.end)
            is_signed = True
            continue
        yield Cut(mark.start, mark.end, mark.rule, field)


PROQUEST = Layout(DATABASE, is_proquest, divide_proquest, words=("proquest",))
