"""Plain text: a file is a record."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from presswork.corpus.encoding import decode
from presswork.corpus.formats.record import Record, Rejected


def read_plain_text(path: Path, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield the one record of a text file, every character as it came."""
    data = path.read_bytes()
    if not data.strip():
        yield Rejected(
            None, "empty", f"{len(data)} bytes, none of them text", "remove the file, or save the article again"
        )
        return
    try:
        text, encoding = decode(data)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "save the article as plain text in UTF-8")
        return
    yield Record(None, text, encoding)
