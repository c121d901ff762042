"""Traces the figures of a notebook in the same way as those of the workflow."""

import polars as pl

from presswork.explorer.results import Results
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.inputs import find_trace_inputs
from presswork.figures.trace.build import trace_figure
from presswork.figures.trace.evidence import Marks, TableFile
from presswork.figures.trace.rows import check_counts, choose_trace


def trace_captioned(captioned: CaptionedFigure, results: Results) -> pl.DataFrame | None:
    """Return the trace of a figure's rows (see `trace_rows`).

    Returns None if the columns cannot be traced, or if the results have no running text. Raises PressworkError if the
    counts in the rows differ from the occurrences that were found.
    """
    call = choose_trace(captioned.rows.columns, captioned.articles)
    if call is None or captioned.rows.is_empty() or not (results.path / "tokens" / "vocabulary.parquet").is_file():
        return None
    settings = results.configuration
    patterns = find_trace_inputs(captioned.name, settings, call)
    paths = [path for each in patterns for path in sorted(results.path.glob(each.replace("{shard}", "*")))]
    marks = Marks.number(captioned.name, captioned.rows, captioned.articles)
    found = pl.concat(trace_figure(marks, [TableFile(path) for path in paths], settings, call))
    check_counts(captioned.rows, found)
    return found
