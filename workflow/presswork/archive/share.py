"""Builds the share: counts, tables and figures without the texts, from which figures can be made again."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from presswork import __version__
from presswork.archive.citation import Citation
from presswork.archive.crate import seal
from presswork.archive.package import Package, measure_content
from presswork.archive.readme import describe_share
from presswork.archive.rebuildable import REDUCED
from presswork.core.errors import PressworkError
from presswork.core.files import encode_json
from presswork.core.schema import find_tables
from presswork.core.shown_tables import list_shown
from presswork.core.tables import write_table

INDEX = "share.json"
HEADLINES = ("title", "url", "id", "source")
SHORTEST_PASSAGE = 20


def build_share(
    given: list[Path],
    rebuilt: list[Path],
    articles: pl.DataFrame,
    records: pl.LazyFrame,
    manifest: dict[str, Any],
    code: list[Path],
    annotations: list[Path],
    citation: str,
    not_rebuilt: dict[str, str],
    headlines: bool,
    root: str,
    results: str,
    seeds: str,
    day: str,
) -> Package:
    """Return the archive without running text: counts by article, tables made from them, figures and workflow.

    `given` are tables included unchanged, `rebuilt` results that can be made from them, and `not_rebuilt` gives
    the reason for each figure that cannot. Titles, URLs, ids and file names are included only with `headlines`.
    Raises PressworkError if counts are of passages so short that the text could be reconstructed.
    """
    settings = manifest["configuration"]
    check_passages(settings, articles.height)
    named = {path.relative_to(results).as_posix(): path for path in [*given, *rebuilt]}
    named |= {shown: path for path, shown in list_shown([*given, *rebuilt], Path(results)).items()}
    files: dict[str, Path | bytes] = {path.relative_to(root).as_posix(): path for path in code}
    files |= {f"results/{name}": path for name, path in named.items()}
    files |= {f"seeds/{path.relative_to(seeds).as_posix()}": path for path in annotations}
    files[f"results/{REDUCED}"] = encode_table(reduce_articles(articles, headlines))
    digests = records.select("article_id", "sha256").sort("article_id").collect()
    files["articles.csv"] = digests.write_csv(line_terminator="\n").encode("utf-8")
    index = {
        "presswork": __version__,
        "given": _digest(files, [*(path.relative_to(results).as_posix() for path in given), REDUCED]),
        "rebuilt": _digest(files, [path.relative_to(results).as_posix() for path in rebuilt]),
        "not_rebuilt": not_rebuilt,
        "left_out": {name: digest for name, digest in manifest["outputs"].items() if name not in named},
        **{key: manifest[key] for key in ("configuration", "configuration_sha256", "lock_sha256", "code_sha256")},
    }
    files |= {f"results/{INDEX}": encode_json(index), "configuration.json": encode_json(settings)}
    files["README.md"] = describe_share(index, headlines).encode("utf-8")
    name = "Counts, tables and figures of a run of Presswork, without the texts"
    about = "From counts by article to figures, with the workflow that makes them again; no running text."
    return seal(files, Citation.parse(citation, day), name, about)


def check_passages(settings: Mapping[str, Any], n_articles: int) -> None:
    """Raise PressworkError if counts are of passages of fewer than SHORTEST_PASSAGE words."""
    sections = {"terms": settings["terms"]["passage_words"] if n_articles == 1 else 0}
    sections["topics"] = settings["topics"]["passage_words"]
    for section, n_words in sections.items():
        if 0 < n_words < SHORTEST_PASSAGE:
            raise PressworkError(
                "From counts of passages this short, the texts could be reconstructed.",
                field=f"{section}.passage_words",
                found=n_words,
                expected=f"at least {SHORTEST_PASSAGE} words",
                remedy="increase it, run again, then share",
            )


def reduce_articles(articles: pl.DataFrame, headlines: bool) -> pl.DataFrame:
    """Return the articles without texts and, unless `headlines`, without anything that identifies them."""
    reduced = articles.with_columns(text=pl.lit(""))
    if headlines:
        return reduced
    return reduced.with_columns(pl.lit(None, pl.String).alias(name) for name in HEADLINES).with_columns(
        source=pl.col("article_id")
    )


def encode_table(articles: pl.DataFrame) -> bytes:
    """Return the articles as the bytes of their Parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.parquet")
        write_table(path, articles, find_tables()["articles"])
        return path.read_bytes()


def _digest(files: Mapping[str, Path | bytes], names: list[str]) -> dict[str, str]:
    return {name: measure_content(files[f"results/{name}"])[1] for name in sorted(names)}
