"""The frequency distribution of terms: parameters of three models, and their misfit."""

import logging

import numpy as np
import polars as pl

from presswork.core.digests import derive_seed
from presswork.core.limits import MIN_TYPES
from presswork.core.reasons import explain
from presswork.statistics.vocabulary import zipf

DRAWS = 99
DIGITS = 4
NO_INTERVAL = "no interval: a resample contains 63% of the articles, which biases counts of types"
FINITE_ELSE = "not estimated: the counts do not show that the vocabulary is finite"
AT_END = "the model does not fit: alpha is at the limit of its range"
DRAWN = f"{DRAWS} corpora drawn from the fitted model"

logger = logging.getLogger(__name__)
Row = tuple[str, str, float | None, str]


def fit_distribution(frequency: pl.DataFrame) -> pl.DataFrame:
    """Return the observed statistics of the distribution of counts, and the parameters and misfit of each of `LAWS`.

    Models are fitted to all terms, including stop words, if there are at least `MIN_TYPES`; otherwise the reason is
    given.
    """
    counts = frequency["count"].to_numpy()
    rows = describe_counts(counts)
    for law in zipf.LAWS:
        if len(counts) < MIN_TYPES or not (counts == 2).any():
            rows.append((law.name, "skipped", None, explain("few_types", {})))
            continue
        logger.info("fitting %s", law.name)
        rows += _describe_law(law, zipf.count_spectrum(counts))
    schema = {"model": pl.String, "parameter": pl.String, "value": pl.Float64, "note": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("row").cast({"row": pl.Int64})


def describe_counts(counts: np.ndarray) -> list[Row]:
    """Return tokens, types, and the number of types that occur once and twice, as rows of the table."""
    found = {
        "tokens": counts.sum(),
        "types": len(counts),
        "hapaxes": (counts == 1).sum(),
        "dis_legomena": (counts == 2).sum(),
        "greatest_count": counts.max(initial=0),
    }
    return [("observed", name, float(value), "counted; rounded to six digits") for name, value in found.items()]


def _describe_law(law: zipf.Law, spectrum: zipf.Spectrum) -> list[Row]:
    fit = zipf.fit_law(law, spectrum)
    found = {name: _round(value) for name, value in fit.parameters.items()}
    at_end = (found.get("alpha") or 0) > zipf.LARGEST_ALPHA - 1e-3
    note = AT_END if at_end else NO_INTERVAL
    rows: list[Row] = [(law.name, name, value, FINITE_ELSE if value is None else note) for name, value in found.items()]
    expected = {"types": fit.expected.sum(), "hapaxes": fit.expected[0]}
    rows += [(law.name, f"expected_{name}", _round(value), "expected by the model") for name, value in expected.items()]
    return rows + _measure_misfit(fit, spectrum)


def _measure_misfit(fit: zipf.Fit, spectrum: zipf.Spectrum) -> list[Row]:
    distance = zipf.kolmogorov_distance(spectrum.types, fit.expected)
    drawn = zipf.simulate_distances(fit, spectrum, DRAWS, derive_seed("distribution", fit.law.name))
    share = (1 + int(np.sum(drawn >= distance))) / (1 + DRAWS)
    found = (
        ("ks_distance", distance, "largest distance between the observed and fitted distributions of a type's count"),
        ("ks_distance_by_chance", float(np.quantile(drawn, 0.95)), f"95% quantile of the distance in {DRAWN}"),
    )
    rows: list[Row] = [(fit.law.name, name, _round(value), note) for name, value, note in found]
    return [
        *rows,
        (
            fit.law.name,
            "ks_p",
            share,
            f"share with at least this distance, of {DRAWN} and this corpus; large corpora reject every model",
        ),
    ]


def _round(value: float) -> float | None:
    """Return a value rounded to the digits on which all machines agree, None for NaN."""
    return None if np.isnan(value) else float(f"{value:.{DIGITS}g}")
