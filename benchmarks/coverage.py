"""Where a nominal 95 % interval covers: simulated corpora on a grid of articles, rates and burstinesses.

`python benchmarks/coverage.py` draws 2,000 corpora a cell, writes `docs/figures/coverage.png` and the tables between
the marks in `docs/statistics.md`. Counts are negative binomial, lengths log-normal as in the demo corpus; burstiness is
the variance of a term's counts over their mean, given the lengths. The demo corpus has 1.2, 2 and 5 at the 10th, 50th
and 90th percentile of its terms, whatever their rate.
"""

import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray
from rejected_intervals import bootstrap_intervals, linearise_rates, other_intervals
from scipy import sparse, special

from presswork.core.limits import MIN_UNITS
from presswork.figures.style import MM, SMALL, finish_figure, house_style
from presswork.statistics.intervals import Numbers, estimate_rates, rate_interval

ARTICLES = (20, 50, 200, 1000)
RATES = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)
BURSTINESSES = (1.2, 2.0, 5.0)
LOG_MEAN, LOG_SD = 6.0, 0.85
RUNS, BLOCK = 2000, 100
COVERS = (0.93, 0.97)
GIVEN = "log t, jackknife (given)"
# Cells between and beyond those of the map.
OTHER_ARTICLES = (30, 50, 100, 500, 1000)
OTHER_RATES = (30, 70, 140, 300, 400, 700, 1500, 2500, 5000)
OTHER_BURSTINESSES = (1.5, 3.0, 10.0, 20.0)
# Below this share of runs with an interval, those that have one are the lucky ones.
OFTEN = 0.5


def draw_counts(
    n: int, rate: float | Numbers, burstiness: float, chance: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Return counts of a term in n articles (n x BLOCK corpora), and the articles' lengths in words."""
    sizes = np.exp(chance.normal(LOG_MEAN, LOG_SD, n))
    size = rate * np.exp(LOG_MEAN + 1.5 * LOG_SD**2) / (burstiness - 1)
    means = chance.gamma(size, 1 / size, (n, BLOCK)) * rate * sizes[:, None]
    return chance.poisson(means).astype(float), sizes


@cache
def simulate_cell(n: int, per_million: int, burstiness: float) -> dict[str, tuple[float, float]]:
    """Return for each interval the share of runs that have one, and the share of these that it covers."""
    chance, again = np.random.default_rng([n, per_million, round(10 * burstiness)]).spawn(2)
    rate, hits, given = per_million / 1e6, {}, []
    for _ in range(RUNS // BLOCK):
        counts, sizes = draw_counts(n, rate, burstiness, chance)
        matrix = sparse.csr_array(counts)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            rates = estimate_rates(matrix, sizes)
            bounds = {GIVEN: rate_interval(matrix, sizes, MIN_UNITS)}
            bounds |= other_intervals(rates, counts, sizes) | bootstrap_intervals(counts, sizes, again)
        given.append(rates.present >= MIN_UNITS)
        for name, (low, high) in bounds.items():
            hits.setdefault(name, []).append((low <= rate) & (rate <= high))
    return {name: find_share(np.concatenate(each), np.concatenate(given)) for name, each in hits.items()}


def simulate_given(n: int, per_million: int, burstiness: float) -> dict[str, tuple[float, float]]:
    """Return the same for the interval that is given and the linearised one alone."""
    chance = np.random.default_rng([n, per_million, round(10 * burstiness), 2])
    rate, hits, given = per_million / 1e6, {}, []
    for _ in range(RUNS // BLOCK):
        counts, sizes = draw_counts(n, rate, burstiness, chance)
        matrix = sparse.csr_array(counts)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            rates = estimate_rates(matrix, sizes), linearise_rates(matrix, sizes)
            given.append(rates[0].present >= MIN_UNITS)
            for name, each in zip((GIVEN, "log t, linearised"), rates, strict=True):
                width = special.stdtrit(each.freedom, 0.975) * each.log_error
                hits.setdefault(name, []).append(np.abs(np.log(each.rate / rate)) <= width)
    return {name: find_share(np.concatenate(each), np.concatenate(given)) for name, each in hits.items()}


def find_share(hits: NDArray[np.bool_], given: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the share of runs with an interval, and the share of these that it covers."""
    return float(given.mean()), float(hits[given].mean()) if given.any() else float("nan")


def simulate_zipf(n: int, burstiness: float) -> Iterator[tuple[str, int, float]]:
    """Yield bands of articles with the term, terms and coverage, for rates drawn by Zipf's law (density rate^-2)."""
    chance = np.random.default_rng([n, round(10 * burstiness)])
    low_rate, high_rate = 2e-6, 1e-2
    present, hits = [], []
    for _ in range(20 * RUNS // BLOCK):
        rate = 1 / (1 / low_rate - chance.random(BLOCK) * (1 / low_rate - 1 / high_rate))
        counts, sizes = draw_counts(n, rate, burstiness, chance)
        matrix = sparse.csr_array(counts)
        low, high = rate_interval(matrix, sizes, MIN_UNITS)
        present.append((counts > 0).sum(axis=0))
        hits.append((low <= rate) & (rate <= high))
    articles, covered = np.concatenate(present), np.concatenate(hits)
    for first, last in ((MIN_UNITS, 14), (15, 29), (30, 99), (100, n)):
        inside = (articles >= first) & (articles <= last)
        yield f"{first}-{last}", int(inside.sum()), float(covered[inside].mean())


def tell_cell(cell: tuple[float, float]) -> str:
    """Return a cell of the map: coverage in percent, in brackets where few runs have an interval, else a blank."""
    given, covered = cell
    if given < 0.02:
        return ""
    text = f"{100 * covered:.1f}" if COVERS[0] <= round(covered, 3) <= COVERS[1] else f"**{100 * covered:.1f}**"
    return text if given >= OFTEN else f"({100 * covered:.1f}; {given:.0%})"


def describe_methods() -> list[str]:
    """Return a table: cells within 93-97 % of those where at least half of the runs have ten articles with the term."""
    cells = [simulate_cell(n, rate, burst) for burst in BURSTINESSES for n in ARTICLES for rate in RATES]
    lines = ["| interval | cells that cover 93-97 % | lowest | highest |", "|---|---|---|---|"]
    return lines + [f"| {name} | {summarise([cell[name] for cell in cells])} |" for name in cells[0]]


def summarise(cells: list[tuple[float, float]]) -> str:
    """Return how many cells with an interval in most runs cover, the lowest and the highest, as cells of a table."""
    covered = [round(covered, 3) for given, covered in cells if given >= OFTEN]
    inside = sum(COVERS[0] <= each <= COVERS[1] for each in covered)
    return f"{inside} of {len(covered)} | {100 * min(covered):.1f} | {100 * max(covered):.1f}"


def describe_between() -> list[str]:
    """Return the same for cells between and beyond those of the map, by burstiness, of two intervals."""
    head = "| burstiness | interval | cells that cover 93-97 % | lowest | highest |"
    lines = [head, "|---" * 5 + "|"]
    for burst in OTHER_BURSTINESSES:
        cells = [simulate_given(n, rate, burst) for n in OTHER_ARTICLES for rate in OTHER_RATES]
        lines += [f"| {burst:g} | {name} | {summarise([cell[name] for cell in cells])} |" for name in cells[0]]
    return lines


def describe_map() -> list[str]:
    """Return the map of the interval that Presswork gives, as a table."""
    lines = [
        f"| burstiness | articles | {' | '.join(f'{rate:,}' for rate in RATES)} |",
        "|---" * (len(RATES) + 2) + "|",
    ]
    for burst in BURSTINESSES:
        for n in ARTICLES:
            cells = [tell_cell(simulate_cell(n, rate, burst)[GIVEN]) for rate in RATES]
            lines.append(f"| {burst:g} | {n:,} | {' | '.join(cells)} |")
    return lines


def describe_zipf() -> list[str]:
    """Return the coverage by the number of articles that have the term, for rates as in a vocabulary."""
    rows = {burst: list(simulate_zipf(1000, burst)) for burst in BURSTINESSES}
    bands = [band for band, _, _ in rows[BURSTINESSES[0]]]
    lines = [f"| burstiness | {' | '.join(f'{band} articles' for band in bands)} |", "|---" * (len(bands) + 1) + "|"]
    for burst, cells in rows.items():
        lines.append(f"| {burst:g} | {' | '.join(f'{100 * covered:.1f} (n = {n:,})' for _, n, covered in cells)} |")
    return lines


def draw_map(path: Path) -> None:
    """Draw the map: coverage in each cell, blank where most runs have no interval."""
    colours = ListedColormap(["#D55E00", "#9CCBE3", "#E8C547"])
    norm = BoundaryNorm([0, 100 * COVERS[0] - 0.05, 100 * COVERS[1] + 0.05, 100], 3)
    with house_style():
        figure = Figure(figsize=(183 * MM, 62 * MM))
        for place, burst in enumerate(BURSTINESSES, 1):
            cells = [[simulate_cell(n, rate, burst)[GIVEN] for rate in RATES] for n in ARTICLES]
            values = np.array(
                [[100 * covered if given >= OFTEN else np.nan for given, covered in row] for row in cells]
            )
            axes = figure.add_subplot(1, 3, place)
            axes.pcolormesh(values, cmap=colours, norm=norm, edgecolor="white", linewidth=1)
            for (row, column), value in np.ndenumerate(values):
                label = "–" if np.isnan(value) else f"{value:.1f}"
                axes.text(column + 0.5, row + 0.5, label, ha="center", va="center", fontsize=SMALL - 2)
            axes.set_xticks(np.arange(len(RATES)) + 0.5, [f"{rate:,}" for rate in RATES], rotation=90)
            axes.set_yticks(np.arange(len(ARTICLES)) + 0.5, [f"{n:,}" for n in ARTICLES] if place == 1 else [])
            axes.set_title(f"variance/mean {burst:g}", fontsize=SMALL, loc="left")
            axes.set_xlabel("occurrences per million words")
            axes.set_ylabel("articles" if place == 1 else "")
        note = (
            f"Coverage in % of nominal 95 % intervals of a rate, {RUNS:,} simulated corpora a cell. Blue: 93-97. "
            f"Yellow: above. Red: below. –: none, since in most fewer than {MIN_UNITS} articles have the term."
        )
        finish_figure(figure, note, 183)
        FigureCanvasAgg(figure)
        figure.savefig(path, metadata={"Software": None})


def fill_marks(path: Path, blocks: dict[str, list[str]]) -> None:
    """Put each block of lines between its marks in a document."""
    text = path.read_text(encoding="utf-8")
    for name, lines in blocks.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n" + "\n".join(lines) + f"\n\n{end}" + rest.split(end)[1]
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    started = time.perf_counter()
    tables = {"coverage methods": describe_methods(), "coverage map": describe_map()}
    tables |= {"coverage by articles": describe_zipf(), "coverage between": describe_between()}
    for title, table in tables.items():
        print(f"\n{title}\n" + "\n".join(table))
    draw_map(ROOT / "docs/figures/coverage.png")
    fill_marks(ROOT / "docs/statistics.md", tables)
    print(f"\n{time.perf_counter() - started:.0f} s")
