"""Notebooks, executed on the results of a run, as pages that need nothing else and have the same bytes each time."""

import os
import re
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

from presswork.core.code_digests import LIBRARY
from presswork.core.errors import PressworkError
from presswork.core.shown_text import mark_hidden

SECONDS = 600
# The page has no scripts and makes no requests.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# State of the running kernel, which differs from run to run.
LIVE = ("application/vnd.jupyter.widget-view+json",)
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 66rem; margin: 0 auto; padding: 1rem; }
pre, code { font-size: .8125rem; }
pre { overflow-x: auto; margin: .4rem 0; }
.input_prompt, .output_prompt, .prompt { display: none; }
.input_area, .jp-InputArea-editor { background: rgba(128, 128, 128, .1); padding: .2rem .8rem; border-radius: 4px; }
.output, .jp-OutputArea { overflow-x: auto; padding: .2rem .8rem; }
.dataframe { border-collapse: collapse; font-size: .8125rem; }
.dataframe th, .dataframe td { padding: .1rem .6rem; text-align: left; vertical-align: top; }
.dataframe td { border-bottom: 1px solid rgba(128, 128, 128, .3); overflow-wrap: break-word; max-width: 28rem; }
.dataframe .day { white-space: nowrap; }
.output pre, .jp-OutputArea pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.cell, .jp-Cell { margin-bottom: .6rem; }
img { max-width: 100%; height: auto; background: white; }
a { color: LinkText; }
.anchor-link { display: none; }
:focus-visible { outline: 2px solid; }
"""


def execute_notebook(notebook: Path, results: str) -> str:
    """Return a notebook as HTML after running it from the top on the results in this folder.

    Raises PressworkError with the error if a cell fails.
    """
    document = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        # The relative paths in the notebook work here, and no other path appears in its output.
        place = Path(folder, "notebooks")
        place.mkdir()
        Path(folder, "results").symlink_to(Path(results).resolve())
        client = NotebookClient(
            document,
            timeout=SECONDS,
            record_timing=False,
            store_widget_state=False,
            # Messages about the connection of the kernel say nothing about the notebook.
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": str(place)}},
        )
        try:
            client.execute(env=_choose_environment(notebook.name))
        except CellExecutionError as error:
            raise PressworkError(
                "A cell of a notebook failed.",
                file=notebook,
                found=f"{error.ename}: {error.evalue}",
                remedy="open it with `make lab` and run it up to the cell that fails",
            ) from None
    return render_notebook(document, notebook.stem)


def _choose_environment(name: str) -> dict[str, str]:
    """Return the environment of the kernel, without variables that change numbers or the display of tables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("POLARS_FMT", "MPL"))}
    own = {"PYTHONPATH": str(LIBRARY), "JPY_SESSION_NAME": name}
    return kept | own | {"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}


def render_notebook(document: Any, title: str) -> str:
    """Return an executed notebook as an HTML page without scripts."""
    for place, cell in enumerate(document.cells):
        cell.id = f"cell-{place:02d}"
        for output in cell.get("outputs", []):
            for kind in LIVE:
                output.get("data", {}).pop(kind, None)
    document.metadata.pop("widgets", None)
    exporter = HTMLExporter(template_name="basic")
    body, _ = exporter.from_notebook_node(document)
    body = re.sub(r"<td>(\d{4}-\d\d-\d\d)</td>", r'<td class="day">\1</td>', body)
    # Link the copies to each other.
    body = re.sub(r'href="(\w+)\.ipynb"', r'href="\1.html"', mark_hidden(body))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
