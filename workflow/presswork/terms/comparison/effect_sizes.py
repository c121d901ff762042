"""Measures of keyness that are computed from counts alone."""

import numpy as np

from presswork.statistics import contingency, keyness
from presswork.statistics.arrays import Numbers
from presswork.statistics.association import log_likelihood


def describe_rates(
    count: Numbers, size: float, other: Numbers, other_size: float, zero: float = keyness.ZERO
) -> dict[str, Numbers]:
    """Return counts, rates per million words, log ratio and %DIFF; `zero` replaces 0 in the log ratio."""
    return {
        "count": count,
        "reference_count": other,
        "per_million": count / size * keyness.MILLION,
        "reference_per_million": other / other_size * keyness.MILLION,
        "log_ratio": keyness.log_ratio(count, size, other, other_size, zero),
        "percent_difference": keyness.percent_difference(count, size, other, other_size),
    }


def measure_effects(count: Numbers, size: float, other: Numbers, other_size: float, family: int) -> dict[str, Numbers]:
    """Return every measure of `count` in `size` words compared with `other` in `other_size` words.

    G2 and chi-squared are negative if the term is rarer in the first. `family` is the number of comparisons that LRC is
    corrected for.
    """
    sides = (count, size, other, other_size)
    cells = (count, size, count + other, size + other_size)
    g2 = log_likelihood(*cells)
    sign = np.where(g2 < 0, -1.0, 1.0)
    delta, z = keyness.log_odds(*sides)
    return describe_rates(*sides) | {
        "lrc": keyness.conservative_log_ratio(*sides, family),
        "log_odds": delta,
        "log_odds_z": z,
        "g2": g2,
        "g2_williams": g2 / contingency.williams_factor(*cells[1:]),
        "g2_two_cells": keyness.two_cell_log_likelihood(*sides),
        "chi2": sign * contingency.chi_squared(*cells),
        "chi2_yates": sign * contingency.chi_squared(*cells, yates=True),
        "odds_ratio": contingency.odds_ratio(*cells),
        "simple_maths": keyness.simple_maths(*sides),
    }
