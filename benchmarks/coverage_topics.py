"""Where nominal 95 % intervals of topics cover: prevalence, topics over time and by group, and the criteria.

Each command draws 100 corpora a row from planted topics and writes its table in `docs/topics.md`. An engine's shares
are not those that were planted, however many articles there are: the target is the mean of the estimates over the
corpora, what is to be expected of a corpus of that size; `prevalence` tells the planted value, too.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from runner import MarkdownTable, Numbers, run_command, states
from simulated_corpora import draw_planted, name_columns, name_rows, plant_topics, zipf

import numpy as np
import polars as pl
from scipy import sparse

from presswork.topics.choosing.criteria import compare_sizes
from presswork.topics.fitting.fits import choose_medoid, fit_topics
from presswork.topics.describing.groups import compare_groups
from presswork.topics.describing.mean_shares import Blocks, Evidence, EvidenceTables, describe_mean, mix_nothing
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model
from presswork.topics.fitting.null_corpora import draw_nulls
from presswork.topics.describing.prevalence import bound_given_model, measure_prevalence
from presswork.topics.choosing.quality import pair_topics
from presswork.topics.fitting.refits import Replicates, refit_topics
from presswork.topics.describing.trends import follow_topics

RUNS, K, WORDS = 100, 5, 120
STARTS, REPLICATES = 3, 30
# The concentrations of the topics: equal ones, and of which one is ten times as prevalent as another.
ALPHA = {"equal": np.full(K, 0.1), "10:1": np.array([0.25, 0.12, 0.06, 0.045, 0.025])}
ARTICLES, TERMS = (30, 100, 300), 300
# Over time and by group: how many days a month has articles, how many a day, and the topics of two outlets.
CELLS, BAND_TERMS = ((6, 10), (20, 3), (20, 10)), 600
MONTHS = (date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1))
OUTLETS = {"A": np.array([0.2, 0.1, 0.1, 0.05, 0.05]), "B": np.array([0.05, 0.05, 0.1, 0.1, 0.2])}
# A day's mixture is drawn around that of its outlet with this concentration: the fewer, the more days differ.
DAY = 12.0
CRITERIA, CRITERIA_ARTICLES, SEEDS = ("npmi", "exclusivity", "diversity"), (30, 60, 200), 10
VALUES = ("prevalence", "low", "high")


def fit(counts: sparse.csr_array, rows: pl.DataFrame) -> tuple[Model, Replicates]:
    """Return the medoid of three starts of NMF, and its refits."""
    runs = [find_engine("nmf").fit(counts, K, start) for start in range(STARTS)]
    model = runs[choose_medoid([run.terms for run in runs])]
    return model, refit_topics(model, counts, rows, REPLICATES)


def covers(low: str, high: str, target: pl.Expr) -> pl.Expr:
    """Return whether an interval has the target."""
    return (pl.col(low) <= target) & (target <= pl.col(high))


@states("topics.md", "<!-- coverage of prevalence -->", seconds=600)
def prevalence(runs: int = RUNS) -> None:
    """Intervals of prevalence by number of articles, of equal topics and of topics that differ tenfold."""
    covered = ("covers the planted", "covers the mean estimate", "the same, model given")
    table = MarkdownTable("topics", "articles", "bias, points", *covered)
    for name, alpha in ALPHA.items():
        for n in ARTICLES:
            chance = np.random.default_rng([n, RUNS, round(1000 * alpha[0])])
            topics = chance.dirichlet(np.full(TERMS, 0.05), K)
            found = pl.concat(describe_prevalence(n, topics, alpha, chance) for _ in range(runs))
            centre = pl.col("prevalence").mean().over("topic")
            bias, *shares = found.select(
                (centre - pl.col("planted")).abs().mean(),
                covers("low", "high", pl.col("planted")).mean().alias("planted covered"),
                covers("low", "high", centre).mean().alias("centre covered"),
                covers("model_low", "model_high", centre).mean().alias("centre covered, model given"),
            ).row(0)
            table.add(name, n, f"{100 * bias:.1f}", *(f"{100 * share:.1f}" for share in shares))
    table.fill("topics.md", "coverage of prevalence")


def describe_prevalence(n: int, topics: Numbers, alpha: Numbers, chance: np.random.Generator) -> pl.DataFrame:
    """Return estimate and bounds by planted topic, for a corpus drawn from LDA."""
    shares = chance.dirichlet(alpha, n)
    lengths = chance.poisson(WORDS, n) + 1
    drawn = [chance.multinomial(length, share @ topics) for length, share in zip(lengths, shares, strict=True)]
    counts, rows = sparse.csr_array(np.array(drawn)).astype(float), name_rows(n)
    model, replicates = fit(counts, rows)
    places = np.arange(n)
    evidence = Evidence(rows["article_id"], model.shares, places, replicates, Blocks("article", places), np.ones(K))
    described = describe_mean(evidence, np.ones(n, dtype=bool), mix_nothing(n), "all").select(VALUES)
    low, high = bound_given_model(model.shares)
    partners, _ = pair_topics(topics, model.terms)
    own = described.with_columns(model_low=low, model_high=high)[partners]
    return own.with_columns(topic=np.arange(K), planted=alpha / alpha.sum())


@states("topics.md", "<!-- coverage of bands -->", seconds=1800)
def bands(runs: int = RUNS) -> None:
    """Bounds of topics over time and by group, where days and outlets differ and the mix of outlets changes."""
    table = MarkdownTable("articles", "days a month", "of", "values", "without bounds", "covers")
    for days, a_day in CELLS:
        chance = np.random.default_rng([days, a_day])
        topics = 0.5 * zipf(BAND_TERMS) + 0.5 * plant_topics(K, BAND_TERMS, chance)
        found = pl.concat(describe_bands(days, a_day, topics, chance) for _ in range(runs))
        found = found.with_columns(covers=covers("low", "high", pl.col("prevalence").mean().over("what", "planted")))
        for kind in ("all", "outlet", "raw", "standardised"):
            own = found.filter(pl.col("what").str.starts_with(kind))
            blank = own["low"].null_count() / own.height
            n = len(MONTHS) * days * a_day
            table.add(n, days, kind, f"{own.height:,}", f"{blank:.0%}", f"{own['covers'].mean():.1%}")
    table.fill("topics.md", "coverage of bands")


def draw_articles(days: int, a_day: int, chance: np.random.Generator) -> Iterator[tuple[str, date, Numbers]]:
    """Yield outlet, day and shares of articles; the share of the smaller outlet grows from month to month."""
    for month, start in enumerate(MONTHS):
        for day in range(days):
            mixes = {name: chance.dirichlet(DAY * alpha / alpha.sum()) * alpha.sum() for name, alpha in OUTLETS.items()}
            for _ in range(a_day):
                outlet = "B" if chance.random() < 0.25 + 0.25 * month else "A"
                yield outlet, start + timedelta(days=day), chance.dirichlet(np.maximum(mixes[outlet], 1e-3))


def describe_bands(days: int, a_day: int, topics: Numbers, chance: np.random.Generator) -> pl.DataFrame:
    """Return what the stage tells of a corpus: prevalence with bounds by planted topic, in outlets and months."""
    drawn = [(*each[:2], chance.poisson(WORDS * (each[2] @ topics))) for each in draw_articles(days, a_day, chance)]
    outlets, published, words = zip(*drawn)
    counts, rows = sparse.csr_array(np.array(words)).astype(float), name_rows(len(drawn))
    articles = rows.select("article_id", outlet=pl.Series(outlets), published=pl.Series(published))
    empty = pl.lit(None, dtype=pl.String)
    articles = articles.with_columns(group=empty, language=empty, byline=empty).lazy()
    model, replicates = fit(counts, rows)
    topic = np.tile(np.arange(1, K + 1), len(drawn))
    shares = pl.DataFrame(
        {"article_id": np.repeat(rows["article_id"].to_numpy(), K), "topic": topic, "share": model.shares.ravel()}
    )
    known = pl.DataFrame({"engine": "nmf", "k": K, "topic": range(1, K + 1), "stability": 1.0})
    tables = EvidenceTables(shares.lazy(), replicates, rows, known, {"engine": "nmf", "k": K}, articles)
    given = (tables, "auto")
    whole = measure_prevalence(*given).select(pl.lit("all articles").alias("what"), "topic", *VALUES)
    groups = compare_groups(*given).select(pl.concat_str(pl.lit("outlet "), "name").alias("what"), "topic", *VALUES)
    months = follow_topics(*given, "month").with_columns(pl.col("start").dt.strftime("%B"))
    trends = months.select(pl.concat_str("series", pl.lit(", "), "start").alias("what"), "topic", *VALUES)
    partners, _ = pair_topics(topics, model.terms)
    planted = pl.DataFrame({"topic": partners + 1, "planted": range(K)}, schema_overrides={"topic": pl.Int64})
    return pl.concat([whole, groups, trends]).join(planted, on="topic")


@states("topics.md", "<!-- coverage of criteria -->", seconds=600)
def criteria(runs: int = RUNS) -> None:
    """Intervals of the criteria: many corpora from one source, each fitted and refitted."""
    table = MarkdownTable(
        "articles", "criterion", "mean", "spread over corpora", "half-width / 1.96", "refits less value", "covers"
    )
    for n in CRITERIA_ARTICLES:
        found = pl.concat(describe_criteria(n, run) for run in range(runs))
        for name in CRITERIA:
            own = found.filter(pl.col("criterion") == name)
            width = (own["high"] - own["low"]).mean() / 2 / 1.96
            covered = own.select(covers("low", "high", pl.col("value").mean())).to_series().mean()
            shift = f"{(own['refits'] - own['value']).mean():+.3f}"
            values = (f"{value:.3f}" for value in (own["value"].mean(), own["value"].std(), width))
            table.add(n, name, *values, shift, f"{covered:.0%}")
    table.fill("topics.md", "coverage of criteria")


def describe_criteria(n: int, run: int) -> pl.DataFrame:
    """Return the criteria of one corpus: value, low, high, and the mean of the refits."""
    topics = plant_topics(K, BAND_TERMS, np.random.default_rng(n))
    chance = np.random.default_rng([n, run])
    counts, rows, _ = draw_planted("LDA", n, K, 1, chance, size=BAND_TERMS, words=WORDS, topics=topics)
    nulls = draw_nulls(counts, rows, 0)
    made = fit_topics(counts, rows, name_columns(counts), nulls, "nmf", K, SEEDS, few_articles=False)
    refits = made["scores"].filter(pl.col("sample") == "resample")
    means = pl.DataFrame({"criterion": CRITERIA, "refits": [refits[name].mean() for name in CRITERIA]})
    return compare_sizes(made["scores"], n).join(means, on="criterion")


if __name__ == "__main__":
    run_command(__doc__, prevalence, bands, criteria)
