"""The trace of a figure: for each mark what stands behind it."""

import importlib
from typing import Any

import polars as pl

from presswork.figures.trace.evidence import Marks, TableFile, gather_arguments
from presswork.figures.trace.tables import TRACE


def trace_figure(marks: Marks, evidence: list[TableFile], settings: dict[str, Any]) -> pl.DataFrame:
    """Return what stands behind each mark, as the figure's own trace function finds it in the tables it names.

    A mark with nothing behind it has a row that says why.
    """
    if marks.rows.is_empty():
        return TRACE.schema.to_frame()
    module = importlib.import_module(f"presswork.figures.{marks.figure}")
    function = getattr(module, f"trace_{marks.figure}")
    found: pl.DataFrame = function(**gather_arguments(function, marks, evidence, settings))
    whole = pl.concat([TRACE.schema.to_frame(), found, _explain_empty(marks.rows, found)], how="diagonal")
    return whole.select(TRACE.schema.names()).sort(TRACE.key)


def trace_whole(ids: pl.Series, part: str) -> pl.DataFrame:
    """Return the articles that every mark of a figure rests on."""
    count = pl.lit(1, pl.Int64)
    return ids.unique().sort().alias("article_id").to_frame().select("article_id", part=pl.lit(part), count=count)


def _explain_empty(rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    if "mark" not in found.columns:
        return rows.clear().select("mark")
    reason = pl.col("interval") if "interval" in rows.columns else pl.lit("none: nothing was counted")
    return rows.join(found, on="mark", how="anti").select("mark", part=reason, count=pl.lit(0, pl.Int64))
