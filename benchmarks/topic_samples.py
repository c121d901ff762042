"""Whether topics of a sample of articles are those of all: `python benchmarks/topic_samples.py RESULTS`.

NMF of all articles of a results folder, against NMF of samples drawn as the stage draws them, and, for comparison, of
as many articles as there are, drawn with replacement.
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

from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table
from presswork.topics.engines.registry import find_engine
from presswork.topics.quality import pair_topics
from presswork.topics.samples import draw_resamples
from presswork.topics.units import draw_articles

KS, SAMPLES, RECOVERED = (10, 20), (1_000, 2_000), 0.9


def compare_samples(results: Path) -> list[str]:
    """Return the table."""
    counts = read_matrix(results / "topics/units.npz").astype(float)
    rows = read_table(results / "topics/unit_rows.csv", find_tables()["unit_rows"])
    articles = pl.scan_parquet(results / "corpus/articles.parquet")
    drawn = {
        f"{size:,}": np.flatnonzero(rows["article_id"].is_in(draw_articles(rows, articles, size).implode()).to_numpy())
        for size in SAMPLES
    } | {"resample of all": next(draw_resamples(rows, 1))}
    lines = [
        "| topics | fitted to | mean cosine | least | over .9 | correlation of shares "
        "| largest difference of prevalence, points |",
        "|---|---|---|---|---|---|---|",
    ]
    engine = find_engine("nmf")
    for k in KS:
        whole = engine.fit(counts, k, 1)
        for name, chosen in drawn.items():
            part = engine.fit(counts[chosen], k, 2)
            partners, cosines = pair_topics(whole.terms, part.terms)
            shares = engine.fold_in(part.state, counts)[:, partners]
            alike = np.corrcoef(whole.shares.ravel(), shares.ravel())[0, 1]
            apart = 100 * np.abs(whole.shares.mean(axis=0) - shares.mean(axis=0)).max()
            numbers = f"{cosines.mean():.2f} | {cosines.min():.2f} | {(cosines > RECOVERED).mean():.0%}"
            lines.append(f"| {k} | {name} | {numbers} | {alike:.2f} | {apart:.1f} |")
            print(lines[-1], flush=True)
    return lines


if __name__ == "__main__":
    fill_marks(ROOT / "docs/topics.md", {"samples": compare_samples(Path(sys.argv[1]))})
