"""Coverage of nominal 95% intervals of topics over time and by group."""

from collections.abc import Iterator
from datetime import date, timedelta

from coverage_topics import DAY, K, WORDS, covers, fit
from runner import MarkdownTable, Numbers, run_command, states
from simulated_corpora import name_rows, plant_topics, zipf

import numpy as np
import polars as pl
from scipy import sparse

from presswork.topics.choosing.quality import pair_topics
from presswork.topics.describing.groups import compare_groups
from presswork.topics.describing.mean_shares import EvidenceTables
from presswork.topics.describing.prevalence import measure_prevalence
from presswork.topics.describing.trends import follow_topics

# Days with articles per month and articles per day; the topics of two outlets.
CELLS, TERMS = ((6, 10), (20, 3), (20, 10)), 600
MONTHS = (date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1))
OUTLETS = {"A": np.array([0.2, 0.1, 0.1, 0.05, 0.05]), "B": np.array([0.05, 0.05, 0.1, 0.1, 0.2])}
VALUES = ("prevalence", "low", "high", "model_low", "model_high")


@states(
    "topics.md",
    "<!-- coverage of bands -->",
    "At most {blank}% lack an interval. Given the model, {model_low} to {model_high}% cover",
    seconds=600,
)
def bands(runs: int = 30) -> dict[str, float]:
    """Bounds of topics over time and by group if days and outlets differ and the mix of outlets changes."""
    kinds = ("all", "outlet", "raw", "standardised")
    table, blank, model = MarkdownTable("articles", "days", *kinds), [], []
    for days, a_day in CELLS:
        chance = np.random.default_rng([days, a_day])
        topics = 0.5 * zipf(TERMS) + 0.5 * plant_topics(K, TERMS, chance)
        found = pl.concat(describe_bands(days, a_day, topics, chance) for _ in range(runs))
        centre = pl.col("prevalence").mean().over("what", "planted")
        found = found.with_columns(
            covers=covers("low", "high", centre), model=covers("model_low", "model_high", centre)
        )
        own = [found.filter(pl.col("what").str.starts_with(kind)) for kind in kinds]
        table.add(len(MONTHS) * days * a_day, len(MONTHS) * days, *(f"{each['covers'].mean():.1%}" for each in own))
        blank.append(100 * max(each["low"].is_null().mean() for each in own))
        model += [100 * each["model"].mean() for each in own]
    table.fill("topics.md", "coverage of bands")
    return {"model_low": min(model), "model_high": max(model), "blank": max(blank)}


def draw_articles(days: int, a_day: int, chance: np.random.Generator) -> Iterator[tuple[str, date, Numbers]]:
    """Yield outlet, day and shares of articles; the share of the smaller outlet grows from month to month."""
    for month, start in enumerate(MONTHS):
        for day in range(days):
            mixes = {name: chance.dirichlet(DAY * alpha / alpha.sum()) * alpha.sum() for name, alpha in OUTLETS.items()}
            for _ in range(a_day):
                outlet = "B" if chance.random() < 0.25 + 0.25 * month else "A"
                yield outlet, start + timedelta(days=day), chance.dirichlet(np.maximum(mixes[outlet], 1e-3))


def describe_bands(days: int, a_day: int, topics: Numbers, chance: np.random.Generator) -> pl.DataFrame:
    """Return the stage's results for a corpus: prevalence with bounds by planted topic, outlet and month."""
    drawn = [(*each[:2], chance.poisson(WORDS * (each[2] @ topics))) for each in draw_articles(days, a_day, chance)]
    outlets, published, words = zip(*drawn)
    counts, rows = sparse.csr_array(np.array(words)).astype(float), name_rows(len(drawn))
    articles = rows.select("article_id", outlet=pl.Series(outlets), published=pl.Series(published))
    empty = pl.lit(None, dtype=pl.String)
    articles = articles.with_columns(group=empty, language=empty, byline=empty).lazy()
    model, replicates = fit(counts, rows, articles)
    topic = np.tile(np.arange(1, K + 1), len(drawn))
    shares = pl.DataFrame(
        {"article_id": np.repeat(rows["article_id"].to_numpy(), K), "topic": topic, "share": model.shares.ravel()}
    )
    known = pl.DataFrame({"engine": "nmf", "k": K, "topic": range(1, K + 1), "stability": 1.0})
    tables = EvidenceTables(shares.lazy(), replicates, rows, known, {"engine": "nmf", "k": K}, articles, rows)
    given = (tables, "auto")
    whole = measure_prevalence(*given)["prevalence"].select(pl.lit("all articles").alias("what"), "topic", *VALUES)
    groups = compare_groups(*given).select(pl.concat_str(pl.lit("outlet "), "name").alias("what"), "topic", *VALUES)
    months = follow_topics(*given, "month").with_columns(pl.col("start").dt.strftime("%B"))
    trends = months.select(pl.concat_str("series", pl.lit(", "), "start").alias("what"), "topic", *VALUES)
    partners, _ = pair_topics(topics, model.terms)
    planted = pl.DataFrame({"topic": partners + 1, "planted": range(K)}, schema_overrides={"topic": pl.Int64})
    return pl.concat([whole, groups, trends]).join(planted, on="topic")


if __name__ == "__main__":
    run_command(__doc__, bands)
