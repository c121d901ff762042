"""`make changes` names the numbers that differ and what quotes them."""

import json
import shutil

import pytest

from conftest import ROOT, run_command
from presswork.paper.changes import describe_changes


def manifest(numbers, **outputs):
    return {"numbers": numbers, "outputs": outputs}


def test_numbers_that_differ_are_told_with_what_shows_and_quotes_them():
    old = manifest({"corpus/words": "9 words", "term/x/rate": "5", "same": "1"})
    new = manifest({"corpus/words": "8 words", "term/y/rate": "4", "same": "1"})
    shown = {"corpus/words": {"shown_in": "table corpus"}}
    text = "We read\n\\presswork[full]{corpus/words} and \\presswork{same}, \\presswork{typo}.\n"
    assert describe_changes(old, new, shown, {"a.tex": text}) == (
        "3 of 4 numbers differ.\n\n"
        "corpus/words\n  earlier: 9 words\n  now:     8 words\n  shown:   table corpus\n"
        "  quoted:  a.tex:2: \\presswork[full]{corpus/words} and \\presswork{same}, \\presswork{typo}.\n"
        "term/y/rate\n  earlier: not among the numbers\n  now:     4\n"
        "term/x/rate\n  earlier: 5\n  now:     no longer among the numbers\n"
        "Not in these results, but quoted: typo (a.tex:2)\n"
    )


def test_figures_tables_and_paragraphs_that_differ_are_named():
    old = manifest({}, **{"figures/a.csv": "1", "figures/a.json": "1", "figures/b.json": "1", "paper/methods.md": "1"})
    new = manifest({}, **{"figures/a.csv": "2", "figures/a.json": "2", "figures/b.json": "2", "paper/methods.md": "2"})
    for each in (old, new):
        each["outputs"]["figures/b.csv"] = "0"
    assert describe_changes(old, new, {}, {}) == (
        "No number differs.\n\nFigures whose data differ: a.\nFigures whose caption or origin differs: b.\n"
        "Also different: the methods paragraphs.\n"
    )


def run(folder, since, *paper):
    return run_command(folder, "changes", "--since", since, *paper)


def test_an_earlier_run_is_a_folder_a_manifest_or_a_commit(seed_run, tmp_path):
    earlier = tmp_path / "results-of-may"
    earlier.mkdir()
    told = json.loads((seed_run / "results/manifest.json").read_text(encoding="utf-8"))
    told["numbers"]["corpus/words"] = "554 words"
    (earlier / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    shutil.copy(ROOT / "docs/citing.md", tmp_path / "paper.tex")
    for since in (earlier, earlier / "manifest.json"):
        finished = run(seed_run, since, "--paper", str(tmp_path / "paper.tex"))
        assert "earlier: 554 words\n  now:     553 words" in finished.stdout
        assert "quoted:" in finished.stdout and "paper.tex:" in finished.stdout


@pytest.mark.parametrize("since", ["nowhere", "HEAD:README.md", "."])
def test_what_is_no_earlier_run_gets_a_clear_word(seed_run, since):
    finished = run(seed_run, since)
    assert finished.returncode == 1
    assert "expected:" in finished.stderr and "Traceback" not in finished.stderr
