"""Infers the order of day and month in each table from its own dates."""

import re
from collections import defaultdict

import polars as pl

from presswork.core.schema import find_tables
from presswork.corpus.fields.date_columns import decide_order, show_order
from presswork.corpus.fields.dates import DAY_FIRST, MONTH_FIRST

IN_NUMBERS = re.compile(r"\d[-/]\d\d?[-/]\d{4}")


class DateOrders:
    """Counts the dates of each file that show the order of day and month, as 13/03/2022 does."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, int]] = defaultdict(lambda: {DAY_FIRST: 0, MONTH_FIRST: 0})

    def read(self, source: str, value: str | None) -> None:
        """Count a value of the file's date column."""
        if value and IN_NUMBERS.search(value) and (order := show_order(value)):
            self.counts[source][order] += 1

    def tabulate(self) -> pl.DataFrame:
        """Return a row for each file with such dates."""
        rows = [(source, each[DAY_FIRST], each[MONTH_FIRST]) for source, each in sorted(self.counts.items())]
        return pl.DataFrame(rows, find_tables()["date_orders"].schema, orient="row")


def list_orders(orders: pl.DataFrame) -> dict[str, bool | None]:
    """Return for each file whether the day comes first in its dates, None where they contradict each other."""
    return {
        source: decide_order([DAY_FIRST] * (day_first > 0) + [MONTH_FIRST] * (month_first > 0))
        for source, day_first, month_first in orders.iter_rows()
    }
