"""Gzip, member by member: where one is damaged, reading can go on with the next."""

import io
import re
import zlib
from typing import BinaryIO, cast

from presswork.corpus.reading.formats.streams import (
    CHUNK,
    MAX_MEMBER_BYTES,
    MAX_RATIO,
    RATIO_COUNTS_FROM,
    Allowance,
    guard,
)

MARK = b"\x1f\x8b\x08"
WINDOW = zlib.MAX_WBITS | 16
BITE = 1 << 14
# Damage shows behind its place, and the next member may have begun in between.
KEPT = 1 << 18
# Other bytes may look like the first ones of a member, but do not unpack as far as this.
TRIED = 1 << 12
MAX_DAMAGES = 1000
STEPS = (1 << 10, 1 << 5, 1)
# Zeros may stand between members.
FILLED = re.compile(rb"[^\0]")


class _Members(io.RawIOBase):
    """The unpacked bytes of a file; a read raises where it is damaged, and the next one goes on behind."""

    def __init__(self, packed: BinaryIO) -> None:
        self.packed = packed
        self.n_packed = self.n_damages = 0
        self._member: zlib._Decompress | None = None
        self._is_lost = False
        self._error: zlib.error | None = None
        # Packed bytes: where the current member begins among them, and how far they are unpacked.
        self._buffer = b""
        self._first = self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        if error := self._error:
            self._error = None
            raise OSError(f"damaged gzip: {error}") from error
        while self._member or self._open_member():
            if data := self._unpack(len(buffer)):
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _fill(self) -> bool:
        """Read on, and forget what is no longer needed; False at the end."""
        more = self.packed.read(BITE) if self.n_damages < MAX_DAMAGES else b""
        start = max(self._first, self._at - KEPT)
        self._buffer = self._buffer[start:] + more
        self._first, self._at = 0, self._at - start
        self.n_packed += len(more)
        return bool(more)

    def _open_member(self) -> bool:
        if not (self._find_member() if self._is_lost else self._pass_zeros()):
            return False
        self._first, self._is_lost = self._at, False
        self._member = zlib.decompressobj(WINDOW)
        return True

    def _pass_zeros(self) -> bool:
        while not (found := FILLED.search(self._buffer, self._at)):
            self._first = self._at = len(self._buffer)
            if not self._fill():
                return False
        self._at = found.start()
        return True

    def _find_member(self) -> bool:
        """Go to the next member behind damage."""
        while True:
            place = self._buffer.find(MARK, self._at)
            self._at = self._first = place if place >= 0 else max(len(self._buffer) - len(MARK) + 1, self._at)
            is_short = place < 0 or len(self._buffer) - place < TRIED
            if is_short and self._fill():
                continue
            if place < 0:
                return False
            if _is_member(self._buffer[self._at : self._at + TRIED]):
                return True
            self._at += 1

    def _unpack(self, size: int) -> bytes:
        member = cast("zlib._Decompress", self._member)
        if self._at == len(self._buffer) and not self._fill():
            if data := member.decompress(b"", size):
                return data
            self._lose()
            raise EOFError("the compressed file ends within a member of gzip")
        bite = self._buffer[self._at : self._at + BITE]
        before = member.copy()
        try:
            data = member.decompress(bite, size)
        except zlib.error as error:
            self._lose()
            if data := _unpack_sound(before, bite, size):
                self._error = error
                return data
            raise OSError(f"damaged gzip: {error}") from error
        self._at += len(bite) - len(member.unused_data if member.eof else member.unconsumed_tail)
        if member.eof:
            self._member, self._first = None, self._at
        return data

    def _lose(self) -> None:
        self.n_damages += 1
        self._member, self._is_lost = None, True
        self._at = self._first = min(self._first + 1, len(self._buffer))


def _is_member(start: bytes) -> bool:
    try:
        return bool(zlib.decompressobj(WINDOW).decompress(start, TRIED))
    except zlib.error:
        return False


def _unpack_sound(member: "zlib._Decompress", bite: bytes, size: int) -> bytes:
    """Return at most `size` bytes of what a bite unpacks to before the byte at which it is damaged."""
    data = b""
    for step in STEPS:
        at = 0
        while at < len(bite) and len(data) < size:
            trial = member.copy()
            try:
                data += trial.decompress(bite[at : at + step], size - len(data))
            except zlib.error:
                break
            member, at = trial, at + step
        bite = bite[at : at + step]
    return data


class _Growing(Allowance):
    """What may be unpacked from a stream of unknown size: it grows with the packed bytes that were read."""

    def __init__(self, members: _Members) -> None:
        super().__init__(MAX_MEMBER_BYTES, 0)
        self.members = members

    def spend(self, n_bytes: int) -> None:
        self.allowed = min(MAX_MEMBER_BYTES, max(RATIO_COUNTS_FROM, MAX_RATIO * self.members.n_packed))
        super().spend(n_bytes)


def unpack_gzip(packed: BinaryIO) -> BinaryIO:
    """Return the unpacked bytes of a stream, not limited in their number.

    Where it is damaged, a read raises OSError, or EOFError if it is cut off. The next read goes on with the next
    member, and returns nothing if there is none.
    """
    return cast(BinaryIO, io.BufferedReader(_Members(packed), CHUNK))


def open_gzip(packed: BinaryIO) -> BinaryIO:
    """Return what `unpack_gzip` does, in the limits for archives; raises UnreadableError where it is damaged."""
    members = _Members(packed)
    return guard(cast(BinaryIO, io.BufferedReader(members, CHUNK)), _Growing(members))
