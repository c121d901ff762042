"""A results folder has one run at a time, and none once its run has ended, however it ended."""

import os
import signal
import subprocess
import sys

import pytest

from conftest import ROOT
from presswork.core import run_lock

HOLD = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from presswork.core import run_lock
print(run_lock.hold(Path(sys.argv[2])), flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """Another process that holds the folder."""
    command = [sys.executable, "-c", HOLD, str(ROOT / "workflow"), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "None\n"
        yield process
        process.kill()


def test_a_folder_that_another_run_holds_is_refused_with_its_process(tmp_path, other):
    holder = run_lock.hold(tmp_path)
    assert f"process {other.pid} on " in holder
    message = str(run_lock.refuse(tmp_path, holder))
    assert str(other.pid) in message and "remedy" in message


def test_a_killed_run_holds_nothing(tmp_path, other):
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    assert run_lock.hold(tmp_path) is None
    assert run_lock.hold(tmp_path) is None


def test_a_folder_is_held_on_a_full_disc_too(tmp_path):
    (tmp_path / "work/logs").mkdir(parents=True)
    (tmp_path / run_lock.NAME).symlink_to("/dev/full")
    assert run_lock.hold(tmp_path) is None


def test_runs_on_other_results_do_not_touch_each_other(tmp_path, other):
    assert run_lock.hold(tmp_path / "other") is None


def test_a_file_system_without_locks_is_taken_as_free(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(run_lock.fcntl, "flock", refuse)
    assert run_lock.hold(tmp_path) is None
