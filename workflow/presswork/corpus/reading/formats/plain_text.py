"""Plain text and Markdown: a file is a record."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from presswork.corpus.reading.encoding import SETTLE, UNSTATED, Stated, decode
from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, SPLIT, Notice, Record, Rejected, add_notices
from presswork.corpus.reading.formats.streams import read_whole


def read_plain_text(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED
) -> Iterator[Record | Notice]:
    """Yield the one record of a text file, with every character kept; raises UnreadableError if it is too long."""
    data = read_whole(stream)
    if not data.strip():
        detail = f"the file has no text ({len(data):,} bytes)"
        yield Rejected(None, "empty", detail, "remove the file, or save the article again")
        return
    try:
        decoded = decode(data, stated)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "save the article as text in UTF-8; if it is text, " + SETTLE)
        return
    if len(decoded.text) > MAX_RECORD_CHARACTERS:
        yield Rejected(None, "too long", f"more than {MAX_RECORD_CHARACTERS:,} characters", SPLIT)
    else:
        for each in divide_export(Record(None, decoded.text, decoded.encoding)):
            yield add_notices(each, decoded.doubts)
