"""Writes small web archives."""

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SENTENCES = (
    "The weir above the town was mended on Monday, after the flood had carried off half of its stones.",
    "Anglers had asked for a ladder for the fish, and the council has promised to build one in spring.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PAGE = f"<!DOCTYPE html><html><head><title>Weir mended</title></head><body><article>{BODY}</article></body></html>"
URL = "http://news.example/weir"
MEMBER = f"20210503120000/{URL}"
HTML = {"Content-Type": "text/html"}
# The same bytes at every time.
STATED = {"WARC-Date": "2021-05-03T12:00:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>"}
ARC_HEAD = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"


def make_record(url=URL, payload=PAGE, status="200 OK", headers=HTML, kind="response", stated=None):
    """Return the bytes of a record; `headers` are those of HTTP, `stated` those of the record."""
    header = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
    if kind == "request":
        header = StatusAndHeaders("GET /weir HTTP/1.1", [], is_http_request=True)
    is_http = kind in ("request", "response", "revisit")
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    record = writer.create_warc_record(
        url,
        kind,
        io.BytesIO(payload.encode() if isinstance(payload, str) else payload),
        warc_content_type="" if is_http else headers["Content-Type"],
        warc_headers_dict=STATED | (stated or {}),
        http_headers=header if is_http else None,
    )
    writer.write_record(record)
    return buffer.getvalue()


def make_response(payload=PAGE):
    """Return the bytes of a page with its HTTP header."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{payload}".encode()


def make_arc(*blocks):
    """Return the bytes of an ARC with responses."""
    head = b"filedesc://a.arc 0.0.0.0 20140216050221 text/plain %d\n%s\n" % (len(ARC_HEAD), ARC_HEAD)
    line = b"http://a.example/%d 127.0.0.1 20140216050221 text/html %d\n%s\n"
    return head + b"".join(line % (number, len(block), block) for number, block in enumerate(blocks))
