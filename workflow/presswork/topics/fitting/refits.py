"""The chosen model fitted again to resampled articles, each refit from a random start of its own."""

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
from presswork.topics.fitting.resamples import draw_resamples

# Leaving one article out says nothing of random starts; so many more refits do.
STARTS = 10
progress = logging.getLogger("presswork")


@dataclass(frozen=True)
class Replicates:
    """Refits of a model: how often each article is drawn, and the shares that the refit gives to every article.

    `draws` is replicates x articles, `shares` replicates x articles x topics of the model; articles are sorted by id.
    An article without terms of a refit has shares of zero there.
    """

    draws: Numbers = field(default_factory=lambda: np.zeros((0, 0)))
    shares: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))

    @property
    def leaves_out(self) -> bool:
        """Whether one article is left out in turn, as below 50 articles."""
        return int(self.draws.shape[1]) < SMALL

    def measure_error(self, values: Numbers) -> Numbers:
        """Return the standard errors of values, replicates x values, of which some may be NaN.

        The spread over bootstrap replicates; below 50 articles the jackknife's, all from one start (Efron & Tibshirani
        1993, chapters 6 and 11), to which the variance over starts is added.
        """
        if not self.leaves_out:
            return np.asarray(np.nanstd(values, axis=0, ddof=1))
        left_out = self.draws.min(axis=1) == 0
        jackknife = (left_out.sum() - 1) * np.nanvar(values[left_out], axis=0)
        return np.asarray(np.sqrt(jackknife + np.nanvar(values[~left_out], axis=0, ddof=1)))

    def write_to(self, path: Path) -> None:
        """Write the replicates as an uncompressed .npz, in single precision."""
        write_arrays(path, {"draws": self.draws, "shares": self.shares})

    @classmethod
    def read_from(cls, path: Path) -> Self:
        """Return replicates as `write_to` wrote them."""
        with np.load(path) as arrays:
            return cls(arrays["draws"].astype(float), arrays["shares"])


def refit_topics(
    model: Model, units: sparse.csr_array, unit_rows: pl.DataFrame, replicates: int, part: int = 0, parts: int = 1
) -> Replicates:
    """Return refits of the model on the resamples of `draw_resamples`, their topics matched to the model's.

    Below 50 articles each is left out once, and there are 10 more refits to all articles. None for a model without
    topics, of other articles, or of fewer than 10. Of several `parts` of the refits, one is made, numbered from 0.
    """
    own = number_clusters(unit_rows["article_id"]).to_numpy()
    n_articles = int(own.max(initial=-1)) + 1
    wanted = list(_plan_refits(unit_rows, replicates)) if len(model.shares) and n_articles >= FEW else []
    wanted = wanted[part * len(wanted) // parts : (part + 1) * len(wanted) // parts]
    passages = np.bincount(own, minlength=n_articles)
    joined = sparse.csr_array((1 / passages[own], (own, np.arange(len(own)))), shape=(n_articles, len(own)))
    draws = np.zeros((len(wanted), n_articles))
    shares = np.zeros((len(wanted), n_articles, len(model.terms)), dtype=np.float32)
    counts = units.astype(float)
    for place, (rows, start) in enumerate(wanted):
        draws[place] = np.bincount(own[rows], minlength=n_articles) / passages
        shares[place] = joined @ refit_shares(model, counts, rows, start)
        progress.info("%d of %d refits with %d topics", place + 1, len(wanted), len(model.terms))
    return Replicates(draws, shares)


def join_replicates(refits: list[Replicates]) -> Replicates:
    """Return the replicates of all parts, in their order."""
    return Replicates(np.concatenate([part.draws for part in refits]), np.concatenate([part.shares for part in refits]))


def _plan_refits(unit_rows: pl.DataFrame, replicates: int) -> Iterator[tuple[Places, int]]:
    """Yield the rows and the number of the start of each refit."""
    is_small = unit_rows["article_id"].n_unique() < SMALL
    for number, rows in enumerate(draw_resamples(unit_rows, replicates), 1):
        yield rows, 1 if is_small else number
    for number in range(1, STARTS + 1 if is_small else 1):
        yield np.arange(unit_rows.height), number


def refit_shares(model: Model, counts: sparse.csr_array, rows: Places, start: int) -> Numbers:
    """Return the shares that a refit to some of the rows gives to all of them, in the order of the model's topics."""
    engine, k = find_engine(model.engine), len(model.terms)
    refit = engine.fit(counts[rows], k, derive_seed("topics", model.engine, k, "replicate", start))
    partners, _ = pair_topics(model.terms, refit.terms)
    return engine.fold_in(refit.state, counts)[:, partners]
