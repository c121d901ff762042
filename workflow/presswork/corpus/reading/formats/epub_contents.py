"""The table of contents of an EPUB: what it calls each document."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml.etree import _Element

NCX = "application/x-dtbncx+xml"
MAX_DEPTH = 20


def find_contents(tree: "_Element") -> list[str]:
    """Return the addresses of the tables of contents that a package names: that of EPUB 3 before that of EPUB 2."""
    items = tree.xpath("//*[local-name()='manifest']/*")
    pages = [each for each in items if "nav" in each.get("properties", "").split()]
    return [each.get("href", "") for each in (*pages, *(each for each in items if each.get("media-type") == NCX))]


def read_contents(tree: "_Element", base: str) -> dict[str, str]:
    """Return the titles in a table of contents by the document that each is of; the first one counts."""
    roots = tree.xpath("//*[local-name()='navMap']") or tree.xpath(
        "//*[local-name()='nav'][@*[local-name()='type']='toc']/*[local-name()='ol']"
    )
    found: dict[str, str] = {}
    for root in roots:
        for name, title in _list_entries(root, base, 0):
            found.setdefault(name, title)
    return found


def _list_entries(above: "_Element", base: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the entries below an element (document, title), each before those below itself."""
    if depth > MAX_DEPTH:
        return
    for each in above.xpath("./*[local-name()='navPoint' or local-name()='li']"):
        title = _read_text(each.xpath("./*[local-name()='navLabel' or local-name()='a']"))
        places = each.xpath("./*[local-name()='content']/@src | ./*[local-name()='a']/@href")
        name = join_name(base, places[0]) if places else ""
        if name and title:
            yield name, title
        for inner in (each, *each.xpath("./*[local-name()='ol']")):
            yield from _list_entries(inner, base, depth + 1)


def _read_text(elements: "list[_Element]") -> str:
    return " ".join("".join(elements[0].itertext()).split()) if elements else ""


def join_name(base: str, href: str | None) -> str:
    """Return the name of the part that an address in the folder `base` leads to."""
    path = unquote((href or "").partition("#")[0])
    return posixpath.normpath(posixpath.join(base, path)) if path else ""
