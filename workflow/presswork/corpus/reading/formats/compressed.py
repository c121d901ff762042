"""A file compressed by gzip or Zstandard."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from presswork.corpus.reading.formats.gzip_members import unpack_gzip
from presswork.corpus.reading.formats.streams import MAX_MEMBER_BYTES, Allowance, Part, guard

# Four bytes of Zstandard can stand for 128 kB: small bites keep what one of them unpacks to small.
BITE = 1 << 11


def open_compressed(path: Path) -> Iterator[Part]:
    """Yield the one part of a compressed file, by the ending before `.gz` or `.zst`."""
    with unpack(path, MAX_MEMBER_BYTES) as stream:
        yield Part(path.stem, stream)


@contextmanager
def unpack(path: Path, limit: int) -> Iterator[BinaryIO]:
    """Give the unpacked bytes of a file, as its ending says; reading more than the limit raises UnreadableError."""
    with path.open("rb") as packed, closing(_choose(path, packed)) as stream:
        yield guard(stream, Allowance(limit, path.stat().st_size))


def _choose(path: Path, packed: BinaryIO) -> BinaryIO:
    name = path.name.lower()
    if name.endswith((".gz", ".tgz")):
        return unpack_gzip(packed)
    return unpack_zstandard(packed) if name.endswith(".zst") else packed


def unpack_zstandard(packed: BinaryIO) -> BinaryIO:
    """Return the unpacked bytes of a stream, not limited in their number; raises OSError or EOFError if broken."""
    return cast(BinaryIO, io.BufferedReader(_Zstandard(packed)))


class _Zstandard(io.RawIOBase):
    """Frames of Zstandard; the package's own reader takes a frame that is truncated for a complete one."""

    def __init__(self, packed: BinaryIO) -> None:
        self.packed = packed
        self.waiting = io.BytesIO()
        self.frame = zstandard.ZstdDecompressor().decompressobj()
        self.is_inside = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        while not (data := self.waiting.read(len(buffer))):
            bite = self.frame.unused_data or self.packed.read(BITE)
            if not bite:
                return self._end()
            self._bite(bite)
        buffer[: len(data)] = data
        return len(data)

    def _bite(self, bite: bytes) -> None:
        if self.frame.eof:
            self.frame = zstandard.ZstdDecompressor().decompressobj()
        try:
            self.waiting = io.BytesIO(self.frame.decompress(bite))
        except zstandard.ZstdError as error:
            raise OSError(str(error)) from error
        self.is_inside = not self.frame.eof

    def _end(self) -> int:
        if self.is_inside:
            raise EOFError("the compressed file is truncated")
        return 0
