"""Which periods an axis of time covers."""

from datetime import date

import polars as pl

# A time axis may omit 1% of the articles, or one of at least this many, if that makes it less than half as long.
SHARE_OUTSIDE, LEAST_ARTICLES = 100, 20
# What adjoins the rest is kept: a gap of less than this part of the axis.
ADJOINING = 0.1
Span = tuple[date, date]


def choose_span(rows: pl.DataFrame) -> Span:
    """Return the first and the last period of the time axis, given `start` and `articles` of each.

    These are all periods, unless the shortest span with 99% of the articles (or with all but one of at least 20) is
    less than half as long: then those of this span and what adjoins it.
    """
    held = rows.group_by("start").agg(pl.col("articles").max()).filter(pl.col("articles") > 0).sort("start")
    starts, articles = held["start"].to_list(), held["articles"].to_list()
    if len(starts) < 2:
        return (rows["start"].min(), rows["start"].max())  # type: ignore[return-value]
    total = sum(articles)
    needed = total - max(total // SHARE_OUTSIDE, int(total >= LEAST_ARTICLES))
    first, last = _find_shortest(starts, articles, needed)
    if 2 * (starts[last] - starts[first]) >= starts[-1] - starts[0]:
        return starts[0], starts[-1]
    near = ADJOINING * (starts[last] - starts[first])
    while first > 0 and starts[first] - starts[first - 1] <= near:
        first -= 1
    while last < len(starts) - 1 and starts[last + 1] - starts[last] <= near:
        last += 1
    return starts[first], starts[last]


def _find_shortest(starts: list[date], articles: list[int], needed: int) -> tuple[int, int]:
    """Return the places of the first and last period of the shortest span with so many articles; the earliest one."""
    best, first, held = (0, len(starts) - 1), 0, 0
    for last, number in enumerate(articles):
        held += number
        while held - articles[first] >= needed:
            held -= articles[first]
            first += 1
        if held >= needed and starts[last] - starts[first] < starts[best[1]] - starts[best[0]]:
            best = first, last
    return best
