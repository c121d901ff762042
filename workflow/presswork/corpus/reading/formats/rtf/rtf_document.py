"""RTF: a document is a record, or several articles of an export."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.extracted import OWN, REMEDY, reject_broken, tell_notes
from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, Notice, Record, Rejected
from presswork.corpus.reading.formats.rtf.rtf_text import RichText, read_rich_text
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, read_whole

# The whole file and its parts are in memory at once.
MAX_BYTES = MAX_DOCUMENT_BYTES // 2
START = b"{\\rtf"
START_WITHIN = 100
NO_START = "it does not begin as an RTF file does"


def read_rtf_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the record of a document, or those of an export: its paragraphs, one per line, cells divided by tabs.

    Pictures, headers, footers, footnotes, hidden and deleted text are left out. Raises UnreadableError if the file is
    too large.
    """
    data = read_whole(stream, MAX_BYTES)
    if START not in data[:START_WITHIN]:
        yield Rejected(None, "broken RTF", NO_START, "if it is plain text, rename it to end in .txt")
        return
    try:
        found = read_rich_text(data[data.index(START) :], MAX_RECORD_CHARACTERS)
    except ValueError as error:
        yield reject_broken(None, "RTF", error)
        return
    yield from divide_export(_build_record(found))


def _build_record(found: RichText) -> Record | Rejected:
    if not found.text.strip():
        return Rejected(None, "no text", "the document shows no text", REMEDY)
    return Record(None, found.text, found.code_page, extractor=OWN, notices=tuple(_list_notices(found)))


def _list_notices(found: RichText) -> Iterator[Notice]:
    """Yield what of a document was not read, or not as it should be."""
    if found.n_notes:
        yield tell_notes(found.n_notes)
    if found.n_bad:
        detail = f"bytes not valid in {found.code_page} or the code page of a font, replaced by U+FFFD: {found.n_bad:,}"
        yield Notice(None, "bad bytes", detail, "open the document and save it again")
    if found.n_open:
        detail = f"the file ends before the document does (groups not closed: {found.n_open:,})"
        yield Notice(None, "truncated file", detail, "copy or export it again: text may be missing")
    if found.n_behind:
        detail = f"characters after the end of the document: {found.n_behind:,}"
        yield Notice(
            None, "text not read", detail, "open the document, check whether text is missing, and save it again"
        )
