"""Text that a spreadsheet shows and does not run."""

import polars as pl

FORMULA = r"^[=+\-@\t\r]"


def quote_formulas(name: str) -> pl.Expr:
    """Return the text column with an apostrophe before what a spreadsheet would take for a formula, such as `=A1`."""
    column = pl.col(name)
    return pl.when(column.str.contains(FORMULA)).then(pl.lit("'") + column).otherwise(column).alias(name)
