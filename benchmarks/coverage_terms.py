"""Coverage of nominal 95% intervals of terms: rates, rates with day effects, log ratios, dispersion, bands of trends.

Counts are negative binomial and article lengths log-normal, as in the demo corpus. Burstiness is the ratio of the
variance of a term's counts to their mean, given the lengths (`demo_terms.py burstiness`).
"""

from collections.abc import Iterable, Iterator

from runner import Coverage, MarkdownTable, Numbers, measure_coverage, run_command, states

import numpy as np
from scipy import sparse

from presswork.statistics.clusters import count_present, join_counts, join_sizes
from presswork.statistics.dispersion.intervals import MEASURES, dispersion_interval
from presswork.statistics.intervals import estimate_rates, rate_interval, ratio_interval
from presswork.statistics.resampling import block_band
from presswork.core.limits import MIN_UNITS, MIN_UNITS_DISPERSION
from presswork.terms.trends import MIN_DAYS

RUNS, BLOCK = 2000, 100
Outlets = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
LOG_MEAN, LOG_SD = 6.0, 0.85
WITHIN = (93, 97)
# Cells in which fewer of the runs have an interval are left out: those that have one overstate the rate.
OFTEN, LEAST_OFTEN = 0.5, 0.02
ARTICLES = (20, 50, 200, 1000)
RATES = (10, 20, 50, 100, 200, 500, 1000, 10_000)
BURSTINESSES = (1.2, 2.0, 5.0)
# Cells between and beyond those of the map.
OTHER_ARTICLES = (30, 50, 100, 500, 1000)
OTHER_RATES = (30, 70, 140, 300, 400, 700, 1500, 2500, 5000)
OTHER_BURSTINESSES = (1.5, 3.0, 10.0, 20.0)
# Days, articles per day, standard deviation of the day effect (mean 1), occurrences per million words.
DAYS, A_DAY, SPREADS, DAY_RATES = (30, 60, 180), (10, 50), (0.0, 0.3, 0.7), (200, 1000, 10_000)
# Dispersion: days, articles per day (1: independent articles), SD of the day effect; per million, burstiness.
DISPERSED = ((100, 1, 0.0), (1000, 1, 0.0), (60, 10, 0.3), (60, 10, 0.7), (180, 10, 0.7))
DISPERSED_TERMS = ((200, 2.0), (1000, 1.2), (1000, 2.0), (1000, 5.0), (10_000, 2.0))
MANY = 10_000
# Trend bands, ten articles per day: days of a period; below, occurrences per million, burstiness, SD of the day effect.
PERIODS = (7, 14, 28)
# Outlets' shares of the articles and, as weights, of all words, and their rates over the mean.
SERIES: dict[str, Outlets] = {
    "raw": ((1.0,), (1.0,), (1.0,)),
    "standardised": ((0.6, 0.3, 0.1), (0.3, 0.3, 0.4), (0.5, 1.0, 1.375)),
}
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


def find_covered(cells: Iterable[Coverage]) -> list[float]:
    """Return the coverage in percent, to one decimal, of the cells in which most runs have an interval."""
    return [round(100 * cell.covers, 1) for cell in cells if cell.given >= OFTEN]


def count_inside(covered: list[float]) -> int:
    """Return how many cells are within 93-97%."""
    return sum(WITHIN[0] <= each <= WITHIN[1] for each in covered)


def tell_range(cells: Iterable[Coverage]) -> str:
    """Return the lowest and the highest coverage of the cells in which most runs have an interval, else a blank."""
    covered = find_covered(cells)
    return "–".join(dict.fromkeys(f"{end(covered):.1f}" for end in (min, max))) if covered else ""


@states(
    "statistics.md",
    "<!-- coverage map -->",
    "<!-- coverage by articles -->",
    "{map_inside} of the {map_of} cells behind these ranges cover 93-97%",
    "their intervals cover as little as {rare_low}%",
    "coverage is {usual_low} to {usual_high}% up to a burstiness of 5, at least {ten_low}% at 10 and {twenty_low}% at"
    " 20",
    seconds=40,
    usual_low=WITHIN,
    usual_high=(95, 98.5),
    rare_low=(30, 60),
    ten_low=(90, 94),
    twenty_low=(89, 93),
)
def rates(runs: int = RUNS) -> dict[str, float]:
    """Intervals of a rate, by articles, rate and burstiness, and for rates drawn as in a vocabulary."""
    table, cells = MarkdownTable("articles", *(f"{rate:,}" for rate in RATES)), []
    for n in ARTICLES:
        row = [[simulate_rate(n, rate, burst, start(n, rate, burst), runs) for burst in BURSTINESSES] for rate in RATES]
        table.add(f"{n:,}", *map(tell_range, row))
        cells += (cell for own in row for cell in own)
    table.fill("statistics.md", "coverage map")
    table, between = MarkdownTable("burstiness", "cells within 93-97%", "lowest", "highest"), {}
    for burst in OTHER_BURSTINESSES:
        between[burst] = own = find_covered(
            simulate_rate(n, rate, burst, np.random.default_rng([n, rate, round(10 * burst), 2]), runs)
            for n in OTHER_ARTICLES
            for rate in OTHER_RATES
        )
        table.add(f"{burst:g}", f"{count_inside(own)} of {len(own)}", f"{min(own):.1f}", f"{max(own):.1f}")
    rows = {burst: list(simulate_zipf(1000, burst, runs)) for burst in BURSTINESSES}
    table = MarkdownTable("burstiness", *(f"{band} articles" for band, _, _ in rows[BURSTINESSES[0]]))
    for burst, found in rows.items():
        table.add(f"{burst:g}", *(f"{100 * covered:.1f} ({n:,})" for _, n, covered in found))
    table.fill("statistics.md", "coverage by articles")
    rare = min(100 * cell.covers for cell in cells if LEAST_OFTEN <= cell.given < OFTEN)
    usual = [each for burst, own in between.items() if burst <= max(BURSTINESSES) for each in own]
    lowest = {"rare_low": rare, "ten_low": min(between[10.0]), "twenty_low": min(between[20.0])}
    return describe("map", find_covered(cells)) | describe("usual", usual) | lowest


def start(n: int, per_million: int, burstiness: float) -> np.random.Generator:
    """Return the random number generator of a cell of the map."""
    return np.random.default_rng([n, per_million, round(10 * burstiness)]).spawn(1)[0]


def describe(name: str, covered: list[float]) -> dict[str, float]:
    """Return the number of cells, how many are within 93-97%, the lowest and the highest."""
    parts = {"of": len(covered), "inside": count_inside(covered), "low": min(covered), "high": max(covered)}
    return {f"{name}_{part}": value for part, value in parts.items()}


@states(
    "statistics.md",
    "<!-- coverage of days -->",
    "intervals over articles cover as little as {article_low}%, intervals over days {day_low} to {day_high}%",
    seconds=45,
    article_low=(0, 50),
    day_low=WITHIN,
    day_high=WITHIN,
)
def days(runs: int = RUNS) -> dict[str, float]:
    """Intervals of a rate over articles and over days, where the articles of a day share a gamma-distributed effect."""
    columns = [f"{rate:,}, by {unit}" for rate in DAY_RATES for unit in ("article", "day")]
    table, cells = MarkdownTable("articles per day", "SD of days", *columns), []
    for a_day in A_DAY:
        for spread in SPREADS:
            found = [[simulate_days(n, a_day, spread, rate, runs) for n in DAYS] for rate in DAY_RATES]
            ranges = [tell_range(each[unit] for each in own) for own in found for unit in ("article", "day")]
            table.add(a_day, f"{spread:g}", *ranges)
            cells += (cell for own in found for cell in own)
    table.fill("statistics.md", "coverage of days")
    by_unit = {unit: describe(unit, find_covered(each[unit] for each in cells)) for unit in ("article", "day")}
    return by_unit["article"] | by_unit["day"]


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


@states(
    "statistics.md",
    "{equal_inside} of {equal_of} cells cover 93-97% with equal groups ({equal_low} to {equal_high}%)",
    "{unequal_inside} of {unequal_of} with groups of 8:1 ({unequal_low} to {unequal_high}%)",
    "in which {left}% of the runs have no interval",
    seconds=25,
    equal_low=WITHIN,
    equal_high=(95, 98.5),
    unequal_low=WITHIN,
    unequal_high=(95, 98.5),
)
def ratios(runs: int = RUNS) -> dict[str, float]:
    """Intervals of the log ratio of two groups with the same rate, equal and 8:1."""
    shown = RATES[2:]
    table = MarkdownTable("groups", "articles", *(f"{rate:,}" for rate in shown))
    cells: dict[str, list[Coverage]] = {"equal": [], "8:1": []}
    for (name, found), share in zip(cells.items(), (1 / 2, 8 / 9), strict=True):
        for n in ARTICLES:
            row = [[simulate_ratio(n, rate, burst, share, runs) for burst in BURSTINESSES] for rate in shown]
            table.add(name, f"{n:,}", *map(tell_range, row))
            found += (cell for own in row for cell in own)
    equal, unequal = map(find_covered, cells.values())
    often = (each for own in cells.values() for each in own if each.given >= OFTEN)
    astray = [each.given for each in often if not count_inside(find_covered([each]))]
    return describe("equal", equal) | describe("unequal", unequal) | {"left": 100 * (1 - min(astray, default=1.0))}


def simulate_ratio(n: int, per_million: int, burstiness: float, share: float, runs: int) -> Coverage:
    """Return the coverage of the interval of the log ratio, which is 0."""
    chance = np.random.default_rng([n, per_million, round(10 * burstiness), round(100 * share)]).spawn(1)[0]
    sizes = (round(n * share), n - round(n * share))

    def draw() -> dict[str, tuple[Numbers, Numbers, float]]:
        groups = [estimate_rates(*draw_counts(size, per_million / 1e6, burstiness, chance)) for size in sizes]
        return {"ratio": (*ratio_interval(*groups, MIN_UNITS), 0.0)}

    return measure_coverage(draw() for _ in range(runs // BLOCK))["ratio"]


@states(
    "statistics.md",
    "They cover {independent_low} to {independent_high}% with independent articles and {days_low} to {days_high}%",
    seconds=15,
    independent_low=WITHIN,
    independent_high=(93, 98),
    days_low=(92, 97),
    days_high=(93, 98),
)
def dispersion(runs: int = RUNS // 2) -> dict[str, float]:
    """Intervals of dispersion, over independent articles and over days whose articles share an effect."""
    table = MarkdownTable("days", "articles per day", "SD of days", *MEASURES)
    cells: dict[str, list[Coverage]] = {"independent": [], "days": []}
    for n_days, a_day, spread in DISPERSED:
        found = [simulate_dispersion(n_days, a_day, spread, *term, runs) for term in DISPERSED_TERMS]
        table.add(f"{n_days:,}", a_day, f"{spread:g}", *(tell_range(each[name] for each in found) for name in MEASURES))
        cells["days" if a_day > 1 else "independent"] += (cell for each in found for cell in each.values())
    independent, days = (describe(name, find_covered(each)) for name, each in cells.items())
    return independent | days


def simulate_dispersion(
    n_days: int, a_day: int, spread: float, per_million: int, burstiness: float, runs: int
) -> dict[str, Coverage]:
    """Return the coverage of each measure's interval; the truth is its mean over 100 corpora of 10,000 articles."""
    chance = np.random.default_rng([n_days, a_day, round(10 * spread), per_million, round(10 * burstiness)])

    def draw(n_days: int) -> tuple[sparse.csr_array, Numbers, Numbers]:
        level = chance.gamma(spread**-2, spread**2, (n_days, BLOCK)) if spread else np.ones((n_days, BLOCK))
        day = np.repeat(np.arange(n_days), a_day)
        return *draw_counts(len(day), per_million / 1e6 * level[day], burstiness, chance), day

    counts, sizes, _ = draw(MANY // a_day)
    truth = {name: float(measure(counts, sizes).mean()) for name, (measure, _) in MEASURES.items()}

    def bound(counts: sparse.csr_array, sizes: Numbers, day: Numbers) -> dict[str, tuple[Numbers, Numbers, float]]:
        present = count_present(join_counts(counts, day))
        given = (counts, sizes, day, present, MIN_UNITS_DISPERSION)
        return {name: (*dispersion_interval(name, *given), truth[name]) for name in MEASURES}

    return measure_coverage(bound(*draw(n_days)) for _ in range(runs // BLOCK))


@states(
    "statistics.md",
    "From 500 per million on, raw bands cover {raw_low} to {raw_high}% and standardised bands {standardised_low} to"
    " {standardised_high}%; at 100 per million, {given}% of the periods of 7 days have a raw band",
    seconds=5,
    raw_low=(92, 97),
    raw_high=(93, 97.5),
    standardised_low=(90, 95),
    standardised_high=(93, 97.5),
)
def bands(runs: int = RUNS) -> dict[str, float]:
    """Bands of trends where days differ, raw and standardised by outlet, for periods of 7, 14 and 28 days."""
    heads = (f"{name}: {what}" for name in SERIES for what in ("periods with a band", "coverage"))
    table = MarkdownTable("per million", "burstiness", "SD of days", *heads)
    cells: dict[str, list[Coverage]] = {name: [] for name in SERIES}
    for per_million, burst, spread in BAND_CELLS:
        found = {
            name: [simulate_band(n_days, per_million, burst, spread, outlets, runs) for n_days in PERIODS]
            for name, outlets in SERIES.items()
        }
        given = {name: [f"{each.given:.0%}" for each in own] for name, own in found.items()}
        shown = (text for name, own in found.items() for text in (", ".join(given[name]), tell_range(own)))
        table.add(f"{per_million:,}", f"{burst:g}", f"{spread:g}", *shown)
        for name, own in found.items():
            cells[name] += own if per_million >= 500 else []
    raw, standardised = (describe(name, find_covered(own)) for name, own in cells.items())
    return raw | standardised | {"given": 100 * found["raw"][0].given}


def simulate_band(
    n_days: int, per_million: int, burstiness: float, spread: float, outlets: Outlets, runs: int
) -> Coverage:
    """Return the coverage of the band of a period of `n_days`, with ten articles per day from random outlets."""
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
    run_command(__doc__, rates, days, ratios, dispersion, bands)
