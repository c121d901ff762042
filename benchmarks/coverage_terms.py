"""Where nominal 95 % intervals of terms cover: rates, rates where days differ, log ratios, and bands of trends.

Each command writes its tables in `docs/statistics.md`, with 2,000 corpora a cell: counts are negative binomial, lengths
log-normal as in the demo corpus; burstiness is the variance of a term's counts over their mean, given the lengths. The
demo corpus has 1.2, 2 and 5 at the 10th, 50th and 90th percentile of its terms, whatever their rate.
"""

from collections.abc import Iterator

from runner import Coverage, MarkdownTable, Numbers, measure_coverage, run_command

import numpy as np
from scipy import sparse

from presswork.statistics.clusters import join_counts, join_sizes
from presswork.statistics.intervals import estimate_rates, rate_interval, ratio_interval
from presswork.statistics.resampling import block_band
from presswork.core.limits import MIN_UNITS
from presswork.terms.trends import MIN_DAYS

RUNS, BLOCK = 2000, 100
Shares = tuple[float, ...]
LOG_MEAN, LOG_SD = 6.0, 0.85
COVERS = (0.93, 0.97)
# Below this share of runs with an interval, those that have one are the lucky ones.
OFTEN = 0.5
ARTICLES = (20, 50, 200, 1000)
RATES = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)
BURSTINESSES = (1.2, 2.0, 5.0)
# Cells between and beyond those of the map.
OTHER_ARTICLES = (30, 50, 100, 500, 1000)
OTHER_RATES = (30, 70, 140, 300, 400, 700, 1500, 2500, 5000)
OTHER_BURSTINESSES = (1.5, 3.0, 10.0, 20.0)
# Days, articles a day, standard deviation of a day's level (the mean is 1), occurrences per million.
DAYS, A_DAY, SPREADS, DAY_RATES = (30, 60, 180), (10, 50), (0.0, 0.3, 0.7), (200, 1000, 10_000)
# Of bands: occurrences per million, burstiness, standard deviation of a day's level, with ten articles a day.
PERIODS = (7, 14, 28)
# Standardised: outlets' shares of articles and, as weights, of all words, and their rates over the mean.
MIXED, WEIGHTS, OWN_RATES = (0.6, 0.3, 0.1), (0.3, 0.3, 0.4), (0.5, 1.0, 1.375)
BAND_CELLS = ((3000, 2.0, 0.3), (500, 2.0, 0.3), (500, 2.0, 0.7), (500, 5.0, 0.3), (100, 2.0, 0.3))


def draw_counts(
    n: int, rate: float | Numbers, burstiness: float, chance: np.random.Generator
) -> tuple[sparse.csr_array, Numbers]:
    """Return counts of a term in n articles (n x BLOCK corpora), and the articles' lengths in words."""
    sizes = np.exp(chance.normal(LOG_MEAN, LOG_SD, n))
    size = rate * np.exp(LOG_MEAN + 1.5 * LOG_SD**2) / (burstiness - 1)
    means = chance.gamma(size, 1 / size, (n, BLOCK)) * rate * sizes[:, None]
    return sparse.csr_array(chance.poisson(means).astype(float)), sizes


def simulate_rate(n: int, per_million: int, burstiness: float, chance: np.random.Generator, runs: int) -> Coverage:
    """Return the coverage of the interval of a rate."""
    rate = per_million / 1e6
    drawn = (draw_counts(n, rate, burstiness, chance) for _ in range(runs // BLOCK))
    return measure_coverage({"rate": (*rate_interval(*each, MIN_UNITS), rate)} for each in drawn)["rate"]


def simulate_zipf(n: int, burstiness: float, runs: int) -> Iterator[tuple[str, int, float]]:
    """Yield bands of articles with the term, terms and coverage, for rates drawn by Zipf's law (density rate^-2)."""
    chance = np.random.default_rng([n, round(10 * burstiness)])
    low_rate, high_rate = 2e-6, 1e-2
    present, hits = [], []
    for _ in range(20 * runs // BLOCK):
        rate = 1 / (1 / low_rate - chance.random(BLOCK) * (1 / low_rate - 1 / high_rate))
        counts, sizes = draw_counts(n, rate, burstiness, chance)
        low, high = rate_interval(counts, sizes, MIN_UNITS)
        present.append((counts > 0).sum(axis=0))
        hits.append((low <= rate) & (rate <= high))
    articles, covered = np.concatenate(present), np.concatenate(hits)
    for first, last in ((MIN_UNITS, 14), (15, 29), (30, 99), (100, n)):
        inside = (articles >= first) & (articles <= last)
        yield f"{first}-{last}", int(inside.sum()), float(covered[inside].mean())


def tell_cell(cell: Coverage) -> str:
    """Return a cell of a map: coverage in percent, in brackets where few runs have an interval, else a blank."""
    if cell.given < 0.02:
        return ""
    text = f"{100 * cell.covers:.1f}"
    if cell.given < OFTEN:
        return f"({text}; {cell.given:.0%})"
    return text if COVERS[0] <= round(cell.covers, 3) <= COVERS[1] else f"**{text}**"


def summarise(cells: list[Coverage]) -> tuple[str, ...]:
    """Return how many cells with an interval in most runs cover, the lowest and the highest."""
    covered = [round(cell.covers, 3) for cell in cells if cell.given >= OFTEN]
    inside = sum(COVERS[0] <= each <= COVERS[1] for each in covered)
    return f"{inside} of {len(covered)}", f"{100 * min(covered):.1f}", f"{100 * max(covered):.1f}"


def rates(runs: int = RUNS) -> None:
    """Intervals of a rate: the map by articles, rate and burstiness, cells between, and rates as in a vocabulary."""
    table = MarkdownTable("burstiness", "articles", *(f"{rate:,}" for rate in RATES))
    for burst in BURSTINESSES:
        for n in ARTICLES:
            chances = [np.random.default_rng([n, rate, round(10 * burst)]).spawn(1)[0] for rate in RATES]
            row = [simulate_rate(n, rate, burst, chance, runs) for rate, chance in zip(RATES, chances, strict=True)]
            table.add(f"{burst:g}", f"{n:,}", *map(tell_cell, row))
    table.fill("statistics.md", "coverage map")
    table = MarkdownTable("burstiness", "cells that cover 93-97 %", "lowest", "highest")
    for burst in OTHER_BURSTINESSES:
        between = [
            simulate_rate(n, rate, burst, np.random.default_rng([n, rate, round(10 * burst), 2]), runs)
            for n in OTHER_ARTICLES
            for rate in OTHER_RATES
        ]
        table.add(f"{burst:g}", *summarise(between))
    table.fill("statistics.md", "coverage between")
    rows = {burst: list(simulate_zipf(1000, burst, runs)) for burst in BURSTINESSES}
    table = MarkdownTable("burstiness", *(f"{band} articles" for band, _, _ in rows[BURSTINESSES[0]]))
    for burst, found in rows.items():
        table.add(f"{burst:g}", *(f"{100 * covered:.1f} (n = {n:,})" for _, n, covered in found))
    table.fill("statistics.md", "coverage by articles")


def days(runs: int = RUNS) -> None:
    """Intervals of a rate over articles and over days, where the articles of a day share a level (gamma)."""
    columns = [f"{rate:,}, by {unit}" for rate in DAY_RATES for unit in ("article", "day")]
    table = MarkdownTable("days", "articles a day", "spread of days", *columns)
    for n_days in DAYS:
        for a_day in A_DAY:
            for spread in SPREADS:
                found = [simulate_days(n_days, a_day, spread, rate, runs) for rate in DAY_RATES]
                cells = [tell_cell(each[unit]) for each in found for unit in ("article", "day")]
                table.add(n_days, a_day, f"{spread:g}", *cells)
    table.fill("statistics.md", "coverage of days")


def simulate_days(n_days: int, a_day: int, spread: float, per_million: int, runs: int) -> dict[str, Coverage]:
    """Return the coverage of intervals over articles and over days."""
    chance = np.random.default_rng([n_days, a_day, round(10 * spread), per_million])
    day, rate = np.repeat(np.arange(n_days), a_day), per_million / 1e6

    def draw() -> dict[str, tuple[Numbers, Numbers, float]]:
        level = chance.gamma(spread**-2, spread**2, (n_days, BLOCK)) if spread else np.ones((n_days, BLOCK))
        counts, sizes = draw_counts(len(day), rate * level[day], 2.0, chance)
        units = {"article": (counts, sizes), "day": (join_counts(counts, day), join_sizes(sizes, day))}
        return {unit: (*rate_interval(*drawn, MIN_UNITS), rate) for unit, drawn in units.items()}

    return measure_coverage(draw() for _ in range(runs // BLOCK))


def ratios(runs: int = RUNS) -> None:
    """Intervals of the log ratio of two groups with the same rate, equal and 8:1."""
    table = MarkdownTable("groups", "burstiness", "articles", *(f"{rate:,}" for rate in RATES))
    for name, share in (("equal", 1 / 2), ("8:1", 8 / 9)):
        for burst in BURSTINESSES:
            for n in ARTICLES:
                cells = [tell_cell(simulate_ratio(n, rate, burst, share, runs)) for rate in RATES]
                table.add(name, f"{burst:g}", f"{n:,}", *cells)
    table.fill("statistics.md", "coverage of ratios")


def simulate_ratio(n: int, per_million: int, burstiness: float, share: float, runs: int) -> Coverage:
    """Return the coverage of the interval of the log ratio, which is 0."""
    chance = np.random.default_rng([n, per_million, round(10 * burstiness), round(100 * share)]).spawn(1)[0]
    sizes = (round(n * share), n - round(n * share))

    def draw() -> dict[str, tuple[Numbers, Numbers, float]]:
        groups = [estimate_rates(*draw_counts(size, per_million / 1e6, burstiness, chance)) for size in sizes]
        return {"ratio": (*ratio_interval(*groups, MIN_UNITS), 0.0)}

    return measure_coverage(draw() for _ in range(runs // BLOCK))["ratio"]


def bands(runs: int = RUNS) -> None:
    """Bands of trends in months and weeks in which a day has its own level, raw and standardised by outlet."""
    heads = (f"{series}: {what}" for series in ("raw", "standardised") for what in ("periods with a band", "covers"))
    table = MarkdownTable("per million", "burstiness", "spread of days", "days", *heads)
    for per_million, burst, spread in BAND_CELLS:
        for n_days in PERIODS:
            cells: list[str] = []
            for outlets in (((1.0,), (1.0,), (1.0,)), (MIXED, WEIGHTS, OWN_RATES)):
                found = simulate_band(n_days, per_million, burst, spread, outlets, runs)
                cells += [f"{found.given:.0%}", f"{100 * found.covers:.1f}"]
            table.add(f"{per_million:,}", f"{burst:g}", f"{spread:g}", n_days, *cells)
    table.fill("statistics.md", "coverage of bands")


def simulate_band(
    n_days: int, per_million: int, burstiness: float, spread: float, outlets: tuple[Shares, Shares, Shares], runs: int
) -> Coverage:
    """Return the coverage of the band of a period of so many days, ten articles a day from outlets at random."""
    chance = np.random.default_rng([n_days, per_million, round(10 * burstiness), round(10 * spread), len(outlets[0])])
    shares, weights, levels = (np.array(each) for each in outlets)
    rate = per_million / 1e6
    truth = rate * float(weights @ levels)

    def draw() -> dict[str, tuple[Numbers, Numbers, float]]:
        sizes = np.exp(chance.normal(LOG_MEAN, LOG_SD, (n_days, 10)))
        size = rate * np.exp(LOG_MEAN + 1.5 * LOG_SD**2) / (burstiness - 1)
        level = chance.gamma(spread**-2, spread**2, (n_days, 1, BLOCK))
        of = chance.choice(len(shares), (n_days, 10), p=shares)
        means = chance.gamma(size, 1 / size, (n_days, 10, BLOCK)) * rate * (sizes * levels[of])[:, :, None] * level
        counts, owners = chance.poisson(means).astype(float), np.eye(len(shares))[of]
        sums = np.einsum("dao,dat->dot", owners, counts)
        return {"band": (*block_band(sums, np.einsum("dao,da->do", owners, sizes), weights, MIN_DAYS), truth)}

    return measure_coverage(draw() for _ in range(runs // BLOCK))["band"]


if __name__ == "__main__":
    run_command(__doc__, rates, days, ratios, bands)
