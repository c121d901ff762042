"""The same input gives the same bytes, whatever the machine's settings; an interrupted run ends with the same bytes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from conftest import ROOT, SEED, run_workflow

pytestmark = [pytest.mark.slow]
EXPECTED = json.loads((ROOT / "expected/manifest.json").read_text())

VARIATIONS = {
    "one core": (["--cores", "1"], {}),
    "hash seed and time zone": (["--cores", "2"], {"PYTHONHASHSEED": "17", "TZ": "Asia/Kathmandu"}),
    "locale": (["--cores", "2"], {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    "plain C locale": (["--cores", "2"], {"LC_ALL": "C", "LANG": "C"}),
    "no BLAS kernel named": (["--cores", "2"], {"OPENBLAS_CORETYPE": ""}),
    "Haswell": (["--cores", "2"], {"OPENBLAS_CORETYPE": "Haswell"}),
    "Prescott, many threads": (["--cores", "2"], {"OPENBLAS_CORETYPE": "Prescott", "OMP_NUM_THREADS": "4"}),
    "the user's matplotlibrc": (["--cores", "2"], {"MATPLOTLIBRC": "hostile/matplotlibrc"}),
    "greedy scheduler": (["--cores", "2", "--scheduler", "greedy"], {}),
}


def prepare(folder):
    (folder / "seeds").mkdir(parents=True)
    shutil.copy(SEED, folder / "seeds" / SEED.name)
    (folder / "hostile").mkdir()
    (folder / "hostile/matplotlibrc").write_text("font.size: 30\nsavefig.bbox: tight\nbackend: svg\n")
    return folder


def manifest_of(folder):
    return json.loads((folder / "results/manifest.json").read_text())


@pytest.mark.parametrize("variation", VARIATIONS)
def test_every_variation_gives_the_expected_manifest(tmp_path, variation):
    arguments, environment = VARIATIONS[variation]
    folder = prepare(tmp_path / "Ordner mit Leerzeichen und é")
    run_workflow(folder, *arguments, **environment)
    assert manifest_of(folder) == EXPECTED


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


@pytest.mark.parametrize("seconds", [1.5, 4, 7, 10])
def test_a_run_that_is_killed_ends_with_the_same_bytes_the_next_time(tmp_path, seconds):
    folder = prepare(tmp_path / "killed")
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--cores", "2"]
    with subprocess.Popen(
        command, cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
    run_workflow(folder, "--unlock", check=False)
    run_workflow(folder, "--cores", "2")
    assert manifest_of(folder) == EXPECTED
    leftovers = [path.name for path in folder.rglob("*.partial*")]
    assert leftovers == []
