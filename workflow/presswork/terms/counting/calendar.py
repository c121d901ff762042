"""Days, periods and outlets of the counted articles."""

from datetime import date

import polars as pl

from presswork.core.reasons import Reason

UNKNOWN = "(unknown)"
STEPS = {"day": "1d", "week": "1w", "month": "1mo"}
# Longest span, in days, that is divided into days, and into weeks.
LONGEST = {"day": 31, "week": 183}


def read_calendar(matrix_rows: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return article, words, date of publication and outlet of each row of the matrix, in order."""
    known = articles.select("article_id", "published", outlet=pl.col("outlet").fill_null(UNKNOWN)).collect()
    rows = matrix_rows.select("article_id", "n_words")
    return rows.join(known, on="article_id", how="left", maintain_order="left")


def choose_period(days: pl.Series, wanted: str) -> str:
    """Return day, week or month: the configured one or, for `auto`, by the span of the days."""
    if wanted != "auto":
        return wanted
    first, last = _span(days)
    return next((unit for unit, longest in LONGEST.items() if (last - first).days < longest), "month")


def list_periods(days: pl.Series, unit: str) -> pl.Series:
    """Return the first day of every period from the first to the last, including periods without articles."""
    first, last = _span(days.dt.truncate(STEPS[unit]))
    return pl.date_range(first, last, STEPS[unit], eager=True)


def explain_no_trends(calendar: pl.DataFrame) -> Reason | None:
    """Return why a corpus does not support trends, or None if it does."""
    if calendar["article_id"].n_unique() == 1:
        return Reason.of("nothing_over_time")
    if calendar["published"].null_count() == calendar.height:
        return Reason.of("no_dates")
    if calendar["published"].n_unique() - (calendar["published"].null_count() > 0) == 1:
        return Reason.of("one_day")
    return None


def explain_not_standardised(calendar: pl.DataFrame) -> Reason | None:
    """Return why trends are not standardised by outlet, or None if they are."""
    if calendar["outlet"].n_unique() > 1:
        return None
    outlet = calendar["outlet"][0]
    return Reason.of("no_field", field="outlet") if outlet == UNKNOWN else one_value("outlet", outlet)


def one_value(field: str, value: str) -> Reason:
    """Return the reason that all articles have one value of a field. No article in another language is counted."""
    if field == "language":
        return Reason.of("one_language", value=value)
    return Reason.of("one_value", field=field, value=value)


def _span(days: pl.Series) -> tuple[date, date]:
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        raise ValueError(f"days are expected, found {days.dtype} with {days.null_count()} of {len(days)} empty")
    return first, last
