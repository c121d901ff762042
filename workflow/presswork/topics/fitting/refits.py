"""Refits of the chosen model to resampled days, stories or articles, each from another random start."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.core.limits import FEW, SMALL
from presswork.core.matrices import write_arrays
from presswork.statistics.arrays import Numbers, Places
from presswork.terms.units import number_clusters
from presswork.topics.choosing.quality import pair_topics
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model
from presswork.topics.fitting.resamples import draw_resamples, find_clusters, leave_out

# Additional refits to all articles, since leaving one article out does not vary the random start.
STARTS = 10
progress = logging.getLogger("presswork")


@dataclass(frozen=True)
class Replicates:
    """Refits of a model: the shares that each gives to all articles, and the match with the model's topics.

    `shares` is replicates x articles x topics of the model, articles sorted by id; an article without terms of a refit
    has shares of 0 there. `cosines` is replicates x topics: the cosine with the matched topic of the refit.
    """

    shares: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))
    cosines: Numbers = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def leaves_out(self) -> bool:
        """Whether each article (cluster) is left out in turn (fewer than 50 articles); the last refits are to all."""
        return int(self.shares.shape[1]) < SMALL

    def measure_error(self, values: Numbers, estimates: Numbers) -> tuple[Numbers, Numbers]:
        """Return the errors below and above the estimates, given values (replicates x estimates, possibly NaN).

        For bootstrap replicates, the squared error is twice the mean square on that side, so that both equal the
        standard error if values are symmetric about the estimate. For fewer than 50 articles, both are that of the
        jackknife with a fixed start (Efron & Tibshirani 1993, chapters 6 and 11), plus the variance over starts.
        """
        if not self.leaves_out:
            apart = values - estimates
            sides = np.clip(apart, None, 0), np.clip(apart, 0, None)
            below, above = (np.sqrt(2 * np.nanmean(side**2, axis=0)) for side in sides)
            return below, above
        left_out = values[:-STARTS]
        jackknife = (len(left_out) - 1) * np.nanvar(left_out, axis=0)
        error = np.asarray(np.sqrt(jackknife + np.nanvar(values[-STARTS:], axis=0, ddof=1)))
        return error, error

    def write_to(self, path: Path) -> None:
        """Write the replicates as an uncompressed .npz, in single precision."""
        write_arrays(path, {"shares": self.shares, "cosines": self.cosines})

    @classmethod
    def read_from(cls, path: Path) -> Self:
        """Return replicates written by `write_to`."""
        with np.load(path) as arrays:
            return cls(arrays["shares"], arrays["cosines"].astype(float))


def refit_topics(
    model: Model,
    units: sparse.csr_array,
    unit_rows: pl.DataFrame,
    articles: pl.LazyFrame,
    unit: str,
    replicates: int,
    part: int = 0,
    parts: int = 1,
) -> Replicates:
    """Return refits of the model to resampled clusters (`unit`: day, story), their topics matched to the model's.

    With fewer than 50 articles, each cluster is left out once, and there are STARTS more refits to all articles. None
    for a model without topics, of other articles, or of fewer than 10. `part` (from 0) of `parts` is computed.
    """
    own = number_clusters(unit_rows["article_id"]).to_numpy()
    n_articles = int(own.max(initial=-1)) + 1
    wanted: list[tuple[Places, int]] = []
    if len(model.shares) and n_articles >= FEW:
        wanted = list(_plan_refits(unit_rows, replicates, find_clusters(unit_rows, articles, unit)))
    wanted = wanted[part * len(wanted) // parts : (part + 1) * len(wanted) // parts]
    passages = np.bincount(own, minlength=n_articles)
    joined = sparse.csr_array((1 / passages[own], (own, np.arange(len(own)))), shape=(n_articles, len(own)))
    shares = np.zeros((len(wanted), n_articles, len(model.terms)), dtype=np.float32)
    cosines = np.zeros((len(wanted), len(model.terms)))
    counts = units.astype(float)
    for place, (rows, start) in enumerate(wanted):
        refitted, cosines[place] = refit_shares(model, counts, rows, start)
        shares[place] = joined @ refitted
        progress.info("%d of %d refits with %d topics", place + 1, len(wanted), len(model.terms))
    return Replicates(shares, cosines)


def join_replicates(refits: list[Replicates]) -> Replicates:
    """Return the replicates of all parts, in their order."""
    shares = np.concatenate([part.shares for part in refits])
    return Replicates(shares, np.concatenate([part.cosines for part in refits]))


def _plan_refits(unit_rows: pl.DataFrame, replicates: int, clusters: pl.Series) -> Iterator[tuple[Places, int]]:
    """Yield the rows and the start number of each refit."""
    is_small = leave_out(unit_rows)
    for number, rows in enumerate(draw_resamples(unit_rows, replicates, clusters), 1):
        yield rows, 1 if is_small else number
    for number in range(1, STARTS + 1 if is_small else 1):
        yield np.arange(unit_rows.height), number


def refit_shares(model: Model, counts: sparse.csr_array, rows: Places, start: int) -> tuple[Numbers, Numbers]:
    """Return the shares that a refit to `rows` gives to all rows, in the model's order of topics, and the cosines."""
    engine, k = find_engine(model.engine), len(model.terms)
    refit = engine.fit(counts[rows], k, derive_seed("topics", model.engine, k, "replicate", start))
    partners, cosines = pair_topics(model.terms, refit.terms)
    return engine.fold_in(refit.state, counts)[:, partners], cosines
