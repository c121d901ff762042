"""A figure with all that it says of itself, and the one function that writes figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from presswork.core.digests import digest_file
from presswork.core.files import write_json
from presswork.core.tables import find_tables, write_table
from presswork.figures.style import house_style

NO_DATES: dict[str, dict[str, Any]] = {
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}


@dataclass(frozen=True)
class Plate:
    """A drawn figure: name, plotted rows, caption and alt text, what was computed, and the sources of that."""

    name: str
    figure: Figure
    rows: pl.DataFrame
    caption: str
    alt_text: str
    method: str
    sources: tuple[str, ...] = field(default=())

    def write_outputs(self, outputs: Mapping[str, str], provenance: Mapping[str, Any]) -> None:
        """Write the figure as PDF, SVG and PNG, its rows as CSV, and its sidecar as JSON."""
        save_figure(self, {name: Path(path) for name, path in outputs.items()}, provenance)


def save_figure(plate: Plate, paths: Mapping[str, Path], provenance: Mapping[str, Any]) -> None:
    """Write a plate to the paths for pdf, svg, png, csv and json. The same plate gives the same bytes."""
    paths["csv"].parent.mkdir(parents=True, exist_ok=True)
    write_table(paths["csv"], plate.rows, find_tables()[f"figure_{plate.name}"])
    with house_style():
        FigureCanvasAgg(plate.figure)
        for kind, metadata in NO_DATES.items():
            plate.figure.savefig(paths[kind], format=kind, metadata=metadata)
    rows_digest = digest_file(paths["csv"])
    sidecar = {
        "id": f"{plate.name}-{rows_digest[:12]}",
        "figure": plate.name,
        "caption": plate.caption,
        "alt_text": plate.alt_text,
        "method": plate.method,
        "sources": list(plate.sources),
        "rows": {"file": paths["csv"].name, "sha256": rows_digest},
        "files": {kind: {"file": paths[kind].name, "sha256": digest_file(paths[kind])} for kind in NO_DATES},
        "made_from": provenance,
    }
    write_json(paths["json"], sidecar)
