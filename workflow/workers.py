"""The worker processes of a run on one machine: they take the jobs that Snakemake would start a Python process for.

Workers are started, not forked, as Polars asks for: https://docs.pola.rs/user-guide/misc/multiprocessing. All of them
belong to one process group, which a shell ends as soon as this process is gone, however it ended.
"""

import inspect
import multiprocessing
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

from job import MORE_MEMORY, describe_job, report_failure

WORKER = Path(__file__).with_name("worker.py")
# The group's leader: reads until the run's end of the pipe is closed, then ends its group, itself included.
GUARD = ["/bin/sh", "-c", "read _; kill -KILL 0"]
# What Snakemake gives where a job is to run in another environment or folder.
ELSEWHERE = ("conda_env", "container_img", "env_modules", "shadow_dir")


class Worker:
    """A process that runs one job at a time."""

    def __init__(self, group: int) -> None:
        self.connection, far = multiprocessing.Pipe()
        # Snakemake's Snakefile quotes the interpreter's path for the shell.
        (python,) = shlex.split(sys.executable)
        self.process = subprocess.Popen(
            [python, str(WORKER), str(far.fileno())],
            pass_fds=[far.fileno()],
            process_group=group,
            stdin=subprocess.DEVNULL,
        )
        far.close()

    def run(self, job: dict[str, Any]) -> dict[str, Any] | None:
        """Return the report on a job, or None where the process ended before there was one."""
        try:
            self.connection.send(job)
            report: dict[str, Any] = self.connection.recv()
        except (EOFError, OSError):
            return None
        return report

    def close(self) -> int:
        """Let the process end; return its exit code, negative for the signal that ended it."""
        self.connection.close()
        return self.process.wait()


class Pool:
    """As many workers as jobs run at a time; the one that was used last is used first."""

    def __init__(self) -> None:
        self.guard: subprocess.Popen[bytes] | None = None
        self.idle: list[Worker] = []
        self.lock = threading.Lock()
        self.is_stopped = False

    def run(self, job: dict[str, Any]) -> dict[str, Any]:
        """Run a job in a worker and return its report. Raises CalledProcessError where the job fails or is killed."""
        worker = self._take()
        report = worker.run(job)
        if report and not report["is_last"]:
            with self.lock:
                self.idle.append(worker)
            return report
        code = worker.close()
        if not report or not report["succeeded"]:
            raise subprocess.CalledProcessError(code, job["label"])
        return report

    def _take(self) -> Worker:
        with self.lock:
            if self.idle:
                return self.idle.pop()
            if self.guard is None or self.guard.poll() is not None:
                self.guard = subprocess.Popen(GUARD, stdin=subprocess.PIPE, process_group=0)
            return Worker(self.guard.pid)

    def stop(self) -> None:
        """Kill all workers and what they have started."""
        self.is_stopped = True
        if self.guard is not None:
            assert self.guard.stdin
            self.guard.stdin.close()


def describe_death(code: int) -> str:
    """Return what to tell of a job that ended without a message, by the exit code of its process."""
    # A shell gives 128 and the signal's number.
    number = code - 128 if code > 128 else -code
    if number == signal.SIGKILL:
        return f"was killed by the system, most often because memory ran out.\n  remedy:   {MORE_MEMORY}"
    how = f"signal {signal.Signals(number).name}" if number in [*signal.Signals] else f"exit code {code}"
    return f"ended before its work was done ({how}).\n  remedy:   run again; if it ends again, please report it"


def replace_script(plain: Callable[..., None], is_warm: bool) -> Callable[..., None]:
    """Return a function to use in place of Snakemake's `script` in a workflow whose rules all call `job.py`.

    It runs jobs in workers where `is_warm`, otherwise as Snakemake does. A job that ends without a message gets one.
    Call this in the main thread: an interrupt ends the workers before Snakemake waits for its jobs.
    """
    pool = Pool()
    signature = inspect.signature(plain)
    interrupt = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        if not pool.is_stopped:
            print("Stopped: finished results stay, and the next run continues from there.", file=sys.stderr, flush=True)
        pool.stop()
        if callable(interrupt):
            interrupt(number, frame)

    def script(*args: Any, **kwargs: Any) -> None:
        given = SimpleNamespace(**signature.bind(*args, **kwargs).arguments)
        given.rule = given.rulename
        job = describe_job(given)
        message = Path(job["log"]).with_suffix(".error")
        try:
            if is_warm and not any(getattr(given, name) for name in ELSEWHERE):
                record_benchmark(given.bench_record, pool.run(job))
            else:
                plain(*args, **kwargs)
        except subprocess.CalledProcessError as error:
            if not message.is_file() and not pool.is_stopped:
                report_failure(job, f"{job['label']} {describe_death(error.returncode)}")
            raise

    signal.signal(signal.SIGINT, stop)
    return script


def record_benchmark(record: Any, report: dict[str, Any]) -> None:
    """Write seconds, CPU seconds and peak memory (MB) of a job into Snakemake's benchmark record."""
    record.running_time, record.cpu_time = report["seconds"], report["cpu_seconds"]
    record.max_rss, record.cpu_usage = report["peak_mb"], 100 * report["cpu_seconds"]
    record.data_collected = True
