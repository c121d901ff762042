"""A worker process that runs one job after another, so that Python and its packages start only once.

The only argument is the file descriptor of a connection. Jobs arrive over it, and a report is sent back for each. A
list of modules may arrive first; the worker imports them while it waits. After each job the state of the process is
restored. If that is not possible, the worker ends and another one replaces it.
"""

import importlib
import locale
import multiprocessing
import os
import random
import sys
import threading
import time
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import job as runner
from usage import MB

# A worker that uses more memory than this after a job is replaced, since freed memory may not return to the system.
LARGEST_MB = 1024


class FreshState:
    """The state of a process that a job may change; it is recorded once and restored after each job."""

    def __init__(self) -> None:
        self.environment, self.folder, self.paths = dict(os.environ), Path.cwd(), [*sys.path]
        self.filters, self.locale, self.umask = [*warnings.filters], locale.setlocale(locale.LC_ALL), os.umask(0)
        os.umask(self.umask)

    def restore(self) -> None:
        """Restore this state, and the initial state of packages that jobs have imported."""
        if dict(os.environ) != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)
            time.tzset()
        os.chdir(self.folder)
        os.umask(self.umask)
        sys.path[:], warnings.filters[:] = self.paths, self.filters  # type: ignore[index]
        locale.setlocale(locale.LC_ALL, self.locale)
        random.seed()
        if numpy := sys.modules.get("numpy"):
            numpy.random.seed()
            numpy.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
        if matplotlib := sys.modules.get("matplotlib"):
            dict.update(matplotlib.rcParams, dict.copy(matplotlib.rcParamsOrig))


def is_worn(threads: int) -> bool:
    """Return whether to replace a worker, because it uses much memory or a job left a thread or process behind."""
    return (
        measure_memory() > LARGEST_MB or threading.active_count() > threads or bool(multiprocessing.active_children())
    )


def measure_memory() -> float:
    """Return the memory that this process uses, in MB."""
    import psutil

    return float(psutil.Process().memory_info().rss / MB)


def serve(connection: Connection) -> None:
    """Run jobs until there are no more, or until the state of this process cannot be restored."""
    fresh, threads = FreshState(), threading.active_count()
    modules: list[str] = []
    while True:
        while modules and not connection.poll():
            # If a module cannot be imported, the job that needs it fails with a message.
            with suppress(Exception):
                importlib.import_module(modules.pop(0))
        try:
            message = connection.recv()
        except EOFError:
            return
        if isinstance(message, list):
            modules = message
            continue
        succeeded = runner.main(message)
        fresh.restore()
        # A job that failed may have left anything behind.
        report = {"succeeded": succeeded, "is_last": not succeeded or is_worn(threads)}
        connection.send(report)
        if report["is_last"]:
            return


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
