"""PDF with a text layer: a document is a record."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.extracted import extract_record
from presswork.corpus.reading.formats.pdf_columns import Piece, mixes_columns
from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, Notice, Record, Rejected, UnreadableError
from presswork.corpus.reading.formats.streams import open_seekable

UNLOCK = "open it and print it to a new PDF, or save its text as TXT"
SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')


def read_pdf_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the one record of a document: the text of its pages, a blank line between them."""
    mixed: list[int] = []
    found = extract_record("pypdf", "PDF", "utf-8", partial(_extract, open_seekable(stream), mixed))
    if isinstance(found, Rejected) and found.reason == "no text":
        found = Rejected(
            None,
            "no text layer",
            "the pages have no text layer (scanned pages)",
            "run text recognition (OCR) on it first",
        )
    if isinstance(found, Record) and mixed:
        detail = f"lines of page {', '.join(map(str, mixed))} seem to run across two columns"
        notice = Notice(
            None,
            "mixed columns",
            detail,
            "check the text; if it is mixed up, copy it column by column into a text file",
        )
        found = replace(found, notices=(*found.notices, notice))
    yield from divide_export(found)


def _extract(stream: BinaryIO, mixed: list[int]) -> str:
    """Return the text of a document; the numbers of pages whose columns are mixed are added to `mixed`."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # What is wrong with a file becomes its reject; a line in the log would say it twice.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("encrypted", "the document needs a password", UNLOCK)
        pages = _read_pages(reader.pages, mixed)
    except DependencyError as error:
        raise UnreadableError("encrypted", "pypdf cannot read its kind of encryption (AES)", UNLOCK) from error
    return "\n\n".join(filter(None, map(str.strip, pages)))


def _read_pages(pages: Iterable[Any], mixed: list[int]) -> list[str]:
    texts: list[str] = []
    size = 0
    for number, page in enumerate(pages, 1):
        pieces: list[Piece] = []
        texts.append(page.extract_text(visitor_operand_before=partial(_keep_piece, pieces)))
        if mixes_columns(pieces):
            mixed.append(number)
        size += len(texts[-1])
        if size > MAX_RECORD_CHARACTERS:
            raise ValueError(f"more than {MAX_RECORD_CHARACTERS:,} characters")
    return texts


def _keep_piece(
    pieces: list[Piece], operator: bytes, operands: list[Any], page: list[float], line: list[float]
) -> None:
    """Keep the place and length of a piece of text; pypdf gives its place as the matrices of the page and the line."""
    if operator not in SHOWS_TEXT:
        return
    parts = operands[0] if operands and isinstance(operands[0], list) else operands
    length = sum(len(part) for part in parts if isinstance(part, str | bytes))
    x = line[4] * page[0] + line[5] * page[2] + page[4]
    y = line[4] * page[1] + line[5] * page[3] + page[5]
    pieces.append((x, y, length))
