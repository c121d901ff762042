"""NewsBank: headline, day and outlet, author and section above a link, then the text, copyright and citation.

In HTML, classes of elements say where headline and text stand.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.export import Article, Export, Layout, PageLayout, UnknownLayoutError
from presswork.corpus.reading.exports.labelled import fill_gaps, find_blocks, find_labels, load_labels, read_words
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut

DATABASE = "NewsBank"
LINK = "OpenURL Link"
# Classes of elements on today's pages, and on those of the former interface.
TITLES, BODIES, OUTLET = ("document-view__title", "docCite"), ("document-view__body", "mainText"), "pubName"
HEAD, TITLE = "header above an article", "headline above an article"
# How many lines the link may stand below the day, and how many a headline may have.
HEAD_LINES, TITLE_LINES = 6, 6
LENGTH = re.compile(r"(?P<value>\d[\d,.]*\s+words)", re.IGNORECASE)
PAGED = re.compile(r"pages? (?P<value>\S+)", re.IGNORECASE)
# A page as a picture has no link, but a name above: Lake Post, The (NC) - October 2, 2024 - page 2, and below it
# October 2, 2024 | Lake Post, The (NC) | Lakeside, North Carolina | Page 2
IMAGED, CALLED = re.compile(r"[^|]+\|[^|]+\|.*\| *Page \S+"), re.compile(r".+ - .+ - page \S+", re.IGNORECASE)
WEEKDAY = re.compile(r"[^\W\d_]{3,12},?\s*")
CLAIM = re.compile(r"(?:copyright\s*(?:©|\(c\)|,|:|\d{4})|©|\(c\) ?\d{4}).*", re.IGNORECASE)
CITATION = re.compile(r"citation \(\w+ style\)", re.IGNORECASE)
DOCUMENT = re.compile(r"\bdocref=(?P<value>[\w/.:@%-]*\w)")
FIELDS = ("published", "outlet", "byline", "section", "page", "length")
CLOSED = (">", "›", "⟩")
# What is below the text, such as a sentence on copyright, runs over so many lines at most.
TAIL_LINES = 3


class _Head(NamedTuple):
    """The line with an article's day, and the first line of its text."""

    day: int
    text: int


def is_newsbank(text: str) -> bool:
    """Return whether a text has the marks of an export from NewsBank."""
    return bool(_find_heads(split_lines(text)))


def divide_newsbank(text: str) -> Export:
    """Return the articles of an export from NewsBank; raises UnknownLayoutError."""
    lines = split_lines(text)
    heads = _find_heads(lines)
    blocks = sorted(find_blocks(text, lines))
    firsts = [_find_title(lines, blocks, *pair) for pair in pairwise([_Head(-1, 0), *heads])]
    articles = []
    for head, first, end in zip(heads, firsts, [*firsts[1:], len(lines)], strict=True):
        below = lines[head.text : end]
        marks = [
            *(Cut(line.start, line.end, TITLE, "title") for line in lines[first : head.day]),
            *_mark_head(text, lines[head.day].start, lines[head.text - 1].end),
            *_mark_tail(text, below[_find_tail(text, below) :]),
        ]
        articles.append(Article(lines[first].start, lines[end - 1].end, tuple(marks), read_words(text, marks)))
    return Export(tuple(articles))


def _find_heads(lines: Sequence[Line]) -> list[_Head]:
    """Return where articles start: with a day, closely followed by the link, or by the page below its name."""
    links = [number for number, line in enumerate(lines) if line.text == LINK]
    heads: list[_Head] = []
    for number, line in enumerate(lines):
        place = bisect_left(links, number)
        is_linked = place < len(links) and links[place] - number <= HEAD_LINES
        is_image = not is_linked and IMAGED.fullmatch(line.text) and CALLED.fullmatch(lines[number - 1].text)
        if number < (heads[-1].text if heads else 1) or not (is_linked or is_image) or not _begins_with_day(line.text):
            continue
        following = links[place] + 1 if is_linked else number + 1
        is_signed = not is_linked and following < len(lines) and _find_field(lines[following].text) == "byline"
        heads.append(_Head(number, following + is_signed))
    return heads


def _begins_with_day(text: str) -> bool:
    found = next(iter(find_dates(text[:100])), None)
    return found is not None and (found.start == 0 or bool(WEEKDAY.fullmatch(text, 0, found.start)))


def _find_title(lines: Sequence[Line], blocks: Sequence[int], before: _Head, head: _Head) -> int:
    """Return the line at which a headline starts: below the citation of the article before, or a blank line."""
    floor = before.text
    cited = next((number for number in range(floor, head.day) if CITATION.fullmatch(lines[number].text)), None)
    if cited is not None:
        rest = range(cited + 1, head.day - 1)
        floor = next((number for number in rest if lines[number].text.endswith(CLOSED)), cited + 1) + 1
    start = max(floor, blocks[bisect_left(blocks, head.day) - 1])
    if start >= head.day or head.day - start > TITLE_LINES:
        start = head.day - 1
    if start < before.text:
        raise UnknownLayoutError(lines[head.day].start, "the headline above the day")
    return start


def _find_field(part: str) -> str | None:
    name, colon, _ = part.partition(":")
    label = load_labels(DATABASE).get("".join(name.split()).lower()) if colon else None
    return label.field if label and label.reach == "head" else None


def _split_head(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a header stand: on lines of their own, between bars, or from one label to the next."""
    names = "|".join(re.escape(label.name) for label in load_labels(DATABASE).values() if label.reach == "head")
    following = rf"(?:{names}):\s|{LINK}|\d[\d,.]*\s+[Ww]ords\b"
    at = start
    for gap in re.finditer(rf"\s*[|\n\t\r]\s*|\s+(?={following})", text[start:end]):
        yield at, start + gap.start()
        at = start + gap.end()
    yield at, end


def _read_part(part: str, is_dated: bool) -> list[tuple[int, str | None]]:
    """Return the fields of a part of a header, each with its offset; the day is the first of them."""
    days = [] if is_dated else find_dates(part)
    if days:
        # On a page, nothing but a space may stand between day and outlet.
        rest = len(part) - len(part[days[0].end :].lstrip(" ,"))
        return [(0, None), (days[0].start, "published"), (days[0].end, None), (rest, "outlet")]
    if field := _find_field(part):
        return [(0, None), (len(part) - len(part.partition(":")[2].lstrip()), field)]
    for pattern, field in ((LENGTH, "length"), (PAGED, "page")):
        if found := pattern.fullmatch(part):
            return [(0, None), (found.start("value"), field)]
    return [(0, "outlet" if is_dated and part != LINK else None)]


def _mark_head(text: str, start: int, end: int, known: Sequence[str] = ()) -> list[Cut]:
    """Return the marks of the lines from the day to the text; what has no field, or one that is known, is cut."""
    marks: list[Cut] = []
    found = set(known)
    for first, last in _split_head(text, start, end):
        parts = _read_part(text[first:last], "published" in found)
        for (place, field), (following, _) in pairwise([*parts, (last - first, None)]):
            if place < following:
                marks.append(Cut(first + place, first + following, HEAD, None if field in found else field))
                found.add(field or "")
    return list(fill_gaps(text, start, end, marks, HEAD))


def _find_tail(text: str, lines: Sequence[Line]) -> int:
    """Return the line below the text: a label or a claim of copyright at its end, or the citation."""
    end = next((number for number, line in enumerate(lines) if CITATION.fullmatch(line.text)), len(lines))
    blocks = find_blocks(text, lines) if lines else set()
    claims = [number for number in range(end) if CLAIM.fullmatch(lines[number].text)]
    for start in sorted({*_find_tail_labels(lines[:end]), *claims[-1:]}, reverse=True):
        if end - start > TAIL_LINES or any(number in blocks for number in range(start + 1, end)):
            break
        end = start
    return end


def _find_tail_labels(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines that begin with a label below the text, with where their values start."""
    found = find_labels(lines, DATABASE)
    return {number: each.value for number, each in found.items() if each.label.reach == "tail"}


def _mark_tail(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """Yield the marks of what is below the text; the article's number is labelled, or else part of the citation."""
    labels = find_labels(lines, DATABASE)
    is_numbered = any(each.label.field == "id" for each in labels.values())
    rule = "below the article"
    for number, line in enumerate(lines):
        own = labels.get(number)
        if own:
            rule = f"{own.label.name} label"
        elif CITATION.fullmatch(line.text):
            rule = "citation"
        elif CLAIM.fullmatch(line.text):
            rule = "copyright"
        start = end = line.end
        if own and own.label.field == "id":
            start = own.value
        elif not is_numbered and (found := DOCUMENT.search(line.text)):
            start, end = line.start + found.start("value"), line.start + found.end("value")
        parts = (Cut(line.start, start, rule), Cut(start, end, rule, "id"), Cut(end, line.end, rule))
        yield from (part for part in parts if part.start < part.end)


def divide_newsbank_page(text: str, elements: Sequence[Element]) -> Export:
    """Return the articles of a page from NewsBank; raises UnknownLayoutError."""
    lines = split_lines(text)
    starts = [line.start for line in lines]
    places = [place for place, each in enumerate(elements) if each.name in TITLES]
    articles, above = [], 0
    for place, following in zip(places, [*places[1:], len(elements)], strict=True):
        title, edge = elements[place], elements[following].start if following < len(elements) else len(text)
        body = next((each for each in elements[place + 1 : following] if each.name in BODIES), None)
        if body is None:
            raise UnknownLayoutError(title.end, f"an element of the class {' or '.join(BODIES)} below the headline")
        named = [each for each in elements[above:place] if each.name == OUTLET][-1:]
        # The outlet of the next article may be above its headline.
        edge = next((each.start for each in elements[place:following] if each.name == OUTLET and each > body), edge)
        first, last, end = (bisect_left(starts, each) for each in (body.start, body.end, edge))
        own, below = lines[first:last], [line for line in lines[last:end] if line.end <= edge]
        marks = [
            *(Cut(each.start, each.end, "outlet above an article", "outlet") for each in named),
            *(cut for each in named for cut in _mark_head(text, each.end, title.start, FIELDS)),
            Cut(title.start, title.end, TITLE, "title"),
            *_mark_head(text, title.end, body.start, ["outlet"] if named else []),
            *_mark_tail(text, [*own[_find_tail(text, own) :], *below]),
        ]
        start, end, above = (
            named[0].start if named else title.start,
            max([body.end, *(each.end for each in below)]),
            place,
        )
        articles.append(Article(start, end, tuple(marks), read_words(text, marks)))
    return Export(tuple(articles))


NEWSBANK = Layout(
    DATABASE,
    is_newsbank,
    divide_newsbank,
    PageLayout(frozenset(TITLES), frozenset((*BODIES, OUTLET)), divide_newsbank_page),
    words=("openurl link", "| page "),
)
