"""Saves a figure of a notebook with its provenance: the code that makes it, run on its own, and the tables it reads."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from presswork.core.code_digests import LIBRARY, digest_library
from presswork.core.configuration import without_locations
from presswork.core.digests import digest_file, digest_value
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.core.tables import write_table
from presswork.explorer.notebook.code_cells import find_code, name_notebook
from presswork.explorer.notebook.figure_trace import trace_captioned
from presswork.explorer.notebook.replay import Replayed, replay_code
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.captioned_figure import save_figure as write_figure
from presswork.figures.plotted_rows import infer_table
from presswork.figures.trace.tables import TRACE

KINDS = ("pdf", "svg", "png", "csv", "json")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def save_figure(
    captioned: CaptionedFigure, name: str, folder: str | Path = "figures", notebook: str | None = None
) -> dict[str, Any]:
    """Save a figure of the running notebook as PDF, SVG and PNG, with its rows and a sidecar; return the sidecar.

    The cells that the figure needs are run again in a separate process, which draws the files that are saved. This
    proves that the code makes the figure. The sidecar names the notebook, these cells and the tables that they read.
    Raises PressworkError outside a notebook, if a figure of the workflow has this name, and if the cells fail or draw
    another figure when run on their own.
    """
    if not NAME.fullmatch(name) or f"figure_{name}" in find_tables():
        raise PressworkError(
            "A figure of a notebook cannot have this name.",
            found=name,
            expected="lower-case letters, digits and _, and a name that no figure of the workflow has",
        )
    request = {
        "cells": find_code(),
        "name": name,
        "notebook": name_notebook(notebook),
        "folder": str(Path(folder).resolve()),
    }
    made = subprocess.run(
        [sys.executable, str(LIBRARY / "commands"), "redraw"],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise PressworkError(f"The figure was not saved. {made.stderr.strip() or 'The process ended.'}")
    sidecar: dict[str, Any] = json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))
    _, rows = infer_table(name, captioned.rows)
    if sidecar["caption"] != captioned.caption or made.stdout.strip() != digest_rows(rows):
        raise PressworkError(
            "Run on their own, the cells draw a different figure than the notebook shows; the saved figure is theirs.",
            file=Path(folder) / f"{name}.png",
            remedy="restart the kernel, run the notebook from the top, and save again",
        )
    return sidecar


def digest_rows(rows: Any) -> str:
    """Return the digest of plotted rows, with as many digits as are written."""
    numbers = [[f"{each:.5g}" if isinstance(each, float) else str(each) for each in row] for row in rows.iter_rows()]
    return digest_value([rows.columns, numbers])


def redraw_figure(cells: list[str], name: str, notebook: str, folder: str) -> str:
    """Run the cells of a figure, write it with its trace into a folder, and return the digest of its rows."""
    replayed = replay_code(cells, name)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = {kind: target / f"{name}.{kind}" for kind in KINDS}
    captioned = replace(replayed.captioned, name=name)
    trace = trace_captioned(captioned, replayed.results)
    if trace is not None:
        paths["trace"] = target / f"{name}.trace.parquet"
        write_table(paths["trace"], trace, TRACE)
    provenance = describe_notebook(replayed, cells, notebook)
    provenance["results"] = Path(os.path.relpath(replayed.results.path, target)).as_posix()
    write_figure(captioned, paths, provenance)
    return digest_rows(infer_table(name, captioned.rows)[1])


def describe_notebook(replayed: Replayed, cells: list[str], notebook: str) -> dict[str, Any]:
    """Return the provenance of a notebook's figure for its sidecar."""
    results = replayed.results
    settings = without_locations(results.configuration)
    return {
        "notebook": notebook,
        "cells": cells,
        "inputs": {path.relative_to(results.path).as_posix(): digest_file(path) for path in sorted(results.read)},
        "configuration": settings,
        "configuration_sha256": digest_value(settings),
        "code_sha256": digest_library(),
        "lock_sha256": digest_file(LIBRARY.parent / "requirements.lock"),
    }
