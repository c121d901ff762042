"""The figures of the page: picture, caption, method, plotted rows, and where the sentences of each row stand."""

from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.tables import find_tables, read_table
from presswork.explorer.page.chunks import frame
from presswork.explorer.page.traces import count_places

# Its rows, and their names in the picture, are headlines.
OF_HEADLINES = {"topics_articles": "label"}
SHOWN = ("figure", "caption", "alt_text", "method", "sources", "id", "sha256")


def describe_figure(sidecar: dict[str, Any], rows: Path, trace: pl.LazyFrame, text: str) -> dict[str, Any]:
    """Return what the view of a figure shows; for `none`, without headlines and the picture that has them."""
    name = sidecar["figure"]
    schema = find_tables()[f"figure_{name}"]
    table = read_table(rows, schema)
    withheld = OF_HEADLINES.get(name) if text == "none" else None
    columns = [column for column in table.columns if column != withheld]
    told = {key: sidecar[key] for key in SHOWN if key in sidecar}
    return {
        **told,
        "picture": withheld is None,
        "rows": frame(table, columns),
        "row": schema.row,
        "behind": count_places(trace, table.height),
    }


def read_picture(path: Path, sidecar: dict[str, Any], text: str) -> bytes | None:
    """Return a figure as SVG, or None where it shows what `text` keeps back."""
    return None if text == "none" and sidecar["figure"] in OF_HEADLINES else path.read_bytes()


def describe_columns(names: list[str]) -> dict[str, dict[str, list[Any]]]:
    """Return unit, meaning and codes of each column of some tables."""
    tables = find_tables()
    return {
        name: {
            column.name: [column.type, column.unit, column.meaning, dict(column.codes)]
            for column in tables[name].columns
        }
        for name in names
        if name in tables
    }
