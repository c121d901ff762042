"""TAR, plain or compressed: each member is read as a file of its ending, in the order in which they come."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from presswork.corpus.reading.file_names import is_never_article, leads_outside, spell_name
from presswork.corpus.reading.formats.compressed import unpack
from presswork.corpus.reading.formats.record import Rejected
from presswork.corpus.reading.formats.streams import (
    BROKEN,
    CHUNK,
    MAX_CONTAINER_BYTES,
    MAX_MEMBER_BYTES,
    Allowance,
    Part,
    break_off,
    guard,
)

# Names and other remarks on a member; `tarfile` holds them in memory.
MAX_REMARKS = 1 << 20
REMARKS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class _Bounded(tarfile.TarInfo):
    """The header of a member, refused where its size cannot be: below zero, or of a remark that fills the memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not 0 <= self.size <= (MAX_REMARKS if self.type in REMARKS else MAX_CONTAINER_BYTES):
            raise tarfile.ReadError(f"a member that claims to have {self.size:,} bytes")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


class _Watched:
    """The stream of an archive, with its last bytes: `tarfile` takes an archive that is cut off for one that ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.last = b""

    def read(self, size: int) -> bytes:
        data = self.stream.read(size)
        self.last = (self.last + data)[-tarfile.BLOCKSIZE :]
        return data

    def check_end(self) -> None:
        while self.read(CHUNK):
            pass
        if self.last.strip(b"\0") or len(self.last) < tarfile.BLOCKSIZE:
            raise EOFError("the archive has no end")


def open_tar_archive(path: Path) -> Iterator[Part | Rejected | str]:
    """Yield the members of an archive, or why one cannot be read; of one that is never an article, its name.

    Raises UnreadableError if the archive is broken.
    """
    packed = path.stat().st_size
    try:
        with unpack(path, MAX_CONTAINER_BYTES) as stream:
            watched = _Watched(stream)
            with tarfile.open(
                fileobj=cast(BinaryIO, watched), mode="r|", errors="surrogateescape", tarinfo=_Bounded
            ) as archive:
                for info in archive:
                    yield from _open_member(archive, info, Allowance(MAX_MEMBER_BYTES, packed))
                    # The archive keeps every header that it has seen.
                    archive.members.clear()  # type: ignore[attr-defined]
            watched.check_end()
    except BROKEN as error:
        raise break_off(error) from error


def _open_member(archive: tarfile.TarFile, info: tarfile.TarInfo, own: Allowance) -> Iterator[Part | Rejected | str]:
    name = spell_name(info.name)
    if leads_outside(info.name):
        yield Rejected(None, "unsafe name", "a path that leads out of the archive", "create the archive again", name)
    elif not info.isdir() and not info.isfile():
        yield Rejected(None, "not a regular file", "a link or device", "add the file itself to the archive", name)
    elif info.isfile() and is_never_article(name):
        yield name
    elif info.isfile():
        stream = cast(BinaryIO, archive.extractfile(info))
        yield Part(name, guard(stream, own), name)
