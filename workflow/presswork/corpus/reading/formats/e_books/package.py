"""What an EPUB says of itself: its documents in reading order, what is no article, title, authors and date."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from presswork.corpus.reading.formats.e_books.calibre_news import is_list, is_news, read_outlet
from presswork.corpus.reading.formats.e_books.contents import find_contents, join_name, read_contents
from presswork.corpus.reading.formats.packages import Package
from presswork.corpus.reading.formats.record import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
PAGES = ("application/xhtml+xml", "text/html")
NAVIGATION, COVER = "navigation", "cover"
# Kinds of a reference in the guide of EPUB 2, and of an item of EPUB 3.
KINDS = {"toc": NAVIGATION, "nav": NAVIGATION, "cover": COVER, "cover-page": COVER}
# Calibre's day for a book without one.
UNDATED = "0101-01-01"
FIELDS = {"title": "title", "creator": "byline", "date": "published"}


@dataclass(frozen=True)
class Item:
    """A document of an EPUB: its name as a part, and what it is if it is no article or cannot be read."""

    name: str
    other: str | None = None


@dataclass(frozen=True)
class Book:
    """The documents of an EPUB in reading order, their titles in its table of contents, and its fields.

    The fields are title, byline and day of publication; of a newspaper that Calibre downloaded, those of its articles.
    """

    items: tuple[Item, ...]
    titles: Mapping[str, tuple[str, str]]
    given: Mapping[str, str]
    is_news: bool = False


def read_book(package: Package) -> Book:
    """Return what an EPUB says of itself; raises ValueError or KeyError if it is broken."""
    roots = _parse(package.read(CONTAINER)).xpath("//*[local-name()='rootfile']/@full-path")
    if not roots:
        raise ValueError(f"{CONTAINER} names no package")
    tree = _parse(package.read(str(roots[0])))
    base = posixpath.dirname(str(roots[0]))
    items, given = tuple(_list_items(tree, base)), _read_fields(tree)
    titles = _read_titles(package, tree, base)
    if not is_news(item.name for item in items):
        return Book(items, titles, given)
    lists = (replace(each, other=NAVIGATION) if is_list(each.name) else each for each in items)
    return Book(tuple(lists), titles, read_outlet(given), is_news=True)


def _read_titles(package: Package, tree: "_Element", base: str) -> dict[str, tuple[str, str]]:
    """Return the titles of documents in the first table of contents that can be read."""
    for href in find_contents(tree):
        name = join_name(base, href)
        try:
            found = read_contents(_parse(package.read(name)), posixpath.dirname(name))
        except UnreadableError:
            raise
        # Without it, the book can still be read.
        except Exception:
            continue
        if found:
            return found
    return {}


def list_encrypted(package: Package) -> set[str]:
    """Return the names of the parts that are encrypted, fonts too."""
    if ENCRYPTION not in package.names:
        return set()
    references = _parse(package.read(ENCRYPTION)).xpath("//*[local-name()='CipherReference']/@URI")
    return {unquote(str(each)) for each in references}


def _parse(data: bytes) -> "_Element":
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    try:
        return fromstring(data, XMLParser(resolve_entities=False, no_network=True))
    except XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _list_items(tree: "_Element", base: str) -> Iterator[Item]:
    manifest = {each.get("id"): each for each in tree.xpath("//*[local-name()='manifest']/*")}
    guide = {
        join_name(base, each.get("href")): KINDS.get(each.get("type", "").lower())
        for each in tree.xpath("//*[local-name()='guide']/*")
        # A place within a document is not the whole of it.
        if "#" not in each.get("href", "")
    }
    seen: set[str] = set()
    for reference in tree.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
        found = manifest.get(reference.get("idref"))
        name = join_name(base, found.get("href")) if found is not None else ""
        if not name or name in seen:
            continue
        seen.add(name)
        kinds = (KINDS.get(word) for word in (found.get("properties", "").split() if found is not None else ()))
        other = next(filter(None, kinds), None) or guide.get(name)
        if found is not None and found.get("media-type") not in PAGES:
            other = other or str(found.get("media-type"))
        yield Item(name, other or ("outside the reading order" if reference.get("linear") == "no" else None))


def _read_fields(tree: "_Element") -> dict[str, str]:
    given = {}
    for tag, name in FIELDS.items():
        found = tree.xpath(f"//*[local-name()='metadata']//*[local-name()='{tag}']")
        # EPUB 2 gives the days of several events.
        dated = [each for each in found if any(key.endswith("event") for key in each.attrib)]
        published = [each for each in dated if "publication" in each.attrib.values()]
        chosen = published if tag == "date" and dated else found
        texts = [" ".join("".join(each.itertext()).split()) for each in chosen]
        value = "; ".join(filter(None, texts)) if tag == "creator" else next(filter(None, texts), "")
        if value and not value.startswith(UNDATED):
            given[name] = value
    return given
