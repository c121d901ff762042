"""Builds the trace of a figure: the evidence behind each of its marks."""

import importlib
from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.code_digests import split_call
from presswork.core.reasons import CODES, explain
from presswork.core.tables import ROW_GROUP
from presswork.figures.inputs import find_trace_inputs
from presswork.figures.trace.evidence import Marks, TableFile, gather_arguments
from presswork.figures.trace.tables import TRACE


def trace_figures(
    marks: list[Marks], evidence: list[TableFile], settings: dict[str, Any]
) -> Iterator[Iterator[pl.DataFrame]]:
    """Yield the trace of each figure in turn, so that memory holds one figure at a time; `evidence` has all tables."""
    for each in marks:
        patterns = [path.replace("{shard}", "*") for path in find_trace_inputs(each.figure, settings)]
        own = [file for file in evidence if any(map(file.path.match, patterns))]
        yield trace_figure(each, own, settings)


def trace_figure(
    marks: Marks, evidence: list[TableFile], settings: dict[str, Any], call: str = ""
) -> Iterator[pl.DataFrame]:
    """Yield the evidence behind each mark, found by the trace function of the figure in the tables that it names.

    `call` is the trace function of a figure that has none of its own. A mark without evidence gets one row with the
    reason.
    """
    if marks.rows.is_empty():
        return
    module, name = split_call(call or f"figures.plots.{marks.figure}.trace_{marks.figure}")
    function = getattr(importlib.import_module(module), name)
    found: pl.DataFrame = function(**gather_arguments(function, marks, evidence, settings))
    whole = pl.concat([found, _explain_empty(marks.rows, found)], how="diagonal")
    # Sorted before missing columns are added: a large corpus has many rows.
    for part in whole.sort([name for name in TRACE.key if name in whole.columns]).iter_slices(ROW_GROUP):
        yield pl.concat([TRACE.schema.to_frame(), part], how="diagonal")


def trace_whole(ids: pl.Series, part: str) -> pl.DataFrame:
    """Return the articles that all marks of a figure are computed from."""
    count = pl.lit(1, pl.Int64)
    return ids.unique().sort().alias("article_id").to_frame().select("article_id", part=pl.lit(part), count=count)


def _explain_empty(rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    if "mark" not in found.columns:
        return rows.clear().select("mark")
    empty = rows.join(found, on="mark", how="anti")
    codes = [row.get("interval") for row in empty.iter_rows(named=True)]
    told = [explain(code if code in CODES else "nothing_counted", row) for code, row in zip(codes, empty.to_dicts())]
    return empty.select("mark", part=pl.Series(told, dtype=pl.String), count=pl.lit(0, pl.Int64))
