"""Nexis Uni, Lexis+ and LexisNexis Academic: labels above and below the text of each article.

Older exports put `1 of 3 DOCUMENTS` above each article, then outlet, day and headline. Newer ones put headline, outlet
and day above the labels, the line Body above the text and `End of Document` below it; their file may begin with a cover
page and a list of results.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import (
    BELOW,
    Labelled,
    mark_day,
    mark_labelled,
    read_words,
)
from presswork.corpus.reading.exports.nexis.cover import LISTED, find_first, find_results, is_list, read_items
from presswork.corpus.reading.exports.nexis.head import (
    MAX_DAY,
    count_claims,
    find_text,
    is_empty,
    is_outlet_first,
    mark_head,
)
from presswork.corpus.reading.exports.nexis.labels import (
    DATABASE,
    END,
    ENDS,
    NUMBER,
    NUMBERED,
    find_all_labels,
    find_first_label,
    is_length,
    is_loaded,
)
from presswork.corpus.reading.exports.nexis.pages import count_repeated, find_pages
from presswork.corpus.reading.exports.nexis.section import mark_section
from presswork.corpus.reading.formats.record import Cut

DIVIDED = re.compile(rf"(?:^|(?<=\r))[^\S\r\n]*(?:{NUMBER}|{ENDS})[^\S\r\n]*(?=\r|$)", re.IGNORECASE | re.MULTILINE)
# Words of the marks that all exports have, and of a label that a single article copied from the database has.
WORDS = ("document", "dokument", "length", "länge", "longueur", "longitud", "lunghezza", "lengte")
MAX_REST_WORDS = 60
# The database could not deliver an article.
FAILED = "there is an error in this document and it is not possible to display it"
# Links below the text to the page as it was printed, in the language of the interface.
LINK = re.compile(
    r"(?:\[\]\s?)?(?:Links? (?:to|zu|zum|zur|vers|al|naar) (?:\S+ )?(?:PDF|Image|Original|Scan|Bild|Seite|page)[\w-]*"
    r"|Original Gesamtseiten-PDF|PDF-(?:Datei dieses Dokuments|bestand van dit document)"
    r"|(?:View|Bekijk de) (?:original|oorspronkelijke) pagin?[ae]s?:.{0,40})",
    re.IGNORECASE,
)
BY = re.compile(r"(?i:by|von|par|por|door)\s+(?=[^\W\d_])")


def is_nexis(text: str) -> bool:
    """Return whether a text has the marks of an export from Nexis."""
    lines = split_lines(text)
    labels = find_all_labels(lines)
    if _is_single(labels) or (DIVIDED.search(text) and _is_labelled(lines)):
        return True
    return bool(LISTED.search(text)) and is_list(lines)


def _is_labelled(lines: Sequence[Line]) -> bool:
    """Return whether lines have labels of articles, not only the line with which other texts may end, too."""
    numbers = [(number, match) for number, line in enumerate(lines) if (match := NUMBERED.fullmatch(line.text))]
    # Two documents numbered as Nexis does are an export, even if their labels are not known.
    if sum(bool(match["number"]) for _, match in numbers) > 1:
        return True
    found = find_all_labels(lines[numbers[0][0] if numbers else 0 :]).values()
    if numbers:
        return any(not END.fullmatch(each.line.text) for each in found)
    return any(is_length(each) or is_loaded(each) for each in found)


def _is_single(found: Mapping[int, Labelled]) -> bool:
    """Return whether labels are those of one article, whose number or end was not copied: its text is between two."""
    length = [number for number, each in found.items() if is_length(each)]
    loaded = [number for number, each in found.items() if is_loaded(each)]
    return len(length) == 1 and any(not found.keys() >= set(range(length[0], last)) for last in loaded)


def divide_nexis(text: str) -> Export:
    """Return the articles of an export from Nexis; raises UnknownLayoutError."""
    lines = split_lines(text)
    numbered = [number for number, line in enumerate(lines) if NUMBERED.fullmatch(line.text)]
    if numbered:
        above = {each.label.field for each in find_all_labels(lines[: numbered[0]]).values()}
        if "loaded" in above and "length" not in above:
            raise UnknownLayoutError(lines[0].start, "the beginning of this article, or the number of the document")
        # The number above the first article may be missing.
        edges = [*([0] if "length" in above else ()), *numbered, len(lines)]
        parts = [lines[first:last] for first, last in pairwise(edges)]
        articles = [_read_article(text, part) for part in parts if not _is_failed(part)]
        return Export(tuple(articles), _read_stated(lines, numbered[0]))
    results = find_results(lines)
    stated, listed = (results.stated, results.titles) if results else (None, ())
    ends = [number + 1 for number, line in enumerate(lines) if END.fullmatch(line.text)]
    if _has_length(lines[ends[-1] :] if ends else lines):
        # An article without its end: copied by hand, or in a file that was cut off.
        ends.append(len(lines))
    if not ends:
        return Export((), stated, listed)
    start = find_first(text, lines, find_all_labels(lines), results) if results else 0
    bounds = pairwise([start, *(end for end in ends if end > start)])
    return Export(tuple(_read_article(text, lines[first:last]) for first, last in bounds), stated, listed)


def _check_rest(lines: Sequence[Line]) -> None:
    """Raise UnknownLayoutError if more stands below the end of a numbered document than a footer."""
    if sum(len(line.text.split()) for line in lines) > MAX_REST_WORDS:
        raise UnknownLayoutError(lines[0].start, "the number of a document above this article")


def _read_stated(lines: Sequence[Line], number: int) -> int | None:
    """Return how many documents the export states: on its cover page, or above the first document if that is number 1.

    A search may have found more than were exported.
    """
    first = NUMBERED.fullmatch(lines[number].text)
    stated = [read_items(lines[:number]), int(first["count"]) if first and first["number"] == "1" else None]
    return min((count for count in stated if count), default=None)


def _is_failed(lines: Sequence[Line]) -> bool:
    return len(lines) < 10 and any(FAILED in line.text for line in lines)


def _has_length(lines: Sequence[Line]) -> bool:
    return any(found.label.field == "length" for found in find_all_labels(lines).values())


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    start, end = lines[0].start, lines[-1].end
    is_numbered = bool(NUMBERED.fullmatch(lines[0].text))
    if is_numbered:
        ends = next((n for n, line in enumerate(lines, 1) if END.fullmatch(line.text)), len(lines))
        _check_rest(lines[ends:])
    pages = find_pages(text, lines)
    headers = {line for page, count in pages.items() for line in lines[page : page + 1 + count]}
    left = [line for line in lines if line not in headers]
    first = find_first_label(left, is_numbered)
    if first is None and is_numbered and is_empty(lines[1:]):
        return Article(start, end, (Cut(start, end, "document without text"),), None)
    if first is None:
        raise UnknownLayoutError(start, "a label such as LENGTH, or the line Body")
    marks = [Cut(start, lines[0].end, "number of the document")] if is_numbered else []
    head = left[is_numbered:first]
    above = find_text(text, head) if is_numbered and head else None
    if above is not None:
        head, first = head[:above], is_numbered + above
    is_titled = any(each.label.field == "title" for each in find_all_labels(left).values())
    is_above = is_numbered or (not END.fullmatch(lines[-1].text) and is_outlet_first(head))
    marks += mark_head(text, head, is_above, is_titled)
    title = " ".join(text[mark.start : mark.end] for mark in marks if mark.field == "title")
    headers |= {line for page in pages for line in lines[page + 1 : page + 1 + count_repeated(lines, page, title)]}
    links = {line for line in left[first:] if LINK.fullmatch(line.text)}
    marks += [Cut(line.start, line.end, "link to the page") for line in links - headers]
    left = [*left[:first], *(line for line in left[first:] if line not in headers | links)]
    end_text = len(left) - count_claims(left[first:])
    marks += [Cut(line.start, line.end, "copyright") for line in left[end_text:]]
    found = find_all_labels(left[:end_text])
    floor = 0 if above is not None else _find_floor(left, found, first)
    marks += mark_labelled(text, left[:end_text], found, first, floor=floor, is_text=above is not None)
    _check_lengths(text, marks)
    marks += [Cut(line.start, line.end, "page header") for line in headers - set(left)]
    settled = tuple(_settle(text, sorted(marks, key=lambda mark: mark.start)))
    return Article(start, end, settled, read_words(text, settled))


def _check_lengths(text: str, marks: Sequence[Cut]) -> None:
    """Raise UnknownLayoutError if another article stands below this one."""
    lengths = [mark.start for mark in marks if mark.field == "length" and text[mark.start].isdigit()]
    if len(lengths) > 1:
        raise UnknownLayoutError(lengths[1], "the end of the document above another article")


def _find_floor(lines: Sequence[Line], found: dict[int, Labelled], first: int) -> int:
    """Return the line above which nothing is text: the line Body, or the length if only labels stand above it."""
    body = next((number for number in sorted(found) if found[number].label.reach == "body"), None)
    if body is not None:
        return body
    length = next((number for number in sorted(found) if found[number].label.field == "length"), first)
    above = range(first, length)
    is_below = any(found[n].label.reach in BELOW and found[n].label.field == "loaded" for n in above if n in found)
    return 0 if is_below or any(lines[n].is_paragraph and n not in found for n in above) else length


def _settle(text: str, marks: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the marks with pages apart from sections, and with the day of loading as the day if there is no other."""
    is_dated = any(mark.field == "published" for mark in marks)
    for mark in marks:
        value = text[mark.start : mark.end]
        if mark.field == "section":
            yield from mark_section(mark, value)
        elif mark.field == "byline" and (by := BY.match(value)):
            yield replace(mark, end=mark.start + by.end(), field=None)
            yield replace(mark, start=mark.start + by.end())
        elif mark.field != "loaded":
            yield mark
        elif is_dated or not find_dates(value[:MAX_DAY]):
            yield replace(mark, field=None)
        else:
            yield from mark_day(Line(mark.start, mark.end, value[:MAX_DAY]), mark.start, mark.rule)
            is_dated = True


NEXIS = Layout(DATABASE, is_nexis, divide_nexis, words=WORDS)
