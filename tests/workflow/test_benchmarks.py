"""Every figure in the documents that names a benchmark can be measured again."""

import ast
import re
import subprocess
import sys

import pytest

from conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "Makefile", *sorted((ROOT / "docs").glob("*.md"))]
FILES = sorted((ROOT / "benchmarks").glob("*.py"))
NAMED = re.compile(r"(python )?benchmarks/(\w+)\.py(?:\s+(\w+))?")


def list_commands(path):
    """Return the commands of a benchmark: the functions that it hands to the runner."""
    for call in ast.walk(compile(path.read_text(encoding="utf-8"), path, "exec", ast.PyCF_ONLY_AST)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "run_command":
            return {each.id for each in call.args if isinstance(each, ast.Name)} - {"__doc__"}
    return set()


COMMANDS = {path.stem: list_commands(path) for path in FILES}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_only_benchmarks_and_commands_that_exist(document):
    for run, name, command in NAMED.findall(document.read_text(encoding="utf-8")):
        assert name in COMMANDS, f"benchmarks/{name}.py"
        if run:
            assert command in COMMANDS[name], f"benchmarks/{name}.py {command}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_commands_of_a_benchmark_are_its_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert COMMANDS[path.stem] <= {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_benchmark_is_run_by_make_or_named_by_a_document_or_another_benchmark():
    written = "".join(path.read_text(encoding="utf-8") for path in (*DOCUMENTS, *FILES))
    for path in FILES:
        named = f"benchmarks/{path.stem}.py" in written or f"from {path.stem} import" in written
        assert named, f"nothing needs benchmarks/{path.name}"


@pytest.mark.parametrize("name", ["statistics.md", "topics.md"])
def test_a_table_of_numbers_is_made_by_a_command(name):
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    by_hand = re.sub(r"<!-- (.+) -->\n.*?<!-- end of \1 -->", "", text, flags=re.DOTALL)
    for table in re.findall(r"(?:^\|.*\n)+", by_hand, flags=re.MULTILINE):
        heads, _, *rows = table.splitlines()
        cells = [cell.strip() for row in rows for cell in row.strip("|").split("|")[1:]]
        n_numbers = sum(bool(re.fullmatch(r"[\d.,%()\[\]–; -]*\d[\d.,%()\[\]–; -]*", cell)) for cell in cells)
        assert n_numbers < len(cells) / 2, heads


@pytest.fixture(scope="module")
def listed():
    """Return what `make claims` lists; it fails where a claim does not stand in its document."""
    command = [sys.executable, ROOT / "benchmarks/check_claims.py", "show"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_claim_stands_in_its_document(listed):
    assert listed.returncode == 0, listed.stdout + listed.stderr


def test_every_marked_table_is_claimed_by_one_command(listed):
    marked = [
        f"{path.name}: the table {mark}"
        for path in sorted((ROOT / "docs").glob("*.md"))
        for mark in re.findall(r"<!-- (?!end of)(.+) -->", path.read_text(encoding="utf-8"))
    ]
    assert sorted(marked) == sorted(re.findall(r"\S+: the table [^,\n]+", listed.stdout))


def test_a_table_that_a_benchmark_writes_has_its_place_in_a_document():
    for path in FILES:
        for document, mark in re.findall(r'\.fill\("([^"]+)", "([^"]+)"', path.read_text(encoding="utf-8")):
            text = (ROOT / "docs" / document).read_text(encoding="utf-8")
            assert text.count(f"<!-- {mark} -->") == text.count(f"<!-- end of {mark} -->") == 1, (document, mark)
