"""Dispersion columns of the frequency table, with their intervals."""

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import MIN_UNITS_DISPERSION, SATURATED_PARTS
from presswork.statistics.arrays import Integers, Numbers
from presswork.statistics.dispersion import measures
from presswork.statistics.dispersion.adjusted import frequency_adjusted_deviation
from presswork.statistics.dispersion.intervals import MEASURES, dispersion_interval


def measure_dispersion(
    counts: sparse.csr_array, sizes: Numbers, units: Integers, present: Integers, n_articles: int
) -> dict[str, pl.Series]:
    """Return each measure of dispersion over the parts (rows), by column name, one value per term.

    Three of them have an interval if the parts are articles and enough units have the term. `units` has the unit of
    each part, `present` the number of units with each term.
    """
    measured = {
        "range": measures.range_share(counts),
        "dp": measures.deviation_of_proportions(counts, sizes),
        "dp_norm": measures.normalized_deviation(counts, sizes),
        "dp_egbert": measures.egbert_deviation(counts, sizes),
        "dp_adjusted": frequency_adjusted_deviation(counts, sizes),
        "dkl": measures.kullback_leibler_evenness(counts, sizes),
        "da": measures.pairwise_evenness(counts, sizes),
        "d2": measures.entropy_evenness(counts, sizes),
        "s": measures.adjusted_share(counts, sizes),
        "juilland_d": measures.juilland_evenness(counts, sizes),
    }
    for name in MEASURES:
        bounds = dispersion_interval(name, counts, sizes, units, present, MIN_UNITS_DISPERSION)
        measured |= {f"{name}_{side}": bound for side, bound in zip(("low", "high"), bounds, strict=True)}
    warning = "saturated" if counts.shape[0] >= SATURATED_PARTS else None
    columns = {name: pl.Series(name, values, nan_to_null=True) for name, values in measured.items()}
    return columns | {
        "dispersion_interval": name_intervals(present, measured["dkl_low"], n_articles),
        "juilland_warning": pl.Series([warning] * counts.shape[1], dtype=pl.String),
    }


def name_intervals(present: Integers, low: Numbers, n_articles: int) -> pl.Series:
    """Return for each term the code of how its intervals were computed, or why there are none (`low` is NaN)."""
    if n_articles == 1:
        return pl.Series(["no_sample"] * len(low), dtype=pl.String)
    blank = np.where(present < MIN_UNITS_DISPERSION, "rare_for_dispersion", "end_of_scale")
    return pl.Series(np.where(np.isnan(low), blank, "infinitesimal_jackknife").tolist(), dtype=pl.String)
