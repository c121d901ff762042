"""What documents state of benchmarks is checked against what they find: on a benchmark and a document made up here."""

import shutil
import subprocess
import sys

import pytest

from conftest import ROOT

BENCHMARK = '''
from runner import MarkdownTable, run_command, states


@states("coins.md", "<!-- tosses -->", "heads in {heads} % of {tosses} tosses", seconds=1, heads=(45, 55))
def toss(times: int = 1000) -> dict[str, float]:
    """Toss."""
    table = MarkdownTable("coin", "heads", "seconds", varies=("seconds",))
    table.add("fair", times // 2, "0.1")
    table.fill("coins.md", "tosses")
    return {"heads": 50.04, "tosses": times}


if __name__ == "__main__":
    run_command(__doc__, toss)
'''
DOCUMENT = """A coin shows heads in 50.0 % of 1,000
tosses.

<!-- tosses -->

| coin | heads | seconds |
|---|---|---|
| fair | 500 | 0.2 |

<!-- end of tosses -->
"""
FILES = ("claims", "runner", "check_claims")


@pytest.fixture
def benchmarks(tmp_path):
    """Return a folder with the document and the benchmark."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/coins.md").write_text(DOCUMENT)
    (tmp_path / "benchmarks").mkdir()
    for name in FILES:
        shutil.copy(ROOT / f"benchmarks/{name}.py", tmp_path / "benchmarks")
    (tmp_path / "benchmarks/coins.py").write_text(BENCHMARK)
    return tmp_path / "benchmarks"


def run(benchmarks, script, *arguments):
    line = [sys.executable, benchmarks / f"{script}.py", *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False)


@pytest.fixture
def claims(benchmarks, monkeypatch):
    """Return the module of claims, with the documents that it reads below the folder."""
    monkeypatch.syspath_prepend(str(benchmarks))
    monkeypatch.delitem(sys.modules, "claims", raising=False)
    import claims

    yield claims
    sys.modules.pop("claims")


def check(claims, figures, **bounds):
    """Return what is found of a table with half of the tosses and of the figures, against the document."""
    claims.states("coins.md", "<!-- tosses -->", "heads in {heads} % of {tosses} tosses", seconds=1, **bounds)(run)
    claims.running[:] = claims.CLAIMS
    table = claims.MarkdownTable("coin", "heads", "seconds", varies=("seconds",))
    table.add("fair", figures["tosses"] // 2, "0.1")
    table.fill("coins.md", "tosses")
    return claims.check_claims(figures)


def test_a_number_holds_where_it_rounds_to_what_is_written(claims):
    table, sentence = check(claims, {"heads": 50.04, "tosses": 1000})
    assert table.holds and sentence.holds
    assert "claim: heads in 50.0 % of 1,000 tosses" in sentence.told
    assert "today: heads in 50.0 % of 1,000 tosses" in sentence.told


@pytest.mark.parametrize(
    ("figures", "bounds"),
    [
        ({"heads": 50.06, "tosses": 1000}, {}),
        ({"heads": 50.0, "tosses": 1001}, {}),
        ({"heads": 50.0, "tosses": 1000}, {"heads": (50.1, 60)}),
        ({"heads": 50.0, "tosses": 1000}, {"heads": (40, 49.9)}),
    ],
)
def test_a_number_that_is_not_what_is_written_or_beyond_its_bounds_does_not_hold(claims, figures, bounds):
    assert [each.holds for each in check(claims, figures, **bounds)] == [True, False]


def test_within_its_bounds_a_number_may_differ_from_what_is_written(claims):
    sentence = check(claims, {"heads": 48.0, "tosses": 1000}, heads=(45, 55))[1]
    assert sentence.holds and "today: heads in 48.0 %" in sentence.told


def test_a_table_with_another_number_does_not_hold(claims):
    table = check(claims, {"heads": 50.0, "tosses": 1002})[0]
    assert not table.holds and "1 of 3 rows" in table.told


def test_a_sentence_that_no_document_states_does_not_hold(claims, benchmarks):
    (benchmarks.parent / "docs/coins.md").write_text(DOCUMENT.replace("heads in", "tails in"))
    assert not check(claims, {"heads": 50.0, "tosses": 1000})[1].holds


@pytest.mark.parametrize(
    ("value", "written", "shown"), [(0.3, ".25", ".30"), (-0.3, "0.25", "-0.30"), (1e4, "9", "10,000")]
)
def test_a_number_is_shown_in_the_style_of_the_document(claims, value, written, shown):
    assert claims.show_like(value, written) == shown


def test_punctuation_after_a_number_is_no_part_of_it(claims):
    found = claims.find_text("of {tosses}", "Of 7 coins and of 1,000, 20.5 % fell on their edge")
    assert found["tosses"] == "1,000"


def test_make_claims_lists_checks_and_writes(benchmarks):
    document = benchmarks.parent / "docs/coins.md"
    listed = run(benchmarks, "check_claims", "show")
    assert listed.returncode == 0 and "coins.toss (about 1 s of CPU time)" in listed.stdout
    assert "coins.md: heads in 50.0 % of 1,000 tosses" in listed.stdout
    document.write_text(DOCUMENT.replace("50.0", "50.1").replace("500", "1"))
    checked = run(benchmarks, "check_claims", "check", "coins")
    assert checked.returncode == 1 and checked.stdout.endswith("DOES NOT HOLD: coins.toss\n"), checked.stdout
    written = run(benchmarks, "check_claims", "check", "coins", "write")
    assert document.read_text() == DOCUMENT.replace("0.2", "0.1"), written.stdout + written.stderr
    document.write_text(DOCUMENT.replace("heads in", "tails in"))
    listed = run(benchmarks, "check_claims", "show")
    assert listed.returncode == 1 and "NOT IN THE DOCUMENT: heads in" in listed.stdout


def test_other_arguments_than_the_documents_are_neither_checked_nor_written(benchmarks):
    refused = run(benchmarks, "coins", "--write", "toss", "10")
    assert refused.returncode == 1 and "No document states" in refused.stderr
    unchecked = run(benchmarks, "coins", "toss", "10")
    assert unchecked.returncode == 0 and "hold" not in unchecked.stdout.lower()


@pytest.mark.parametrize(
    ("need", "remedy"), [("demo", "run `make demo`"), ("no_such_package", "install no_such_package")]
)
def test_a_claim_that_cannot_be_checked_says_what_is_lacking(benchmarks, need, remedy):
    (benchmarks / "coins.py").write_text(BENCHMARK.replace("seconds=1", f"seconds=1, needs=({need!r},)"))
    checked = run(benchmarks, "check_claims", "check", "all")
    assert checked.returncode == 1 and remedy in checked.stdout
    assert checked.stdout.endswith("not checked: coins.toss\n")
