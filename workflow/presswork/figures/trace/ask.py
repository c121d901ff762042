"""Finds the sentences behind a mark of a figure."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.analyses import find_left_out
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.core.tables import scan_table
from presswork.corpus.passages import list_edits, read_passages
from presswork.figures.trace.build import trace_figure
from presswork.figures.trace.evidence import Marks, TableFile
from presswork.figures.trace.marks import choose_mark
from presswork.figures.trace.tables import BY_ARTICLE

DESCRIBED = ("source", "record", "outlet", "published", "title")
KEY = ["mark", "part", "article_id", "sentence"]
COLUMNS = ("mark", "part", "article_id", *DESCRIBED, "sentence", "start", "end", "text", "places", "count", "share")


def trace(figure: str | Path, mark: int | Mapping[str, Any], results: str | Path | None = None) -> pl.DataFrame:
    """Return the sentences behind a mark of a figure, one per row; articles where the mark counts articles.

    `figure` is the path of the figure in its results folder, or beside the notebook that drew it, with or without an
    extension. `mark` is a row of `<name>.csv`: a dictionary of values that only this row has, such as
    `{"term": "drones"}`, or the number of the row, counted from 1. `results` is the results folder; it is needed only
    if the figure was moved away from it.

    Columns: `mark`, the number of the row; `part`, how the sentence is related to the mark; `article_id`, `source`,
    `record`, `outlet`, `published`, `title`; `sentence`, its number in the article from 0; `start` and `end`, its
    characters in the record; `text`; `places`, start and end of each occurrence in it; `count`, occurrences (or
    articles), which sum to what the figure shows and are empty for an example of a topic; `share`, the topic's share of
    the article if the mark is a mean. Raises PressworkError, with the nearest marks, for an unknown figure or mark.
    """
    base = _find_figure(Path(figure))
    sidecar = json.loads(base.with_suffix(".json").read_text(encoding="utf-8"))
    folder = Path(results or base.parent / sidecar["made_from"].get("results", ".."))
    marks = Marks.read_from(base.with_suffix(".csv"))
    number = choose_mark(base.name, marks.rows, mark)
    path = base.with_suffix(TRACE)
    stored = scan_table(path).filter((pl.col("mark") == number) | pl.col("mark").is_null()).collect()
    if BY_ARTICLE in stored["part"]:
        own = Marks(base.name, marks.rows.filter(pl.col("mark") == number), in_full=True)
        stored = _trace_anew(folder, own, sidecar["made_from"]["configuration"])
    return _read_texts(folder, stored.with_columns(mark=pl.lit(number, pl.Int64)))


TRACE = ".trace.parquet"


def _find_figure(path: Path) -> Path:
    """Return the path of a figure without its extension."""
    name, folder = path.name.split(".")[0], path.parent
    if (folder / f"{name}{TRACE}").is_file():
        return folder / name
    support = folder.parent / "support.json"
    if support.is_file() and (
        left_out := find_left_out(f"figures/{name}.pdf", json.loads(support.read_text(encoding="utf-8")))
    ):
        raise PressworkError(
            "This figure was not made.", file=path, found=left_out.reason, remedy=left_out.remedy or None
        )
    known = sorted(each.name.split(".")[0] for each in folder.glob(f"*{TRACE}"))
    raise PressworkError(
        "No figure of this name has a trace.",
        file=path,
        expected=f"one of {', '.join(known)}" if known else "a figure in the folder figures/ of the results",
        remedy="correct the name"
        if known
        else "give the path where the workflow or the notebook wrote the figure, or run: snakemake figures",
    )


def _trace_anew(folder: Path, marks: Marks, settings: dict[str, Any]) -> pl.DataFrame:
    """Return the trace of marks with every occurrence, from the tables of the run."""
    patterns = [table.path.replace("{shard}", "*") for table in find_tables().values()]
    paths = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    return pl.concat(trace_figure(marks, [TableFile(path) for path in paths], settings))


def _read_texts(folder: Path, stored: pl.DataFrame) -> pl.DataFrame:
    """Return one row per sentence or article of a trace, with its text and the fields of the article."""
    in_sentences = pl.col("sentence").is_not_null()
    sentences = _join_places(folder, stored.filter(in_sentences))
    rows = pl.concat([sentences, stored.filter(~in_sentences)], how="diagonal_relaxed")
    known = _read_articles(folder / "corpus/articles.parquet", rows).select("article_id", *DESCRIBED)
    records = _read_articles(folder / "corpus/records.parquet", rows.drop_nulls("start"))
    described = rows.join(known, on="article_id", how="left", suffix="_known")
    described = described.with_columns(pl.coalesce(f"{name}_known", name).alias(name) for name in ("source", "record"))
    read = described.join(records.select("article_id", "text"), on="article_id", how="left")
    ledger = _read_articles(folder / "corpus/ledger.parquet", rows.drop_nulls("start"))
    passages = read_passages(read, list_edits(ledger.lazy(), read["article_id"]))
    order = ["part", -pl.col("share"), "article_id", "source", "record", "start"]
    return read.with_columns(text=passages).select(COLUMNS).sort(order)


def _join_places(folder: Path, places: pl.DataFrame) -> pl.DataFrame:
    """Return one row per sentence, with the occurrences in it."""
    counted = pl.when(pl.col("count").count() > 0).then(pl.col("count").sum())
    grouped = places.group_by(KEY).agg(places=pl.struct("start", "end").sort_by("start"), count=counted)
    shards = sorted(folder.glob(find_tables()["sentences"].path.replace("{shard}", "*")))
    bounds = pl.concat([_read_articles(path, places) for path in shards])
    return grouped.join(bounds, on=["article_id", "sentence"], how="left")


def _read_articles(path: Path, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table that belong to the articles in `rows`."""
    if not path.is_file():
        raise PressworkError(
            "These results do not include the articles, so the sentences cannot be read.",
            file=path,
            expected="results with the folders corpus/ and tokens/, as the workflow makes them",
            remedy="pass the results folder that has the articles: trace(figure, mark, results=folder)",
        )
    return scan_table(path).join(rows.select("article_id").unique().lazy(), on="article_id", how="semi").collect()
