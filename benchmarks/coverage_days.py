"""Intervals of a rate over articles and over days, where the articles of a day share a level.

`python benchmarks/coverage_days.py` draws 2,000 corpora a cell, articles and counts as in `benchmarks/coverage.py`, and
writes the table between the marks in `docs/statistics.md`.
"""

import numpy as np
from coverage import BLOCK, ROOT, RUNS, draw_counts, fill_marks, find_share, tell_cell
from scipy import sparse

from presswork.core.limits import MIN_UNITS
from presswork.statistics.clusters import join_counts, join_sizes
from presswork.statistics.intervals import rate_interval

# Days, articles a day, standard deviation of a day's level (the mean is 1), occurrences per million.
DAYS, A_DAY, SPREADS, DAY_RATES = (30, 60, 180), (10, 50), (0.0, 0.3, 0.7), (200, 1000, 10_000)


def simulate_days(days: int, a_day: int, spread: float, per_million: int) -> dict[str, tuple[float, float]]:
    """Return the same for intervals over articles and over days, where a day's articles share a level (gamma)."""
    chance = np.random.default_rng([days, a_day, round(10 * spread), per_million])
    day, rate = np.repeat(np.arange(days), a_day), per_million / 1e6
    hits, given = {"article": [], "day": []}, {"article": [], "day": []}
    for _ in range(RUNS // BLOCK):
        level = chance.gamma(spread**-2, spread**2, (days, BLOCK)) if spread else np.ones((days, BLOCK))
        counts, sizes = draw_counts(len(day), rate * level[day], 2.0, chance)
        matrix = sparse.csr_array(counts)
        for unit, drawn in {
            "article": (matrix, sizes),
            "day": (join_counts(matrix, day), join_sizes(sizes, day)),
        }.items():
            low, high = rate_interval(*drawn, MIN_UNITS)
            given[unit].append(~np.isnan(low))
            hits[unit].append((low <= rate) & (rate <= high))
    return {unit: find_share(np.concatenate(hits[unit]), np.concatenate(given[unit])) for unit in hits}


def describe_days() -> list[str]:
    """Return the coverage over articles and over days, where the articles of a day share a level."""
    head = "| days | articles a day | spread of days |"
    columns = [f"{rate:,}, by {unit}" for rate in DAY_RATES for unit in ("article", "day")]
    lines = [f"{head} {' | '.join(columns)} |", "|---" * (3 + len(columns)) + "|"]
    for days in DAYS:
        for a_day in A_DAY:
            for spread in SPREADS:
                found = [simulate_days(days, a_day, spread, rate) for rate in DAY_RATES]
                cells = [tell_cell(each[unit]) for each in found for unit in ("article", "day")]
                lines.append(f"| {days} | {a_day} | {spread:g} | {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    fill_marks(ROOT / "docs/statistics.md", {"coverage of days": describe_days()})
