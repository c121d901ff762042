"""Intervals of the log ratio of a group and the rest, by resampling the units within their groups."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from presswork.statistics.keyness import log_ratio

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
TERMS_AT_ONCE = 512


def resample_log_ratio(
    counts: sparse.csr_array,
    sizes: Numbers,
    groups: Integers,
    n_groups: int,
    resamples: int,
    seed: int,
    min_units: int,
    confidence: float = 0.95,
) -> tuple[Numbers, Numbers]:
    """Return bounds (groups x terms) of the log ratio of groups 0 to n_groups - 1 and all other units.

    `counts` is units x terms, `sizes` the words of each unit, `groups` its group (-1: only ever in the rest). Units are
    drawn with replacement within their group; the interval is BCa (Efron 1987, eq. 2.3), its acceleration from the
    units' influence on the two rates. A term that fewer than `min_units` units have, of the group or of the rest, gets
    NaN.
    """
    strata = [np.flatnonzero(groups == each) for each in np.unique(groups)]
    generator = np.random.default_rng(seed)
    # No unit is drawn more than 255 times.
    weights = [
        generator.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), resamples).astype(np.uint8)
        for rows in strata
    ]
    named = [int(groups[rows[0]]) for rows in strata]
    words = np.array([drawn @ sizes[rows] for drawn, rows in zip(weights, strata, strict=True)])
    bounds = np.full((2, n_groups, counts.shape[1]), np.nan)
    sound = count_units(counts, groups, n_groups).min(axis=0) >= min_units
    for columns in _split(np.flatnonzero(sound.any(axis=0))):
        chunk = counts[:, columns]
        drawn = [(chunk[rows].T @ each.T.astype(float)).T for each, rows in zip(weights, strata, strict=True)]
        for place, group in enumerate(named):
            if group < 0:
                continue
            some = np.flatnonzero(sound[group, columns])
            own, rest = drawn[place][:, some], sum(drawn)[:, some] - drawn[place][:, some]
            size, rest_size = words[place][:, None], (words.sum(axis=0) - words[place])[:, None]
            sample = np.sort(log_ratio(own, size, rest, rest_size), axis=0)
            found = _find_bca(sample, *_summarize(chunk[:, some], sizes, groups == group), confidence)
            bounds[:, group, columns[some]] = found
    return bounds[0], bounds[1]


def count_units(counts: sparse.csr_array, groups: Integers, n_groups: int) -> Integers:
    """Return in how many units of each group, and of the rest, a term occurs (2 x groups x terms)."""
    present = counts.astype(bool).astype(np.int64)
    members = (groups[:, None] == np.arange(n_groups)).astype(np.int64)
    own = np.asarray(present.T @ members, dtype=np.int64).T
    return np.array([own, np.asarray(present.sum(axis=0)) - own])


def _split(columns: Integers) -> Iterator[Integers]:
    for start in range(0, len(columns), TERMS_AT_ONCE):
        yield columns[start : start + TERMS_AT_ONCE]


def _summarize(counts: sparse.csr_array, sizes: Numbers, inside: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return the log ratio and the acceleration of each term."""
    sums = [_sum_influence(counts[rows], sizes[rows]) for rows in (inside, ~inside)]
    (own, size, own_squares, own_cubes), (rest, rest_size, squares, cubes) = sums
    acceleration = (own_cubes - cubes) / (6 * (own_squares + squares) ** 1.5)
    return log_ratio(own, size, rest, rest_size), acceleration


def _sum_influence(counts: sparse.csr_array, sizes: Numbers) -> tuple[Numbers, float, Numbers, Numbers]:
    """Return occurrences, words, and the sums of squares and cubes of the units' influence on the log of the rate."""
    total, size = np.asarray(counts.sum(axis=0), dtype=float), float(sizes.sum())
    rate = total / size
    cells = counts.tocoo()
    rows, columns = cells.coords
    expected = sizes[rows] * rate[columns]
    sums = []
    for power in (2, 3):
        change = (cells.data - expected) ** power - (-expected) ** power
        everywhere = (-rate) ** power * (sizes**power).sum()
        sums.append((np.bincount(columns, weights=change, minlength=len(total)) + everywhere) / total**power)
    return total, size, sums[0], sums[1]


def _find_bca(sample: Numbers, estimate: Numbers, acceleration: Numbers, confidence: float) -> Numbers:
    """Return lower and upper bounds from sorted resamples (resamples x terms)."""
    n = len(sample)
    below = ((sample < estimate).sum(axis=0) + (sample <= estimate).sum(axis=0)) / (2 * n)
    bias = special.ndtri(np.clip(below, 1 / (n + 1), n / (n + 1)))
    tail = special.ndtri(0.5 + confidence / 2)
    bounds = []
    for quantile in (-tail, tail):
        shifted = bias + quantile
        level = special.ndtr(bias + shifted / (1 - acceleration * shifted))
        place = np.clip(np.rint(level * (n + 1)).astype(np.int64) - 1, 0, n - 1)
        bounds.append(sample[place, np.arange(sample.shape[1])])
    return np.array(bounds)
