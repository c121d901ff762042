"""The worker processes of a run on one computer, which replace the Python process that Snakemake starts for each job.

Workers are started, not forked, as Polars requires: https://docs.pola.rs/user-guide/misc/multiprocessing. They belong
to one process group, which a shell process kills as soon as this process has ended for whatever reason.
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
from presswork.core.code_digests import split_call

WORKER = Path(__file__).with_name("worker.py")
# The leader of the group: waits until the pipe to this process is closed, then kills its group, including itself.
GUARD = ["/bin/sh", "-c", "read _; kill -KILL 0"]
# Attributes that Snakemake sets if a job is to run in another environment or folder.
ELSEWHERE = ("conda_env", "container_img", "env_modules", "shadow_dir")


class Worker:
    """A process that runs one job at a time; `loaded` are the library modules that it has imported."""

    def __init__(self, group: int) -> None:
        self.loaded: set[str] = set()
        self.has_run = False
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
        """Run a job and return its report, or None if the process ended before."""
        self.loaded.add(split_call(job["params"]["call"])[0])
        self.has_run = True
        try:
            self.connection.send(job)
            report: dict[str, Any] = self.connection.recv()
        except (EOFError, OSError):
            return None
        return report

    def load(self, modules: list[str]) -> None:
        """Make the process import modules while it waits for a job."""
        self.loaded |= {*modules}
        self.connection.send(modules)

    def close(self) -> int:
        """End the process; return its exit code, or the negative number of the signal that killed it."""
        self.connection.close()
        return self.process.wait()


class Pool:
    """As many workers as jobs run at a time; preferred are those with a job's module, then the last one used."""

    def __init__(self, is_on: bool = True) -> None:
        self.is_on = is_on
        self.guard: subprocess.Popen[bytes] | None = None
        self.idle: list[Worker] = []
        self.lock = threading.Lock()
        self.is_stopped = False

    def run(self, job: dict[str, Any]) -> dict[str, Any]:
        """Run a job in a worker and return its report. Raises CalledProcessError if the job fails or is killed."""
        worker = self._take(split_call(job["params"]["call"])[0])
        report = worker.run(job)
        if report and not report["is_last"]:
            with self.lock:
                self.idle.append(worker)
            return report
        code = worker.close()
        if not report or not report["succeeded"]:
            # If there is a report, the job has written why it failed.
            raise subprocess.CalledProcessError(code, job["label"], report)
        return report

    def prepare(self, calls: list[str]) -> None:
        """Start a worker that imports the modules of later stages while another one runs the first stage."""
        modules = dict.fromkeys(split_call(call)[0] for call in calls)
        stages = [module.split(".")[1] for module in modules]
        if later := [module for module, stage in zip(modules, stages) if stage != stages[0]]:
            worker = Worker(self._start_guard())
            worker.load(later)
            self.idle.append(worker)

    def _take(self, module: str) -> Worker:
        """Return the idle worker that was used last, preferably one that has loaded the module, or a new worker.

        Raises CalledProcessError if the run was stopped.
        """
        with self.lock:
            if self.is_stopped:
                raise subprocess.CalledProcessError(1, module)
            # The system may kill an idle worker, usually to free memory.
            self.idle = [worker for worker in self.idle if worker.process.poll() is None]
            fit = [worker for worker in self.idle if worker.has_run or module in worker.loaded]
            if not fit:
                return Worker(self._start_guard())
            chosen = max(enumerate(fit), key=lambda each: (module in each[1].loaded, each[0]))[1]
            self.idle.remove(chosen)
            return chosen

    def _start_guard(self) -> int:
        """Return the process group of the workers; its leader is started with the first worker."""
        if self.guard is None or self.guard.poll() is not None:
            self.guard = subprocess.Popen(GUARD, stdin=subprocess.PIPE, process_group=0)
        return self.guard.pid

    def stop(self) -> None:
        """Kill all workers and the processes that they have started."""
        self.is_stopped = True
        if self.guard is not None:
            assert self.guard.stdin
            self.guard.stdin.close()


def describe_death(code: int) -> str:
    """Return the message for a job that ended without one, from the exit code of its process."""
    # A shell returns 128 plus the number of the signal.
    number = code - 128 if code > 128 else -code
    if number == signal.SIGKILL:
        return f"was killed by the system, usually because memory ran out.\n  remedy:   {MORE_MEMORY}"
    how = f"signal {signal.Signals(number).name}" if number in [*signal.Signals] else f"exit code {code}"
    return f"ended before it had finished ({how}).\n  remedy:   run again; if it happens again, please report it"


def replace_script(plain: Callable[..., None], pool: Pool) -> Callable[..., None]:
    """Return a replacement for Snakemake's `script` for a workflow in which all rules call `job.py`.

    It runs jobs in the pool's workers, or as Snakemake does if the pool is off. A job that ends without a message gets
    one. Call this in the main thread: an interrupt ends the workers before Snakemake waits for its jobs, unless
    interrupts are ignored, as in processes that a shell script runs in the background.
    """
    signature = inspect.signature(plain)
    interrupt = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        pool.stop()
        if callable(interrupt):
            interrupt(number, frame)

    def script(*args: Any, **kwargs: Any) -> None:
        given = SimpleNamespace(**signature.bind(*args, **kwargs).arguments)
        given.rule = given.rulename
        job = describe_job(given)
        message = Path(job["log"]).with_suffix(".error")
        try:
            if pool.is_on and not any(getattr(given, name) for name in ELSEWHERE):
                pool.run(job)
            else:
                plain(*args, **kwargs)
        except subprocess.CalledProcessError as error:
            if not error.output and not message.is_file() and not pool.is_stopped:
                report_failure(job, f"{job['label']} {describe_death(error.returncode)}")
            raise

    if interrupt is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, stop)
    return script
