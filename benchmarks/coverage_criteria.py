"""Coverage of nominal 95% intervals of the criteria by which numbers of topics are compared."""

from coverage_topics import K, WORDS, covers
from runner import MarkdownTable, run_command, states
from simulated_corpora import draw_planted, name_columns, plant_topics

import numpy as np
import polars as pl

from presswork.topics.choosing.criteria import compare_sizes
from presswork.topics.fitting.fits import fit_topics

RUNS, TERMS = 100, 600
CRITERIA, ARTICLES, SEEDS = ("npmi", "exclusivity", "explained"), (30, 60, 200), 10


@states(
    "topics.md",
    "the intervals of NPMI cover in {npmi_30}, {npmi_60} and {npmi_200}%, those of exclusivity in {exclusivity_30},"
    " {exclusivity_60} and {exclusivity_200}%, and those of `explained` in {explained_30}, {explained_60} and"
    " {explained_200}%",
    seconds=600,
)
def criteria(runs: int = RUNS) -> dict[str, float]:
    """Intervals of the criteria: corpora from one source, each fitted and refitted."""
    table = MarkdownTable(
        "articles", "criterion", "mean", "SD over corpora", "half-width / 1.96", "refits − value", "coverage"
    )
    coverage = {}
    for n in ARTICLES:
        found = pl.concat(describe_criteria(n, run) for run in range(runs))
        for name in CRITERIA:
            own = found.filter(pl.col("criterion") == name)
            width = (own["high"] - own["low"]).mean() / 2 / 1.96
            covered = own.select(covers("low", "high", pl.col("value").mean())).to_series().mean()
            coverage[f"{name}_{n}"] = 100 * covered
            shift = f"{(own['refits'] - own['value']).mean():+.3f}"
            values = (f"{value:.3f}" for value in (own["value"].mean(), own["value"].std(), width))
            table.add(n, name, *values, shift, f"{covered:.0%}")
    return coverage


def describe_criteria(n: int, run: int) -> pl.DataFrame:
    """Return the criteria of one corpus: value, bounds, and the mean of the refits."""
    topics = plant_topics(K, TERMS, np.random.default_rng(n))
    chance = np.random.default_rng([n, run])
    counts, rows, _ = draw_planted("LDA", n, K, 1, chance, size=TERMS, words=WORDS, topics=topics)
    made = fit_topics(counts, rows, name_columns(counts), [], "nmf", K, SEEDS, few_articles=False, asked=True)
    refits = made["scores"].filter(pl.col("sample") == "resample")
    means = pl.DataFrame({"criterion": CRITERIA, "refits": [refits[name].mean() for name in CRITERIA]})
    return compare_sizes(made["scores"], n).join(means, on="criterion")


if __name__ == "__main__":
    run_command(__doc__, criteria)
