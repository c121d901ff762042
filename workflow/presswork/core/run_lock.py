"""One run at a time for a results folder: a lock that ends with the process that holds it, however it ends."""

import fcntl
import os
import socket
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from presswork.core.errors import PressworkError

NAME = "work/logs/.lock"
# Locks are given up when their file is closed: it stays open here until the process ends.
HELD: dict[Path, TextIOWrapper] = {}


def hold(results: Path) -> str | None:
    """Hold a results folder for this process; return None, or who holds it.

    Where the file system has no locks, the folder is taken as free.
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
    # On a full disc the folder is held, too, though nothing says by whom.
    with suppress(OSError):
        os.ftruncate(handle.fileno(), 0)
        os.write(handle.fileno(), f"process {os.getpid()} on {socket.gethostname()}\n".encode())
    return None


def refuse(results: Path, holder: str) -> PressworkError:
    """Return the error of a run into a folder that another one holds."""
    return PressworkError(
        "Another run is writing to this results folder.",
        file=results,
        found=holder,
        remedy="wait until it ends or stop it, or name another folder: make RESULTS=folder",
    )
