"""WARC and ARC: each page that was saved is read as a file of its own; everything else is counted."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, BinaryIO, cast

from presswork.corpus.reading.file_names import spell_name
from presswork.corpus.reading.formats.gzip_members import open_gzip
from presswork.corpus.reading.formats.recognise import GZIP, HEAD_BYTES, recognise
from presswork.corpus.reading.formats.record import Notice, Rejected
from presswork.corpus.reading.formats.streams import Part
from presswork.corpus.reading.formats.web_archives.archive_records import ArchiveRecords, find_url
from presswork.corpus.reading.formats.web_archives.http_response import (
    MAX_HEADER_BYTES,
    Response,
    read_header,
    unpack_payload,
)

# Programs and pictures within pages count here too; what they show has a limit of its own.
MAX_PAGE_BYTES = 1 << 24
PAGE_TYPES = ("text/html", "application/xhtml+xml", "")
KINDS = {
    "request": "requests",
    "revisit": "revisits",
    "warcinfo": "crawl metadata",
    "metadata": "crawl metadata",
    "arc_header": "crawl metadata",
}
ROBOTS = re.compile(r"\w+://[^/?#]*/robots\.txt(?:[?#]|\Z)")
NOT_HTML = "not HTML"
PAGES = ("response", "resource")


class _NotPageError(Exception):
    """What a record is instead of a page."""


def read_web_archive(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Part | Notice]:
    """Yield the first capture of each page, with notices on it; last, what was not read, and what is damaged.

    The name of a page is the time of its capture (YYYYMMDDhhmmss, UTC) and its address.
    """
    # It would write to the terminal.
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    if cast(io.BufferedReader, stream).peek(len(GZIP)).startswith(GZIP):
        stream = open_gzip(stream)
    records, seen, others = ArchiveRecords(stream), set[bytes](), Counter[str]()
    for record in records:
        try:
            yield from _open_page(record, seen)
        except _NotPageError as reason:
            others[str(reason)] += 1
    if others or not seen:
        yield _tell_others(others, not seen)
    yield from records.tell_damage()


def _open_page(record: Any, seen: set[bytes]) -> Iterator[Part | Notice]:
    """Yield the page of a record, and what to know of it; raises _NotPageError if it has none that is not yet seen."""
    if record.rec_type not in PAGES:
        raise _NotPageError(KINDS.get(record.rec_type, "other records"))
    url = spell_name(find_url(record))
    start = record.raw_stream.read(MAX_HEADER_BYTES)
    response = _check_header(start, record.content_type or "", url)
    digest = blake2b(url.encode(), digest_size=16).digest()
    if not url:
        raise _NotPageError("no address")
    if digest in seen:
        raise _NotPageError("repeated captures")
    rest = record.raw_stream.read(MAX_PAGE_BYTES)
    is_cut = record.raw_stream.limit > 0 and len(rest) < MAX_PAGE_BYTES
    page, is_whole = _unpack_page(start[response.n_bytes :] + rest, response)
    seen.add(digest)
    member = f"{_read_time(record)}/{url}"
    if len(page) > MAX_PAGE_BYTES or (record.raw_stream.limit and not is_cut):
        detail = f"a page of more than {MAX_PAGE_BYTES:,} bytes"
        yield Rejected(None, "too long", detail, "if it is an article, save the page as HTML", member)
        return
    yield Part("page.html", cast(BinaryIO, io.BufferedReader(io.BytesIO(page))), member, {"url": url}, response.charset)
    if truncated := _find_truncation(record, is_cut, is_whole):
        yield Notice(None, "truncated page", truncated, "compare the end of the article with the page", member)


def _unpack_page(payload: bytes, response: Response) -> tuple[bytes, bool]:
    """Return the bytes of a page and whether it is complete; raises _NotPageError where they are no page."""
    unpacked = unpack_payload(payload, response, MAX_PAGE_BYTES)
    if unpacked is None:
        raise _NotPageError("compressed by Brotli" if "br" in response.codings else "unknown compression")
    if not unpacked[0].strip():
        raise _NotPageError("empty pages")
    # Without a type, its content alone must tell a page.
    known = {".html": None} if response.media_type else {}
    if recognise(unpacked[0][:HEAD_BYTES], "page.html", {}, known) != ".html":
        raise _NotPageError(NOT_HTML)
    return unpacked


def _check_header(start: bytes, content_type: str, url: str) -> Response:
    """Return the header of a page; raises _NotPageError for a response that is none."""
    if ROBOTS.match(url):
        raise _NotPageError("robots.txt")
    try:
        response = read_header(start, content_type)
    except ValueError as error:
        raise _NotPageError("malformed") from error
    if 300 <= response.status < 400:
        raise _NotPageError("redirects")
    if response.status != 200:
        raise _NotPageError("HTTP errors" if response.status >= 400 else "other responses")
    if response.media_type not in PAGE_TYPES:
        raise _NotPageError("malformed" if response.media_type == "application/http" else NOT_HTML)
    return response


def _read_time(record: Any) -> str:
    """Return the time of a capture as its digits, as web archives write it."""
    name = "archive-date" if record.format == "arc" else "WARC-Date"
    digits = re.sub("[^0-9]", "", record.rec_headers.get_header(name) or "")
    return digits[:14] if len(digits) >= 8 else "undated"


def _find_truncation(record: Any, is_cut: bool, is_whole: bool) -> str:
    if is_cut:
        return "the archive is damaged, or ends within the page"
    if not is_whole:
        return "its compressed payload is damaged or breaks off"
    reason = record.rec_headers.get_header("WARC-Truncated")
    return f"the crawler cut it off (WARC-Truncated: {reason})" if reason else ""


def _tell_others(others: Counter[str], is_empty: bool) -> Notice:
    """Return how many records were not read, by reason."""
    ordered = sorted(others.items(), key=lambda each: (-each[1], each[0]))
    counted = "; ".join(f"{reason}: {number:,}" for reason, number in ordered)
    remedy = "if pages are missing, look for them in other archives of the crawl, or crawl them again"
    if is_empty:
        return Rejected(None, "contains no articles", counted or "no records", remedy)
    return Notice(None, "records not read", counted, remedy)
