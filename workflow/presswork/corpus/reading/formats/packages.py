"""Documents that are a ZIP archive of parts: OpenDocument and EPUB."""

import io
import zipfile
from typing import BinaryIO, cast

from presswork.corpus.reading.formats.streams import MAX_DOCUMENT_BYTES, Allowance, guard, read_whole

# Parts that describe the others are small.
MAX_XML_BYTES = 1 << 22


class Package:
    """The parts of a document, which together may unpack to no more than the limit of a document.

    Raises what `zipfile` does if the archive is broken, and UnreadableError for what unpacks too large.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.archive = zipfile.ZipFile(stream)
        self.names = set(self.archive.namelist())
        size = stream.seek(0, io.SEEK_END)
        self.allowance = Allowance(MAX_DOCUMENT_BYTES, size)

    def open(self, name: str) -> BinaryIO:
        """Return the unpacked bytes of a part; raises KeyError where there is none."""
        return guard(cast(BinaryIO, self.archive.open(name)), self.allowance)

    def read(self, name: str, limit: int = MAX_XML_BYTES) -> bytes:
        """Return a whole part; raises KeyError where there is none, UnreadableError beyond the limit in bytes."""
        with self.open(name) as part:
            return read_whole(part, limit)
