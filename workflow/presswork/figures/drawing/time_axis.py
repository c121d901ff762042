"""Axes of time: where their ticks are, and how periods are named."""

from datetime import date, timedelta

import polars as pl
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from presswork.figures.drawing.caption_text import count, join
from presswork.figures.drawing.style import POINTS_PER_MM, SMALL, measure_label
from presswork.figures.drawing.time_span import Span

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
# So many periods outside the axis are named one by one.
NAMED = 3
DAY_STEPS, MONTH_STEPS = (1, 2, 7, 14), (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


def describe_outside(rows: pl.DataFrame, span: Span) -> str:
    """Return the caption's sentence on the articles before and after the time axis, or nothing where there are none."""
    periods = rows.group_by("start").agg(pl.col("articles").max(), pl.col("unit").first()).sort("start")
    beyond = periods.filter(~pl.col("start").is_between(*span), pl.col("articles") > 0)
    if beyond.is_empty():
        return ""
    names = [name_period(start, unit) for start, unit in beyond.select("start", "unit").iter_rows()]
    when = join(names) if len(names) <= NAMED else f"{len(names)} periods from {names[0]} to {names[-1]}"
    return (
        f"Not on the time axis: {count(int(beyond['articles'].sum()), 'article')} ({when}); the .csv has all periods."
    )


def name_period(start: date, unit: str) -> str:
    """Return a day, week or month in words: `6 May 2013`, `the week of 6 May 2013`, `May 2013`."""
    month = f"{MONTHS[start.month - 1]} {start.year}"
    return month if unit == "month" else f"{'the week of ' if unit == 'week' else ''}{start.day} {month}"


def set_time_axis(axes: Axes, span: Span, unit: str, panel_mm: float) -> None:
    """Let the horizontal axis cover these periods, with a tick at round days, months or years where a label fits."""
    first, last = span
    # As numbers: a date has no fractions of a day.
    left, right = map(date2num, span)
    margin = max(right - left, 1) * 0.04
    axes.set_xlim(left - margin, right + margin)
    ticks, labels = choose_ticks(first, last, unit, panel_mm)
    # Labels with as many lines each stand on one line.
    padded = [label if "\n" in label or not any("\n" in each for each in labels) else f"{label}\n " for label in labels]
    axes.set_xticks(ticks, padded, fontsize=SMALL)  # type: ignore[arg-type]


def choose_ticks(first: date, last: date, unit: str, panel_mm: float) -> tuple[list[date], list[str]]:
    """Return the days with a tick and their labels; the year stands below the first tick of each year."""
    for days in DAY_STEPS if unit != "month" else ():
        if unit == "day" or days >= 7:
            ticks = [first + timedelta(day) for day in range(0, (last - first).days + 1, days)]
            if found := _label_ticks(ticks, "day", panel_mm, last - first):
                return ticks, found
    for months in MONTH_STEPS:
        ticks = _list_months(first, last, months)
        if found := _label_ticks(ticks, "month", panel_mm, last - first):
            return ticks, found
    for years in YEAR_STEPS:
        ticks = [date(year, 1, 1) for year in range(-(-first.year // years) * years or 1, last.year + 1, years)]
        ticks = [tick for tick in ticks if first <= tick <= last]
        if found := _label_ticks(ticks, "year", panel_mm, last - first):
            return ticks, found
    ticks = sorted({first, last})
    return ticks, [_label_tick(tick, None, "month" if unit == "month" else "day") for tick in ticks]


def _list_months(first: date, last: date, step: int) -> list[date]:
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [day for day in days if first <= day <= last]


def _label_ticks(ticks: list[date], unit: str, panel_mm: float, length: timedelta) -> list[str]:
    """Return the labels of ticks, or none where there are fewer than two or they would touch."""
    labels = [_label_tick(tick, before, unit) for tick, before in zip(ticks, [None, *ticks], strict=False)]
    if len(ticks) < 2:
        return []
    widths = [max(measure_label(line) for line in label.split("\n")) + SMALL / 2 for label in labels]
    points = [(tick - ticks[0]) / length * 0.92 * panel_mm * POINTS_PER_MM for tick in ticks]
    apart = zip(points, points[1:], widths, widths[1:], strict=False)
    return labels if all(b - a >= (one + other) / 2 for a, b, one, other in apart) else []


def _label_tick(tick: date, before: date | None, unit: str) -> str:
    if unit == "year":
        return str(tick.year)
    label = MONTHS[tick.month - 1][:3]
    label = label if unit == "month" else f"{tick.day} {label}"
    return label if before and before.year == tick.year else f"{label}\n{tick.year}"
