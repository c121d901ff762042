"""The digest of code follows what a function does, and nothing else."""

import ast
from concurrent.futures import ThreadPoolExecutor

import pytest

from presswork.core import code_digests as code
from presswork.core.code_digests import canonical, digest_code, digest_library, reach


def forget():
    """Let the next digest read every file anew."""
    code.read_library.cache_clear()
    code._walk_call.cache_clear()


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A small library in a folder of its own; returns a function that writes a module and clears the cache."""
    (tmp_path / "job.py").write_text("def run():\n    return 1\n")
    monkeypatch.setattr(code, "LIBRARY", tmp_path)

    def write(name, text):
        path = tmp_path / "presswork" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        forget()

    yield write
    forget()


MAIN = '''
from presswork.other import helper
from presswork import third

LIMIT = 3

def work(x):
    """Say what it does."""
    return helper(x) + third.more(x) + LIMIT  # a comment

def idle():
    return 0
'''
OTHER = "FACTOR = 2\n\ndef helper(x):\n    return x * FACTOR\n\ndef unused():\n    return 5\n"
THIRD = "def more(x):\n    return x\n"


@pytest.fixture
def digest(library):
    def compute(main=MAIN, other=OTHER, third=THIRD):
        for name, text in (("main", main), ("other", other), ("third", third)):
            library(name, text)
        return digest_code("main.work")

    return compute


def test_comments_docstrings_layout_and_unused_functions_do_not_count(digest):
    same = digest()
    assert digest(main=MAIN.replace("# a comment", "# another")) == same
    assert digest(main=MAIN.replace("Say what it does.", "Does it.")) == same
    assert digest(main=MAIN.replace("LIMIT = 3", "LIMIT  =  (3)\n\n")) == same
    assert digest(main=MAIN.replace("return 0", "return 1")) == same
    assert digest(other=OTHER.replace("return 5", "return 6")) == same


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("main", "LIMIT = 3", "LIMIT = 4"),
        ("main", "helper(x) +", "helper(x) -"),
        ("other", "x * FACTOR", "x + FACTOR"),
        ("other", "FACTOR = 2", "FACTOR = 3"),
        ("third", "return x", "return -x"),
    ],
)
def test_what_the_function_reaches_counts(digest, name, old, new):
    texts = {"main": MAIN, "other": OTHER, "third": THIRD}
    before = digest()
    assert digest(**{name: texts[name].replace(old, new)}) != before


def test_an_import_inside_a_function_counts(library):
    text = "def work():\n    from presswork.other import helper\n    return helper(1)\n"
    library("main", text)
    library("other", OTHER)
    before = digest_code("main.work")
    library("other", OTHER.replace("FACTOR = 2", "FACTOR = 9"))
    assert digest_code("main.work") != before


def test_the_schemas_of_the_stage_count(library):
    library("stage/main", "def work():\n    return 1\n")
    library("stage/tables", "TABLES = (1,)\n")
    before = digest_code("stage.main.work")
    library("stage/tables", "TABLES = (2,)\n")
    assert digest_code("stage.main.work") != before


def test_functions_may_call_each_other_in_circles(library):
    library("main", "def work():\n    return other()\n\ndef other():\n    return work()\n")
    assert set(reach("presswork.main", "work")) == {("presswork.main", "work"), ("presswork.main", "other")}


def test_an_unknown_function_is_an_error(library):
    library("main", MAIN)
    with pytest.raises(LookupError, match="no function nothing"):
        digest_code("main.nothing")


def test_canonical_text_has_no_positions_and_no_empty_fields():
    assert canonical(ast.parse("f( 1 )")) == canonical(ast.parse("\n\nf(1)"))
    assert "[]" not in canonical(ast.parse("def f(): pass"))


def test_every_rule_names_a_function_that_there_is():
    import re

    from conftest import ROOT

    calls = [
        call for path in ROOT.glob("workflow/rules/*.smk") for call in re.findall(r'calls\("(.+?)"\)', path.read_text())
    ]
    assert len(calls) > 10
    assert len({digest_code(call) for call in calls}) == len(set(calls))


def test_the_digest_of_the_library_follows_every_file(library):
    library("main", MAIN)
    before = digest_library()
    library("other", OTHER)
    assert digest_library() != before


def read_anew():
    forget()
    return code.read_library()


def test_digests_are_read_from_the_cache_while_the_sources_are_the_same(library, monkeypatch):
    library("main", MAIN)
    library("other", OTHER)
    computed = read_anew()
    monkeypatch.setattr(code, "_inspect_sources", lambda sources: pytest.fail("the cache was not read"))
    assert read_anew() == computed


@pytest.mark.parametrize("damage", ["", "{", "cut", "altered", "another key"])
def test_a_damaged_or_old_cache_is_replaced(library, tmp_path, damage):
    library("main", MAIN)
    library("other", OTHER)
    computed = read_anew()
    cache = tmp_path / code.CACHE
    whole = cache.read_text()
    damaged = {
        "cut": whole[: len(whole) // 2],
        "altered": whole.replace(computed["presswork.main"].digest, "0" * 64),
        "another key": "0" + whole,
    }
    cache.write_text(damaged.get(damage, damage))
    assert read_anew() == computed
    assert cache.read_text() == whole


def test_two_processes_that_fill_the_cache_at_once_leave_a_whole_one(library, tmp_path):
    library("main", MAIN)
    library("other", OTHER)
    path, modules = tmp_path / code.CACHE, read_anew()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: code._store_cache(path, f"key {number % 2}", modules), range(200)))
    assert code._load_cache(path, "key 0") == modules or code._load_cache(path, "key 1") == modules
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_written_is_done_without(library, tmp_path):
    library("main", MAIN)
    library("other", OTHER)
    (tmp_path / "__pycache__").write_text("a file where the folder should be")
    assert "presswork.main" in read_anew()
