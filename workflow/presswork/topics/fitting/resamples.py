"""Resampled articles: they show how far a model is due to which articles there are."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from presswork.core.digests import derive_seed
from presswork.core.limits import SMALL
from presswork.statistics.arrays import Places


def draw_resamples(unit_rows: pl.DataFrame, resamples: int) -> Iterator[Places]:
    """Yield the rows of each resample: articles drawn with replacement, each with all its passages.

    Below 50 articles one is left out in turn. Of one article, passages are drawn. The same for every engine and number
    of topics.
    """
    members = _group_rows(unit_rows)
    n = len(members)
    for replicate in range(1, count_resamples(unit_rows, resamples) + 1):
        chance = np.random.default_rng(derive_seed("topics", "resample", replicate))
        drawn = np.delete(np.arange(n), replicate - 1) if n < SMALL else np.sort(chance.integers(n, size=n))
        yield np.concatenate([members[each] for each in drawn])


def count_resamples(unit_rows: pl.DataFrame, resamples: int) -> int:
    """Return how many resamples there are: as many as asked for; of a small corpus one an article (passage)."""
    n = len(_group_rows(unit_rows))
    return n if n < SMALL else resamples


def _group_rows(unit_rows: pl.DataFrame) -> list[Places]:
    if unit_rows["article_id"].n_unique() == 1:
        return [np.array([row]) for row in range(unit_rows.height)]
    grouped = unit_rows.with_row_index("place").group_by("article_id", maintain_order=True).agg("place")
    return [np.array(places, dtype=np.intp) for places in grouped["place"].to_list()]
