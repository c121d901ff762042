"""Fisher's exact test of many tables of four cells at once.

The test assumes that words are drawn one by one, which news is not: to report, not to decide by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from presswork.statistics.blocks import split_blocks

Numbers = NDArray[np.float64]
# Probabilities that differ by less than this share are equal, as in R and SciPy.
EQUAL = 1e-7
CELLS_AT_ONCE = 1 << 22
STEPS = 60
PRECISION = 1e-10
# Of a frequent term most tables have no probability worth a sum: farther from the mode than so many units of log
# probability it is 0 in double precision, or adds nothing to the digits of a mean.
VANISHING, NEGLIGIBLE = 746.0, 60.0
SHORT = 256


@dataclass(frozen=True)
class Tables:
    """Tables of four cells: `joint` of both, `first` and `second` of each, out of `total`; a value a table."""

    joint: Numbers
    first: Numbers
    second: Numbers
    total: Numbers

    def __getitem__(self, chosen: Any) -> "Tables":
        return Tables(self.joint[chosen], self.first[chosen], self.second[chosen], self.total[chosen])

    @property
    def low(self) -> Numbers:
        """The least joint count that the margins allow."""
        return np.maximum(0, self.first + self.second - self.total)

    @property
    def high(self) -> Numbers:
        """The greatest joint count that the margins allow."""
        return np.minimum(self.first, self.second)

    def weigh(self, joint: Numbers) -> Numbers:
        """Return the log probability of other joint counts with these margins, up to a constant of the margins."""
        weights = -special.gammaln(joint + 1) - special.gammaln(self.first - joint + 1)
        weights -= special.gammaln(self.second - joint + 1)
        return np.asarray(weights - special.gammaln(self.total - self.first - self.second + joint + 1), dtype=float)


@dataclass(frozen=True)
class Supports:
    """The joint counts that are summed over for each table, one table behind the other, and their log probability."""

    lengths: NDArray[np.int64]
    counts: Numbers
    weights: Numbers

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where the counts of each table start."""
        return np.cumsum(self.lengths) - self.lengths

    def spread(self, values: Numbers) -> Numbers:
        """Return a table's value for each of its counts."""
        return np.repeat(values, self.lengths)

    def add(self, values: Numbers) -> Numbers:
        """Return the sum over each table's counts."""
        return np.add.reduceat(values, self.starts)

    def share(self, logs: Numbers) -> Numbers:
        """Return the probabilities over that of the most probable count of the table."""
        return np.asarray(np.exp(logs - self.spread(np.maximum.reduceat(logs, self.starts))))


def fisher_exact(joint: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return Fisher's (1935) two-sided p, and the odds ratio of greatest likelihood given the margins.

    Takes arrays of counts as `association` does: `joint` of both, `first` and `second` of each, out of `total`. The p
    sums the tables that are no more probable than the one seen. The odds ratio is 0 or inf where the table is the
    lowest or highest that the margins allow, NaN where they allow but one.
    """
    given = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (joint, first, second, total)))
    tables = Tables(*(each.ravel() for each in given))
    mode = np.floor((tables.first + 1) * (tables.second + 1) / (tables.total + 2))
    mode = np.clip(mode, tables.low, tables.high)
    p = np.ones(mode.size)
    for chunk, support in _list_supports(tables, mode, np.zeros(mode.size), VANISHING):
        p[chunk] = _sum_rare(tables[chunk], support)
    theta = _guess_log_odds(tables)
    inside = (tables.joint > tables.low) & (tables.joint < tables.high)
    for chunk, support in _list_supports(tables, tables.joint, theta, NEGLIGIBLE):
        theta[chunk] = _fit_log_odds(tables.joint[chunk], theta[chunk], inside[chunk], support)
    end = np.where(tables.joint == tables.low, 0.0, np.inf)
    odds = np.where(inside, np.exp(theta), np.where(tables.low == tables.high, np.nan, end))
    return p.reshape(given[0].shape), odds.reshape(given[0].shape)


def _list_supports(tables: Tables, centre: Numbers, theta: Numbers, reach: float) -> Iterator[tuple[slice, Supports]]:
    """Yield tables whose supports together fit into memory, with these supports.

    A support reaches from `centre` as far as the probability under the log odds `theta` matters.
    """
    low, high = (_find_edge(tables, centre, outer, theta, reach) for outer in (tables.low, tables.high))
    lengths = (high - low + 1).astype(np.int64)
    for chunk in split_blocks(lengths, CELLS_AT_ONCE):
        own = tables[chunk]
        starts = np.cumsum(lengths[chunk]) - lengths[chunk]
        counts = np.arange(lengths[chunk].sum()) + np.repeat(low[chunk] - starts, lengths[chunk])
        yield (
            chunk,
            Supports(lengths[chunk], counts, own[np.repeat(np.arange(len(starts)), lengths[chunk])].weigh(counts)),
        )


def _find_edge(tables: Tables, centre: Numbers, outer: Numbers, theta: Numbers, reach: float) -> Numbers:
    """Return the count between `centre` and `outer` behind which the log probability is more than `reach` below.

    It is concave, so that halving finds the edge; short supports are left whole.
    """
    edge = outer.copy()
    long = np.flatnonzero(np.abs(outer - centre) > SHORT)
    own, tilt = tables[long], theta[long]
    near, far = centre[long], outer[long]
    least = own.weigh(near) + tilt * near - reach
    while np.any(np.abs(far - near) > 1):
        middle = near + np.trunc((far - near) / 2)
        matters = own.weigh(middle) + tilt * middle >= least
        near, far = np.where(matters, middle, near), np.where(matters, far, middle)
    edge[long] = far
    return edge


def _sum_rare(tables: Tables, support: Supports) -> Numbers:
    """Return the share of probability of the counts that are no more probable than the one seen."""
    share = support.share(support.weights)
    seen = support.spread(tables.weigh(tables.joint))
    rare = np.where(support.weights <= seen + EQUAL, share, 0)
    return np.asarray(np.minimum(support.add(rare) / support.add(share), 1.0))


def _guess_log_odds(tables: Tables) -> Numbers:
    """Return the log odds ratio with half an occurrence more in each cell."""
    rest = tables.total - tables.first - tables.second + tables.joint
    theta = np.log((tables.joint + 0.5) * (rest + 0.5))
    return theta - np.log((tables.first - tables.joint + 0.5) * (tables.second - tables.joint + 0.5))


def _fit_log_odds(joint: Numbers, theta: Numbers, inside: NDArray[np.bool_], support: Supports) -> Numbers:
    """Return the log odds ratio under which the count seen is the mean, by Newton's method."""
    for _ in range(STEPS):
        share = support.share(support.weights + support.spread(theta) * support.counts)
        mass = support.add(share)
        mean = support.add(share * support.counts) / mass
        variance = support.add(share * (support.counts - support.spread(mean)) ** 2) / mass
        # Far from the root a step could overshoot.
        step = np.where(inside, np.clip((joint - mean) / np.maximum(variance, 1e-12), -2, 2), 0)
        theta = theta + step
        if np.all(np.abs(step) < PRECISION):
            break
    return theta
