"""EPUB: each document in its reading order is a record, read as a page."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from presswork.corpus.reading.formats.e_books.calibre_news import mark_bars
from presswork.corpus.reading.formats.e_books.contents import begins_with, is_contents
from presswork.corpus.reading.formats.e_books.package import NAVIGATION, Book, Item, list_encrypted, read_book
from presswork.corpus.reading.formats.extracted import REMEDY, reject_broken
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.packages import Package
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, UnreadableError
from presswork.corpus.reading.formats.streams import MAX_RECORD_BYTES, open_seekable

# XML may close an element where it opens; in HTML it would stay open.
CLOSED_AT_ONCE = re.compile(
    rb"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)[\s/])"
    rb"([a-zA-Z][\w:.-]{0,50})(\s[^<>]{0,10000}?)?/>"
)
LISTED = 5
UNREAD = ("no text", NAVIGATION)


def read_e_book(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield a record for each document of a book, with the book's title, authors and day where it has none of its own.

    Records are numbered in reading order. Raises UnreadableError if the book unpacks too large.
    """
    try:
        package = Package(open_seekable(stream))
        book, encrypted = read_book(package), list_encrypted(package)
    except UnreadableError:
        raise
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken(None, "EPUB", error)
        return
    if any(item.name in encrypted for item in book.items):
        detail = "the texts of the book are encrypted (DRM)"
        yield Rejected(None, "encrypted", detail, "use a copy without DRM, or remove it")
        return
    yield from _read_items(package, book)


def _read_items(package: Package, book: Book) -> Iterator[Record | Notice]:
    skipped: list[str] = []
    is_empty = True
    for number, item in enumerate(book.items):
        if item.other:
            skipped.append(f"{item.name} ({item.other})")
            continue
        for each in _read_item(package, book, item, number):
            if isinstance(each, Rejected) and each.reason in UNREAD:
                skipped.append(f"{item.name} ({each.reason})")
                continue
            is_empty = False
            yield _complete(each, book.given) if isinstance(each, Record) else each
    if is_empty:
        yield Rejected(None, "no text", _spell(skipped) or "the book lists no documents", REMEDY)
    elif skipped:
        remedy = "if one is an article, unpack the book and add it as HTML"
        yield Notice(None, "documents not read", _spell(skipped), remedy)


def _read_item(package: Package, book: Book, item: Item, number: int) -> Iterator[Record | Notice]:
    """Yield what a document of a book gives; the articles of an export keep the number of their document."""
    try:
        page = package.read(item.name, MAX_RECORD_BYTES)
    except UnreadableError:
        raise
    # As above.
    except Exception as error:
        yield replace(reject_broken(None, "EPUB", error), record=number)
        return
    if is_contents(page):
        yield Rejected(number, NAVIGATION, item.name, REMEDY)
        return
    page, fields = _prepare(CLOSED_AT_ONCE.sub(rb"<\1\2></\1>", page), book, item.name)
    for each in read_html_page(io.BytesIO(page), {}, fields=fields):
        moved = replace(each, record=number)
        yield (
            replace(moved, notices=tuple(replace(told, record=number) for told in moved.notices))
            if isinstance(moved, Record)
            else moved
        )


def _prepare(page: bytes, book: Book, name: str) -> tuple[bytes, dict[str, str]]:
    """Return a document, and what the book says of it: its title, and in a newspaper also its address."""
    title, place = book.titles.get(name, ("", ""))
    page, address = mark_bars(page) if book.is_news else (page, "")
    fields = {"title": title if begins_with(page, title, place) else "", "url": address}
    return page, {key: value for key, value in fields.items() if value}


def _complete(record: Record, given: Mapping[str, str]) -> Record:
    """Return a record with fields of the book where it has none."""
    return replace(record, given={**given, **record.given})


def _spell(skipped: list[str]) -> str:
    more = f" and {len(skipped) - LISTED:,} more" if len(skipped) > LISTED else ""
    return ", ".join(skipped[:LISTED]) + more
