"""The same input gives the same bytes, whatever the machine's settings; an interrupted run ends with the same bytes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, SEED, run_workflow

pytestmark = [pytest.mark.slow]
EXPECTED = json.loads((ROOT / "expected/manifest.json").read_text())

CLOCK = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
HOSTILE = "font.size: 30\nsavefig.bbox: tight\nbackend: svg\nsavefig.dpi: 30\n"
STRANGE = "Ordner mit Leerzeichen und é"

# What may differ from machine to machine: arguments of Snakemake, variables of the environment, and what else.
VARIATIONS = {
    "one core": {"arguments": ["--cores", "1"]},
    "one process per job": {"arguments": ["--cores", "2", "--config", "workers=false"]},
    "ILP scheduler": {"arguments": ["--scheduler", "ilp"]},
    "hash seed": {"PYTHONHASHSEED": "17"},
    "time zone": {"TZ": "Asia/Kathmandu"},
    "Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "plain C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "umask": {"umask": 0o077},
    "clock": {"FAKETIME": "+2000d", "DONT_FAKE_MONOTONIC": "1"} | ({"LD_PRELOAD": str(CLOCK)} if CLOCK else {}),
    "SOURCE_DATE_EPOCH": {"SOURCE_DATE_EPOCH": "86400"},
    "no BLAS kernel named": {"OPENBLAS_CORETYPE": ""},
    "BLAS kernel Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "BLAS kernel SkylakeX": {"OPENBLAS_CORETYPE": "SkylakeX"},
    "many threads": dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"], "4"),
    "matplotlibrc": {"MATPLOTLIBRC": "hostile/matplotlibrc"},
    "home": {"HOME": "home", "XDG_CONFIG_HOME": "home/.config"},
    "folder with blanks and é": {"folder": STRANGE},
    "fresh clone": {"clone": True},
}
# Each run varies what cannot hide the rest; where the bytes differ, each variation is run by itself.
RUNS = [
    ("one core", "hash seed", "time zone", "umask", "home", "folder with blanks and é"),
    ("ILP scheduler", "Turkish locale", "BLAS kernel Haswell", "many threads", "matplotlibrc"),
    ("plain C locale", "no BLAS kernel named", "clock", "fresh clone"),
    ("one process per job", "BLAS kernel SkylakeX", "SOURCE_DATE_EPOCH"),
]


def prepare(folder):
    shutil.copytree(SEED.parent, folder / "seeds")
    for place in ("hostile", "home/.config/matplotlib"):
        (folder / place).mkdir(parents=True)
        (folder / place / "matplotlibrc").write_text(HOSTILE)
    return folder


def manifest_of(folder):
    return json.loads((folder / "results/manifest.json").read_text())


def run_varied(folder, *names):
    """Run the workflow with these variations; return the manifest."""
    varied = {key: value for name in names for key, value in VARIATIONS[name].items()}
    folder = prepare(folder / varied.pop("folder", "plain"))
    arguments = varied.pop("arguments", ["--cores", "2"])
    umask = varied.pop("umask", 0o022)
    root = ROOT
    if varied.pop("clone", False):
        root = folder / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(root)], check=True)
    for place in ("HOME", "XDG_CONFIG_HOME"):
        varied |= {place: str(folder / varied[place])} if place in varied else {}
    run_workflow(folder, *arguments, root=root, preexec_fn=lambda: os.umask(umask), **varied)
    return manifest_of(folder)


def find_culprits(names, is_same):
    """Return which variations give other bytes: none, or those that do by themselves, or all of them together."""
    if is_same(names):
        return []
    return [name for name in names if not is_same([name])] or [" with ".join(names)]


@pytest.mark.parametrize("names", RUNS, ids=", ".join)
def test_every_variation_gives_the_expected_manifest(tmp_path, names):
    def is_same(some):
        return run_varied(tmp_path / "-".join(str(names.index(name)) for name in some), *some) == EXPECTED

    assert find_culprits(names, is_same) == []


def test_every_variation_is_run():
    assert sorted(name for names in RUNS for name in names) == sorted(VARIATIONS) and len(VARIATIONS) >= 12


def test_variations_are_told_apart():
    names = ["a", "b", "c"]
    assert find_culprits(names, lambda some: True) == []
    assert find_culprits(names, lambda some: "b" not in some) == ["b"]
    assert find_culprits(names, lambda some: not {"a", "c"} <= {*some}) == ["a with b with c"]


def test_the_order_and_names_of_the_folder_do_not_matter(tmp_path):
    texts = [SEED.read_text(encoding="utf-8").replace("Monday", f"Monday {number}") for number in range(12)]
    made = []
    for name, order in (("one", texts), ("two", texts[::-1])):
        folder = tmp_path / name
        (folder / "articles").mkdir(parents=True)
        for text in order:
            number = texts.index(text)
            (folder / "articles" / f"{number:02d}.txt").write_text(text, encoding="utf-8")
        run_workflow(folder, "--config", "seeds=articles", "results=out put")
        made.append(json.loads((folder / "out put/manifest.json").read_text()))
    assert made[0] == made[1]


def kill_in_a_job(process, folder, n_finished):
    """Kill a run while a job is at work after so many have finished; return how many outputs are then unfinished."""
    for line in process.stderr:
        if re.match(rf"\[ *{n_finished}/", line):
            break
    while process.poll() is None:
        process.send_signal(signal.SIGSTOP)
        if started := len([*folder.glob(".snakemake/incomplete/*")]):
            process.kill()
            process.wait()
            return started
        process.send_signal(signal.SIGCONT)
        time.sleep(0.002)
    return 0


@pytest.mark.parametrize("n_finished", [1, 6, 20, 35])
def test_a_run_that_is_killed_in_a_job_ends_with_the_same_bytes_the_next_time(tmp_path, n_finished):
    folder = prepare(tmp_path / "killed")
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--cores", "2"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert kill_in_a_job(process, folder, n_finished)
    run_workflow(folder, "--unlock", check=False)
    run_workflow(folder, "--cores", "2")
    assert manifest_of(folder) == EXPECTED
    leftovers = [path.name for path in folder.rglob("*.partial*")]
    assert leftovers == []
