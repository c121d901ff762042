"""Notebooks run from the top on any results, are committed without outputs, and their copies need nothing else."""

import os
import random
import re

import nbformat
import pytest
import yaml
from nbclient import NotebookClient

import presswork
from conftest import COLUMNS, ROOT, run_workflow, write_csv
from presswork.core.errors import PressworkError
from presswork.explorer.notebook.executed_pages import execute_notebook

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
WORDS = ["ship", "port", "crane", "cargo", "dock", "judge", "trial", "lawyer", "verdict", "court"]
WORDS += ["wheat", "farmer", "field", "rain", "harvest"]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202etxet"


def write_sentence(chance, number):
    """Return a sentence of the subject of an article, whose other words hardly any other has: no two are copies."""
    first, second = chance.sample(WORDS[5 * (number % 3) : 5 * (number % 3) + 5], k=2)
    others = ["".join(chance.choices("aeioubdgklmnrst", k=6)) for _ in range(4)]
    return f"The {first} of Zelensk{'iy' if number % 2 else 'y'} {' '.join(others)} the {second} today."


def write_outlets(path):
    """Write 36 dated articles of three outlets, with headlines that are no headlines."""
    rows = [COLUMNS]
    for number in range(36):
        body = " ".join(write_sentence(random.Random(100 * number + step), number) for step in range(12))
        outlet = ("Paper", "Times", "<b>Wire</b>")[number % 3]
        rows.append((f"Story {number} {HOSTILE}", f"2020-01-{number % 28 + 1:02d}", outlet, body))
    write_csv(path, *rows)


@pytest.fixture(scope="session")
def outlets_run(tmp_path_factory):
    """A folder in which the workflow has run on a few articles of several outlets."""
    folder = tmp_path_factory.mktemp("outlets")
    (folder / "seeds").mkdir()
    write_outlets(folder / "seeds/articles.csv")
    run_workflow(folder, "--cores", "2", "--config", "topics={k: [2, 3]}")
    assert presswork.open_results(folder / "results").n_articles == 36
    return folder


def check_page(page, folder):
    """Assert that a page asks nobody for anything, runs nothing, and holds no place or time of the machine."""
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"<script|<iframe|<link|javascript:|\son\w+=[\"']", page)
    assert not re.search(r"(src|srcset)=[\"'](?!data:)|url\(|@import", page)
    assert str(folder) not in page and str(ROOT) not in page and not re.search(r"\bat 0x[0-9a-f]+", page)
    assert "\u202e" not in page and "output_stderr" not in page and "Traceback" not in page


@EACH
def test_a_notebook_is_committed_without_outputs(path):
    for place, cell in enumerate(nbformat.read(path, as_version=4).cells):
        assert cell.id == f"cell-{place:02d}"
        assert cell.cell_type != "code" or (cell.outputs == [] and cell.execution_count is None)


@EACH
def test_a_notebook_starts_without_a_preamble(path):
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    assert "import presswork" in code and "sys.path" not in code


def test_in_one_conda_environment_each_checkout_imports_its_own_library(tmp_path):
    variables = yaml.safe_load((ROOT / "environment.yml").read_text())["variables"]
    for name in ("one", "two"):
        library = tmp_path / name / "workflow/presswork"
        library.mkdir(parents=True)
        (library / "__init__.py").write_text(f"CHECKOUT = {name!r}\n")
        (tmp_path / name / "notebooks").mkdir()
    for name in ("one", "two"):
        document = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import presswork\npresswork.CHECKOUT")])
        resources = {"metadata": {"path": str(tmp_path / name / "notebooks")}}
        NotebookClient(document, resources=resources).execute(env={**os.environ, **variables})
        assert document.cells[0].outputs[0]["data"]["text/plain"] == repr(name)


@EACH
def test_the_first_code_cell_holds_the_parameters(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert all(re.match(r"[A-Z_]+(, [A-Z_]+)* = ", line) for line in cells[0].source.splitlines())


@EACH
def test_a_notebook_runs_on_one_article_where_nothing_is_installed(path, seed_run, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    check_page(execute_notebook(path, str(seed_run / "results")), seed_run)


@EACH
@pytest.mark.slow
def test_a_notebook_runs_on_a_sample_of_the_demo(path, sample_run):
    page = execute_notebook(path, str(sample_run / "results"))
    check_page(page, sample_run)


@EACH
@pytest.mark.slow
def test_a_notebook_runs_on_several_outlets_and_gives_the_same_bytes_again(path, outlets_run, tmp_path):
    elsewhere = tmp_path / "moved"
    elsewhere.symlink_to(outlets_run / "results")
    page = execute_notebook(path, str(outlets_run / "results"))
    check_page(page, outlets_run)
    assert execute_notebook(path, str(elsewhere)) == page


def test_a_notebook_that_fails_names_its_error(seed_run, tmp_path):
    broken = tmp_path / "broken.ipynb"
    cell = nbformat.v4.new_code_cell("import presswork\n1 / 0")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), broken)
    with pytest.raises(PressworkError, match="ZeroDivisionError: division by zero"):
        execute_notebook(broken, str(seed_run / "results"))
