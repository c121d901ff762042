"""PDF with a text layer: a document is a record."""

import logging
from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO

from presswork.corpus.reading.formats.extracted import extract_record
from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, Notice, Record, Rejected
from presswork.corpus.reading.formats.several import refuse_several
from presswork.corpus.reading.formats.streams import open_seekable


def read_pdf_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the one record of a document: the text of its pages, a blank line between them."""
    found = extract_record("pypdf", "PDF", "utf-8", partial(_extract, open_seekable(stream)))
    if isinstance(found, Rejected) and found.reason == "no text":
        found = Rejected(None, "no text layer", "pages without text, as scans are", "recognise its text (OCR) first")
    yield refuse_several(found)


def _extract(stream: BinaryIO) -> dict[str, str | None]:
    from pypdf import PdfReader

    # What is wrong with a file becomes its reject; a line in the log would say it twice.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    size = 0
    for page in PdfReader(stream).pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > MAX_RECORD_CHARACTERS:
            raise ValueError(f"more than {MAX_RECORD_CHARACTERS:,} characters")
    return {"text": "\n\n".join(filter(None, map(str.strip, pages)))}
