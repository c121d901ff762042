"""Bytes on their way to a reader: in bounded pieces, and within the limits for what an archive may unpack to."""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, SPLIT, UnreadableError

CHUNK = 1 << 20
# UTF-32 takes four bytes for a character, no encoding takes more.
MAX_RECORD_BYTES = 4 * MAX_RECORD_CHARACTERS
# Documents are held in memory; their pictures count too.
MAX_DOCUMENT_BYTES = 1 << 29
MAX_MEMBER_BYTES = 1 << 34
MAX_CONTAINER_BYTES = 1 << 36
# News text packs about 1:4; small files of one repeated row may pack better, so that the ratio only counts from a size.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1 << 24
BROKEN = (
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True)
class Part:
    """A file, or a member of an archive: the name whose ending tells the format, its bytes, its name as a member.

    `given` are fields that the archive gives, `charset` is the encoding that it states.
    """

    name: str
    stream: BinaryIO
    member: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    charset: str = ""


class Allowance:
    """How many bytes may still be unpacked from an archive of `packed` bytes."""

    def __init__(self, limit: int, packed: int) -> None:
        self.allowed = min(limit, max(RATIO_COUNTS_FROM, MAX_RATIO * packed))
        self.spent = 0

    def spend(self, n_bytes: int) -> None:
        """Count unpacked bytes; raises UnreadableError if they are more than allowed."""
        self.spent += n_bytes
        if self.spent > self.allowed:
            detail = f"more than {self.allowed:,} bytes when unpacked"
            raise UnreadableError("unpacks too large", detail, "unpack it yourself if you trust it, or remove it")


class _Guarded(io.RawIOBase):
    def __init__(self, packed: BinaryIO, allowances: tuple[Allowance, ...]) -> None:
        self.packed = packed
        self.allowances = allowances
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        if self.error and not data:
            # The next read may go on behind the damage, if what is packed can.
            error, self.error = self.error, None
            raise break_off(error) from error
        for allowance in self.allowances:
            allowance.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        """Return the next bytes; what comes before damage is not lost with what comes behind it."""
        parts: list[bytes] = []
        try:
            while size and not self.error and (data := cast(io.BufferedReader, self.packed).read1(size)):
                parts.append(data)
                size -= len(data)
        except BROKEN as error:
            self.error = error
        return b"".join(parts)


def guard(packed: BinaryIO, *allowances: Allowance) -> BinaryIO:
    """Return the stream with its errors told as UnreadableError and its bytes counted against the allowances."""
    return io.BufferedReader(_Guarded(packed, allowances), CHUNK)


def break_off(error: BaseException) -> UnreadableError:
    """Return what is raised for an archive that cannot be read on."""
    detail = str(error) or type(error).__name__
    return UnreadableError("broken container", detail, "copy or download it again: it is damaged or truncated")


def read_whole(stream: BinaryIO, limit: int = MAX_RECORD_BYTES) -> bytes:
    """Return all bytes of a stream; raises UnreadableError if there are more than the limit."""
    chunks, size = [], 0
    while chunk := stream.read(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise UnreadableError("too long", f"more than {limit:,} bytes", SPLIT)
    return b"".join(chunks)


def open_seekable(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read in any order; raises UnreadableError if it would not fit into memory."""
    return stream if stream.seekable() else io.BytesIO(read_whole(stream, MAX_DOCUMENT_BYTES))


class _Chained(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head = io.BytesIO(head)
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self.head.read(len(buffer)) or self.rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def put_back(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Return a stream that gives what was already read once more, then the rest."""
    return cast(BinaryIO, io.BufferedReader(_Chained(head, rest), CHUNK))
