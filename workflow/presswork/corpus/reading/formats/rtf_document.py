"""RTF: a document is a record, or several articles of an export."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.extracted import extract_record
from presswork.corpus.reading.formats.record import Notice, Record
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, read_whole

# striprtf would part the cells of a table by bars, which texts have, too.
CELL = re.compile(rb"\\(?:nest)?cell(?![a-z])")
CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read_rtf_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the record of a document: its paragraphs, one per line, without pictures and hidden text."""
    data = read_whole(stream, MAX_DOCUMENT_BYTES)
    yield from divide_export(extract_record("striprtf", "RTF", "rtf", partial(_extract, data)))


def _extract(data: bytes) -> dict[str, str | None]:
    from striprtf.striprtf import rtf_to_text

    found = CODE_PAGE.search(data[:4096])
    page = f"cp{found[1].decode()}" if found else "cp1252"
    data = CELL.sub(rb"\\tab", data)
    return {"text": rtf_to_text(data.decode("latin-1"), encoding=page, errors="replace")}  # type: ignore[no-untyped-call]
