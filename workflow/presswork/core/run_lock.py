"""Allows one run at a time for a results folder, by a lock that ends with the process that holds it."""

import fcntl
import os
import socket
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from presswork.core.errors import PressworkError

NAME = "work/logs/.lock"
# A lock is released when its file is closed, so the file stays open until the process ends.
HELD: dict[Path, TextIOWrapper] = {}


def hold(results: Path) -> str | None:
    """Lock a results folder for this process; return None, or which process has locked it.

    On file systems without locks, the folder counts as free.
    """
    path = results.resolve() / NAME
    if path in HELD:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        holder = handle.read().strip()
        handle.close()
        return holder or "another process"
    except OSError:
        pass
    HELD[path] = handle
    # On a full disk the lock works, too, but nothing says which process holds it.
    with suppress(OSError):
        os.ftruncate(handle.fileno(), 0)
        os.write(handle.fileno(), f"process {os.getpid()} on {socket.gethostname()}\n".encode())
    return None


def refuse(results: Path, holder: str) -> PressworkError:
    """Return the error for a run into a folder that another process has locked."""
    return PressworkError(
        "Another run is writing to this results folder.",
        file=results,
        found=holder,
        remedy="wait until it ends, stop it, or choose another folder: make RESULTS=folder",
    )
