"""An e-mail (EML): its text is a record, HTML before plain text; attached files are read as files of their own."""

import email
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from html import escape
from pathlib import Path
from typing import BinaryIO, cast

from presswork.corpus.cleaning.lines import split_lines
from presswork.corpus.reading.encoding import UNSTATED, Decoded, Stated, decode, decode_page, find_codec
from presswork.corpus.reading.exports.divide import divide_export, is_export
from presswork.corpus.reading.file_names import spell_name
from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.html.html_page import read_page
from presswork.corpus.reading.formats.html.visible_text import parse_html, read_visible
from presswork.corpus.reading.formats.mail.alerts import find_alert
from presswork.corpus.reading.formats.mail.headers import (
    decode_header_text,
    read_header,
    read_message_fields,
    read_sender,
)
from presswork.corpus.reading.formats.mail.quoted_text import (
    find_cuts,
    find_forward,
    is_forwarding,
    strip_prefix,
    unquote,
)
from presswork.corpus.reading.formats.record import Cut, Notice, Record, Rejected, add_notices, find_problem
from presswork.corpus.reading.formats.streams import Part, read_whole

LIBRARY = "email"
# Deeper messages and more parts take the parser a time that grows with their square.
MAX_BOUNDARIES, MAX_DEPTH = 200, 20
# A text in one of these is hardly ever valid UTF-8, too, unless it is ASCII.
ONE_BYTE = re.compile(r"ascii|cp\d{3}\Z|cp12\d\d|iso8859|latin|koi8|mac|tis")
BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
# What trafilatura must keep of a message; of less, it has taken the text itself for furniture.
MIN_KEPT = 0.25


@dataclass
class _Content:
    """The texts of a message (whether each is HTML), and its attached files by name."""

    texts: list[tuple[bool, Decoded]] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_message(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice | Part]:
    """Yield the record of a message or the articles of the export in it, then its attached files.

    Subject, sender and date are headline, author (of a list or newsletter: outlet) and day. Raises UnreadableError if
    the message is too large.
    """
    data = read_whole(stream)
    try:
        content, found = _read(data)
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken(LIBRARY, "e-mail", error)
        return
    empty = [each for each in found if isinstance(each, Rejected) and each.reason == "no text"]
    yield from (each for each in found if not content.files or each not in empty)
    for name, inner in content.files:
        yield Part(name, cast(BinaryIO, io.BufferedReader(io.BytesIO(inner))), name)
    if content.left:
        detail = f"{len(content.left):,}, such as {content.left[0]}"
        yield Notice(None, "attachments not read", detail, "if they are articles, save them as files of their own")


def _read(data: bytes) -> tuple[_Content, list[Record | Notice]]:
    if len(BOUNDARY.findall(data)) > MAX_BOUNDARIES:
        raise ValueError(f"more than {MAX_BOUNDARIES} parts that have parts")
    message = email.message_from_bytes(data)
    content = _Content()
    _collect(message, content, 0)
    if alert := find_alert((decoded.text for _, decoded in content.texts), read_header(message, "From")):
        return content, [alert]
    return content, list(
        _read_texts(content, read_message_fields(message), is_forwarding(read_header(message, "Subject")))
    )


def _collect(part: Message, content: _Content, depth: int) -> None:
    """Add the texts and files of a message; of alternatives, the best: HTML, else the last one with text."""
    kind, name = part.get_content_type(), _read_name(part)
    if depth > MAX_DEPTH:
        content.left.append(name or kind)
    elif kind == "message/rfc822":
        inner = cast(list[Message], part.get_payload())
        file = f"{(name or 'attached message').removesuffix('.eml')}.eml"
        content.files += [(file, each.as_bytes()) for each in inner[:1]]
    elif part.is_multipart():
        _collect_parts(part, content, depth)
    elif kind in ("text/html", "text/plain") and (not name or part.get_content_disposition() == "inline"):
        decoded = _decode(part, kind == "text/html")
        content.texts += [(kind == "text/html", decoded)] if decoded.text.strip() else []
    elif _is_readable(name):
        content.files.append((name, _unpack(part)))
    elif part.get_content_maintype() != "image" and part.get_content_disposition() == "attachment":
        content.left.append(name or kind)


def _collect_parts(part: Message, content: _Content, depth: int) -> None:
    parts = cast(list[Message], part.get_payload())
    if part.get_content_type() != "multipart/alternative":
        for each in parts:
            _collect(each, content, depth + 1)
        return
    options = [_Content() for _ in parts]
    for each, option in zip(parts, options, strict=True):
        _collect(each, option, depth + 1)
    best = max(options, key=lambda option: (bool(option.texts), any(is_html for is_html, _ in option.texts)))
    content.texts += best.texts
    for option in options:
        content.files += option.files
        content.left += option.left


def _is_readable(name: str) -> bool:
    from presswork.corpus.reading.formats.readers import OPENERS, READERS

    return Path(name).suffix.lower() in READERS or name.lower().endswith(tuple(OPENERS))


def _read_name(part: Message) -> str:
    return spell_name(decode_header_text(part.get_filename("") or "")).replace("/", "_")[:200]


def _unpack(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decode(part: Message, is_html: bool) -> Decoded:
    """Return a text as its header says it is encoded; UTF-8 if it is that, and only then."""
    codec, data = find_codec(part.get_content_charset() or "") or "", _unpack(part)
    is_unstated = codec.startswith("utf-8") or (ONE_BYTE.match(codec) and not data.isascii() and _is_utf8(data))
    stated = UNSTATED if is_unstated else Stated(this=codec)
    return decode_page(data, stated) if is_html else decode(data, stated)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_texts(content: _Content, fields: dict[str, str], is_forwarded: bool) -> Iterator[Record | Notice]:
    if not content.texts:
        yield Rejected(None, "no text", "the message has no text", "remove it, or save what is attached to it")
        return
    doubts = [doubt for _, decoded in content.texts for doubt in decoded.doubts]
    encoding = content.texts[0][1].encoding
    if any(is_html for is_html, _ in content.texts):
        page = "\n".join(each.text if is_html else f"<pre>{escape(each.text)}</pre>" for is_html, each in content.texts)
        found = _read_html(page, encoding, fields, is_forwarded)
    else:
        text = "\n\n".join(each.text for _, each in content.texts)
        found = _read_plain(unquote(text, is_forwarded), encoding, fields, is_forwarded)
    yield from (add_notices(each, doubts) for each in found)


def _read_plain(text: str, encoding: str, fields: dict[str, str], is_forwarded: bool) -> Iterator[Record | Notice]:
    if is_export(text):
        yield from divide_export(Record(None, text, encoding))
        return
    given = _read_forward(text, is_forwarded) or fields
    title = given.get("title", "")
    start = len(title) + 2 if title else 0
    whole = f"{title}\n\n{text}" if title else text
    problem = find_problem(whole, given.values(), None)
    cuts = tuple(find_cuts(whole, start, is_forwarded))
    yield problem or Record(None, whole, encoding, given, extractor=LIBRARY, cuts=cuts)


def _read_html(page: str, encoding: str, fields: dict[str, str], is_forwarded: bool) -> Iterator[Record | Notice]:
    tree = parse_html(page)
    text = read_visible(tree)[0] if tree is not None else ""
    given = _read_forward(text, is_forwarded) or fields
    for each in read_page(page, encoding, given):
        if isinstance(each, Notice) or each.database:
            yield each
            continue
        n_cut = sum(len(each.text[cut.start : cut.end].split()) for cut in each.cuts)
        if n_cut > (1 - MIN_KEPT) * len(each.text.split()):
            yield from _read_plain(text, encoding, given, is_forwarded)
            continue
        title = each.given.get("title", "")
        start = len(title) if title and each.text.startswith(title) else 0
        yield replace(each, cuts=tuple(_merge(find_cuts(each.text, start, is_forwarded), each.cuts)))


def _read_forward(text: str, is_forwarded: bool) -> dict[str, str]:
    """Return headline, author and day of what was forwarded, as the header above it says."""
    forward = find_forward(split_lines(text))
    if not forward or not (is_forwarded or forward.is_marked):
        return {}
    found = forward.fields
    fields = {
        "title": strip_prefix(found.get("subject", "")),
        **read_sender(found["from"], False),
        "published": found.get("date", ""),
    }
    return {key: value for key, value in fields.items() if value}


def _merge(own: list[Cut], others: tuple[Cut, ...]) -> list[Cut]:
    """Return the cuts in order; what the first ones cover, the others do not."""
    merged = list(own)
    for cut in others:
        start = cut.start
        for each in own:
            if each.end <= start or each.start >= cut.end:
                continue
            if start < each.start:
                merged.append(replace(cut, start=start, end=each.start))
            start = each.end
        if start < cut.end:
            merged.append(replace(cut, start=start))
    return sorted(merged, key=lambda cut: cut.start)
