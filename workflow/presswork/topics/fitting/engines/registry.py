"""The engines that fit topics, by name."""

from collections.abc import Callable
from typing import NamedTuple

from scipy import sparse

from presswork.statistics.arrays import Numbers
from presswork.topics.fitting.model import Model

ENGINES = ("nmf", "gibbs", "variational")


class Engine(NamedTuple):
    """An engine: `fit(counts, k, seed)`, `fold_in(state, counts)`, and whether it has a likelihood.

    Counts are rows x terms. `fold_in` returns shares, rows x topics; a row's shares do not depend on the other rows.
    """

    fit: Callable[[sparse.csr_array, int, int], Model]
    fold_in: Callable[[dict[str, Numbers], sparse.csr_array], Numbers]
    HAS_LIKELIHOOD: bool


def find_engine(name: str) -> Engine:
    """Return one of `ENGINES`. Raises KeyError for another name."""
    # Imported here because the libraries take a second to load. Functions are named explicitly, so that the digest of a
    # rule covers them.
    if name == "nmf":
        from presswork.topics.fitting.engines import nmf

        return Engine(nmf.fit, nmf.fold_in, nmf.HAS_LIKELIHOOD)
    if name == "gibbs":
        from presswork.topics.fitting.engines import gibbs

        return Engine(gibbs.fit, gibbs.fold_in, gibbs.HAS_LIKELIHOOD)
    if name == "variational":
        from presswork.topics.fitting.engines import variational

        return Engine(variational.fit, variational.fold_in, variational.HAS_LIKELIHOOD)
    raise KeyError(name)
