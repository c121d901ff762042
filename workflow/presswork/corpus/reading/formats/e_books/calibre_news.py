"""Newspapers that Calibre downloads as an EPUB: articles in feeds, and pages and bars that lead to them."""

import re
from collections.abc import Iterable, Mapping
from html import unescape

# Names as Calibre gives them: feed_0/index.html lists the articles, feed_0/article_3/index_u5.html is one.
NAME = re.compile(r"(?:.*?/)??(?:feed_\d+/(?P<article>article_\d+/)?)?index(?:_\w+)?\.x?html?")
BAR = re.compile(rb'(<(?:div|table)\b[^<>]{0,500}?)(\sclass="(?:calibre|touchscreen)_?navbar)')
ADDRESS = re.compile(rb'\shref="(https?://[^"<>\s]{1,2000})"')
# Calibre puts the day into the title, and its own name where the author stands.
DAY = re.compile(r"\s*\[[^\[\]]{1,60}\]\s*\Z")
AUTHOR = "calibre"


def is_news(names: Iterable[str]) -> bool:
    """Return whether the documents of a book are named as Calibre names those of a newspaper."""
    return any(found and found["article"] for found in map(NAME.fullmatch, names))


def is_list(name: str) -> bool:
    """Return whether a document of a newspaper only leads to its feeds or articles."""
    found = NAME.fullmatch(name)
    return bool(found and not found["article"])


def read_outlet(given: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a book as those of a newspaper's articles: outlet, day, and author unless it is Calibre."""
    fields = {"outlet": DAY.sub("", given.get("title", "")), **given}
    return {key: value for key, value in fields.items() if value and key != "title" and value.lower() != AUTHOR}


def mark_bars(page: bytes) -> tuple[bytes, str]:
    """Return a page whose bars are marked as navigation, and the address in its last one, blank if there is none."""
    bars = list(BAR.finditer(page))
    address = ADDRESS.search(page, bars[-1].end()) if bars else None
    marked = BAR.sub(rb'\1 role="navigation"\2', page)
    return marked, unescape(address[1].decode("utf-8", "replace")) if address else ""
