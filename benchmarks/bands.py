"""Where the bands of trends cover: simulated months and weeks, in which a day has its own level.

`python benchmarks/bands.py` draws 2,000 periods a row and writes the table between the marks in `docs/statistics.md`:
the band of `block_band` beside the percentiles of the same resamples of days. Articles, counts and lengths are those of
`benchmarks/coverage.py`, ten articles a day; a day multiplies the rate by a gamma variable of mean 1.
"""

import numpy as np
from coverage import BLOCK, LOG_MEAN, LOG_SD, ROOT, RUNS, fill_marks

from presswork.core.limits import MIN_DAYS
from presswork.statistics.intervals import Numbers
from presswork.statistics.resampling import RESAMPLES, block_band

DAYS = (7, 14, 28)
ARTICLES_A_DAY = 10
# Occurrences per million, variance over mean in articles, standard deviation of a day's level.
CELLS = ((3000, 2.0, 0.3), (500, 2.0, 0.3), (500, 2.0, 0.7), (500, 5.0, 0.3), (100, 2.0, 0.3))


def draw_days(
    n_days: int, rate: float, burstiness: float, spread: float, chance: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Return counts (days x 1 x BLOCK periods) and words (days x 1)."""
    sizes = np.exp(chance.normal(LOG_MEAN, LOG_SD, (n_days, ARTICLES_A_DAY)))
    size = rate * np.exp(LOG_MEAN + 1.5 * LOG_SD**2) / (burstiness - 1)
    level = chance.gamma(spread**-2, spread**2, (n_days, 1, BLOCK))
    means = chance.gamma(size, 1 / size, (n_days, ARTICLES_A_DAY, BLOCK)) * rate * sizes[:, :, None] * level
    return chance.poisson(means).sum(axis=1, keepdims=True).astype(float), sizes.sum(axis=1, keepdims=True)


def simulate_band(n_days: int, per_million: int, burstiness: float, spread: float) -> tuple[float, float, float]:
    """Return the share of periods with a band, and coverage of the band and of the percentiles in these."""
    chance = np.random.default_rng([n_days, per_million, round(10 * burstiness), round(10 * spread)])
    rate, rows = per_million / 1e6, []
    for number in range(RUNS // BLOCK):
        counts, words = draw_days(n_days, rate, burstiness, spread, chance)
        low, high = block_band(counts, words, np.ones(1), MIN_DAYS, number)
        weights = chance.multinomial(n_days, np.full(n_days, 1 / n_days), RESAMPLES).astype(float)
        drawn = (weights @ counts[:, 0]) / (weights @ words)
        least, most = np.quantile(drawn, [0.025, 0.975], axis=0)
        rows.append([~np.isnan(low), (low <= rate) & (rate <= high), (least <= rate) & (rate <= most)])
    given, band, percentile = (np.concatenate(each) for each in zip(*rows, strict=True))
    return float(given.mean()), float(band[given].mean()), float(percentile[given].mean())


def describe_bands() -> list[str]:
    """Return the table."""
    lines = [
        "| per million | burstiness | spread of days | days | periods with a band | band covers | percentiles cover |",
        "|---|---|---|---|---|---|---|",
    ]
    for per_million, burstiness, spread in CELLS:
        for n_days in DAYS:
            given, band, percentile = simulate_band(n_days, per_million, burstiness, spread)
            cells = f"{given:.0%} | {100 * band:.1f} | {100 * percentile:.1f}"
            lines.append(f"| {per_million:,} | {burstiness:g} | {spread:g} | {n_days} | {cells} |")
    return lines


if __name__ == "__main__":
    table = describe_bands()
    print("\n".join(table))
    fill_marks(ROOT / "docs/statistics.md", {"coverage of bands": table})
