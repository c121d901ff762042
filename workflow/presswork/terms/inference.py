"""Intervals and tests of keyness whose unit is a story, a day or an article, never the token."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.statistics.intervals import estimate_rates, ratio_interval
from presswork.statistics.permutation import permute_groups
from presswork.terms.groups import Units, join_units
from presswork.terms.units import PLURAL

Numbers = NDArray[np.float64]
MIN_UNITS = 10
MIN_UNITS_WITH_TERM = 10


def infer_keyness(
    counts: sparse.csr_array, members: pl.DataFrame, labels: list[str], unit: str, options: dict[str, Any]
) -> list[pl.DataFrame]:
    """Return for each of the groups a frame of its terms: bounds of the log ratio, p and p_maxt, each with how or why.

    `counts` has a row for each of `members` and a column for each term. A group with fewer than MIN_UNITS units, or
    whose rest has fewer, has effect sizes only.
    """
    names = PLURAL[unit]
    units = join_units(counts, members, labels)
    n_units = np.array([(units.groups == each).sum() for each in range(len(labels))], dtype=np.int64)
    tested = np.flatnonzero(np.minimum(n_units, len(units.groups) - n_units) >= MIN_UNITS)
    values = np.full((4, len(labels), counts.shape[1]), np.nan)
    if tested.size:
        renumbered = np.full(len(labels) + 1, -1)
        renumbered[tested] = np.arange(tested.size)
        codes = renumbered[units.groups]
        seed = derive_seed("keyness", *(f"{name}={options[name]}" for name in sorted(options)), unit, *labels)
        shared = (units.counts, units.sizes, codes, units.blocks)
        permuted = permute_groups(*shared, tested.size, options["resamples"], seed)
        values[2:, tested] = [permuted.p, permuted.p_maxt]
        for group in tested:
            values[:2, group] = bound_log_ratio(units, units.groups == group)
    family = counts.shape[1] * tested.size
    few = f"none: fewer than {MIN_UNITS} {names} in the group or its reference"
    test = f"{options['resamples']} permutations of {names}, maxT"
    frames = []
    for place, units_here in enumerate(n_units):
        low, high, p, p_maxt = values[:, place]
        has_test = place in tested
        frame = pl.DataFrame({"log_ratio_low": low, "log_ratio_high": high, "p": p, "p_maxt": p_maxt}).with_columns(
            unit=pl.lit(unit),
            units=pl.lit(int(units_here)),
            reference_units=pl.lit(len(units.groups) - int(units_here)),
            family=pl.lit(family if has_test else counts.shape[1]),
            test=pl.lit(test if has_test else few),
            interval=explain_interval(names) if has_test else pl.lit(few),
        )
        frames.append(frame)
    return frames


def bound_log_ratio(units: Units, inside: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return bounds of the log ratio of the units inside and all others, for each term."""
    inner, outer = (estimate_rates(units.counts[side], units.sizes[side]) for side in (inside, ~inside))
    return ratio_interval(inner, outer, MIN_UNITS_WITH_TERM)


def explain_interval(names: str) -> pl.Expr:
    """Return how the interval was made, or why there is none."""
    few = f"none: fewer than {MIN_UNITS_WITH_TERM} {names} of the group, or of its reference, have the term"
    given = f"jackknife over {names} (Efron & Stein 1981), log t (Welch 1947)"
    return pl.when(pl.col("log_ratio_low").is_nan()).then(pl.lit(few)).otherwise(pl.lit(given))
