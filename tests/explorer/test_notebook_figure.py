"""A figure that is saved in a notebook has its code and its tables, and is drawn again from these alone."""

import json
import subprocess
import sys

import polars as pl
import pytest
from IPython.core.interactiveshell import InteractiveShell

import presswork
from conftest import ROOT
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.explorer.notebook_code import slice_cells
from presswork.explorer.replay import replay_code

OPEN = 'import polars as pl\nimport presswork\nresults = presswork.open_results("results")'
DRAW = """from matplotlib.figure import Figure

rows = results.terms.frequency.select("term", "count").head(top)
figure = Figure(figsize=(2, 1))
figure.add_subplot().barh(rows["term"], rows["count"])
plate = presswork.Plate("any", figure, rows, f"The first {top}.", "Bars.", "Counts.")"""
SAVE = 'sidecar = presswork.save_figure(plate, "mine", folder="figures")'


@pytest.fixture
def shell(seed_run, tmp_path, monkeypatch):
    """A notebook in a folder with the results of the seed article."""
    (tmp_path / "results").symlink_to(seed_run / "results")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/somebody/notebooks/lesson.ipynb")
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    return shell


def run(shell, *cells):
    """Run cells; return the error of the last one, or None."""
    finished = None
    for cell in cells:
        finished = shell.run_cell(cell, store_history=True)
    return finished.error_in_exec


def test_a_saved_figure_names_its_code_and_tables_and_can_be_verified(shell, tmp_path):
    idle = ["1 + 1", "top = 7", "other = results.topics.labels.height"]
    assert run(shell, OPEN, *idle, "top = 4", DRAW, SAVE) is None
    sidecar = shell.user_ns["sidecar"]
    made_from = sidecar["made_from"]
    assert made_from["notebook"] == "lesson.ipynb" and made_from["cells"] == [OPEN, "top = 4", DRAW, SAVE]
    frequency = tmp_path / "results/terms/frequency.csv"
    assert made_from["inputs"] == {"terms/frequency.csv": digest_file(frequency)}
    assert "somebody" not in json.dumps(sidecar) and str(tmp_path) not in json.dumps(sidecar)
    suffixes = {path.suffix for path in (tmp_path / "figures").iterdir()}
    assert suffixes == {".pdf", ".svg", ".png", ".csv", ".json", ".parquet"}
    places = pl.read_parquet(tmp_path / "figures/mine.trace.parquet").group_by("mark").agg(pl.col("count").sum())
    drawn = pl.read_csv(tmp_path / "figures/mine.csv")["count"]
    assert places.sort("mark")["count"].to_list() == drawn.to_list()
    verified = verify(tmp_path / "figures/mine.pdf", tmp_path)
    assert verified.returncode == 0 and "lesson.ipynb: 4 cells" in verified.stdout, verified.stdout + verified.stderr
    with (tmp_path / "figures/mine.svg").open("a") as handle:
        handle.write("<!-- -->")
    assert "altered" in verify(tmp_path / "figures/mine.svg", tmp_path).stdout


def verify(file, folder):
    command = [sys.executable, str(ROOT / "workflow/verify.py"), "--figure", str(file), "--results", "results"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_figure_that_its_code_does_not_give_is_told(shell):
    chance = 'import random\nresults.terms\nrows = pl.DataFrame({"value": [random.random()]})'
    drawn = 'from matplotlib.figure import Figure\nplate = presswork.Plate("any", Figure(), rows, "C.", "A.", "M.")'
    error = run(shell, OPEN, chance, drawn, SAVE)
    assert isinstance(error, PressworkError) and "another figure than the notebook shows" in str(error)


def test_code_that_cannot_run_elsewhere_is_refused(shell):
    error = run(shell, OPEN, "%cd -q .\ntop = 4", DRAW, SAVE)
    assert isinstance(error, PressworkError) and "magic" in str(error)
    error = run(shell, "top = 4", DRAW, SAVE.replace('"mine"', '"keyness"'))
    assert isinstance(error, PressworkError) and "cannot have this name" in str(error)


def test_outside_a_notebook_there_is_no_code_to_save():
    with pytest.raises(PressworkError, match="from a notebook only"):
        presswork.save_figure(None, "mine")


def test_code_is_run_on_the_results_that_are_named(seed_run):
    cells = ['import presswork\nresults = presswork.open_results("nowhere")', "top = 3", DRAW, SAVE]
    replayed = replay_code(cells, "mine", seed_run / "results")
    assert replayed.plate.rows.height == 3 and replayed.results.path == seed_run / "results"
    with pytest.raises(PressworkError, match="does not run by itself"):
        replay_code(cells[:1] + cells[2:], "mine", seed_run / "results")
    with pytest.raises(PressworkError, match="saves no figure of this name"):
        replay_code(cells, "other", seed_run / "results")


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["a = 1", "b = 2", "c = a"], [0, 2]),
        (["a = 1", "a = 2", "c = a"], [1, 2]),
        (["a = [1]", "a[0] = 2", "c = a"], [0, 1, 2]),
        (["a = 1", "a += 1", "c = a"], [0, 1, 2]),
        (["def f():\n    return g", "g = 1", "c = f()"], [0, 1, 2]),
        (["a = 1", "c = [a for a in range(3)]"], [1]),
        (["a = 1", "a = 2\nc = a"], [1]),
        (["import os as o", "x = 1", "def h(x):\n    return o.sep + x", "h('')"], [0, 2, 3]),
        (["a = 1", "this is no python", "c = a"], [0, 2]),
    ],
)
def test_a_figure_takes_the_cells_that_it_needs_and_no_others(cells, kept):
    assert slice_cells(cells) == [cells[place] for place in kept]
