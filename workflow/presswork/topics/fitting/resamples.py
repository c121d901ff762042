"""Resamples of articles, which show how much a model depends on the articles sampled."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from presswork.core.digests import derive_seed
from presswork.core.limits import FEW, SMALL
from presswork.statistics.arrays import Places
from presswork.terms.units import are_dated, choose_unit, name_clusters


def find_unit(unit_rows: pl.DataFrame, articles: pl.LazyFrame, unit: str) -> str:
    """Return the sampling unit of the articles that topics are fitted to; `unit` is as in `choose_unit`."""
    return choose_unit(unit, are_dated(unit_rows.unique("article_id"), articles))


def find_clusters(unit_rows: pl.DataFrame, articles: pl.LazyFrame, unit: str) -> pl.Series:
    """Return the name of the cluster (day, story or article) of each row."""
    stories = unit_rows.select("article_id", "story").unique("article_id")
    return name_clusters(unit_rows, articles, stories)[find_unit(unit_rows, articles, unit)]


def draw_resamples(unit_rows: pl.DataFrame, resamples: int, clusters: pl.Series | None = None) -> Iterator[Places]:
    """Yield the rows of each resample: articles, or clusters of them, drawn with replacement, with all their passages.

    With fewer than 50 articles, each article (cluster) is left out in turn. For a single article, passages are drawn.
    With fewer than ten clusters, articles are drawn. Resamples are the same for every engine and number of topics.
    """
    members = _group_rows(unit_rows, clusters)
    n, leaves_out = len(members), leave_out(unit_rows)
    for replicate in range(1, (n if leaves_out else resamples) + 1):
        chance = np.random.default_rng(derive_seed("topics", "resample", replicate))
        drawn = np.delete(np.arange(n), replicate - 1) if leaves_out else np.sort(chance.integers(n, size=n))
        yield np.concatenate([members[each] for each in drawn])


def leave_out(unit_rows: pl.DataFrame) -> bool:
    """Return whether there are so few articles (passages of a single article) that each is left out in turn."""
    n_articles = unit_rows["article_id"].n_unique()
    return (unit_rows.height if n_articles == 1 else n_articles) < SMALL


def _group_rows(unit_rows: pl.DataFrame, clusters: pl.Series | None = None) -> list[Places]:
    if unit_rows["article_id"].n_unique() == 1:
        return [np.array([row]) for row in range(unit_rows.height)]
    drawn = unit_rows["article_id"] if clusters is None or clusters.n_unique() < FEW else clusters
    numbered = drawn.alias("drawn").to_frame().with_row_index("place")
    grouped = numbered.group_by("drawn", maintain_order=True).agg("place")
    return [np.array(places, dtype=np.intp) for places in grouped["place"].to_list()]
