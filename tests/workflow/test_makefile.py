"""What `make` hands on and what it leaves alone."""

import shutil
import subprocess

import pytest

from conftest import ROOT


def make(folder, *arguments):
    command = ["make", "--no-print-directory", "--file", str(ROOT / "Makefile"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("is_link", [True, False])
def test_setting_up_empties_no_folder_that_it_did_not_make(tmp_path, is_link):
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    if is_link:
        (tmp_path / ".venv").symlink_to("mine")
    finished = make(tmp_path, *([] if is_link else ["VENV=mine"]))
    assert finished.returncode
    assert "would empty it" in finished.stderr and "make VENV=folder" in finished.stderr
    assert (tmp_path / "mine/thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["news #2", "it's", 'a "b"', "`id` $$HOME", "[x]", "a: b", "0042"])
def test_a_folder_of_any_name_reaches_the_workflow_as_it_is(tmp_path, name):
    (tmp_path / ".venv/bin").mkdir(parents=True)
    show = tmp_path / ".venv/bin/snakemake"
    show.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    show.chmod(0o755)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / ".venv/ready").touch()
    finished = make(tmp_path, f"SEEDS={name}", "RESULTS=my results")
    meant = name.replace("$$", "$")
    assert finished.stdout.splitlines() == ["--config", f"seeds={meant}", "results=my results"], finished.stderr
