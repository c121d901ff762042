"""Groups of articles that are compared, and their sampling units: story, day or article."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.reasons import Reason
from presswork.statistics.clusters import join_counts, join_sizes
from presswork.terms.counting.calendar import one_value
from presswork.terms.units import choose_unit, name_clusters

PERIODS = {"year": "%Y", "month": "%Y-%m"}
REST = "rest"
Skipped = tuple[str, Reason]


@dataclass(frozen=True)
class Groups:
    """Articles with their matrix row, group and cluster, and the labels of the groups to compare, largest first.

    `skipped` lists (subject, reason) of what is not compared; `reason` is set if nothing is.
    """

    members: pl.DataFrame
    labels: list[str]
    unit: str
    skipped: list[Skipped] = field(default_factory=list)
    reason: Reason | None = None


@dataclass(frozen=True)
class Units:
    """Sampling units: counts (units x terms), words, group (-1: only in the rest), and block."""

    counts: sparse.csr_array
    sizes: NDArray[np.float64]
    groups: NDArray[np.int64]
    blocks: NDArray[np.int64]


def group_articles(
    matrix_rows: pl.DataFrame, articles: pl.LazyFrame, counted: pl.DataFrame, options: dict[str, Any]
) -> Groups:
    """Return the groups configured by `options`: `by`, `reference`, `unit`, and `groups`, their maximum number.

    Clusters are stories, days or articles; `auto` uses days if periods are compared, otherwise stories. An undated
    article is its own day.
    """
    by = options["by"]
    unit = choose_unit(options["unit"], by_days=by in PERIODS)
    if matrix_rows["article_id"].n_unique() < 2:
        none = matrix_rows.select("row", "article_id", "n_words", group="article_id", cluster="article_id").head(0)
        return Groups(none, [], unit, reason=Reason.of("nothing_to_compare"))
    own = (
        pl.col("published").dt.strftime(PERIODS[by])
        if by in PERIODS
        else pl.col("article_id" if by == "article" else by)
    )
    described = articles.select("article_id", group=own).collect()
    joined = matrix_rows.select("row", "article_id", "n_words").join(described, on="article_id", maintain_order="left")
    joined = joined.with_columns(cluster=name_clusters(joined, articles, counted)[unit])
    members = joined.drop_nulls("group")
    without = joined.height - members.height
    skipped = [(f"{without} articles", Reason.of("without_field", field=by))] if without else []
    sizes = members.group_by("group").agg(n=pl.len().cast(pl.Int64), words=pl.col("n_words").sum())
    labels = sizes.sort(-pl.col("n"), -pl.col("words"), "group")["group"].to_list()
    if reason := explain_no_comparison(labels, by, options["reference"]):
        return Groups(members, [], unit, skipped if labels else [], reason)
    labels = [each for each in labels if each != options["reference"]]
    beyond = Reason.of("beyond_most", most=options["groups"])
    more = [(each, beyond) for each in labels[options["groups"] :]]
    return Groups(members, labels[: options["groups"]], unit, [*skipped, *more])


def explain_no_comparison(labels: list[str], by: str, reference: str = REST) -> Reason | None:
    """Return why groups with these names are not compared, or None if they are."""
    if not labels:
        return Reason.of("no_field", field=by)
    if len(labels) == 1:
        return one_value(by, labels[0])
    if reference != REST and reference not in labels:
        return Reason.of("no_reference", field=by, value=reference)
    return None


def join_units(counts: sparse.csr_array, members: pl.DataFrame, labels: list[str]) -> Units:
    """Return the units: the articles of one cluster in one group. `counts` has a row for each of `members`.

    The units of a cluster that spans several groups form their own block; all others are in one block.
    """
    keys = members.select("group", "cluster")
    units = keys.unique().sort("group", "cluster").with_row_index("unit")
    number = keys.join(units, on=["group", "cluster"], maintain_order="left")["unit"].to_numpy().astype(np.int64)
    codes = units["group"].replace_strict(labels, range(len(labels)), default=-1, return_dtype=pl.Int64)
    shared = units.select(pl.when(pl.len().over("cluster") > 1).then(pl.col("cluster").rank("dense")).otherwise(0))
    return Units(
        counts=join_counts(counts, number),
        sizes=join_sizes(members["n_words"].to_numpy().astype(float), number),
        groups=codes.to_numpy(),
        blocks=shared.to_series().cast(pl.Int64).to_numpy(),
    )
