"""HTML: a page is a record, all the text that it shows; what trafilatura finds to be the article is kept."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, BinaryIO

from presswork.corpus.reading.encoding import UNSTATED, Stated, decode_page
from presswork.corpus.reading.exports.divide import CLASSES, SIGN_WORDS, divide_page
from presswork.corpus.reading.formats.extracted import REMEDY, name_library, reject_broken
from presswork.corpus.reading.formats.html.alignment import find_extract
from presswork.corpus.reading.formats.html.article_elements import count_articles, is_live, list_lengths, list_posts
from presswork.corpus.reading.formats.html.kept_text import (
    add_headings,
    add_posts,
    add_standfirst,
    add_title,
    list_cuts,
    list_lines_above,
    name_parts,
)
from presswork.corpus.reading.formats.html.page_metadata import confirm_printed, drop_elements, read_metadata
from presswork.corpus.reading.formats.html.visible_text import Piece, find_elements, parse_html, read_visible
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, add_notices, find_problem
from presswork.corpus.reading.formats.streams import read_whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Parts of a page that are marked as not being its content.
LANDMARKS = "|".join(
    f'//*[@role="{role}"]' for role in ("navigation", "complementary", "search", "dialog", "contentinfo")
)
# A tag of this length has its attributes counted: libxml2 takes a time that grows with their square.
LONG_TAG = re.compile(r"<[^<>]{20000,}")
ATTRIBUTE = re.compile(r"""\s[^\s"'=<>/]+""")
MAX_ATTRIBUTES = 5000
NO_TEXT = "the page has no visible text"
# Pages with articles are smaller. An element takes the time of some characters, and memory even where it is not shown.
MAX_PAGE, ELEMENT = 1 << 22, 20
MAX_TAGS = 1_500_000
TOO_LONG = "if it is one article, save its text as TXT; if there are several, save each on a page of its own"


def read_html_page(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED, fields: Mapping[str, str] | None = None
) -> Iterator[Record | Notice]:
    """Yield the one record of a page: what it shows, with what is left out of the article; fields as it states them.

    `fields` are known from elsewhere, and go before what the page states.
    """
    try:
        decoded = decode_page(read_whole(stream), stated)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "save the page again as HTML")
        return
    try:
        for each in read_page(decoded.text, decoded.encoding, fields):
            yield add_notices(each, decoded.doubts)
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken("trafilatura", "HTML", error)


def read_page(page: str, encoding: str, fields: Mapping[str, str] | None = None) -> Iterator[Record | Notice]:
    """Yield the record of a page, or the articles of an export in it.

    `fields` are known from elsewhere, and go before what the page states. Raises what libraries raise on hostile input.
    """
    if any(len(ATTRIBUTE.findall(tag)) > MAX_ATTRIBUTES for tag in LONG_TAG.findall(page)):
        detail = f"a tag with more than {MAX_ATTRIBUTES:,} attributes"
        yield Rejected(None, "broken HTML", detail, "open it in a browser, save it again, or remove it")
        return
    if page.count("<") > MAX_TAGS:
        yield Rejected(None, "too long", f"a page with more than {MAX_TAGS:,} tags", TOO_LONG)
        return
    from trafilatura.utils import repair_faulty_html

    if page.strip() and "<" not in page:
        yield Rejected(
            None, "broken HTML", "the file has no HTML tags", "if it is plain text, rename it to end in .txt"
        )
        return
    tree = parse_html(repair_faulty_html(page, page[:50].lower())) if page.strip() else None
    if tree is None:
        yield Rejected(None, "no text", NO_TEXT, REMEDY)
        return
    text, pieces = read_visible(tree)
    elements = find_elements(tree, CLASSES) if any(word in page for word in SIGN_WORDS) else []
    exported = divide_page(Record(None, text, encoding), elements, list_lengths(tree))
    if exported is not None:
        yield from exported
        return
    n_elements = sum(1 for _ in tree.iter())
    if len(text) + ELEMENT * n_elements > MAX_PAGE:
        detail = f"a page of {len(text):,} characters in {n_elements:,} elements"
        yield Rejected(None, "too long", detail, TOO_LONG)
        return
    n_articles = count_articles(tree)
    if n_articles > 1:
        detail = f"{n_articles} articles on one page, none of them the main one"
        yield Rejected(None, "several articles", detail, "save each article in a file of its own")
        return
    yield _build_record(tree, text, pieces, encoding, fields or {})


def _build_record(
    tree: "HtmlElement", text: str, pieces: Sequence[Piece], encoding: str, fields: Mapping[str, str]
) -> Record | Rejected:
    """Return the record of a page with one article."""
    from trafilatura import extract

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    # Metadata and the extract are read from trees that are taken apart, and pieces stand in this one.
    article = deepcopy(tree)
    drop_elements(article, LANDMARKS)
    given: Mapping[str, str] = {**read_metadata(deepcopy(tree)), **fields}
    title = given.get("title", "")
    kept, lost = find_extract(text, _drop_headline(extract(article, include_comments=False) or "", title))
    pieces = name_parts(kept, pieces)
    kept = add_standfirst(text, add_headings(text, kept, pieces), pieces)
    if is_live(tree):
        kept = add_posts(text, kept, pieces, list_posts(tree))
    if lost:
        # An article that only programs on the page hold is no less its text.
        unseen = "\n".join(lost)
        kept = [*kept, (len(text) + 2, len(text) + 2 + len(unseen))]
        text = f"{text}\n\n{unseen}"
    if not text.strip():
        return Rejected(None, "no text", NO_TEXT, REMEDY)
    text, kept, pieces = add_title(text, kept, pieces, title)
    given = confirm_printed(given, list_lines_above(text, kept))
    problem = find_problem(text, given.values(), None)
    if problem:
        return problem
    extractor = name_library("trafilatura")
    return Record(None, text, encoding, given, extractor=extractor, cuts=tuple(list_cuts(text, kept, pieces)))


def _drop_headline(text: str, title: str) -> str:
    """Return the text without the headline that the record has above it."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and " ".join(first.split()) == title else text
