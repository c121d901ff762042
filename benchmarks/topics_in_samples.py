"""Numbers of topics in samples of the demo corpus, and how their topics do in the articles outside the sample.

    python benchmarks/topics_in_samples.py numbers FOLDER      tables by number of topics and by least stability

It measures what is missing in the folder.
"""

from pathlib import Path

from runner import DEMO, MarkdownTable, Numbers, run_command, states
from number_of_topics import SEEDS, fit_sizes
from simulated_corpora import Corpus

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import STABLE
from presswork.core.matrices import read_matrix
from presswork.topics.choosing.held_out import foresee
from presswork.topics.choosing.quality import (
    TOP_TERMS,
    coherence_npmi,
    cosine_topics,
    measure_character,
    rank_terms,
)
from presswork.topics.choosing.size_rule import find_size, judge_sizes
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model

# One in how many articles is in a sample, and the first article of each sample.
SAMPLES = {19: (0, 6, 12), 12: (0, 4, 8), 6: (0, 3)}
# Numbers of topics tried, those of the models of other articles, and least stabilities.
TRIED, ELSEWHERE, LEAST = (2, 3, 4, 5, 10, 15, 20, 30), (10, 30, 80), (0.7, 0.6, 0.55, 0.5)
SHOWN = 12


@states(
    "topics.md",
    "<!-- samples by number of topics -->",
    "<!-- least stability -->",
    seconds=200,
    arguments="results-planted",
    needs=("demo",),
)
def numbers(folder: Path) -> None:
    """Samples of about 315 articles by number of topics; numbers chosen by least stability and size of the sample."""
    samples = {step: [measure_sample(folder, step, start) for start in starts] for step, starts in SAMPLES.items()}
    table = MarkdownTable("topics", "stability", "product x 1,000", "NPMI", "NPMI elsewhere", "found elsewhere")
    is_refit = pl.col("sample") == "resample"
    every = pl.concat(samples[SHOWN]).group_by("k")
    measured = every.agg(
        pl.col("stability", "merit").filter(is_refit).mean(),
        pl.col("npmi", "npmi_elsewhere", "found").filter(~is_refit).mean(),
    )
    for k, stability, merit, npmi, npmi_elsewhere, found in measured.sort("k").iter_rows():
        row = (f"{1000 * merit:.1f}", f"{npmi:.2f}", f"{npmi_elsewhere:.2f}", f"{found:.0%}")
        table.add(k, f"{stability:.2f}", *row)
    table.fill("topics.md", "samples by number of topics")
    table = MarkdownTable("articles", "least stability", "numbers chosen", "NPMI elsewhere", "found elsewhere")
    for scores in samples.values():
        for least in LEAST:
            chosen = [find_size(judge_sizes(own, least)) for own in scores]
            drawn = pl.concat(own.filter(k=k).head(1) for own, k in zip(scores, chosen, strict=True))
            npmi, found = drawn.select(pl.col("npmi_elsewhere").mean(), (pl.col("found") * pl.col("k")).mean()).row(0)
            listed = ", ".join(map(str, sorted(chosen)))
            table.add(scores[0]["articles"][0], least, listed, f"{npmi:.2f}", f"{found:.1f} of {np.mean(chosen):.1f}")
    table.fill("topics.md", "least stability")


def measure_sample(folder: Path, step: int, start: int) -> pl.DataFrame:
    """Return the scores of a sample, and for each number of topics the measures of `judge_elsewhere`."""
    path = folder / f"news-{step}-{start}.parquet"
    if path.is_file():
        return pl.read_parquet(path)
    counts, rows = read_matrix(DEMO / "topics/units.npz"), pl.read_csv(DEMO / "topics/unit_rows.csv")
    drawn = np.arange(start, counts.shape[0], step)
    others = np.setdiff1d(np.arange(counts.shape[0]), drawn)
    held = np.diff(counts[drawn].tocsc().indptr)
    counts = counts[:, np.flatnonzero((held >= 2) & (held <= len(drawn) / 2))].astype(float)
    unseen = sparse.csr_array(counts[others])
    known = np.concatenate([find_engine("nmf").fit(unseen, k, 1).terms for k in ELSEWHERE])
    own = rows[drawn].with_columns(row=pl.int_range(pl.len()))
    scores, models = fit_sizes(Corpus(sparse.csr_array(counts[drawn]), own, known), "nmf", TRIED, SEEDS)
    elsewhere = [judge_elsewhere(model, counts, drawn, unseen, known) for model in models.values()]
    measured = scores.join(pl.DataFrame(elsewhere), on="k").with_columns(articles=len(drawn))
    folder.mkdir(parents=True, exist_ok=True)
    measured.write_parquet(path)
    return measured


def judge_elsewhere(
    model: Model, counts: sparse.csr_array, drawn: Numbers, unseen: sparse.csr_array, known: Numbers
) -> dict[str, float | None]:
    """Return how topics of the rows drawn do in the others: what they explain, their coherence, the share found again.

    A topic is found if it has a cosine of 0.7 or more with one of the `known` topics, fitted to the others.
    """
    top = rank_terms(measure_character(model.terms), TOP_TERMS)
    return {
        "k": len(model.terms),
        "explained_elsewhere": foresee(model, counts, drawn, 1)["explained"],
        "npmi_elsewhere": float(coherence_npmi(top, unseen).mean()),
        "found": float((cosine_topics(model.terms, known).max(axis=1) >= STABLE).mean()),
    }


if __name__ == "__main__":
    run_command(__doc__, numbers)
