"""Detects changed content: digests of files, remembered until a file is touched."""

import json
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from presswork.core.errors import PressworkError

# A file may change twice within one tick of the system's clock, so recent states are not remembered.
FRESH_NS = 2_000_000_000
BITE = 1 << 20
State = tuple[int, ...]


def read_state(path: str | Path) -> State | None:
    """Return a value that changes whenever a file is written, replaced or unpacked; None if there is no such file.

    Copying and unpacking can set the modification time (mtime), but only the system sets the change time (ctime).
    """
    try:
        # Path.stat takes twice as long, and there may be 100,000 files.
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def digest_contents(
    paths: Iterable[str], names: Iterable[str], memory: Path | None = None, remember: bool = True
) -> str:
    """Return the SHA-256 of the names and bytes of files, independent of file times; files may be missing.

    `memory` is a file that keeps the digest: it is read instead of the files as long as none of them has changed. With
    `remember`, it is written.
    """
    files = [(path, name, read_state(path)) for path, name in zip(paths, names, strict=True)]
    state = _combine(f"{name}\0{state}" for _, name, state in files)
    known = _recall(memory)
    if known.get("state") == state:
        return known["content"]
    started = time.time_ns()
    content = _combine(f"{name}\0{state and _digest(path)}" for path, name, state in files)
    is_settled = all(state[2] < started - FRESH_NS for *_, state in files if state)
    if remember and memory and memory.parent.is_dir() and is_settled:
        _remember(memory, {"state": state, "content": content})
    return content


def _combine(lines: Iterable[str]) -> str:
    digest = sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return digest.hexdigest()


def _digest(path: str) -> str | None:
    # For many small files, several times as fast as hashlib.file_digest.
    digest = sha256()
    try:
        with open(path, "rb", buffering=0) as handle:  # noqa: PTH123
            while bite := handle.read(BITE):
                digest.update(bite)
    except OSError:
        return None
    return digest.hexdigest()


def _recall(memory: Path | None) -> dict[str, str]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8")) if memory else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and {"state", "content"} <= known.keys() else {}


def _remember(memory: Path, known: dict[str, str]) -> None:
    partial = memory.with_suffix(".partial")
    try:
        partial.write_text(json.dumps(known), encoding="utf-8")
        partial.replace(memory)
    except OSError:
        # The next run reads the files again.
        return


@contextmanager
def watch_content(path: Path) -> Iterator[str | None]:
    """Yield the SHA-256 of a file's bytes, or None if it cannot be read.

    Raises PressworkError on exit if the bytes have changed in the meantime.
    """
    before, digest = read_state(path), _digest(str(path))
    yield digest
    if read_state(path) != before and _digest(str(path)) != digest:
        raise PressworkError(
            "A file changed while it was being read.",
            file=path,
            remedy="run again when no program is writing to it; finished results are kept",
        )
