"""ZIP: each member is read as a file of its ending."""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from presswork.corpus.reading.file_names import is_never_article, leads_outside, spell_name
from presswork.corpus.reading.formats.record import Rejected
from presswork.corpus.reading.formats.streams import (
    BROKEN,
    MAX_CONTAINER_BYTES,
    MAX_MEMBER_BYTES,
    Allowance,
    Part,
    break_off,
    guard,
)

ENCRYPTED = 1


def open_zip_archive(path: Path) -> Iterator[Part | Rejected | str]:
    """Yield the members of an archive, or why one cannot be read; of one that is never an article, its name.

    Raises UnreadableError if the archive is broken.
    """
    packed = path.stat().st_size
    whole = Allowance(MAX_CONTAINER_BYTES, packed)
    try:
        with path.open("rb") as handle, zipfile.ZipFile(handle) as archive:
            for info in archive.infolist():
                yield from _open_member(archive, info, whole, Allowance(MAX_MEMBER_BYTES, packed))
    except BROKEN as error:
        raise break_off(error) from error


def _open_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, whole: Allowance, own: Allowance
) -> Iterator[Part | Rejected | str]:
    name = spell_name(info.filename)
    problem = _find_problem(info, name)
    if problem:
        yield problem
    elif not info.is_dir() and is_never_article(name):
        yield name
    elif not info.is_dir():
        try:
            with archive.open(info) as stream:
                yield Part(name, guard(cast(BinaryIO, stream), whole, own), name)
        except BROKEN as error:
            rejected = break_off(error).rejected
            yield Rejected(None, rejected.reason, rejected.detail, rejected.remedy, name)


def _find_problem(info: zipfile.ZipInfo, name: str) -> Rejected | None:
    if leads_outside(info.orig_filename):
        return Rejected(None, "unsafe name", "a path that leads out of the archive", "create the archive again", name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return Rejected(None, "not a regular file", "a link or device", "add the file itself to the archive", name)
    if info.flag_bits & ENCRYPTED:
        return Rejected(
            None,
            "encrypted",
            "the file in the archive is encrypted",
            "create the archive again without a password",
            name,
        )
    return None
