"""The prevalence of topics over time, raw and standardised by outlet."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from presswork.core.limits import MIN_DAYS
from presswork.core.schema import find_tables
from presswork.statistics.arrays import Mask
from presswork.terms.counting.calendar import (
    STEPS,
    choose_period,
    explain_no_trends,
    explain_not_standardised,
    list_periods,
    read_calendar,
)
from presswork.terms.trends import SERIES
from presswork.terms.units import number_clusters
from presswork.topics.describing.mean_shares import Clusters, Evidence, EvidenceTables, Mix, describe_mean, mix_nothing

BOUNDED = ("low", "high", "model_low", "model_high")


def follow_topics(tables: EvidenceTables, unit: str, period: str) -> pl.DataFrame:
    """Return the prevalence of each topic by day, week or month, from the first period to the last.

    A period without articles has no value. `standardised` weights the outlets' means by their shares of all dated
    articles. The sampling unit is the day or, if the period is a day, the article. Empty for a corpus that does not
    support trends.
    """
    empty = find_tables()["topic_trends"].schema.to_frame()
    evidence = Evidence.gather(tables, unit)
    calendar = read_dates(evidence.ids, tables.articles)
    if not evidence.shares.size or explain_no_trends(calendar):
        return empty
    step = choose_period(calendar["published"], period)
    starts = calendar["published"].dt.truncate(STEPS[step])
    mixes = dict(zip(SERIES, (mix_nothing(len(calendar)), mix_outlets(calendar)), strict=True))
    if explain_not_standardised(calendar):
        del mixes["standardised"]
    frames = [
        frame
        for start in list_periods(calendar["published"], step)
        for frame in _follow_period(
            evidence, calendar, (starts == start).fill_null(False).to_numpy(), mixes, step, start
        )
    ]
    return pl.concat(frame.select(empty.columns).cast(empty.schema) for frame in frames)


def read_dates(ids: pl.Series, articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the calendar of articles, each with a weight of 1, whatever its length."""
    return read_calendar(ids.to_frame().with_columns(n_words=pl.lit(1, pl.Int64)), articles)


def mix_outlets(calendar: pl.DataFrame) -> Mix:
    """Return the outlet of each article as its stratum, weighted by the outlets' shares of all dated articles."""
    dated = calendar.drop_nulls("published")["outlet"]
    outlets = dated.unique().sort()
    strata = outlets.search_sorted(calendar["outlet"]).cast(pl.Int64).clip(upper_bound=len(outlets) - 1).to_numpy()
    weights = np.array([(dated == outlet).sum() for outlet in outlets], dtype=float)
    return Mix(strata, weights / weights.sum())


def _follow_period(
    evidence: Evidence, calendar: pl.DataFrame, members: Mask, mixes: dict[str, Mix], step: str, start: date
) -> Iterator[pl.DataFrame]:
    """Yield the rows of a period, one series at a time."""
    rows = calendar.filter(members)
    days = calendar["published"]
    n_days, in_articles = rows["published"].n_unique(), step == "day"
    # Undated articles have -1 and belong to no period.
    own = np.arange(len(days)) if in_articles else number_clusters(days).fill_null(-1).to_numpy()
    clusters, least = Clusters("article" if in_articles else "day", own), 0 if in_articles else MIN_DAYS
    for series, mix in mixes.items():
        frame = describe_mean(evidence, members, mix, clusters, least)
        standardised = series == "standardised"
        missing = _list_missing(rows, calendar) if standardised else []
        of_outlets = rows.group_by("outlet").agg(pl.col("published").n_unique())["published"].to_list()
        fewest = min(of_outlets, default=0) if standardised else n_days
        if reason := _name_blank(rows, missing, least, n_days, fewest):
            frame = frame.with_columns(pl.lit(reason).alias("interval"), **dict.fromkeys(BOUNDED))
        yield frame.with_columns(
            series=pl.lit(series),
            unit=pl.lit(step),
            start=pl.lit(start),
            articles=pl.lit(rows.height),
            days=pl.lit(n_days),
            missing_outlets=pl.lit(", ".join(missing) or None, pl.String),
        )


def _list_missing(rows: pl.DataFrame, calendar: pl.DataFrame) -> list[str]:
    """Return the outlets without articles in a period that has some."""
    outlets = calendar.drop_nulls("published")["outlet"].unique().sort()
    return outlets.filter(~outlets.is_in(rows["outlet"].implode())).to_list() if rows.height else []


def _name_blank(rows: pl.DataFrame, missing: list[str], least_days: int, n_days: int, fewest: int) -> str | None:
    """Return why a period has no value or no interval because of its articles and days, or None.

    `fewest` is the smallest number of days of any outlet.
    """
    if rows.is_empty():
        return "no_articles"
    if missing:
        return "no_outlet"
    if n_days < least_days:
        return "few_days"
    return "few_days_of_outlet" if fewest < least_days else None
