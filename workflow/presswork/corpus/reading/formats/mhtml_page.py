"""MHTML, a page that a browser saved with its pictures in one file: the page is a record, read as HTML."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice
from typing import BinaryIO

from presswork.corpus.reading.encoding import UNSTATED, Stated, find_codec
from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, MAX_RECORD_BYTES, read_whole

# The whole file and one of its parts are in memory at once.
MAX_BYTES = MAX_DOCUMENT_BYTES // 2
HEAD_END = re.compile(rb"\r?\n\r?\n")
MAX_HEAD_BYTES = 1 << 13
# Browsers write the page first, and parts of parts only inside e-mails.
MAX_PARTS, MAX_DEPTH = 200, 5
PAGES = ("text/html", "application/xhtml+xml")
SAVE_AGAIN = "open the page in a browser and save it again as HTML"
ADDRESS = re.compile(r"https?://\S+\Z")
LOCATIONS = ("Content-Location", "Snapshot-Content-Location")


@dataclass(frozen=True)
class _Part:
    """A part of an archive: its headers, where its content is, and how many parts it is inside of."""

    headers: Message
    start: int
    end: int
    depth: int = 0


def read_mhtml_page(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED
) -> Iterator[Record | Notice]:
    """Yield the record of the page, with its address in the archive as `url`; frames and pictures are left out.

    Raises UnreadableError if the file is too large.
    """
    data = read_whole(stream, MAX_BYTES)
    try:
        whole = _read_part(data, 0, len(data), 0)
        page = _find_page(data, whole)
        if page is None:
            yield Rejected(None, "broken MHTML", "the archive has no part that is a page", SAVE_AGAIN)
            return
        declared = find_codec(page.headers.get_content_charset() or "")
        content = _decode(data, page)
    # What the parser of headers raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken(None, "MHTML", error)
        return
    known = stated if stated != UNSTATED or not declared else Stated(legacy=declared)
    for each in read_html_page(io.BytesIO(content), columns, known):
        yield _add_address(each, page.headers, whole.headers) if isinstance(each, Record) else each


def _read_part(data: bytes, start: int, end: int, depth: int) -> _Part:
    found = HEAD_END.search(data, start, min(end, start + MAX_HEAD_BYTES))
    first = found.end() if found else end
    headers = BytesHeaderParser().parsebytes(data[start : min(first, start + MAX_HEAD_BYTES)])
    return _Part(headers, first, end, depth)


def _find_page(data: bytes, whole: _Part) -> _Part | None:
    """Return the first part that is a page: that is the one which the others belong to."""
    part, waiting = whole, list[tuple[int, int, int]]()
    for _ in range(MAX_PARTS):
        if part.headers.get_content_type() in PAGES:
            return part
        waiting += reversed(_list_inner(data, part))
        if not waiting:
            return None
        part = _read_part(data, *waiting.pop())
    raise ValueError(f"no page among the first {MAX_PARTS:,} parts")


def _list_inner(data: bytes, part: _Part) -> list[tuple[int, int, int]]:
    """Return where the parts inside of another start and end, and how deep they are."""
    boundary = part.headers.get_boundary() if part.headers.get_content_maintype() == "multipart" else None
    if not boundary or part.depth == MAX_DEPTH:
        return []
    line = re.compile(rb"^--" + re.escape(boundary.encode("ascii", "replace")) + rb"(?:--)?[ \t]*(?:\r?\n|\Z)", re.M)
    edges = list(islice(line.finditer(data, part.start, part.end), MAX_PARTS))
    ends = [edge.start() for edge in edges[1:]] + [part.end] * bool(edges)
    return [(edge.end(), end, part.depth + 1) for edge, end in zip(edges, ends, strict=True)]


def _decode(data: bytes, part: _Part) -> bytes:
    """Return the content of a part, out of quoted-printable or base64."""
    if part.end - part.start > MAX_RECORD_BYTES:
        raise ValueError(f"the page has more than {MAX_RECORD_BYTES:,} bytes")
    message = Message()
    message["Content-Transfer-Encoding"] = str(part.headers.get("Content-Transfer-Encoding", "binary"))
    message.set_payload(data[part.start : part.end].decode("ascii", "surrogateescape"))
    decoded = message.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _add_address(record: Record, *headers: Message) -> Record:
    """Return a record with the address of its page, if the page does not state it."""
    found = (str(each.get(name, "")).strip() for each in headers for name in LOCATIONS)
    address = next(filter(ADDRESS.match, found), None)
    return replace(record, given={"url": address, **record.given}) if address else record
