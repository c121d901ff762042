"""Memory and time of the topics stage on a corpus of many articles.

    python benchmarks/speed_topics.py stage RESULTS 100000 FOLDER

Articles are made of the counts of halves of two articles of the corpus. The function of each rule runs like a job, in a
separate process. For one number of topics, a start, a resample and one article per story are fitted.
"""

from datetime import date, timedelta
from pathlib import Path

from runner import MarkdownTable, run_child, run_command

import numpy as np
import polars as pl
from scipy import sparse

import job
from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import write_table

UNITS = ("units.npz", "unit_rows.csv", "unit_columns.csv")
MATRIX = ("matrix.npz", "matrix_rows.csv", "matrix_columns.csv")
ROWS, OWN = UNITS[:2], (*MATRIX, "model.npz", UNITS[2])
SELECTED = {"min_articles": 2, "max_share": 0.5, "sample": 20_000}
FITTED = {"smaller": [], "engine": "nmf", "k": 10, "seeds": 1, "few_articles": False, "asked": True}
HELD = {"engine": "nmf", "ks": [10], "nulls": 1, "few_articles": False}
FIT = ("model.npz", "scores.parquet", "diagnostics.parquet")
# The function of each rule, its inputs, options and outputs, by the names of the files.
STEPS = {
    "topics_units": ("fitting.documents.select_units", (*MATRIX, "counted.csv", "articles.parquet"), SELECTED, UNITS),
    "topics_fit": ("fitting.fits.fit_topics", UNITS, FITTED, FIT),
    "topics_shares": ("describing.shares.share_topics", OWN, {}, ("shares.parquet",)),
    "topics_closeness": (
        "describing.article_fit.measure_closeness",
        (*OWN, "shares.parquet"),
        {"closeness": []},
        ("closeness.csv",),
    ),
    "topics_similar": (
        "describing.similar_articles.find_similar",
        (*ROWS, "shares.parquet"),
        {},
        ("similar.parquet",),
    ),
    "topics_nulls": ("fitting.null_fits.fit_nulls", ROWS, HELD, ("scores.parquet",)),
    "topics_replicates": ("fitting.refits.refit_topics", ("model.npz", *ROWS), {"replicates": 2}, ("replicates.npz",)),
}


def write(results: Path, n: int, folder: Path) -> None:
    """Write counts of n articles and the other tables that the stage needs."""
    folder.mkdir(parents=True, exist_ok=True)
    own = read_matrix(results / "terms/matrix.npz")
    chance = np.random.default_rng(1)
    pairs = np.sort(chance.integers(own.shape[0], size=(2, n)), axis=1)
    halves = [sparse.csr_array(own[rows]) for rows in pairs]
    for half in halves:
        half.data = chance.binomial(half.data.astype(int), 0.5).astype(np.int64)
        half.eliminate_zeros()
    matrix = sparse.csr_array(halves[0] + halves[1])
    ids = [f"{row:012x}" for row in range(n)]
    rows = pl.DataFrame({"row": range(n), "article_id": ids, "first_sentence": 0, "last_sentence": 0})
    days = [date(2022, 1, 1) + timedelta(days=int(day)) for day in chance.integers(365, size=n)]
    outlets = chance.choice([f"outlet {number}" for number in range(9)], n)
    columns = find_tables()["matrix_columns"].schema
    tables = {
        "matrix_rows.csv": rows.with_columns(n_words=np.asarray(matrix.sum(axis=1))),
        "matrix_columns.csv": pl.read_csv(results / "terms/matrix_columns.csv", schema=columns),
        "counted.csv": pl.DataFrame({"article_id": ids, "story": ids, "counted": True, "reason": ""}),
        "articles.parquet": pl.DataFrame({"article_id": ids, "outlet": outlets, "published": days}),
    }
    job.write_output(folder / "matrix.npz", "matrix", matrix)
    for name, table in tables.items():
        kind = find_tables()[Path(name).stem]
        lacking = kind.schema.keys() - set(table.columns)
        missing = [pl.lit(None, dtype=kind.schema[column]).alias(column) for column in sorted(lacking)]
        full = table.with_columns(missing).select(kind.schema.names()).cast(kind.schema)
        full.write_parquet(folder / name) if name.endswith("parquet") else write_table(folder / name, full, kind)


def step(name: str, folder: Path) -> None:
    """Run the function of a rule like a job."""
    call, inputs, options, outputs = STEPS[name]
    paths = {Path(each).stem: str(folder / each) for each in inputs}
    params = {"call": f"topics.{call}", "code": "none none", "configuration": {}, **options}
    job.run(paths, params, {Path(each).stem: str(folder / each) for each in outputs})


def stage(results: Path, n: int, folder: Path) -> None:
    """Peak memory and CPU seconds of each rule on n articles."""
    run_child("write", results, n, folder)
    table = MarkdownTable("rule", "peak MB", "CPU s")
    for name in STEPS:
        cost = run_child("step", name, folder)
        table.add(name, f"{cost.megabytes:,.0f}", f"{cost.cpu:.1f}")


if __name__ == "__main__":
    run_command(__doc__, stage, write, step)
