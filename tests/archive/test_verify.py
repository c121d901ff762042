"""One changed byte anywhere is named; equal results are verified."""

import json
import re
import shutil

import polars as pl
import pytest

from conftest import ROOT, run_command
from presswork.archive.dictionary import write_dictionary
from presswork.archive.manifest import digest_tree
from presswork.archive.verify import compare_files, compare_manifests, explain_differences, read_manifest
from presswork.core.errors import PressworkError
from presswork.core.matrices import read_matrix, write_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table, write_table

LOCK = ROOT / "requirements.lock"


def differences(folder, lock=LOCK):
    return compare_files(read_manifest(folder / "results"), folder / "results", folder / "seeds", lock)


def test_untouched_results_have_no_difference(copy):
    assert differences(copy) == []


def explain(folder, seed_run):
    return explain_differences(read_manifest(folder / "results"), folder / "results", seed_run / "results")


def flip(path, place=None):
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if place is None else place] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("terms/frequency.csv", "row rank="),
        ("figures/topics.pdf", "its rows and its sidecar are the same"),
        ("figures/topics.json", "found "),
        ("corpus/ledger.parquet", "is the first that differs"),
        ("terms/matrix.npz", "is the first that differs"),
        ("paper/numbers.tex", "line "),
    ],
)
def test_one_changed_byte_is_named_with_its_place(copy, seed_run, name, where):
    flip(copy / "results" / name)
    assert differences(copy) == [f"results/{name}: changed"]
    (told,) = explain(copy, seed_run)
    assert told.startswith(f"{name}: ") and where in told


def test_a_changed_cell_is_named_by_key_and_column_with_both_values(copy, seed_run):
    path = copy / "results/terms/frequency.csv"
    path.write_text(path.read_text().replace("1,the,true,32,", "1,the,true,33,"))
    assert explain(copy, seed_run) == ["terms/frequency.csv: row rank=1, column count: found '33', expected '32'"]
    parquet = copy / "results/topics/shares.parquet"
    table = find_tables()["shares"]
    write_table(parquet, read_table(parquet, table).with_columns(pl.col("share") / 2).slice(1), table)
    told = explain(copy, seed_run)[1]
    assert "column share: found 0." in told and "more cells; 1 row missing, the first row article_id=" in told


def test_changed_rows_of_a_figure_explain_its_picture(copy, seed_run):
    for kind in ("csv", "json", "svg"):
        flip(copy / f"results/figures/topics.{kind}")
    assert [line.split(": ")[0] for line in explain(copy, seed_run)] == [
        f"figures/topics.{k}" for k in ("csv", "json", "svg")
    ]
    assert explain(copy, seed_run)[2].endswith("its rows differ: see topics.csv")


@pytest.mark.parametrize("name", ["topics/choice.json", "terms/matrix.npz"])
def test_a_changed_value_is_named_by_its_path_or_element(copy, seed_run, name):
    path = copy / "results" / name
    if name.endswith("json"):
        path.write_text(path.read_text().replace('"passage groups"', '"topics"'))
        expected = "status: found 'topics', expected 'passage groups'"
    else:
        matrix = read_matrix(path)
        matrix.data[5] += 1
        write_matrix(path, matrix)
        expected = f"array data, element (5,): found {matrix.data[5]}, expected {matrix.data[5] - 1}"
    assert explain(copy, seed_run) == [f"{name}: {expected}"]


def test_a_manifest_that_was_changed_is_named(copy, seed_run):
    path = copy / "results/manifest.json"
    whole = path.read_text()
    path.write_text(re.sub(r'("terms/frequency.csv": )"[0-9a-f]', r'\1"x', whole))
    assert differences(copy) == ["results/terms/frequency.csv: changed"]
    assert explain(copy, seed_run) == [
        "manifest.json: changed: terms/frequency.csv is the same as in the rebuild, its digest is not"
    ]
    path.write_text(whole.replace('"passage_words": 40', '"passage_words": 41'))
    assert differences(copy) == ["manifest.json: changed: its configuration does not have the digest that it states"]
    path.write_text(whole.replace(": ", ":\t", 1))
    assert explain(copy, seed_run) == ["manifest.json: changed: its values are those of the rebuild, its bytes are not"]


def test_a_changed_article_a_missing_file_and_a_stray_one_are_named(copy):
    (article,) = (copy / "seeds").glob("*.txt")
    flip(article, 100)
    (copy / "seeds/more.txt").touch()
    (copy / "results/paper/numbers.tex").unlink()
    (copy / "results/figures/mine.png").touch()
    assert differences(copy) == [
        "results/paper/numbers.tex: missing",
        "results/figures/mine.png: not in the manifest",
        f"seeds/{article.name}: changed",
        "seeds/more.txt: not in the manifest",
    ]


def test_another_lock_is_named(copy, tmp_path):
    shutil.copy(LOCK, tmp_path)
    flip(tmp_path / LOCK.name)
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
    return run_command(folder, "verify")


@pytest.mark.slow
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
    assert re.findall("^ *outputs (.+): differs", done.stdout, re.M) == ["terms/frequency.csv"]
    assert "not verified" in done.stdout
    assert "column term: found 'prussian', expected 'russian'" in done.stdout


def test_without_results_verify_says_what_to_do(tmp_path):
    done = verify(tmp_path)
    assert done.returncode == 1
    assert "There is no manifest to verify" in done.stderr and "Traceback" not in done.stderr


def test_the_data_dictionary_is_that_of_the_schemas(tmp_path):
    write_dictionary(tmp_path / "tables.md")
    made = (tmp_path / "tables.md").read_text(encoding="utf-8")
    assert made == (ROOT / "docs/tables.md").read_text(encoding="utf-8"), "run: make docs"
