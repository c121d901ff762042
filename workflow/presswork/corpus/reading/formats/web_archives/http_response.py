"""HTTP responses as a crawler saved them: status, type and encoding by their headers, and the payload unpacked."""

import io
import re
import zlib
from dataclasses import dataclass
from typing import cast

from presswork.corpus.reading.encoding import find_codec
from presswork.corpus.reading.formats.compressed import unpack_zstandard
from presswork.corpus.reading.formats.streams import BROKEN

MAX_HEADER_BYTES = 1 << 16
BITE = 1 << 14
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
# With the header of gzip or zlib, and without any, as some servers understand "deflate".
WINDOWS = (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS)


@dataclass(frozen=True)
class Response:
    """What the header of a response says: status, media type, encoding, how it is packed, and the header's length."""

    status: int
    media_type: str
    charset: str = ""
    codings: tuple[str, ...] = ()
    is_chunked: bool = False
    n_bytes: int = 0


def read_header(start: bytes, content_type: str) -> Response:
    """Return what the header at the start of a response says; without one, a success of type `content_type`.

    Raises ValueError if the header has no end within `MAX_HEADER_BYTES`.
    """
    if not start.startswith(b"HTTP/"):
        return Response(200, *_read_type(content_type))
    from warcio.statusandheaders import StatusAndHeadersParser

    stream = io.BytesIO(start[:MAX_HEADER_BYTES])
    header = StatusAndHeadersParser(["HTTP/"], verify=False).parse(stream)
    if stream.tell() == MAX_HEADER_BYTES:
        raise ValueError(f"an HTTP header of more than {MAX_HEADER_BYTES:,} bytes")
    status = header.get_statuscode()
    codings = [each.strip() for each in header.get_header("content-encoding", "").lower().split(",")]
    return Response(
        int(status) if re.fullmatch("[0-9]{3}", status) else 0,
        *_read_type(header.get_header("content-type", "")),
        tuple(each for each in codings if each not in ("", "identity")),
        "chunked" in header.get_header("transfer-encoding", "").lower(),
        stream.tell(),
    )


def _read_type(content_type: str) -> tuple[str, str]:
    """Return the media type and the codec of a `Content-Type`, empty where it names none."""
    found = CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), (find_codec(found[1]) or "") if found else ""


def unpack_payload(payload: bytes, response: Response, limit: int) -> tuple[bytes, bool] | None:
    """Return a payload as the browser saw it, at most one byte more than the limit, and whether it is complete.

    A payload that is not packed as its header says is returned as it is. None if its compression is not known.
    """
    if response.is_chunked:
        payload = _join_chunks(payload)
    is_whole = True
    for coding in reversed(response.codings):
        if coding not in UNPACKERS:
            return None
        payload, is_complete = UNPACKERS[coding](payload, limit)
        is_whole &= is_complete
    return payload, is_whole


def _join_chunks(payload: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader

    return bytes(ChunkedDataReader(io.BytesIO(payload)).read())


def _inflate(payload: bytes, limit: int) -> tuple[bytes, bool]:
    """Return what a compressed payload unpacks to, as far as it can be, and whether that is all of it."""
    for window in WINDOWS:
        stream, parts, size, at = zlib.decompressobj(window), [], 0, 0
        try:
            while (at < len(payload) or stream.unconsumed_tail) and size <= limit and not stream.eof:
                bite = stream.unconsumed_tail or payload[at : at + BITE]
                at += 0 if stream.unconsumed_tail else BITE
                parts.append(stream.decompress(bite, limit + 1 - size))
                size += len(parts[-1])
        except BROKEN:
            if not size:
                continue
        return b"".join(parts), stream.eof
    return payload, True


def _expand(payload: bytes, limit: int) -> tuple[bytes, bool]:
    """Return what a payload compressed by Zstandard unpacks to, as far as it can be, and whether that is all of it."""
    stream, parts, size = cast(io.BufferedReader, unpack_zstandard(io.BytesIO(payload))), [], 0
    try:
        while size <= limit and (data := stream.read1(limit + 1 - size)):
            parts.append(data)
            size += len(data)
    except BROKEN:
        return (b"".join(parts), False) if parts else (payload, True)
    return b"".join(parts), True


UNPACKERS = {**dict.fromkeys(("gzip", "x-gzip", "deflate"), _inflate), "zstd": _expand}
