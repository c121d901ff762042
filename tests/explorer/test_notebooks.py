"""Notebooks run from the top in a fresh kernel, and are committed without outputs."""

import os
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.xdist_group("seed")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path):
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell.cell_type != "code" or (cell.outputs == [] and cell.execution_count is None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_where_nothing_is_installed(path, seed_run, monkeypatch):
    """The kernel finds the library by its place beside the notebook, whichever way the environment was made."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    for name in ("notebooks", "workflow"):
        shutil.copytree(ROOT / name, seed_run / name, dirs_exist_ok=True)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(seed_run / "notebooks")}})
    client.execute(env=dict(os.environ))
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    text = str(outputs)
    assert "MRT Desk" in text and "passage groups" in text and "image/png" in text
    assert not [output for output in outputs if output.output_type == "stream" and output.name == "stderr"]
