"""Rates of terms over time, raw and standardised by outlet, with confidence bands over days."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.limits import MIN_DAYS
from presswork.core.schema import find_tables
from presswork.statistics.arrays import Numbers
from presswork.statistics.resampling import block_band, standardise_rates
from presswork.terms.counting.calendar import (
    STEPS,
    choose_period,
    explain_no_trends,
    explain_not_standardised,
    list_periods,
    read_calendar,
)
from presswork.terms.counting.frequency import MILLION, choose_terms

SERIES = ("raw", "standardised")


class Period(NamedTuple):
    """A period: counts (days x outlets x terms), words (days x outlets), and number of articles."""

    counts: Numbers
    words: Numbers
    articles: int


def follow_terms(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    frequency: pl.DataFrame,
    articles: pl.LazyFrame,
    terms: list[str],
    period: str,
    top: int,
) -> pl.DataFrame:
    """Return the rates of terms by day, week or month, with a row for each period from the first to the last.

    A period without articles has no rate. `standardised` rates are the outlets' rates weighted by their shares of all
    dated words; they are missing if an outlet has no articles. Without `terms`, the `top` most frequent terms other
    than stop words are used. Empty for a corpus that does not support trends.
    """
    empty = find_tables()["trends"].schema.to_frame()
    calendar = read_calendar(matrix_rows, articles)
    if explain_no_trends(calendar):
        return empty
    followed = choose_terms(frequency, terms, top)["term"].to_list()
    places = {term: column for column, term in enumerate(matrix_columns["term"])}
    counts = matrix[:, [places[term] for term in followed]].toarray().astype(float)
    dated = calendar["published"].is_not_null().to_numpy()
    calendar, counts = calendar.filter(dated), counts[dated]
    unit = choose_period(calendar["published"], period)
    outlets = calendar["outlet"].unique().sort()
    words = calendar.group_by("outlet").agg(pl.col("n_words").sum()).sort("outlet")["n_words"].to_numpy()
    starts = calendar["published"].dt.truncate(STEPS[unit])
    shared = (followed, outlets, words / words.sum(), explain_not_standardised(calendar) is None)
    rows: list[pl.DataFrame] = []
    for start in list_periods(calendar["published"], unit):
        held = _gather((starts == start).to_numpy(), calendar, counts, outlets)
        rows += _measure_period(held, *shared, {"unit": unit, "start": start})
    return pl.concat([empty, *(frame.select(empty.columns).cast(empty.schema) for frame in rows)])


def _gather(inside: NDArray[np.bool_], calendar: pl.DataFrame, counts: Numbers, outlets: pl.Series) -> Period:
    """Return the sums of a period's rows by day and outlet."""
    rows = calendar.filter(inside)
    day = rows["published"].rank("dense").to_numpy().astype(int) - 1
    outlet = outlets.search_sorted(rows["outlet"]).to_numpy() if rows.height else day
    shape = (int(day.max(initial=-1)) + 1, len(outlets))
    summed, words = np.zeros((*shape, counts.shape[1])), np.zeros(shape)
    np.add.at(summed, (day, outlet), counts[inside])
    np.add.at(words, (day, outlet), rows["n_words"].to_numpy())
    return Period(summed, words, rows["article_id"].n_unique())


def _measure_period(
    period: Period,
    terms: list[str],
    outlets: pl.Series,
    shares: Numbers,
    standardise: bool,
    place: dict[str, object],
) -> Iterator[pl.DataFrame]:
    """Yield the rows of a period, one series at a time."""
    for series in SERIES[: 1 + standardise]:
        raw = series == "raw"
        counts = period.counts.sum(axis=1, keepdims=True) if raw else period.counts
        words = period.words.sum(axis=1, keepdims=True) if raw else period.words
        own = np.ones(1) if raw else shares
        rate = standardise_rates(counts.sum(axis=0), words.sum(axis=0), own)
        low, high = block_band(counts, words, own, MIN_DAYS)
        missing = [] if raw or not len(counts) else outlets.filter(words.sum(axis=0) == 0).to_list()
        days = (period.counts.sum(axis=1) > 0).sum(axis=0)
        interval = [
            "days_left_out" if bound > 0 else name_blank(len(counts), int(own_days), missing)
            for bound, own_days in zip(low, days, strict=True)
        ]
        yield pl.DataFrame({"term": terms, "count": period.counts.sum(axis=(0, 1)).astype(np.int64)}).with_columns(
            **{name: pl.lit(value) for name, value in place.items()},
            series=pl.lit(series),
            articles=pl.lit(period.articles),
            days=pl.lit(len(counts)),
            words=pl.lit(int(period.words.sum())),
            per_million=pl.Series(rate * MILLION).fill_nan(None),
            low=pl.Series(low * MILLION).fill_nan(None),
            high=pl.Series(high * MILLION).fill_nan(None),
            interval=pl.Series(interval),
            days_with_term=pl.Series(days),
            missing_outlets=pl.lit(", ".join(missing) or None, pl.String),
        )


def name_blank(n_days: int, own_days: int, missing: list[str]) -> str:
    """Return why a period has no rate or band, given its days, the days with the term, and outlets without articles."""
    if not n_days:
        return "no_articles"
    if missing:
        return "no_outlet"
    return "few_days_with_term" if own_days < MIN_DAYS else "few_days_of_outlet"
