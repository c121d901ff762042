"""DOCX: a document is a record."""

import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.extracted import extract_record
from presswork.corpus.reading.formats.record import Notice, Record
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, open_seekable

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH = f"{WORD}p"
# What a reviewer has moved away stands in the file twice, and so does a text box, once for older programs.
LEFT_OUT = (f"{WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
BODY = "word/document.xml"
DECLARED_WITHIN = 4096
SPACES = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}


def read_word_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the one record of a document: its paragraphs, those in tables too, one per line."""
    seekable = open_seekable(stream)
    yield from divide_export(extract_record("python-docx", "DOCX", "utf-8", partial(_extract, seekable)))


def _extract(stream: BinaryIO) -> str:
    from docx import Document

    with zipfile.ZipFile(stream) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_DOCUMENT_BYTES:
            raise ValueError(f"unpacks to more than {MAX_DOCUMENT_BYTES:,} bytes")
        if BODY in parts.namelist():
            with parts.open(BODY) as xml:
                # Entities stay in the tree as they are, and the text behind them would be lost.
                if b"<!DOCTYPE" in xml.read(DECLARED_WITHIN):
                    raise ValueError("its XML declares entities, which word processors never write")
    body = Document(stream).element.body
    paragraphs = [_read_paragraph(each) for each in body.iter(PARAGRAPH) if not any(each.iterancestors(*LEFT_OUT))]
    return "\n".join(paragraphs)


def _read_paragraph(paragraph: Any) -> str:
    """Return the text of a paragraph without that of paragraphs inside it."""
    pieces = []
    for node in paragraph.iter(f"{WORD}t", *SPACES):
        nearest = next(node.iterancestors(PARAGRAPH, *LEFT_OUT))
        if nearest is paragraph:
            pieces.append(SPACES.get(node.tag) or node.text or "")
    return "".join(pieces)
