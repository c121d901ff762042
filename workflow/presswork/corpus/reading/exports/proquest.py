"""ProQuest: each article has its headline above labels such as Author, its text below Full text, and more labels.

Text files part the articles by a row of underscores. E-mails and saved pages have nothing between them; newer ones
have a line with author, outlet and day below the headline.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import COLON, Label, Labelled, find_blocks, find_labels, mark_day
from presswork.corpus.reading.exports.proquest_fields import choose_day, choose_fields
from presswork.corpus.reading.formats.record import Cut

DATABASE = "ProQuest"
# In any language: ProQuest document ID: 12345, Document URL: https://www.proquest.com/docview/12345
NUMBER = (re.compile(r"[^:]{0,40}ProQuest[^:]{0,40}?\s*:\s*(?=\d{4,12}$)"), Label("number", "id", "tail"))
ADDRESS = (re.compile(r"[^:]{3,40}:\s*(?=https?://\S*/docview/\d\S*$)"), Label("address", "url", "tail"))
# Labels at the end of each article, besides its number.
LAST = ("Database", "Datenbank", "Base de datos", "Base de données", "Base de dados")
CLAIM = re.compile(r"©\s*\d{4} ProQuest LLC")
NUMBERED = re.compile(r"(?:Document|Dokument|Documento) (\d{1,6}) (?:of|von|sur|de|di) (\d{1,6})", re.IGNORECASE)
LISTED = re.compile(r"(\d{1,6})\. (.+)")
# A row of underscores, the number of the document, its address.
UNTITLED = re.compile(rf"_{{10,}}|{NUMBERED.pattern}|https?://\S+", re.IGNORECASE)
# Reporter, A.  Harbour Times; Harbour, Me. [Harbour, Me]. 10 Mar 2022: A.2.
CITED = re.compile(r".*\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d(?:: [\w.]{1,20})?\.")
AWAY = {
    "Enlarge this image.": "link to a picture",
    "html>": "broken markup",
    "Not available.": "text not in the export",
    "Caption text only.": "text not in the export",
}
CORRECTION = re.compile(r"CORRECTION: ")


def is_proquest(text: str) -> bool:
    """Return whether a text has the marks of an export from ProQuest."""
    labels = [each.label for each in _find_labels(split_lines(text)).values()]
    fields, reaches = {label.field for label in labels}, {label.reach for label in labels}
    # What only cites an article may have its number and address, too, but no labels above a text.
    is_described = "body" in reaches or ("head" in reaches and not fields.isdisjoint(("outlet", "url")))
    return ("id" in fields and is_described) or bool(CLAIM.search(text))


def divide_proquest(text: str) -> Export:
    """Return the articles of an export from ProQuest; raises UnknownLayoutError."""
    lines = split_lines(text)
    found = _find_labels(lines)
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


def _find_labels(lines: Sequence[Line]) -> dict[int, Labelled]:
    """Return the lines that begin with a label; those of number and address are known by their values."""
    found = find_labels(lines, DATABASE)
    for number, line in enumerate(lines):
        for pattern, label in (NUMBER, ADDRESS):
            if number not in found and (match := pattern.match(line.text)):
                found[number] = Labelled(line, label, line.start + match.end())
    return dict(sorted(found.items()))


def _find_firsts(found: Mapping[int, Labelled]) -> list[int]:
    """Return the lines with the first label of an article."""
    firsts, is_over = [], True
    for number, each in sorted(found.items()):
        if is_over and each.label.reach in ("head", "body"):
            firsts.append(number)
            is_over = False
        is_over = is_over or each.label.field == "id" or each.label.name in LAST
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
        own = choose_fields(self.text, choose_day(self.text, marks))
        return Article(self.lines[number].start, self.lines[end - 1].end, tuple(own))

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
        # From the outlet on, all is labelled, whether the label is known or not.
        outlets = (each for each in range(end - 1, body, -1) if self._is_outlet(each))
        foot = end = next(outlets, end)
        starts = [each for each in range(body + 1, end) if each in self.is_block or each in self.found]
        for number in reversed(starts):
            reach, is_block = self._reach(number), number in self.is_block
            if reach in ("foot", "tail"):
                # The caption of a picture may follow the text directly.
                if not is_block and (reach == "tail" or number + 1 < self._find_next(number, end)):
                    break
                foot = number
            elif not self._is_below_foot(number, body) and not self._is_unknown_label(number):
                break
        return foot

    def _is_outlet(self, number: int) -> bool:
        return number in self.found and self.found[number].label.field == "outlet" and number in self.is_block

    def _is_unknown_label(self, number: int) -> bool:
        """Return whether a block begins with a label that is not known, directly below one that is."""
        above = self.blocks[bisect_left(self.blocks, number) - 1]
        return bool(COLON.match(self.lines[number].text)) and self._reach(above) == "tail"

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


PROQUEST = Layout(DATABASE, is_proquest, divide_proquest, words=("proquest",))
