"""The figures of the page: picture, caption, method, plotted rows, and the evidence behind each row."""

from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.reasons import put_into_words
from presswork.core.schema import find_tables
from presswork.core.tables import read_table
from presswork.explorer.page.chunks import frame
from presswork.explorer.page.inputs import FigureFiles
from presswork.explorer.page.traces import count_places, describe_trace
from presswork.figures.trace.marks import name_mark

# Figures whose labels are headlines, with the column that holds them.
OF_HEADLINES = {"topics_articles": "label"}
KINDS = ("pdf", "svg", "png", "csv", "json", "trace.parquet")
SHOWN = ("figure", "caption", "alt_text", "method", "sources", "id", "cite")


def describe_figures(
    figures: FigureFiles,
    sentences: list[pl.LazyFrame],
    quoted: pl.DataFrame,
    places: pl.DataFrame,
    text: str,
    beside: bool,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the data of the views of figures and the evidence behind their rows, and the pictures, by name.

    For `none`, a picture that shows headlines is left out. Files of a figure are named if the page lies `beside` them.
    """
    told: dict[str, Any] = {}
    images: dict[str, bytes] = {}
    files = zip(figures.sidecars, figures.rows, figures.pictures, figures.traces, strict=True)
    for sidecar, table, picture, trace in files:
        name = sidecar["figure"]
        told[f"figures/{name}"] = _describe_figure(sidecar, table, trace, text, beside)
        told[f"figures/{name}-trace"] = describe_trace(trace, sentences, quoted, places, text)
        if told[f"figures/{name}"]["picture"]:
            images[f"data/figures/{name}.svg"] = picture.read_bytes()
    return told, images


def _describe_figure(
    sidecar: dict[str, Any], rows: Path, trace: pl.LazyFrame, text: str, beside: bool
) -> dict[str, Any]:
    name = sidecar["figure"]
    schema = find_tables()[f"figure_{name}"]
    table = read_table(rows, schema)
    if "interval" in table.columns:
        table = put_into_words(table)
    withheld = OF_HEADLINES.get(name) if text == "none" else None
    columns = [column for column in table.columns if column != withheld]
    return {
        **{key: sidecar[key] for key in SHOWN if key in sidecar},
        "licence": sidecar["licence"]["figure"],
        "files": [f"{name}.{kind}" for kind in KINDS] if beside and withheld is None else [],
        "picture": withheld is None,
        "marks": sidecar["marks"] if withheld is None else [],
        "rows": frame(table, columns),
        "row": schema.row,
        "key": [column for column in _find_key(name, table) if column in columns],
        "behind": count_places(trace, table.height),
    }


def _find_key(name: str, table: pl.DataFrame) -> list[str]:
    """Return the columns that identify a row for a reader; `presswork.trace` accepts their values."""
    return list(name_mark(name, table.with_row_index("mark"), 1)) if table.height else []


def describe_columns(names: list[str]) -> dict[str, dict[str, list[Any]]]:
    """Return type, unit and meaning of each column of some tables."""
    tables = find_tables()
    return {
        name: {column.name: [column.type, column.unit, column.meaning] for column in tables[name].columns}
        for name in names
        if name in tables
    }
