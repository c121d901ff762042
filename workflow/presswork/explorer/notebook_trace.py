"""The trace of a notebook's figure, made as those of the workflow's figures are."""

import polars as pl

from presswork.explorer.results import Results
from presswork.figures.plate import Plate
from presswork.figures.trace.build import trace_figure
from presswork.figures.trace.evidence import Marks, TableFile
from presswork.figures.trace.rows import check_counts, choose_trace
from presswork.figures.wiring import wire_trace


def trace_plate(plate: Plate, results: Results) -> pl.DataFrame | None:
    """Return what the rows of a figure stand for: see `trace_rows`.

    None where their columns lead nowhere, and where the results have no running text. Raises PressworkError where rows
    hold counts other than those of the places found.
    """
    call = choose_trace(plate.rows.columns, plate.articles)
    if call is None or plate.rows.is_empty() or not (results.path / "tokens" / "vocabulary.parquet").is_file():
        return None
    settings = results.configuration
    patterns = wire_trace(plate.name, settings, call)
    paths = [path for each in patterns for path in sorted(results.path.glob(each.replace("{shard}", "*")))]
    marks = Marks.number(plate.name, plate.rows, plate.articles)
    found = pl.concat(trace_figure(marks, [TableFile(path) for path in paths], settings, call))
    check_counts(plate.rows, found)
    return found
