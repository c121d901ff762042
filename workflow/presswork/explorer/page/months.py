"""The counted articles by month and outlet, for the chart of the page."""

from typing import Any

import polars as pl

from presswork.terms.counting.calendar import UNKNOWN

COLOURS = 8


def stack_months(composition: pl.DataFrame) -> dict[str, Any]:
    """Return every month from the first to the last (`places`), and the `bars` in them as (month, outlet, articles).

    Outlets are sorted by articles; if there are more than `COLOURS`, the smallest are merged. `undated` is the number
    of articles without a date, which are not drawn.
    """
    dated = composition.drop_nulls("month").filter(pl.col("articles") > 0)
    sizes = dated.group_by("outlet", maintain_order=True).agg(pl.col("articles").sum())
    ordered = sizes.sort("articles", descending=True, maintain_order=True).with_row_index("order").drop("articles")
    apart = ordered.height if ordered.height <= COLOURS else COLOURS - 1
    merged = ordered["outlet"][apart:]
    others = pl.lit(f"{(merged != UNKNOWN).sum()} other outlets{', unknown' if UNKNOWN in merged else ''}")
    names = ordered.with_columns(name=pl.when(pl.col("order") < apart).then("outlet").otherwise(others))
    named = dated.join(names, on="outlet", nulls_equal=True).sort("order", "month")
    bars = named.group_by("month", "name", maintain_order=True).agg(pl.col("articles").sum())
    whole = pl.date_range(pl.col("month").min(), pl.col("month").max(), "1mo")
    months = dated["month"] if dated.is_empty() else dated.select(whole).to_series()
    return {
        "places": months.dt.strftime("%Y-%m").to_list(),
        "bars": [list(bar) for bar in bars.with_columns(pl.col("month").dt.strftime("%Y-%m")).iter_rows()],
        "undated": int(composition.filter(pl.col("month").is_null())["articles"].sum()),
    }
