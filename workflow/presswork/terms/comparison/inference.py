"""Intervals and tests of keyness. The sampling unit is the story, day or article, never the token."""

from typing import Any, NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.core.limits import MIN_UNITS
from presswork.statistics.arrays import Mask, Numbers
from presswork.statistics.intervals import estimate_rates, ratio_interval
from presswork.statistics.keyness import effective_log_ratio
from presswork.statistics.permutation import permute_groups
from presswork.terms.comparison.groups import Units, join_units

BOUNDS = ("log_ratio_low", "log_ratio_high", "lrc_units", "p", "p_maxt")


class Inferred(NamedTuple):
    """Inference for a group: bounds, p, p_maxt and interval code of its terms, and a description of the test."""

    terms: pl.DataFrame
    described: dict[str, Any]


def infer_keyness(
    counts: sparse.csr_array, members: pl.DataFrame, labels: list[str], unit: str, options: dict[str, Any]
) -> list[Inferred]:
    """Return for each group the bounds of the log ratio, p and p_maxt of its terms, and a description of the test.

    `counts` has a row for each of `members` and a column for each term. If a group or its rest has fewer than MIN_UNITS
    units, it has effect sizes only.
    """
    units = join_units(counts, members, labels)
    n_units = np.array([(units.groups == each).sum() for each in range(len(labels))], dtype=np.int64)
    tested = np.flatnonzero(np.minimum(n_units, len(units.groups) - n_units) >= MIN_UNITS)
    values = np.full((len(BOUNDS), len(labels), counts.shape[1]), np.nan)
    if tested.size:
        renumbered = np.full(len(labels) + 1, -1)
        renumbered[tested] = np.arange(tested.size)
        codes = renumbered[units.groups]
        seed = derive_seed("keyness", *(f"{name}={options[name]}" for name in sorted(options)), unit, *labels)
        shared = (units.counts, units.sizes, codes, units.blocks)
        permuted = permute_groups(*shared, tested.size, options["resamples"], seed)
        values[3:, tested] = [permuted.p, permuted.p_maxt]
        for group, overdispersion in zip(tested, permuted.overdispersion, strict=True):
            inside = units.groups == group
            values[:2, group] = bound_log_ratio(units, inside)
            values[2, group] = effective_log_ratio(*sum_sides(units, inside), overdispersion)
    inferred = []
    for place, own in enumerate(n_units.tolist()):
        is_tested = place in tested
        frame = pl.DataFrame(dict(zip(BOUNDS, values[:, place], strict=True)))
        described = {
            "unit": unit,
            "units": own,
            "reference_units": len(units.groups) - own,
            "family": counts.shape[1] * (tested.size if is_tested else 1),
            "test": "permutation" if is_tested else "few_in_group",
            "permutations": options["resamples"] if is_tested else None,
        }
        interval = name_intervals(values[0, place], is_tested)
        inferred.append(Inferred(frame.with_columns(interval=interval), described))
    return inferred


def sum_sides(units: Units, inside: Mask) -> tuple[Numbers, float, Numbers, float]:
    """Return each term's count and the number of words of the units inside, then of all others."""
    own = np.asarray(units.counts[inside].sum(axis=0), dtype=float)
    size = float(units.sizes[inside].sum())
    total = np.asarray(units.counts.sum(axis=0), dtype=float)
    return own, size, total - own, float(units.sizes.sum()) - size


def bound_log_ratio(units: Units, inside: Mask) -> tuple[Numbers, Numbers]:
    """Return bounds of the log ratio of the units inside to all others, for each term."""
    inner, outer = (estimate_rates(units.counts[side], units.sizes[side]) for side in (inside, ~inside))
    return ratio_interval(inner, outer, MIN_UNITS)


def name_intervals(low: Numbers, tested: bool) -> pl.Series:
    """Return for each term the code of how its interval was computed, or why there is none (`low` is NaN)."""
    codes = np.where(np.isnan(low), "rare_in_group", "jackknife") if tested else np.full(len(low), "few_in_group")
    return pl.Series(codes.tolist(), dtype=pl.String)
