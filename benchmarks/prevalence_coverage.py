"""Where the interval of prevalence covers: corpora drawn from planted topics, whose expected prevalence is known.

`python benchmarks/prevalence_coverage.py` draws the corpora of each cell from LDA, fits the engine, and writes the
table between the marks in `docs/topics.md`. An engine's shares are not those of LDA, however many articles there are:
the interval is held against the planted prevalence, and against the mean of the estimates over the corpora.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import polars as pl
from coverage import fill_marks
from numpy.typing import NDArray
from scipy import sparse

from presswork.statistics.intervals import Numbers
from presswork.topics.engines.registry import find_engine
from presswork.topics.fit import choose_medoid
from presswork.topics.means import Blocks, Evidence, describe_mean, mix_nothing
from presswork.topics.model import Model
from presswork.topics.prevalence import bound_given_model
from presswork.topics.quality import pair_topics
from presswork.topics.replicates import refit_topics

ENGINE = "nmf"
STARTS, REPLICATES = 3, 30
TERMS, WORDS = 300, 120
# The concentrations of the topics: equal ones, and of which one is ten times as prevalent as another.
ALPHA = {"equal": np.full(5, 0.1), "10:1": np.array([0.25, 0.12, 0.06, 0.045, 0.025])}
# Articles, and how many corpora are drawn.
CELLS = ((30, 100), (100, 100), (300, 100))


def draw_corpus(n_articles: int, topics: Numbers, alpha: Numbers, chance: np.random.Generator) -> sparse.csr_array:
    """Return counts of articles (articles x terms) drawn from LDA."""
    shares = chance.dirichlet(alpha, n_articles)
    lengths = chance.poisson(WORDS, n_articles) + 1
    rows = [chance.multinomial(length, share @ topics) for length, share in zip(lengths, shares, strict=True)]
    return sparse.csr_array(np.array(rows))


def describe_corpus(counts: sparse.csr_array, topics: Numbers) -> NDArray[np.float64]:
    """Return estimate, bounds, and bounds with the model taken as given, 5 x planted topics in their order."""
    engine, k = find_engine(ENGINE), len(topics)
    runs = [engine.fit(counts.astype(float), k, start) for start in range(STARTS)]
    model: Model = runs[choose_medoid([run.terms for run in runs])]
    ids = [f"{row:06d}" for row in range(counts.shape[0])]
    rows = pl.DataFrame({"row": range(len(ids)), "article_id": ids})
    replicates = refit_topics(model, counts, rows, REPLICATES)
    places = np.arange(len(ids))
    evidence = Evidence(rows["article_id"], model.shares, places, replicates, Blocks("article", places), np.ones(k))
    described = describe_mean(evidence, np.ones(len(ids), dtype=bool), mix_nothing(len(ids)), "all")
    bounds = described.select("prevalence", "low", "high").to_numpy().T
    partners, _ = pair_topics(topics, model.terms)
    return np.vstack([bounds, bound_given_model(model.shares)])[:, partners]


def simulate_cell(n_articles: int, corpora: int, alpha: Numbers) -> list[float]:
    """Return the mean absolute bias, and the coverages: planted, of the mean estimate, the latter given the model."""
    chance = np.random.default_rng([n_articles, corpora, round(1000 * alpha[0])])
    topics = chance.dirichlet(np.full(TERMS, 0.05), len(alpha))
    drawn = np.array([describe_corpus(draw_corpus(n_articles, topics, alpha, chance), topics) for _ in range(corpora)])
    planted, centre = alpha / alpha.sum(), drawn[:, 0].mean(axis=0)
    estimate, low, high, model_low, model_high = np.moveaxis(drawn, 1, 0)
    covers = [(low <= planted) & (planted <= high), (low <= centre) & (centre <= high)]
    covers += [(model_low <= centre) & (centre <= model_high)]
    bias = np.abs(estimate.mean(axis=0) - planted).mean()
    return [float(bias), *(float(each.mean()) for each in covers)]


def describe_cells() -> list[str]:
    """Return the table."""
    lines = [
        "| topics | articles | bias, points | covers the planted | covers the mean estimate | the same, model given |",
        "|---|---|---|---|---|---|",
    ]
    for name, alpha in ALPHA.items():
        for n_articles, corpora in CELLS:
            bias, *covers = simulate_cell(n_articles, corpora, alpha)
            cells = " | ".join(f"{100 * each:.1f}" for each in covers)
            lines.append(f"| {name} | {n_articles} | {100 * bias:.1f} | {cells} |")
            print(lines[-1], flush=True)
    return lines


if __name__ == "__main__":
    fill_marks(ROOT / "docs/topics.md", {"coverage of prevalence": describe_cells()})
