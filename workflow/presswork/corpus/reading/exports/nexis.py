"""Nexis Uni, Lexis+ and LexisNexis Academic: labels above and below the text of each article.

Older exports put `1 of 3 DOCUMENTS` above each article, then outlet, day and headline. Newer ones put headline, outlet
and day above the labels, the line Body above the text and `End of Document` below it; their file may begin with a cover
page and a list of results.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import (
    BELOW,
    Labelled,
    find_labels,
    mark_day,
    mark_labelled,
    read_words,
)
from presswork.corpus.reading.exports.nexis_cover import LISTED, find_first, find_results, read_items
from presswork.corpus.reading.exports.nexis_head import MAX_DAY, count_claims, is_outlet_first, mark_head
from presswork.corpus.reading.exports.nexis_pages import count_repeated, find_pages
from presswork.corpus.reading.formats.record import Cut

DATABASE = "Nexis"
OF = r"(?:of|von|sur|de|di|van)"
# 1 of 3 DOCUMENTS, Dokument 1 von 3; but Document 1 of 3 is ProQuest's.
NUMBER = (
    rf"(?:FOCUS - *)?(?P<number>\d{{1,6}}) +{OF} +(?P<count>\d{{1,6}}) +"
    r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)"
    r"|(?:Dokument|Document|Documento) +\d{1,6} +(?:von|de|sur|di|van) +\d{1,6}"
)
ENDS = (
    "End of Document|Ende des Dokuments|Fin du document|Fin del documento|Fine del documento|Einde van document"
    "|Einde van het document"
)
NUMBERED = re.compile(NUMBER, re.IGNORECASE)
END = re.compile(ENDS, re.IGNORECASE)
DIVIDED = re.compile(rf"^[^\S\n]*(?:{NUMBER}|{ENDS})[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
# Words of the marks that all exports have, and of a label that a single article copied from the database has.
WORDS = ("document", "dokument", "length", "länge", "longueur", "longitud", "lunghezza", "lengte")
# The database could not deliver an article.
FAILED = "there is an error in this document and it is not possible to display it"
PAGE = re.compile(
    r"(?:^|(?P<sign>[;,])\s*)(?:pages?|pp?|pgs?|seiten?|s|blz|p[áa]gs?|p[áa]ginas?)\b\.?\s*"
    r"(?P<page>[\w-]*\d[\w-]*(?:\s*[,-]\s*[A-Z]?\d[\w-]*)*)",
    re.IGNORECASE,
)
BY = re.compile(r"(?i:by|von|par|por|door)\s+(?=[^\W\d_])")
# Without a word for page: Financial; E01.
BARE_PAGE = re.compile(r"(?P<sign>;)\s*(?P<page>[A-Z]{1,2}\d{1,3})(?=\s*(?:;|$))")


def is_nexis(text: str) -> bool:
    """Return whether a text has the marks of an export from Nexis."""
    lines = split_lines(text)
    labels = list(_find_labels(lines).values())
    if _is_single(labels) or (_is_labelled(lines, labels) and DIVIDED.search(text)):
        return True
    return bool(LISTED.search(text)) and find_results(lines) is not None


def _is_labelled(lines: Sequence[Line], labels: Sequence[Labelled]) -> bool:
    """Return whether labels are those of articles, not only the line with which other texts may end, too."""
    found = [each for each in labels if not END.fullmatch(each.line.text)]
    if any(each.label.field in ("length", "loaded") or each.label.reach == "body" for each in found):
        return True
    return bool(found) and any(NUMBERED.fullmatch(line.text) for line in lines)


def _is_single(labels: Sequence[Labelled]) -> bool:
    """Return whether labels are those of one article, whose number or end was not copied."""
    fields = [each.label.field for each in labels]
    return fields.count("length") == 1 and "loaded" in fields


def divide_nexis(text: str) -> Export:
    """Return the articles of an export from Nexis; raises UnknownLayoutError."""
    lines = split_lines(text)
    numbered = [number for number, line in enumerate(lines) if NUMBERED.fullmatch(line.text)]
    if numbered:
        parts = [lines[a:b] for a, b in zip(numbered, [*numbered[1:], len(lines)], strict=True)]
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
    start = find_first(text, lines, _find_labels(lines), results) if results else 0
    bounds = zip([start, *ends[:-1]], ends, strict=True)
    return Export(tuple(_read_article(text, lines[first:last]) for first, last in bounds), stated, listed)


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
    return any(found.label.field == "length" for found in _find_labels(lines).values())


def _find_labels(lines: Sequence[Line]) -> dict[int, Labelled]:
    """Return the lines with labels: with a colon, or headings of newer exports such as Body alone on their line."""
    is_numbered = bool(lines) and bool(NUMBERED.fullmatch(lines[0].text))
    found = {}
    for number, each in find_labels(lines, DATABASE).items():
        written = each.line.text[: each.value - each.line.start].strip()
        has_colon = written.endswith(":")
        is_heading = not has_colon and not each.label.name.isupper() and not written.isupper()
        if is_heading or (has_colon and (written.isupper() or not is_numbered)):
            found[number] = each
    return found


def _read_article(text: str, lines: Sequence[Line]) -> Article:
    start, end = lines[0].start, lines[-1].end
    is_numbered = bool(NUMBERED.fullmatch(lines[0].text))
    pages = find_pages(text, lines)
    headers = {line for page, count in pages.items() for line in lines[page : page + 1 + count]}
    left = [line for line in lines if line not in headers]
    labels = _find_labels(left)
    first = min((n for n, each in labels.items() if not END.fullmatch(each.line.text)), default=None)
    if first is None:
        raise UnknownLayoutError(start, "a label such as LENGTH, or the line Body")
    marks = [Cut(start, lines[0].end, "number of the document")] if is_numbered else []
    head = left[is_numbered:first]
    is_titled = any(each.label.field == "title" for each in labels.values())
    is_above = is_numbered or (not END.fullmatch(lines[-1].text) and is_outlet_first(head))
    marks += mark_head(text, head, is_above, is_titled)
    title = " ".join(text[mark.start : mark.end] for mark in marks if mark.field == "title")
    headers |= {line for page in pages for line in lines[page + 1 : page + 1 + count_repeated(lines, page, title)]}
    left = [*left[:first], *(line for line in left[first:] if line not in headers)]
    end_text = len(left) - count_claims(left[first:])
    marks += [Cut(line.start, line.end, "copyright") for line in left[end_text:]]
    labelled = {each.line.start: each for each in labels.values()}
    found = {n: labelled[line.start] for n, line in enumerate(left[:end_text]) if line.start in labelled}
    marks += mark_labelled(text, left[:end_text], found, first, floor=_find_floor(left, found, first))
    marks += [Cut(line.start, line.end, "page header") for line in headers - set(left)]
    settled = tuple(_settle(text, sorted(marks, key=lambda mark: mark.start)))
    return Article(start, end, settled, read_words(text, settled))


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
            yield from _mark_section(mark, value)
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


def _mark_section(mark: Cut, value: str) -> Iterator[Cut]:
    """Yield the marks of a section and of the page that stands within it: NEWS; Pg. 4."""
    found = PAGE.search(value) or BARE_PAGE.search(value)
    if not found:
        yield mark
        return
    below = found.end() + len(value[found.end() :]) - len(value[found.end() :].lstrip(" ;,"))
    # The sign stays with the section above the page if there is more of it below.
    above = found.end("sign") if found["sign"] and below < len(value) else found.start()
    page = found.start("page")
    ends = [0, above, page, found.end(), below, len(value)]
    fields = ["section", None, "page", None, "section"]
    for field, start, end in zip(fields, ends, ends[1:], strict=False):
        if start < end:
            yield Cut(mark.start + start, mark.start + end, mark.rule, field)


NEXIS = Layout(DATABASE, is_nexis, divide_nexis, words=WORDS)
