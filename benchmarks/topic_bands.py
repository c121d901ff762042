"""Where the bounds of topics over time and by group cover: corpora of planted topics, whose days and outlets differ.

`python benchmarks/topic_bands.py` draws 100 corpora a row and writes the table between the marks in `docs/topics.md`. A
day's articles have more in common than articles of other days, two outlets differ in their topics, and the share of the
smaller outlet grows from month to month. The target is the mean of the estimates over the corpora, as in
`benchmarks/prevalence_coverage.py`.
"""

import os
import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import polars as pl
from coverage import fill_marks
from scipy import sparse
from topic_corpora import plant_topics, zipf

from presswork.topics.engines.registry import find_engine
from presswork.topics.fit import choose_medoid
from presswork.topics.groups import compare_groups
from presswork.topics.model import Model
from presswork.topics.prevalence import measure_prevalence
from presswork.topics.quality import pair_topics
from presswork.topics.replicates import Replicates, refit_topics
from presswork.topics.trends import follow_topics

RUNS, K, TERMS, WORDS = 100, 5, 600, 120
STARTS, REPLICATES = 3, 30
MONTHS = (date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1))
# How many days a month has articles, and how many a day.
CELLS = ((6, 10), (20, 3), (20, 10))
ALPHA = {"A": np.array([0.2, 0.1, 0.1, 0.05, 0.05]), "B": np.array([0.05, 0.05, 0.1, 0.1, 0.2])}
# A day's mixture is drawn around that of its outlet with this concentration: the fewer, the more days differ.
DAY = 12.0


class Drawn:
    """A corpus drawn: counts, the tables of rows and articles, and the refits of its model."""

    def __init__(self, days: int, a_day: int, topics: np.ndarray, chance: np.random.Generator) -> None:
        published, outlets, rows = [], [], []
        for month, start in enumerate(MONTHS):
            for day in range(days):
                mixes = {
                    name: chance.dirichlet(DAY * alpha / alpha.sum()) * alpha.sum() for name, alpha in ALPHA.items()
                }
                for _ in range(a_day):
                    outlet = "B" if chance.random() < 0.25 + 0.25 * month else "A"
                    share = chance.dirichlet(np.maximum(mixes[outlet], 1e-3))
                    rows.append(chance.poisson(WORDS * (share @ topics)))
                    outlets.append(outlet)
                    published.append(start + timedelta(days=day))
        self.counts = sparse.csr_array(np.array(rows)).astype(float)
        ids = [f"{row:06d}" for row in range(len(rows))]
        self.rows = pl.DataFrame({"row": range(len(ids)), "article_id": ids, "story": ids})
        empty = pl.Series([None] * len(ids), dtype=pl.String)
        self.articles = pl.DataFrame({"article_id": ids, "outlet": outlets, "published": published}).with_columns(
            group=empty, language=empty, byline=empty
        )

    def fit(self) -> tuple[Model, Replicates]:
        """Return the medoid of three starts, and its refits."""
        runs = [find_engine("nmf").fit(self.counts, K, start) for start in range(STARTS)]
        model = runs[choose_medoid([run.terms for run in runs])]
        return model, refit_topics(model, self.counts, self.rows, REPLICATES)


def describe_corpus(days: int, a_day: int, topics: np.ndarray, chance: np.random.Generator) -> pl.DataFrame:
    """Return what the stage tells of a corpus: prevalence with bounds by planted topic, in outlets and months."""
    drawn = Drawn(days, a_day, topics, chance)
    model, replicates = drawn.fit()
    shares = pl.DataFrame(
        {
            "article_id": np.repeat(drawn.rows["article_id"].to_numpy(), K),
            "topic": np.tile(np.arange(1, K + 1), drawn.rows.height),
            "share": model.shares.ravel(),
        }
    ).lazy()
    known = pl.DataFrame({"engine": "nmf", "k": K, "topic": range(1, K + 1), "stability": 1.0})
    given = (shares, replicates, drawn.rows, known, {"engine": "nmf", "k": K}, drawn.articles.lazy(), "auto")
    whole = measure_prevalence(*given).select(pl.lit("all articles").alias("what"), "topic", *VALUES)
    groups = compare_groups(*given).select(pl.concat_str(pl.lit("outlet "), "name").alias("what"), "topic", *VALUES)
    months = follow_topics(*given, "month").with_columns(pl.col("start").dt.strftime("%B"))
    trends = months.select(pl.concat_str("series", pl.lit(", "), "start").alias("what"), "topic", *VALUES)
    partners, _ = pair_topics(topics, model.terms)
    planted = pl.DataFrame({"topic": partners + 1, "planted": range(K)}, schema_overrides={"topic": pl.Int64})
    return pl.concat([whole, groups, trends]).join(planted, on="topic")


VALUES = ("prevalence", "low", "high")


def describe_bands() -> list[str]:
    """Return the table."""
    lines = ["| articles | days a month | of | values | without bounds | covers |", "|---|---|---|---|---|---|"]
    for days, a_day in CELLS:
        chance = np.random.default_rng([days, a_day])
        topics = 0.5 * zipf(TERMS) + 0.5 * plant_topics(K, TERMS, chance)
        found = pl.concat(describe_corpus(days, a_day, topics, chance) for _ in range(RUNS))
        centre = pl.col("prevalence").mean().over("what", "planted")
        found = found.with_columns(covers=(pl.col("low") <= centre) & (centre <= pl.col("high")))
        for kind in ("all", "outlet", "raw", "standardised"):
            own = found.filter(pl.col("what").str.starts_with(kind))
            blank = own["low"].null_count() / own.height
            n = len(MONTHS) * days * a_day
            lines.append(f"| {n} | {days} | {kind} | {own.height:,} | {blank:.0%} | {own['covers'].mean():.1%} |")
            print(lines[-1], flush=True)
    return lines


if __name__ == "__main__":
    fill_marks(ROOT / "docs/topics.md", {"coverage of bands": describe_bands()})
