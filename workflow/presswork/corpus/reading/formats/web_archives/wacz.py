"""WACZ: a ZIP archive with web archives in it, and indexes of them that hold nothing else."""

from collections.abc import Iterator
from pathlib import Path

from presswork.corpus.reading.formats.record import Rejected
from presswork.corpus.reading.formats.streams import Part
from presswork.corpus.reading.formats.zip_archive import open_zip_archive

FOLDER = "archive/"


def open_wacz(path: Path) -> Iterator[Part | Rejected | str]:
    """Yield the web archives of a WACZ, or why one cannot be read; raises UnreadableError if the ZIP is broken."""
    for part in open_zip_archive(path):
        if not isinstance(part, Part) or part.name.startswith(FOLDER):
            yield part
