"""DOCX: a document is a record."""

import io
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.extracted import extract_record, tell_notes
from presswork.corpus.reading.formats.record import Notice, Record
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, open_seekable

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, RUN = f"{WORD}p", f"{WORD}r"
# What a reviewer has moved away stands in the file twice, and so does a text box, once for older programs. Above the
# signs of some languages, it is said how they are pronounced.
LEFT_OUT = (f"{WORD}moveFrom", f"{WORD}rt", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
HIDDEN, VALUE, OFF = f"{WORD}vanish", f"{WORD}val", ("0", "false", "off")
NOTES = (f"{WORD}footnoteReference", f"{WORD}endnoteReference")
BODY = "word/document.xml"
DECLARED_WITHIN = 4096
# The names that python-docx knows for those of the strict variant of the format.
STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
PACKAGE = "_rels/.rels"
SIGNS = {
    **{f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"},
    **{f"{WORD}noBreakHyphen": "\u2011", f"{WORD}softHyphen": "\xad"},
}


def read_word_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the one record of a document: its paragraphs, those in tables too, one per line.

    Headers, footers, notes, hidden and deleted text are left out.
    """
    notes: list[Any] = []
    found = extract_record("python-docx", "DOCX", "utf-8", partial(_extract, open_seekable(stream), notes))
    if isinstance(found, Record) and notes:
        found = replace(found, notices=(*found.notices, tell_notes(len(notes))))
    yield from divide_export(found)


def _extract(stream: BinaryIO, notes: list[Any]) -> str:
    from docx import Document

    with zipfile.ZipFile(stream) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_DOCUMENT_BYTES:
            raise ValueError(f"unpacks to more than {MAX_DOCUMENT_BYTES:,} bytes")
        if BODY in parts.namelist():
            with parts.open(BODY) as xml:
                # Entities stay in the tree as they are, and the text behind them would be lost.
                if b"<!DOCTYPE" in xml.read(DECLARED_WITHIN):
                    raise ValueError("its XML declares entities, which word processors never write")
        if PACKAGE in parts.namelist() and any(name in parts.read(PACKAGE) for name in STRICT_NAMES):
            stream = _translate(parts)
    body = Document(stream).element.body
    notes += body.iter(*NOTES)
    shown = (each for each in body.iter(PARAGRAPH) if next(each.iterancestors(*LEFT_OUT), None) is None)
    hidden = {each.getparent().getparent() for each in body.iter(HIDDEN) if each.get(VALUE, "1") not in OFF}
    paragraphs = [_read_paragraph(each, hidden) for each in shown]
    return "\n".join(paragraphs)


def _translate(parts: zipfile.ZipFile) -> BinaryIO:
    """Return a document of the strict variant of the format as one of the usual variant."""
    translated = io.BytesIO()
    with zipfile.ZipFile(translated, "w") as archive:
        for name in parts.namelist():
            data = parts.read(name)
            for strict, usual in STRICT_NAMES.items() if name.endswith((".xml", ".rels")) else ():
                data = data.replace(strict, usual)
            archive.writestr(name, data)
    return translated


def _read_paragraph(paragraph: Any, hidden: Collection[Any]) -> str:
    """Return the text of a paragraph without that of paragraphs inside it, and of hidden runs."""
    pieces = []
    for node in paragraph.iter(f"{WORD}t", *SIGNS):
        nearest, run = next(node.iterancestors(PARAGRAPH, *LEFT_OUT)), node.getparent()
        # Tabs also stand in the settings of a paragraph.
        if nearest is paragraph and run.tag == RUN and run not in hidden:
            pieces.append(SIGNS.get(node.tag) or node.text or "")
    return "".join(pieces)
