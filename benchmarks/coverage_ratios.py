"""Intervals of the log ratio of two groups, equal and 8:1, by the jackknife, linearised and by BCa.

`python benchmarks/coverage_ratios.py` draws 2,000 pairs of groups a cell, on the grid of `benchmarks/coverage.py`, and
writes the tables between the marks in `docs/statistics.md`.
"""

from functools import cache

import numpy as np
from coverage import (
    ARTICLES,
    BLOCK,
    BURSTINESSES,
    GIVEN,
    OFTEN,
    RATES,
    ROOT,
    RUNS,
    draw_counts,
    fill_marks,
    summarise,
    tell_cell,
)
from rejected_intervals import bootstrap_ratio, linearise_rates
from scipy import sparse

from presswork.core.limits import MIN_UNITS
from presswork.statistics.intervals import estimate_rates, ratio_interval


@cache
def simulate_groups(n: int, per_million: int, burstiness: float, share: float) -> dict[str, tuple[float, float]]:
    """Return how often the log ratio of two groups has an interval and how often each covers; the truth is 0."""
    chance, again = np.random.default_rng([n, per_million, round(10 * burstiness), round(100 * share)]).spawn(2)
    given, hits = [], {}
    for _ in range(RUNS // BLOCK):
        sizes = (round(n * share), n - round(n * share))
        groups = [draw_counts(size, per_million / 1e6, burstiness, chance) for size in sizes]
        matrices = [(sparse.csr_array(counts), words) for counts, words in groups]
        bounds = {GIVEN: ratio_interval(*(estimate_rates(*each) for each in matrices), MIN_UNITS)}
        given.append(~np.isnan(bounds[GIVEN][0]))
        if given[-1].any():
            with np.errstate(divide="ignore", invalid="ignore"):
                linear = [linearise_rates(*each) for each in matrices]
                bounds["log t, linearised"] = ratio_interval(*linear, MIN_UNITS)
                bounds["BCa bootstrap"] = bootstrap_ratio(*groups, again)
            for name, (low, high) in bounds.items():
                hits.setdefault(name, []).append(((low <= 0) & (high >= 0))[given[-1]])
    share_given = float(np.mean(given))
    return {name: (share_given, float(np.concatenate(each).mean())) for name, each in hits.items()} or {
        GIVEN: (0.0, float("nan"))
    }


def describe_groups() -> list[str]:
    """Return the map of the log ratio's interval, equal and 8:1 groups."""
    head = "| groups | burstiness | articles |"
    lines = [f"{head} {' | '.join(f'{rate:,}' for rate in RATES)} |", "|---" * (len(RATES) + 3) + "|"]
    for name, share in (("equal", 1 / 2), ("8:1", 8 / 9)):
        for burst in BURSTINESSES:
            for n in ARTICLES:
                cells = [tell_cell(simulate_groups(n, rate, burst, share)[GIVEN]) for rate in RATES]
                lines.append(f"| {name} | {burst:g} | {n:,} | {' | '.join(cells)} |")
    return lines


def describe_ratio_methods() -> list[str]:
    """Return the table of methods for the log ratio."""
    lines = ["| groups | interval | cells that cover 93-97 % | lowest | highest |", "|---" * 5 + "|"]
    for title, share in (("equal", 1 / 2), ("8:1", 8 / 9)):
        cells = [simulate_groups(n, rate, burst, share) for burst in BURSTINESSES for n in ARTICLES for rate in RATES]
        often = [cell for cell in cells if cell[GIVEN][0] >= OFTEN]
        lines += [f"| {title} | {name} | {summarise([cell[name] for cell in often])} |" for name in often[0]]
    return lines


if __name__ == "__main__":
    tables = {"coverage of ratios": describe_groups(), "coverage of ratio methods": describe_ratio_methods()}
    fill_marks(ROOT / "docs/statistics.md", tables)
