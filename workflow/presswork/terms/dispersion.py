"""The columns of dispersion in the table of terms, with their intervals."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from presswork.statistics.clusters import Codes
from presswork.statistics.dispersion import (
    adjusted_share,
    deviation_of_proportions,
    egbert_deviation,
    entropy_evenness,
    juilland_evenness,
    kullback_leibler_evenness,
    normalized_deviation,
    pairwise_evenness,
    range_share,
)
from presswork.statistics.dispersion_adjusted import frequency_adjusted_deviation
from presswork.statistics.dispersion_intervals import MEASURES, dispersion_interval

Numbers = NDArray[np.float64]
MIN_UNITS = 30
SATURATED_PARTS = 100


def measure_dispersion(
    counts: sparse.csr_array, sizes: Numbers, units: Codes, n_articles: int, names: str
) -> dict[str, pl.Series]:
    """Return each measure of dispersion over the parts (rows), by column name, a value a term.

    Three of them have an interval where the parts are articles and enough units have the term; `units` holds the unit
    of each part, `names` what the units are called.
    """
    measures = {
        "range": range_share(counts),
        "dp": deviation_of_proportions(counts, sizes),
        "dp_norm": normalized_deviation(counts, sizes),
        "dp_egbert": egbert_deviation(counts, sizes),
        "dp_adjusted": frequency_adjusted_deviation(counts, sizes),
        "dkl": kullback_leibler_evenness(counts, sizes),
        "da": pairwise_evenness(counts, sizes),
        "d2": entropy_evenness(counts, sizes),
        "s": adjusted_share(counts, sizes),
        "juilland_d": juilland_evenness(counts, sizes),
    }
    for name in MEASURES:
        bounds = dispersion_interval(name, counts, sizes, units, MIN_UNITS)
        measures |= {f"{name}_{side}": bound for side, bound in zip(("low", "high"), bounds, strict=True)}
    reasons = np.where(
        np.isnan(measures["dkl_low"]),
        explain_missing(n_articles, names),
        f"infinitesimal jackknife over {names}, symmetric in the log odds (Efron 1982)",
    )
    columns = {name: pl.Series(name, values, nan_to_null=True) for name, values in measures.items()}
    return columns | {
        "dispersion_interval": pl.Series(reasons.tolist()),
        "juilland_warning": pl.Series([warn_of_saturation(counts.shape[0])] * counts.shape[1], dtype=pl.String),
    }


def explain_missing(n_articles: int, names: str) -> str:
    """Return why a term of a corpus of so many articles has no interval of its dispersion over units of that name."""
    if n_articles == 1:
        return "none: one article is no sample of articles"
    return f"none: in fewer than {MIN_UNITS} {names}, or at the end of the scale"


def warn_of_saturation(n_parts: int) -> str | None:
    """Return what is wrong with Juilland's D in so many parts, None where nothing is."""
    if n_parts < SATURATED_PARTS:
        return None
    return f"saturated: {n_parts:,} parts (Biber et al. 2016)"
