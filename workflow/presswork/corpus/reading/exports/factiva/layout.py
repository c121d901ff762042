"""Factiva: each article ends with the number of its document, below a head with codes such as HD and WC or without."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.export import Article, Export, Layout, PageLayout, UnknownLayoutError
from presswork.corpus.reading.exports.factiva.head import FOOTER, has_length, is_words, mark_plain
from presswork.corpus.reading.exports.factiva.page import CLASSES, PARAGRAPH, SIGNS
from presswork.corpus.reading.exports.labelled import Labelled, find_labels, mark_labelled, read_words
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut

DATABASE = "Factiva"
# The words for a document in English, French and Dutch, German, Spanish and Italian, and Chinese.
NAMES = r"(?:[Dd]o[ck]umento?|文件)"
# A code of the source, the day and a serial number: LAKEP00020210504eh54000b5.
NUMBER = re.compile(rf"(?:AN[ \t]+)?{NAMES}\s*(?P<number>(?=[\w-]*\d{{8}})[\w-]{{18,32}})")
SIGN = re.compile(rf"{NAMES}\s*(?=[\w-]*\d{{8}})[\w-]{{18}}")
WORDS = ("document", "dokument", "文件")
CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:[ \u00a0]*\t\s*|\s*$)")
# A PDF has no tabs. Words in capitals may begin a line of it, so that codes of subjects must stand behind some codes.
SPACED = re.compile(r"(?P<label>(?:CO|IN|NS|RE)(?=\s+\w+\s?: )|(?!(?:CO|IN|NS|RE)\b)[A-Z]{2,3})(?:\s+|$)")
# Below the text: (c) 2021 The Lake Post; Lake Company Ltd.
FOOT = re.compile(
    r"(?:Copyright|COPYRIGHT|\([cC]\)|©)\W.{0,80}?(?:19|20)\d\d\b.{0,60}|(?:[\w.-]+/ )?\([cC]\) .{0,60}(?:19|20)\d\d\.?"
    r"|(?:[A-Z\d&(][\w.&'()-]*,? ){1,6}"
    r"(?:AG|LP|SE|GmbH|Inc|Ltd|Limited|LLC|PLC|plc|S\.A|SA|SAS|B\.V|BV|A/S|AB|Co|Corp)\.?"
)
MAX_PUBLISHER_WORDS = 8
# Labels of which each article has one or the other.
FIELDS = ("title", "outlet", "length", "published")
STATED = re.compile(r"Documents \((\d{1,6})\)")


def is_factiva(text: str) -> bool:
    """Return whether a text has the marks of an export from Factiva: numbers of documents, and codes or lengths."""
    if not SIGN.search(text):
        return False
    lines = split_lines(text)
    ends = [number for number, line in enumerate(lines, 1) if NUMBER.fullmatch(line.text)]
    above = lines[: ends[0]] if ends else []
    if len(ends) > 1 or any(map(has_length, above)):
        return True
    return any(map(_has_number, _find_codes(above).items(), repeat(lines)))


def _has_number(found: tuple[int, Labelled], lines: Sequence[Line]) -> bool:
    """Return whether a code gives a length or a day, beside it or below it: other texts only explain codes."""
    number, each = found
    value = each.line.text[each.value - each.line.start :] or lines[number + 1].text
    return each.label.field in ("length", "published") and any(map(str.isdigit, value))


def divide_factiva(text: str, elements: Sequence[Element] = ()) -> Export:
    """Return the articles of an export from Factiva; raises UnknownLayoutError.

    `elements` are those of a page whose classes name headline and author.
    """
    lines = split_lines(text)
    ends = [number + 1 for number, line in enumerate(lines) if NUMBER.fullmatch(line.text)]
    if not ends:
        raise UnknownLayoutError(0, "the number of a document below an article")
    _check_rest(lines[ends[-1] :])
    parts = [lines[first:last] for first, last in zip([0, *ends[:-1]], ends, strict=True)]
    last = Counter(part[-2].text for part in parts if len(part) > 1 and not part[-2].closes)
    publishers = {name for name, n in last.items() if n > 1 and len(name.split()) <= MAX_PUBLISHER_WORDS}
    places = [element.start for element in elements]
    articles = []
    for number, part in enumerate(parts):
        own = elements[bisect_left(places, part[0].start) : bisect_left(places, part[-1].start)]
        articles.append(_read_article(text, part, number == 0, publishers, own))
    stated = next((match for line in lines[:1] if (match := STATED.fullmatch(line.text))), None)
    return Export(tuple(articles), int(stated[1]) if stated else None)


def _check_rest(lines: Sequence[Line]) -> None:
    """Raise UnknownLayoutError if an article stands below the last number of a document."""
    found = _find_codes(lines)
    place = next((line.start for number, line in enumerate(lines) if number in found or is_words(line)), None)
    if place is not None:
        raise UnknownLayoutError(place, "the number of a document below this article")


def _find_codes(lines: Sequence[Line]) -> Mapping[int, Labelled]:
    """Return the lines with a code by their numbers; none if no headline, outlet, length or day is among them."""
    for pattern in (CODE, SPACED):
        found = find_labels(lines, DATABASE, pattern)
        if sum(each.label.field in FIELDS for each in found.values()) > 1:
            return found if pattern is CODE else _drop_repeated(found)
    return {}


def _drop_repeated(found: Mapping[int, Labelled]) -> dict[int, Labelled]:
    """Return the codes without those of the text that come again: a line may begin with the name of TD Bank."""
    seen: set[str] = set()
    kept = {}
    for number, each in found.items():
        if each.label.reach != "body" or each.label.name not in seen:
            kept[number] = each
        seen.add(each.label.name)
    return kept


def _read_article(
    text: str, lines: Sequence[Line], is_first: bool, publishers: Collection[str], elements: Sequence[Element]
) -> Article:
    found = _find_codes(lines)
    marks = _mark_coded(text, lines, found, is_first) if found else mark_plain(text, lines, is_first, elements)
    marks = [mark for mark in marks if mark.start < lines[-1].start]
    marks += _mark_foot(lines[:-1], marks, publishers)
    marks = sorted(marks, key=lambda mark: mark.start) + _mark_number(lines[-1])
    return Article(marks[0].start, lines[-1].end, tuple(marks), read_words(text, marks))


def _mark_coded(text: str, lines: Sequence[Line], found: Mapping[int, Labelled], is_first: bool) -> list[Cut]:
    """Return the marks of an article with codes; what stands above those of the first article is the cover."""
    titles = [each.line for each in found.values() if each.label.field == "title"]
    if len(titles) > 1:
        raise UnknownLayoutError(titles[1].start, "the number of the document above another headline")
    first = min(found)
    above = [] if is_first else [Cut(line.start, line.end, "above an article") for line in lines[:first]]
    return [*above, *mark_labelled(text, lines, found, first, FOOTER)]


def _mark_foot(lines: Sequence[Line], marks: Sequence[Cut], publishers: Collection[str]) -> Iterator[Cut]:
    """Yield the marks of publisher and claim of copyright below the text; `publishers` end several articles."""
    free = [line for line in lines if not any(mark.start < line.end <= mark.end for mark in marks)]
    for line in reversed(free[1:]):
        if not (FOOT.fullmatch(line.text) or (line == lines[-1] and line.text in publishers)):
            return
        yield Cut(line.start, line.end, "copyright")


def _mark_number(line: Line) -> list[Cut]:
    """Return the marks of the line with the number of the document."""
    found = NUMBER.fullmatch(line.text)
    start = line.start + (found.start("number") if found else 0)
    return [Cut(line.start, start, "document number"), Cut(start, line.end, "document number", "id")]


FULL_TEXT = "export the article again in the format Full Article/Report, with or without indexing"
PAGE = PageLayout(SIGNS, CLASSES, divide_factiva, PARAGRAPH)
FACTIVA = Layout(DATABASE, is_factiva, divide_factiva, PAGE, FULL_TEXT, WORDS)
