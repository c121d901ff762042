"""A worker runs jobs one after another as if each had a process of its own; one that dies takes only its job along."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import job as runner
import worker
import workers
from conftest import ROOT, SEED, copy_checkout, run_workflow
from presswork.core.digests import digest_file

# Functions of a library of the test's own. Each leaves something behind that the next job must not meet.
LEAKS = """"Functions that change their process."
import locale, logging, os, random, sys, threading, time, warnings
from pathlib import Path
from typing import Any


def look() -> dict[str, Any]:
    import matplotlib, numpy
    umask = os.umask(0)
    os.umask(umask)
    return {
        "folder": os.getcwd(), "variables": sorted(os.environ), "umask": umask, "hour": time.localtime(0).tm_hour,
        "locale": locale.setlocale(locale.LC_ALL), "path": sys.path, "font": matplotlib.rcParams["font.size"],
        "filters": [each[0] for each in warnings.filters], "errors": numpy.geterr(),
        "handlers": len(logging.getLogger("presswork").handlers),
    }


def spoil(times: int) -> dict[str, Any]:
    import matplotlib, numpy
    os.chdir("/")
    os.environ["TZ"] = "Asia/Kathmandu"
    time.tzset()
    os.umask(0o077)
    locale.setlocale(locale.LC_ALL, "C")
    sys.path.insert(0, "/nowhere")
    matplotlib.rcParams["font.size"] = 30
    warnings.simplefilter("error")
    numpy.seterr(all="raise")
    random.seed(1)
    numpy.random.seed(1)
    return {}


def draw() -> dict[str, Any]:
    import numpy
    return {"drawn": [random.random(), float(numpy.random.random())]}


def start_thread() -> dict[str, Any]:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    return {}


def grow(mb: int) -> dict[str, Any]:
    held = bytearray(mb << 20)
    held[:: 4096] = b"x" * len(held[:: 4096])
    return {"mb": len(held) >> 20}


def keep(mb: int) -> dict[str, Any]:
    global kept
    kept = bytearray(mb << 20)
    kept[:: 4096] = b"x" * len(kept[:: 4096])
    return {}


def die(signal: int) -> dict[str, Any]:
    os.kill(os.getpid(), signal)
    return {}


def exhaust() -> dict[str, Any]:
    return {"held": bytearray(1 << 60)}


def leave() -> dict[str, Any]:
    os._exit(3)


def name_process() -> dict[str, Any]:
    return {"pid": os.getpid()}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The workflow folder, at a long path with spaces, with a module of functions that leave something behind."""
    folder = tmp_path_factory.mktemp("library") / ("long name with spaces " * 8) / "workflow"
    shutil.copytree(ROOT / "workflow", folder)
    (folder / "presswork/leaks.py").write_text(LEAKS)
    return folder


@pytest.fixture
def pool(library, monkeypatch):
    monkeypatch.setattr(workers, "WORKER", library / "worker.py")
    pool = workers.Pool()
    yield pool
    pool.stop()


@pytest.fixture
def run(pool, tmp_path):
    """Run a function of the test's library in a worker; return what it returned."""

    def run(name, **options):
        (tmp_path / "logs").mkdir(exist_ok=True)
        output = tmp_path / "output.json"
        job = {"label": name, "log": str(tmp_path / f"logs/{name}.log"), "inputs": {}}
        job |= {"params": {"call": f"leaks.{name}", **options}, "outputs": {"output": str(output)}}
        pool.run(job)
        run.used = runner.read_log(Path(job["log"]))["used"]
        return json.loads(output.read_text())

    return run


def test_one_process_runs_job_after_job(run):
    assert run("name_process") == run("name_process")


def test_a_job_meets_nothing_that_another_has_left_behind(run):
    run("look")
    before = run("look")
    run("spoil", times=1)
    assert run("look") == before


def test_chance_is_new_for_each_job(run):
    run("spoil", times=1)
    first = run("draw")
    run("spoil", times=1)
    assert run("draw")["drawn"] != first["drawn"]
    random.seed(1)
    assert random.random() not in first["drawn"]


def test_a_worker_that_dies_between_jobs_takes_none_along(run, pool):
    first = run("name_process")
    os.kill(first["pid"], signal.SIGKILL)
    pool.idle[0].process.wait()
    assert run("name_process") != first


def test_a_worker_with_a_thread_left_running_is_replaced(run):
    before = run("name_process")
    run("start_thread")
    assert run("name_process") != before


def test_a_worker_that_has_grown_too_large_is_replaced(run):
    before = run("name_process")
    run("keep", mb=worker.LARGEST_MB + 100)
    assert run("name_process") != before


def test_a_prepared_worker_waits_for_the_jobs_whose_modules_it_has_loaded(pool, run, tmp_path):
    pool.prepare(["first.stage.one", "leaks.name_process"])
    prepared = pool.idle[-1].process.pid
    first = pool._take("presswork.first.stage")
    assert first.process.pid != prepared
    pool.idle.append(first)
    assert run("name_process")["pid"] == prepared


def test_nothing_is_prepared_for_jobs_of_one_stage(pool):
    pool.prepare(["corpus.reading.records.deal_records", "corpus.articles.clean_shard"])
    pool.prepare([])
    assert pool.idle == []


def test_memory_and_time_are_measured_for_each_job_by_itself(run):
    run("grow", mb=300)
    large = run.used
    run("name_process")
    small = run.used
    assert large["peak_mb"] > 300 and large["cpu_seconds"] > 0
    if sys.platform == "linux":
        assert small["peak_mb"] < large["peak_mb"] - 200
    assert 0 <= small["seconds"] < 5


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [("die", {"signal": int(signal.SIGKILL)}, -signal.SIGKILL), ("leave", {}, 3)],
)
def test_a_worker_that_dies_fails_its_own_job_and_the_next_one_runs(run, name, options, code):
    before = run("name_process")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(name, **options)
    assert failed.value.returncode == code
    assert run("name_process") != before


def test_a_job_that_runs_out_of_memory_says_so_and_what_to_do(run, tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        run("exhaust")
    assert (tmp_path / "logs/exhaust.error").read_text().splitlines() == [
        "exhaust ran out of memory.",
        f"  remedy:   {runner.MORE_MEMORY}",
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [(-9, "memory ran out"), (137, "memory ran out"), (-11, "SIGSEGV"), (139, "SIGSEGV"), (3, "exit code 3")],
)
def test_what_is_said_of_a_death_names_its_cause(code, said):
    assert said in workers.describe_death(code)


def test_stopping_ends_every_worker_and_what_it_started(pool, run):
    pids = [run("name_process")["pid"], pool.guard.pid]
    pool.stop()
    assert wait_for(lambda: not any(map(is_alive, pids)))


def test_an_interrupt_that_the_process_ignores_stops_no_worker(pool):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        workers.replace_script(lambda: None, pool)
        os.kill(os.getpid(), signal.SIGINT)
        assert not pool.is_stopped
    finally:
        signal.signal(signal.SIGINT, before)


def is_alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except OSError:
        return False


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


# Whole runs, which are stopped while a job is at work.
PAUSE = (
    '\n    import os, pathlib, time\n    pathlib.Path("at-work").write_text(str(os.getpid()))\n    time.sleep(100)\n'
)
TARGETS = ("results/terms/diversity.csv", "results/terms/cooccurrence.csv")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the project in a folder with a space, whose job `terms_cooccurrence` never ends, run up to it."""
    folder = tmp_path_factory.mktemp("a checkout") / "with space"
    copy_checkout(folder)
    shutil.copy(SEED, folder / "seeds")
    module = folder / "workflow/presswork/terms/cooccurrence.py"
    text = module.read_text()
    start = text.index('"""', text.index('"""', text.index("def count_cooccurrence")) + 3) + 3
    module.write_text(text[:start] + PAUSE + text[start:])
    run_workflow(folder, "results/terms/matrix.npz", "results/terms/diversity.csv", root=folder)
    return folder


def interrupt(folder, number, to_worker=False, *arguments):
    """Start a run, signal it or its worker once the job is at work; return exit code, screen and the job's process."""
    marker = folder / "at-work"
    marker.unlink(missing_ok=True)
    command = [sys.executable, "-m", "snakemake", "--cores", "2", *TARGETS, *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert wait_for(lambda: marker.exists() and marker.read_text(), 60)
        pid = int(marker.read_text())
        os.kill(pid if to_worker else process.pid, number)
        try:
            screen, _ = process.communicate(timeout=30)
        finally:
            process.kill()
    return process.returncode, screen, pid


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL, signal.SIGHUP])
def test_a_run_that_is_stopped_leaves_no_process_behind(checkout, number):
    code, screen, pid = interrupt(checkout, number)
    assert code != 0
    assert wait_for(lambda: not is_alive(pid))
    assert "Traceback" not in screen
    if number == signal.SIGINT:
        assert "Stopped: finished results are kept" in screen
    assert (checkout / "results/terms/diversity.csv").is_file()
    shutil.rmtree(checkout / ".snakemake/locks")


@pytest.mark.parametrize("arguments", [[], ["--config", "workers=false"]], ids=["warm", "one process per job"])
def test_a_job_that_is_killed_is_told_last_with_a_remedy(checkout, arguments):
    code, screen, _ = interrupt(checkout, signal.SIGKILL, True, *arguments)
    assert code != 0
    assert "Traceback" not in screen
    assert screen.rstrip().endswith(
        f"terms_cooccurrence was killed by the system, usually because memory ran out.\n"
        f"  remedy:   {runner.MORE_MEMORY}"
    )


def test_jobs_give_the_same_bytes_in_any_order_and_when_run_twice(seed_run, tmp_path, monkeypatch):
    """Every job of a finished run again, in one worker, in two orders of chance.

    The second time, outputs are in reverse: the order in which a rule lists them has no effect.
    """
    jobs = [runner.read_log(log) for log in sorted((seed_run / "results/work/logs").glob("*.log"))]
    several = {job["label"] for job in jobs if len(job["outputs"]) > 1}
    assert {"corpus_records", "figures_growth", "topics_choice"} <= several
    reverse = {"log": str(tmp_path / "a.log")}
    again = [job | reverse | {"outputs": dict(reversed(job["outputs"].items()))} for job in jobs]
    chance = random.Random(4)
    chance.shuffle(jobs)
    chance.shuffle(again)
    monkeypatch.chdir(seed_run)
    before = digest_files(seed_run / "results")
    pool, pids = workers.Pool(), Counter()
    for each in (jobs, again):
        pids.update(run_again(pool, each))
        assert digest_files(seed_run / "results") == before
    pool.stop()
    assert max(pids.values()) > len(jobs), "one worker ran most of the jobs"


def run_again(pool, jobs):
    """Run jobs one after another in a pool; yield the process of each worker that is free after a job."""
    for each in jobs:
        pool.run(each)
        yield from (idle.process.pid for idle in pool.idle)


def digest_files(results):
    return {
        path.relative_to(results).as_posix(): digest_file(path)
        for path in results.rglob("*")
        if path.is_file() and "logs" not in path.parts
    }
