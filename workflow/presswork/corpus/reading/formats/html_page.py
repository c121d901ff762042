"""HTML: a page is a record, the article on it as trafilatura finds it."""

import logging
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from presswork.corpus.reading.encoding import UNSTATED, Stated, decode_page
from presswork.corpus.reading.formats.extracted import extract_record
from presswork.corpus.reading.formats.record import Record, Rejected, add_notices
from presswork.corpus.reading.formats.streams import read_whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a page says of itself for machines, and the headline that it shows.
STATED = '//meta|//link|//head/title|//script[contains(@type, "json")]|//h1|//*[@rel="author" or @itemprop="author"]'
UNPRINTED = "//head|//meta|//link|//script|//style|//footer|//h1"
PUBLISHED = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')
# Parts of a page that are marked as not being its content.
LANDMARKS = "|".join(
    f'//*[@role="{role}"]' for role in ("navigation", "complementary", "search", "dialog", "contentinfo")
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HEAD_TAGS = ("meta", "link", "title", "script")
CHANGED = re.compile("modif|updat|revis|expir", re.IGNORECASE)
# Without a last day htmldate takes today's, and the same page would give another date tomorrow.
DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1995-01-01",
    "max_date": "2099-12-31",
}


def read_html_page(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED
) -> Iterator[Record | Rejected]:
    """Yield the one record of a page: headline, blank line, text without comments; fields as the page states them."""
    try:
        decoded = decode_page(read_whole(stream), stated)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "save the page again as HTML")
        return
    found = extract_record("trafilatura", "HTML", decoded.encoding, partial(_extract, decoded.text))
    yield add_notices(found, decoded.doubts)


def _extract(page: str) -> dict[str, str | None]:
    from trafilatura import extract
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    tree = load_html(page)
    if tree is None:
        return {"text": None}
    stated = extract_metadata(_pick(tree, STATED), date_config=DATES)
    _drop(tree, LANDMARKS)
    article = extract(tree, include_comments=False) or ""
    title = " ".join((stated.title or "").split())
    return {
        "title": title,
        "text": _drop_headline(article, title),
        "byline": stated.author,
        "outlet": stated.sitename or stated.hostname,
        "published": _confirm_date(tree, stated.date),
        "url": stated.url,
    }


def _pick(tree: "HtmlElement", path: str) -> "HtmlElement":
    """Return a page of copies of the elements at a path, without those that tell of a change."""
    from lxml.html import fromstring

    page = fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath(path):
        names = (element.get(name, "") for name in ("property", "name", "itemprop"))
        if not any(map(CHANGED.search, names)):
            copied = deepcopy(element)
            copied.tail = None
            page[element.tag not in HEAD_TAGS].append(copied)
    return page


def _confirm_date(tree: "HtmlElement", stated: str | None) -> str | None:
    """Return the day that a page states for machines, unless what it prints or marks up leaves a doubt.

    A page that prints no day must state one alone, and as that of publication.
    """
    from htmldate import find_date

    if not stated or min(DAY.findall(" ".join(tree.xpath("//time/@datetime"))), default=stated) < stated:
        return None
    published = _find_published(tree)
    _drop(tree, UNPRINTED)
    printed = find_date(tree, **DATES)
    return stated if printed == stated or (printed is None and published == {stated}) else None


def _find_published(tree: "HtmlElement") -> set[str]:
    """Return the days that a page states, for machines, as those of publication."""
    scripts = " ".join(tree.xpath('//script[contains(@type, "json")]/text()'))
    properties = tree.xpath('//meta[contains(@property, "published")]/@content')
    return {*PUBLISHED.findall(scripts), *DAY.findall(" ".join(properties))}


def _drop(tree: "HtmlElement", path: str) -> None:
    for element in tree.xpath(path):
        if element.getparent() is not None:
            element.drop_tree()


def _drop_headline(text: str, title: str) -> str:
    """Return the text without the headline that the record has above it."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and " ".join(first.split()) == title else text
