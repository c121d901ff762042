"""OpenDocument text, packed (ODT) or as one XML file (FODT): a document is a record, or articles of an export."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.formats.extracted import OWN, REMEDY, reject_broken, tell_notes
from presswork.corpus.reading.formats.odf_text import OpenText
from presswork.corpus.reading.formats.packages import Package
from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, Notice, Record, Rejected, UnreadableError
from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, Allowance, guard, open_seekable

MANIFEST = "META-INF/manifest.xml"
STYLES, CONTENT = "styles.xml", "content.xml"
ENCRYPTED = Rejected(None, "encrypted", "the document needs a password", "save it again without a password")


def read_open_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the record of a packed document, or those of an export: paragraphs and rows, one per line.

    Deleted and hidden text, comments and notes are left out. Raises UnreadableError if it unpacks too large.
    """
    text = OpenText(MAX_RECORD_CHARACTERS)
    try:
        package = Package(open_seekable(stream))
        if MANIFEST in package.names and b"encryption-data" in package.read(MANIFEST):
            yield ENCRYPTED
            return
        if STYLES in package.names:
            text.feed(package.open(STYLES))
        text.feed(package.open(CONTENT))
    except UnreadableError:
        raise
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken(None, "ODT", error)
        return
    yield from _divide(text)


def read_flat_document(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield what `read_open_document` does, for a document that is one XML file."""
    text = OpenText(MAX_RECORD_CHARACTERS)
    try:
        text.feed(guard(stream, Allowance(MAX_DOCUMENT_BYTES, MAX_DOCUMENT_BYTES)))
    except UnreadableError:
        raise
    # As above.
    except Exception as error:
        yield reject_broken(None, "FODT", error)
        return
    yield from _divide(text)


def _divide(text: OpenText) -> Iterator[Record | Notice]:
    shown = "\n".join(text.lines)
    if not shown.strip():
        yield Rejected(None, "no text", "the document shows no text", REMEDY)
        return
    notices = (tell_notes(text.n_notes),) if text.n_notes else ()
    yield from divide_export(Record(None, shown, "utf-8", extractor=OWN, notices=notices))
