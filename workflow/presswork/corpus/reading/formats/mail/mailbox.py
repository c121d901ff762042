"""A mailbox (MBOX): each message is read as a file of its own."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from presswork.corpus.reading.formats.record import SPLIT, Notice, Rejected
from presswork.corpus.reading.formats.streams import MAX_RECORD_BYTES, Part

# The line above a message has the day on which it came; in a text, one that starts so has a > in front (RFC 4155).
FROM = re.compile(rb"From [^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n?")
# The day as programs write it into that line; a sentence may begin with From and have an hour, too.
DATED = re.compile(rb"From .*\b\w{3} +\w{3} +\d{1,2} +\d\d:\d\d.*\d{4}\s*")
HEADER = re.compile(rb"[!-9;-~]{1,80}:")
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
MAX_LINE = 1 << 20


def read_mailbox(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Part | Notice]:
    """Yield the messages of a mailbox, numbered from 1."""
    for number, message in enumerate(_split(stream), 1):
        name = f"message {number}"
        if message is None:
            yield Rejected(None, "too long", f"more than {MAX_RECORD_BYTES:,} bytes", SPLIT, name)
            continue
        data = ESCAPED.sub(rb"\1", message)
        yield Part(f"{name}.eml", cast(BinaryIO, io.BufferedReader(io.BytesIO(data))), name)


def _split(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the messages, None for one that is too long; lines above the first one are left out."""
    lines: list[bytes] = []
    size, is_open, is_blank = 0, False, True
    line = stream.readline(MAX_LINE)
    while line:
        below = stream.readline(MAX_LINE)
        if FROM.fullmatch(line) and (HEADER.match(below) or (is_blank and DATED.fullmatch(line))):
            if is_open:
                yield b"".join(lines) if size <= MAX_RECORD_BYTES else None
            lines, size, is_open = [], 0, True
        elif is_open:
            size += len(line)
            if size <= MAX_RECORD_BYTES:
                lines.append(line)
            else:
                lines = []
        is_blank, line = not line.strip(), below
    if is_open:
        yield b"".join(lines) if size <= MAX_RECORD_BYTES else None
