"""The table of contents of an EPUB: what it calls each document; and pages of a book that only lead to others."""

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml.etree import _Element

NCX = "application/x-dtbncx+xml"
MAX_DEPTH = 20
BODY, TAG = re.compile(rb"<body\b", re.IGNORECASE), re.compile(rb"<[^<>]*>?|&nbsp;|&#160;|\xc2\xa0")
# To another document of the book.
LINK = re.compile(
    rb"""<a\b[^<>]{0,500}?\shref=["'](?!#|[a-z]+:)[^<>]{0,2000}>(.{0,500}?)</a>""", re.DOTALL | re.IGNORECASE
)
MIN_LINKS, LINKED_SHARE = 2, 0.5
# Of a longer document, most words are text.
MAX_CONTENTS, MAX_START = 1 << 18, 1 << 14


def find_contents(tree: "_Element") -> list[str]:
    """Return the addresses of the tables of contents that a package names: that of EPUB 3 before that of EPUB 2."""
    items = tree.xpath("//*[local-name()='manifest']/*")
    pages = [each for each in items if "nav" in each.get("properties", "").split()]
    return [each.get("href", "") for each in (*pages, *(each for each in items if each.get("media-type") == NCX))]


def read_contents(tree: "_Element", base: str) -> dict[str, tuple[str, str]]:
    """Return the first title of each document in a table of contents, and the place in the document that it is of."""
    roots = tree.xpath("//*[local-name()='navMap']") or tree.xpath(
        "//*[local-name()='nav'][@*[local-name()='type']='toc']/*[local-name()='ol']"
    )
    found: dict[str, tuple[str, str]] = {}
    for root in roots:
        for name, *entry in _list_entries(root, base, 0):
            found.setdefault(name, (entry[0], entry[1]))
    return found


def _list_entries(above: "_Element", base: str, depth: int) -> Iterator[tuple[str, str, str]]:
    """Yield the entries below an element (document, title, place in it), each before those below itself."""
    if depth > MAX_DEPTH:
        return
    for each in above.xpath("./*[local-name()='navPoint' or local-name()='li']"):
        title = _read_text(each.xpath("./*[local-name()='navLabel' or local-name()='a']"))
        places = each.xpath("./*[local-name()='content']/@src | ./*[local-name()='a']/@href")
        name = join_name(base, places[0]) if places else ""
        if name and title:
            yield name, title, places[0].partition("#")[2]
        for inner in (each, *each.xpath("./*[local-name()='ol']")):
            yield from _list_entries(inner, base, depth + 1)


def _read_text(elements: "list[_Element]") -> str:
    return " ".join("".join(elements[0].itertext()).split()) if elements else ""


def join_name(base: str, href: str | None) -> str:
    """Return the name of the part that an address in the folder `base` leads to."""
    path = unquote((href or "").partition("#")[0])
    return posixpath.normpath(posixpath.join(base, path)) if path else ""


def begins_with(page: bytes, title: str, place: str) -> bool:
    """Return whether a document begins with a place in it, or with the title of that; one it lacks is its beginning."""
    found = re.search(rb"""\s(?:id|name)=["']%s["']""" % re.escape(place.encode()), page) if place else None
    if not found or not TAG.sub(b"", _find_body(page[: found.start()])).strip():
        return True
    start = unescape(TAG.sub(b" ", _find_body(page)[:MAX_START]).decode("utf-8", "replace"))
    return start.casefold().split()[: len(title.split())] == title.casefold().split()


def is_contents(page: bytes) -> bool:
    """Return whether most words of a document link to others of its book."""
    if len(page) > MAX_CONTENTS:
        return False
    linked = [TAG.sub(b" ", text) for text in LINK.findall(page)]
    n_words = len(TAG.sub(b" ", _find_body(page)).split())
    return len(linked) >= MIN_LINKS and sum(len(each.split()) for each in linked) >= LINKED_SHARE * n_words


def _find_body(page: bytes) -> bytes:
    found = BODY.search(page)
    return page[found.start() :] if found else page
