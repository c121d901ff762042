"""One changed byte anywhere is named; equal results are verified."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT
from presswork.archive.dictionary import write_dictionary
from presswork.archive.manifest import digest_tree
from presswork.archive.verify import compare_files, compare_manifests, read_manifest
from presswork.core.errors import PressworkError

pytestmark = pytest.mark.xdist_group("seed")
LOCK = ROOT / "requirements.lock"


@pytest.fixture
def copy(seed_run, tmp_path):
    for name in ("results", "seeds"):
        shutil.copytree(seed_run / name, tmp_path / name)
    return tmp_path


def differences(folder, lock=LOCK):
    return compare_files(read_manifest(folder / "results"), folder / "results", folder / "seeds", lock)


def test_untouched_results_have_no_difference(copy):
    assert differences(copy) == []


@pytest.mark.parametrize(
    "name", ["results/terms/frequency.csv", "results/figures/topics.pdf", "results/corpus/ledger.parquet"]
)
def test_one_changed_byte_is_named(copy, name):
    path = copy / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert differences(copy) == [f"{name}: changed"]


def test_a_changed_article_a_missing_file_and_a_stray_one_are_named(copy):
    (article,) = (copy / "seeds").iterdir()
    article.write_text(article.read_text() + " ")
    (copy / "results/paper/numbers.tex").unlink()
    (copy / "results/figures/mine.png").touch()
    assert differences(copy) == [
        "results/paper/numbers.tex: missing",
        "results/figures/mine.png: not in the manifest",
        f"seeds/{article.name}: changed",
    ]


def test_another_lock_is_named(copy, tmp_path):
    (tmp_path / "requirements.lock").write_text("other")
    assert differences(copy, tmp_path / "requirements.lock") == [
        "requirements.lock: changed since the results were made"
    ]


def test_manifests_are_compared_name_by_name():
    one = {"outputs": {"a": "1", "b": "2"}, "lock_sha256": "x"}
    other = {"outputs": {"a": "1", "b": "3", "c": "4"}, "lock_sha256": "y"}
    assert compare_manifests(one, one) == []
    assert compare_manifests(one, other) == [
        "lock_sha256: x in the manifest, y in the rebuild",
        "outputs b: differs",
        "outputs c: only in the rebuild",
    ]


@pytest.mark.parametrize("content", [None, "no json", "[]", "{}"])
def test_a_missing_or_broken_manifest_is_an_error_with_a_remedy(tmp_path, content):
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(PressworkError) as caught:
        read_manifest(tmp_path)
    assert "make verify RESULTS=folder" in str(caught.value)


def verify(folder):
    command = [sys.executable, str(ROOT / "workflow/verify.py")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=dict(os.environ))


def test_make_verify_rebuilds_and_compares(copy):
    done = verify(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "verified: the results can be rebuilt to the byte" in done.stdout


def test_make_verify_finds_results_that_were_forged_with_their_manifest(copy):
    path = copy / "results/terms/frequency.csv"
    path.write_text(path.read_text().replace("russian", "prussian", 1))
    manifest = read_manifest(copy / "results")
    manifest["outputs"] |= digest_tree([path], copy / "results")
    (copy / "results/manifest.json").write_text(json.dumps(manifest))
    assert differences(copy) == []
    done = verify(copy)
    assert done.returncode == 1
    assert "outputs terms/frequency.csv: differs" in done.stdout and "not verified" in done.stdout


def test_without_results_verify_says_what_to_do(tmp_path):
    done = verify(tmp_path)
    assert done.returncode == 1
    assert "There is no manifest to verify" in done.stderr and "Traceback" not in done.stderr


def test_the_data_dictionary_is_that_of_the_schemas(tmp_path):
    write_dictionary(tmp_path / "tables.md")
    made = (tmp_path / "tables.md").read_text(encoding="utf-8")
    assert made == (ROOT / "docs/tables.md").read_text(encoding="utf-8"), "run: make docs"
