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
from presswork.core.code_digests import split_call

WORKER = Path(__file__).with_name("worker.py")
# The group's leader: reads until the run's end of the pipe is closed, then ends its group, itself included.
GUARD = ["/bin/sh", "-c", "read _; kill -KILL 0"]
# What Snakemake gives where a job is to run in another environment or folder.
ELSEWHERE = ("conda_env", "container_img", "env_modules", "shadow_dir")


class Worker:
    """A process that runs one job at a time; `loaded` are the modules of the library that it has imported."""

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
        """Return the report on a job, or None where the process ended before there was one."""
        self.loaded.add(split_call(job["params"]["call"])[0])
        self.has_run = True
        try:
            self.connection.send(job)
            report: dict[str, Any] = self.connection.recv()
        except (EOFError, OSError):
            return None
        return report

    def load(self, modules: list[str]) -> None:
        """Let the process import modules while it waits for a job."""
        self.loaded |= {*modules}
        self.connection.send(modules)

    def close(self) -> int:
        """Let the process end; return its exit code, negative for the signal that ended it."""
        self.connection.close()
        return self.process.wait()


class Pool:
    """As many workers as jobs run at a time; one that has loaded a job's module comes first, then the last one used."""

    def __init__(self, is_on: bool = True) -> None:
        self.is_on = is_on
        self.guard: subprocess.Popen[bytes] | None = None
        self.idle: list[Worker] = []
        self.lock = threading.Lock()
        self.is_stopped = False

    def run(self, job: dict[str, Any]) -> dict[str, Any]:
        """Run a job in a worker and return its report. Raises CalledProcessError where the job fails or is killed."""
        worker = self._take(split_call(job["params"]["call"])[0])
        report = worker.run(job)
        if report and not report["is_last"]:
            with self.lock:
                self.idle.append(worker)
            return report
        code = worker.close()
        if not report or not report["succeeded"]:
            # With a report, the job has told why it failed, if need be on the screen.
            raise subprocess.CalledProcessError(code, job["label"], report)
        return report

    def prepare(self, calls: list[str]) -> None:
        """Start a worker that imports what later stages call, while another one runs the jobs of the first stage."""
        modules = dict.fromkeys(split_call(call)[0] for call in calls)
        stages = [module.split(".")[1] for module in modules]
        if later := [module for module, stage in zip(modules, stages) if stage != stages[0]]:
            worker = Worker(self._start_guard())
            worker.load(later)
            self.idle.append(worker)

    def _take(self, module: str) -> Worker:
        """Return the idle worker that was used last, preferably one with the module; or else a new one.

        Raises CalledProcessError where the run was stopped.
        """
        with self.lock:
            if self.is_stopped:
                raise subprocess.CalledProcessError(1, module)
            # The system may end a worker that waits, most often to free memory.
            self.idle = [worker for worker in self.idle if worker.process.poll() is None]
            fit = [worker for worker in self.idle if worker.has_run or module in worker.loaded]
            if not fit:
                return Worker(self._start_guard())
            chosen = max(enumerate(fit), key=lambda each: (module in each[1].loaded, each[0]))[1]
            self.idle.remove(chosen)
            return chosen

    def _start_guard(self) -> int:
        """Return the process group of the workers, whose leader is started with the first of them."""
        if self.guard is None or self.guard.poll() is not None:
            self.guard = subprocess.Popen(GUARD, stdin=subprocess.PIPE, process_group=0)
        return self.guard.pid

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


def replace_script(plain: Callable[..., None], pool: Pool) -> Callable[..., None]:
    """Return a function to use in place of Snakemake's `script` in a workflow whose rules all call `job.py`.

    It runs jobs in the pool's workers, or as Snakemake does if the pool is off. A job that ends without a message gets
    one. Call this in the main thread: an interrupt ends the workers before Snakemake waits for its jobs, unless
    interrupts are ignored, as a shell asks of what a script runs in the background.
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
